import type {
  Day,
  DocumentState,
  Evidence,
  Instant,
  RecordRef,
  RuledPosition,
  RuledStatement,
  StandingQuestion,
} from '@proviso/rights'
import { questions } from '@proviso/rights'
import { headline, isPlainBan } from './headline.ts'
import { isMove } from './is-move.ts'

/** One move of one document on one question. */
export interface Change {
  readonly service: string
  readonly terms: string
  readonly question: StandingQuestion
  readonly before: Stand
  readonly after: Stand
  readonly inForce: Day
  readonly basis: DocumentState['basis']
  readonly recorded: Instant
  readonly headline: string
  /** Statements the state has and the one before had not, and the other way round. */
  readonly added: readonly RuledStatement[]
  readonly removed: readonly RuledStatement[]
  /** Where the deciding words stand; for a move to silence, where the words stood that are gone. */
  readonly evidence: readonly Evidence[]
  readonly records: readonly RecordRef[]
}

/** One side of a move; `review` where a person's word made it so. */
type Stand = Pick<RuledPosition, 'position' | 'conditions' | 'review'>

/**
 * Every move of every document, oldest first by the day it came into force; first records, technical records and
 * differences that reviews alone made are no changes. SPEC.md T19, T23.
 * @example changesOf(rulebook.states).at(-1).headline // 'X bars outsiders from training AI models on its content'
 */
export function changesOf(states: readonly DocumentState[]): Change[] {
  const changes: Change[] = []
  const before = new Map<string, DocumentState>()
  const byService = new Map<string, DocumentState[]>()
  for (const state of states) {
    const own = byService.get(state.service)
    if (own === undefined) byService.set(state.service, [state])
    else own.push(state)
  }
  for (const state of states) {
    const document = `${state.service}\0${state.terms}\0${state.host ?? ''}\0${state.part ?? ''}`
    const previous = before.get(document)
    before.set(document, state)
    if (state.kind !== 'change' || previous === undefined) continue
    for (const question of questions) {
      const isTold = state.moved.includes(question) && readerMoved(previous, state, question)
      if (isTold) changes.push(changeOf(previous, state, question, byService.get(state.service)!))
    }
  }
  return changes.sort(
    (a, b) =>
      compare(a.inForce, b.inForce) ||
      Date.parse(a.recorded) - Date.parse(b.recorded) ||
      compare(a.service, b.service) ||
      compare(a.terms, b.terms) ||
      questions.indexOf(a.question) - questions.indexOf(b.question),
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Whether the position moved without reviews too, be it otherwise. SPEC.md T23. */
function readerMoved(previous: DocumentState, state: DocumentState, question: StandingQuestion): boolean {
  const before = previous.positions[question]
  const after = state.positions[question]
  if (before.review === undefined && after.review === undefined) return true
  return isMove(before.review?.read ?? before, after.review?.read ?? after)
}

function standOf({ position, conditions, review }: RuledPosition): Stand {
  return review === undefined ? { position, conditions } : { position, conditions, review }
}

function changeOf(
  previous: DocumentState,
  state: DocumentState,
  question: StandingQuestion,
  own: readonly DocumentState[],
): Change {
  const before = previous.positions[question]
  const after = state.positions[question]
  const said = ({ evidence }: RuledStatement) => evidence.quoteHash
  const had = new Set(before.statements.map(said))
  const has = new Set(after.statements.map(said))
  const added = after.statements.filter((statement) => !had.has(said(statement)))
  const removed = before.statements.filter((statement) => !has.has(said(statement)))
  const isReviewed = before.review !== undefined || after.review !== undefined
  const deciding = after.statements.length > 0 ? after.statements : removed
  return {
    service: state.service,
    terms: state.terms,
    question,
    before: standOf(before),
    after: standOf(after),
    inForce: state.from,
    basis: state.basis,
    recorded: state.recorded,
    headline: [
      headline(state.service, question, before, after),
      isReviewed ? ', as a review reads it' : '', // T23
      elsewhere(previous, state, question, own), // T24
    ].join(''),
    added,
    removed,
    evidence: deciding.map(({ evidence }) => evidence),
    records: state.records,
  }
}

/** What another document of the service in force that day says where one alone drops or begins a plain ban. SPEC.md T24. */
function elsewhere(
  previous: DocumentState,
  state: DocumentState,
  question: StandingQuestion,
  own: readonly DocumentState[],
): string {
  const [drops, begins] = [previous, state].map(({ positions }) => isPlainBan(positions[question]))
  if (drops === begins || state.layer === 'signals') return ''
  const other = own.find(
    (one) =>
      one.terms !== state.terms &&
      one.host === state.host &&
      one.layer === state.layer &&
      one.from < state.from &&
      (one.to === null || one.to > state.from) &&
      isPlainBan(one.positions[question]),
  )
  if (other === undefined) return ''
  return `; another document (${other.terms}) ${drops ? 'still bars it' : 'barred it already'}`
}
