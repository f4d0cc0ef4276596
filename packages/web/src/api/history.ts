import { mainHost } from '@proviso/archive/main-host'
import { findService } from '@proviso/archive/registry'
import { statesOnQuestion } from '@proviso/archive/states-on-question'
import {
  type Asset,
  actors,
  type Channel,
  channels,
  type Day,
  type DocumentState,
  questions,
  type Service,
  type StandingQuestion,
  type Unread,
  usages,
} from '@proviso/rights'
import { readChoice } from '../argument/choice.ts'
import { bandsOf } from '../bands.ts'
import { changeId } from '../change-id.ts'
import { groupBy } from '../group-by.ts'
import { stateJson } from '../json/state.ts'
import type { Library } from '../library.ts'
import { must, Problem } from '../problem.ts'
import { provenance } from '../provenance.ts'
import type { Get } from './get.ts'

/** The value of `/api/history`. */
export type HistoryJson = ReturnType<typeof historyJson>

/** A state on one question, with its place in the record. */
export type LaneState = ReturnType<typeof stateJson>

/**
 * Answers `/api/history`: what `proviso history --json` prints, one lane per document and question, with the answer to each
 * question over time above the lanes. A document that is silent on a question throughout has no lane there and is counted.
 */
export function historyJson(library: Library, get: Get, today: Day) {
  const name = get('service') ?? ''
  const channel: Channel = must(readChoice(get('channel') || 'web', 'channel', 'channel', channels))
  const only = get('question') ? must(readChoice(get('question')!, 'question', 'question', questions)) : undefined
  const { service, shelf } = serviceOf(library, name)
  const { rulebook, index } = shelf
  const states = rulebook.states.filter((state) => state.service === service.name)
  const host = answeredHost(service, states)
  const ids = new Map(
    library
      .book()
      .changes.flatMap((change) =>
        change.service === service.name
          ? [[`${change.terms}\0${change.question}\0${change.recorded}`, changeId(change)] as const]
          : [],
      ),
  )
  const documents = [...new Set(states.map(({ terms }) => terms))]
  const asked = only === undefined ? questions : [only]
  return {
    service: { name: service.name, aliases: service.aliases, hosts: service.hosts, host: host ?? null },
    channel,
    today,
    firstRecorded: states.map(({ recorded }) => recorded).sort()[0] ?? null,
    documents: documents.map((terms) => ({
      terms,
      states: states.filter((state) => state.terms === terms).length,
      unread: rulebook.unread.filter((source) => source.terms === terms && source.service === service.name),
    })),
    unread: rulebook.unread.filter((source) => source.service === service.name),
    questions: asked.map((question) => ({
      question,
      over:
        host === undefined
          ? []
          : bandsOf(index, askedAs(question, host, channel, today), rulebook, { until: today, part: 'using' }),
      lanes: lanesOf(states, question).map((lane) => ({
        terms: lane[0]!.terms,
        part: lane[0]!.part ?? lane[0]!.host ?? null,
        unread: rulebook.unread
          .filter((source) => source.service === service.name && isOf(source, lane[0]!))
          .map(({ from, to, reason }) => ({ from, to, reason })),
        states: lane.map((state) => ({
          ...stateJson(state, question),
          change: ids.get(`${state.terms}\0${question}\0${state.recorded}`) ?? null,
        })),
      })),
      silent: documents.filter((terms) =>
        states.every((state) => state.terms !== terms || state.positions[question].position === 'silent'),
      ),
    })),
    rulebook: provenance(shelf),
  }
}

/** A service by any of its names or hosts, with its documents; a `Problem` when nobody is called so. */
export function serviceOf(library: Library, name: string) {
  const found = findService(library.services(), name)
  if ('issue' in found) throw new Problem({ ...found.issue, at: found.issue.at || 'service' }, 404)
  return { service: found.service satisfies Service, shelf: library.shelf(() => [found.service.name]) }
}

/**
 * The host a service's answers are given for: the one a person would type, or `www` before it when only there signals were seen.
 * A robots.txt speaks for its own host alone.
 */
export function answeredHost(service: Service, states: readonly DocumentState[]): string | undefined {
  const host = mainHost(service)
  const hosts = new Set(states.map((state) => state.host))
  return host !== undefined && !hosts.has(host) && hosts.has(`www.${host}`) ? `www.${host}` : host
}

/** The standing question as one asks it of a host. */
export function askedAs(question: StandingQuestion, host: string, channel: Channel, today: Day) {
  const [who, what, asset] = question.split('.')
  return {
    host,
    path: '/',
    usage: must(readChoice(what ?? '', 'question', 'usage', usages)),
    actor: must(readChoice(who ?? '', 'question', 'actor', actors)),
    asset: asset as Asset,
    channel,
    today,
  }
}

/** Whether a source that could not be read is the document of a state. */
function isOf({ layer = 'terms', terms, host }: Unread, state: DocumentState): boolean {
  return terms === state.terms && layer === (state.layer ?? 'terms') && host === state.host
}

function lanesOf(states: readonly DocumentState[], question: StandingQuestion): DocumentState[][] {
  const documents = groupBy(states, ({ layer, terms, part, host }) => JSON.stringify([layer, terms, part, host]))
  return [...documents.values()]
    .map((document) => statesOnQuestion(document, question))
    .filter((lane) => lane.some((state) => state.positions[question].position !== 'silent'))
}
