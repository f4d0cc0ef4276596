import type { Day } from './day.ts'

/** Days from `from` (inclusive) to `to` (exclusive); `to: null` is open. */
export interface Interval {
  readonly from: Day
  readonly to: Day | null
}
