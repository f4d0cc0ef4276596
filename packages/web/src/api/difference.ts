import type { VersionFinder } from '@proviso/archive/version-pair'
import { type DocumentState, questions } from '@proviso/rights'
import { readChoice } from '../argument/choice.ts'
import { type Difference, differenceOf } from '../difference/difference.ts'
import { statementJson } from '../json/because.ts'
import type { Library } from '../library.ts'
import { must, Problem } from '../problem.ts'
import { provenance } from '../provenance.ts'
import type { Get } from './get.ts'
import { serviceOf } from './history.ts'

/** The value of `/api/difference`. */
export type DifferenceJson = Awaited<ReturnType<typeof differenceJson>>

/**
 * Answers `/api/difference`: what one state of a document says on a question that the state before it did not, and, where the
 * archive is in the workspace, the passages whose words changed between the two versions.
 */
export async function differenceJson(library: Library, versions: VersionFinder, get: Get) {
  const { service, shelf } = serviceOf(library, get('service') ?? '')
  const question = must(readChoice(get('question') ?? '', 'question', 'question', questions))
  const part = get('part')
  const named = shelf.rulebook.states.filter((state) => state.service === service.name && state.terms === get('terms'))
  const after = named.find(
    (state) =>
      state.recorded === get('recorded') &&
      // who names no part means the one in which the position moved
      (part === undefined
        ? named.length === 1 || state.moved.includes(question) || state.part === undefined
        : (state.part ?? state.host ?? '') === part),
  )
  if (after === undefined)
    throw new Problem(
      {
        code: 'unknown-state',
        at: `${get('terms') ?? ''} ${get('recorded') ?? ''}`.trim().slice(0, 120),
        message: `no state of a document of ${service.name} was recorded then`,
        hint: '/api/history lists the states with the time each was recorded',
      },
      404,
    )
  const document = named.filter((state) => state.part === after.part && state.host === after.host)
  const before = document[document.indexOf(after) - 1]
  const quotes = (state: DocumentState | undefined) =>
    state?.positions[question].statements.flatMap(({ evidence: { quote, section } }) =>
      quote === undefined ? [] : [{ quote, section }],
    ) ?? []
  const pair = await versions.pair(after.records, before?.records)
  const difference: Difference | null =
    pair?.before == null
      ? null
      : differenceOf(pair.before.text, pair.after.text, { before: quotes(before), after: quotes(after) })
  const archives = [...new Set(after.records.map(({ collection }) => collection))]
  return {
    service: service.name,
    terms: after.terms,
    part: after.part ?? null,
    question,
    kind: after.kind,
    basis: after.basis,
    from: after.from,
    recorded: after.recorded,
    records: after.records,
    before: before === undefined ? null : sideJson(before, question),
    after: sideJson(after, question),
    versions:
      pair === null
        ? null
        : {
            before: pair.before === null ? null : recordJson(pair.before.record),
            after: recordJson(pair.after.record),
          },
    ...(difference === null ? { passages: [], compared: null } : difference),
    /** Where the words can be had, when no archive in the workspace has them. */
    wanted:
      pair === null
        ? archives.map((name) => provenance(shelf).archives.find((archive) => archive.name === name) ?? { name })
        : [],
  }
}

function sideJson(state: DocumentState, question: (typeof questions)[number]) {
  const { position, conditions, statements } = state.positions[question]
  return { position, conditions, statements: statements.map(statementJson) }
}

function recordJson({ recorded, url, commit }: { recorded: string; url?: string; commit: string }) {
  return { recorded, commit, ...(url === undefined ? {} : { url }) }
}
