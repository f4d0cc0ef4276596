import type { Reason } from './decision.ts'
import type { Layer } from './layer.ts'
import type { Unread } from './rulebook.ts'
import type { HostEntry, IndexedState } from './rulebook-index.ts'

/** What bears on a question at one reading of the days: states that bind, sources unread, and why a part may be unknown. */
export interface Heard {
  readonly states: readonly IndexedState[]
  readonly unread: readonly Unread[]
  readonly absence: Reason
  /** Whether all of it was heard on one day: a licence comes before the public's statements of its own days only [L4]. */
  readonly oneDay: boolean
}

/** What binds on one day, given as a day number; `NaN` is no day. SPEC.md T1–T8, L3, X1, X2. */
export function hearDay(entry: HostEntry, layers: readonly Layer[], day: number): Heard {
  if (Number.isNaN(day)) return { states: [], unread: [], absence: 'no-day', oneDay: true }
  const known = entry.states.filter(({ layer }) => layers.includes(layer))
  const states = known.filter(({ from, to }) => from <= day && day < to)
  const unread = entry.unread.filter(({ from, to }) => from <= day && day < to).map((source) => source.unread)
  return { states, unread, absence: absenceOf(firstRecordOf(known), states.length, unread.length, day), oneDay: true }
}

/** What bound on any day whatever. SPEC.md Y3. */
export function hearEver(entry: HostEntry, layers: readonly Layer[]): Heard {
  const states = entry.states.filter(({ layer }) => layers.includes(layer))
  const unread = entry.unread.map((source) => source.unread)
  const absence = absenceOf(firstRecordOf(states), states.length, unread.length, Number.POSITIVE_INFINITY)
  return { states, unread, absence, oneDay: false }
}

/** Day of the first record of any of the documents; `Infinity` when there is none. */
export function firstRecordOf(states: readonly IndexedState[]): number {
  let first = Number.POSITIVE_INFINITY
  for (const { firstRecord } of states) first = Math.min(first, firstRecord)
  return first
}

/** Why a part is unknown when no statement decides it. SPEC.md C2, T7, X2. */
export function absenceOf(firstRecord: number, inForce: number, unread: number, day: number): Reason {
  if (unread > 0) return 'unread'
  if (inForce > 0) return 'silent'
  if (firstRecord === Number.POSITIVE_INFINITY) return 'no-document'
  return day < firstRecord ? 'before-first-record' : 'not-in-force'
}
