import {
  type Asked,
  type Day,
  type Decision,
  type DocumentState,
  dayAt,
  dayNumber,
  dayOf,
  decide,
  type Outcome,
  type Profile,
  type Reason,
  type RulebookIndex,
  type Unread,
} from '@proviso/rights'

/** Days on which an answer stayed the same; `to` is the first day it no longer holds, null while it does. */
export interface Band {
  readonly from: Day
  readonly to: Day | null
  readonly outcome: Outcome
  readonly reason: Reason
}

/** Which part of a decision is drawn. */
export type DrawnPart = 'whole' | 'using'

/**
 * The answer to one question over time: decided anew on every day on which anything that bears on it begins or ends.
 * @param states the states of the services that hold the host, `unread` likewise
 * @param until the last day drawn
 */
export function bandsOf(
  index: RulebookIndex,
  asked: Omit<Asked, 'on'>,
  bearing: { readonly states: readonly DocumentState[]; readonly unread: readonly Unread[] },
  { until, profile, part = 'whole' }: { readonly until: Day; readonly profile?: Profile; readonly part?: DrawnPart },
): Band[] {
  const days = new Set<Day>()
  for (const { from, to, recorded } of bearing.states) {
    days.add(from).add(dayOf(recorded))
    if (to !== null) days.add(to)
  }
  for (const { from, to } of bearing.unread) {
    days.add(from)
    if (to !== null) days.add(to)
  }
  const bands: Band[] = []
  for (const day of [...days].sort()) {
    if (day > until || Number.isNaN(dayNumber(day))) continue
    const { outcome, reason } = drawn(decide(index, { ...asked, on: day }, profile), part)
    const last = bands.at(-1)
    if (last?.outcome === outcome && last.reason === reason) continue
    if (last !== undefined) bands[bands.length - 1] = { ...last, to: day }
    bands.push({ from: day, to: null, outcome, reason })
  }
  return bands
}

function drawn(decision: Decision, part: DrawnPart): { outcome: Outcome; reason: Reason } {
  const { using, obtaining } = decision
  if (part === 'using') return using
  const deciding = using.outcome === decision.outcome ? using : obtaining
  return { outcome: decision.outcome, reason: deciding.reason }
}

/** The day before, as people count: the last day a band that ends on `day` still holds. */
export function dayBefore(day: Day): Day {
  return dayAt(dayNumber(day) - 1)
}
