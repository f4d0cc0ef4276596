import type { Reason } from './decision.ts'
import { hears, type Profile } from './profile.ts'
import type { Unread } from './rulebook.ts'
import type { HostEntry, IndexedState, IndexedUnread } from './rulebook-index.ts'

/** What bears on a question at one reading of the days: states that bind, sources unread, and why a part may be unknown. */
export interface Heard {
  readonly states: readonly IndexedState[]
  readonly unread: readonly Unread[]
  readonly absence: Reason
  /** Whether all of it was heard on one day: a licence comes before the public's statements of its own days only [L4]. */
  readonly oneDay: boolean
}

/** What binds on one day, given as a day number; `NaN` is no day. SPEC.md T1–T8, L3, X1, X2. */
export function hearDay(entry: HostEntry, profile: Profile, day: number): Heard {
  if (Number.isNaN(day)) return { states: [], unread: [], absence: 'no-day', oneDay: true }
  const states: IndexedState[] = []
  let firstRecord = Number.POSITIVE_INFINITY
  for (const one of entry.states) {
    if (!binds(one, profile)) continue
    if (one.firstRecord < firstRecord) firstRecord = one.firstRecord
    if (one.from <= day && day < one.to) states.push(one)
  }
  const unread: Unread[] = []
  for (const one of entry.unread) {
    if (one.from <= day && day < one.to && wouldBind(one, profile)) unread.push(one.unread)
  }
  return { states, unread, absence: absenceOf(firstRecord, states.length, unread.length, day), oneDay: true }
}

/** What bound on any day whatever. SPEC.md Y3. */
export function hearEver(entry: HostEntry, profile: Profile): Heard {
  const states = entry.states.filter((one) => binds(one, profile))
  const unread = entry.unread.filter((one) => wouldBind(one, profile)).map((source) => source.unread)
  const absence = absenceOf(firstRecordOf(states), states.length, unread.length, Number.POSITIVE_INFINITY)
  return { states, unread, absence, oneDay: false }
}

/** Whether a profile hears a state. SPEC.md L3, Y6. */
export function binds({ state }: IndexedState, profile: Profile): boolean {
  return hears(profile, state)
}

/** Whether a profile would have heard a source that stayed unread. SPEC.md X1, X4. */
export function wouldBind({ unread }: IndexedUnread, profile: Profile): boolean {
  return hears(profile, unread)
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
