import type { Day } from '@proviso/rights'
import { addDays } from './calendar.ts'

/** How far ahead of its record a text may come into force. */
export const furthestAhead = 366

/** How long before the version before it was recorded a text may say it came into force: pages are posted late. */
const postedLate = 7

export interface StatedFrom {
  readonly effective?: Day | undefined
  readonly updated?: Day | undefined
  /** Days the version before stated about itself. */
  readonly before: readonly Day[]
  /** Day the version before was recorded. */
  readonly previous: Day
  /** Day this version was recorded. */
  readonly recorded: Day
}

/**
 * The day a version states for itself, when it can be true: new to this version, not (much) before the version before it
 * was seen, not after its own record. Else null, and the record's day stands in. SPEC.md T7.
 * @example statedFrom({ effective: '2024-11-15', before: [], previous: '2024-10-21', recorded: '2024-11-16' }) // '2024-11-15'
 */
export function statedFrom({ effective, updated, before, previous, recorded }: StatedFrom): Day | null {
  const earliest = addDays(previous, -postedLate)
  for (const day of [effective, updated]) {
    if (day !== undefined && !before.includes(day) && day >= earliest && day <= recorded) return day
  }
  return null
}

/** Whether a text recorded on `recorded` is announced for `day`: later, but not absurdly later. SPEC.md T8. */
export function isAnnounced(day: Day | undefined, recorded: Day): day is Day {
  return day !== undefined && day > recorded && day <= addDays(recorded, furthestAhead)
}
