import { createHash } from 'node:crypto'
import {
  type DocumentState,
  dayOf,
  type FurtherQuestion,
  furtherQuestions,
  type HeardQuestion,
  questions,
  type RuledPosition,
  type RuledStatement,
  type StandingQuestion,
  type Statement,
  type Unread,
  type Weighing,
  withHeardPositions,
} from '@proviso/rights'
import type { CapturedFile } from './captured-file.ts'
import type { SignalObservation } from './signal-observations.ts'

/** What was read of one look. */
export interface ReadObservation {
  readonly observation: SignalObservation
  readonly statements: readonly Statement[]
  readonly unread?: string
}

/** The states of one file of one host, and the days on which it could not be read. */
export interface SignalTimeline {
  readonly states: readonly DocumentState[]
  readonly unread: readonly Unread[]
}

/** How the statements of a file are weighed: rights' SPEC.md S3, S4, S11–S13. */
const weighings: Readonly<Record<CapturedFile, Weighing>> = {
  'robots.txt': 'robots',
  'tdmrep.json': 'first',
  'rsl.xml': 'longest',
  'ai.txt': 'longest',
  'page.html': 'all',
}

/**
 * The timeline of one file of one host: a pure function of the looks at it, given oldest first. SPEC.md G3–G7.
 * @param service the name of the service the host belongs to
 */
export function signalTimeline(service: string, looks: readonly ReadObservation[]): SignalTimeline {
  const states: DocumentState[] = []
  const unread: Unread[] = []
  /** What each of the states says, beside `states`. */
  const said: string[] = []
  for (const look of looks) {
    const { observation } = look
    const day = dayOf(observation.recorded)
    endGap(unread, day)
    if (look.unread !== undefined) {
      unread.push({
        service,
        terms: observation.file,
        layer: 'signals',
        host: observation.host,
        from: day,
        to: null,
        reason: look.unread,
        evidence: refOf(observation),
      })
      if (look.statements.length === 0) continue // what was read before goes on [G5]
    }
    const says = sayingOf(look.statements)
    if (states.at(-1)?.from === day) {
      // of several on one day the last stands [G4]
      states.pop()
      said.pop()
      if (states.length > 0) states[states.length - 1] = { ...states.at(-1)!, to: null }
    }
    const last = states.at(-1)
    if (last !== undefined && says === said.at(-1)) {
      states[states.length - 1] = { ...last, records: withRecord(last.records, observation) }
      continue
    }
    if (last !== undefined) states[states.length - 1] = { ...last, to: day }
    states.push(stateOf(service, look, last))
    said.push(says)
  }
  return { states, unread: unread.filter(({ from, to }) => from !== to) }
}

function endGap(unread: Unread[], day: string): void {
  const open = unread.at(-1)
  if (open?.to === null) unread[unread.length - 1] = { ...open, to: day }
}

function stateOf(service: string, { observation, statements }: ReadObservation, before?: DocumentState): DocumentState {
  const day = dayOf(observation.recorded)
  const ruled = (question: HeardQuestion): RuledPosition => ({
    position: 'silent', // made below, from the statements
    conditions: [],
    confidence: 1,
    statements: statements
      .filter(({ actor, usage, asset }) => `${actor}.${usage}.${asset}` === question)
      .map((statement) => ruledOf(statement, observation)),
  })
  const further = furtherQuestions.flatMap((question) => {
    const position = ruled(question)
    return position.statements.length === 0 ? [] : [[question, position] as const]
  })
  const state = withHeardPositions({
    service,
    terms: observation.file,
    layer: 'signals',
    host: observation.host,
    weighing: weighings[observation.file],
    from: day,
    to: null,
    basis: 'recorded',
    recorded: observation.recorded,
    kind: before === undefined ? 'first-record' : 'change',
    moved: [],
    positions: Object.fromEntries(questions.map((question) => [question, ruled(question)])) as Record<
      StandingQuestion,
      RuledPosition
    >,
    ...(further.length === 0
      ? {}
      : { further: Object.fromEntries(further) as Partial<Record<FurtherQuestion, RuledPosition>> }),
    records: [refOf(observation)],
    variants: 0,
  })
  if (before === undefined) return state
  const moved = questions.filter((question) => heard(before.positions[question]) !== heard(state.positions[question]))
  return { ...state, moved }
}

function heard({ position, conditions }: RuledPosition): string {
  return JSON.stringify([position, [...new Set(conditions.map(({ kind }) => kind))].sort()])
}

function ruledOf(statement: Statement, observation: SignalObservation): RuledStatement {
  const { effect, conditions, channel, agents, directive, confidence, start, end, section, quote } = statement
  const path = statement.path
  return {
    effect,
    conditions,
    ...(channel === undefined ? {} : { channel }),
    ...(path === undefined ? {} : { path }),
    ...(agents === undefined ? {} : { agents }),
    ...(directive === undefined ? {} : { directive }),
    confidence,
    evidence: {
      archive: observation.collection,
      path: observation.path,
      version: observation.commit,
      recorded: observation.recorded,
      start,
      end,
      section,
      quote,
      quoteHash: createHash('sha256').update(quote).digest('hex').slice(0, 16),
      ...(observation.url === undefined ? {} : { url: observation.url }),
    },
  }
}

/** What the statements say, wherever in the file they stand: a new comment is no new state [G3]. */
function sayingOf(statements: readonly Statement[]): string {
  return JSON.stringify(
    statements.map(({ start, end, section, quote, ...said }) =>
      Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )
}

function refOf({ collection, commit, path, recorded, url }: SignalObservation) {
  return { collection, commit, path, recorded, ...(url === undefined ? {} : { url }) }
}

/** One record per collection, the earliest there. */
function withRecord(records: DocumentState['records'], observation: SignalObservation): DocumentState['records'] {
  return records.some(({ collection }) => collection === observation.collection)
    ? records
    : [...records, refOf(observation)]
}
