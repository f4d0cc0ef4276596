import type { Day } from './day.ts'

/** Days from `from` (inclusive) to `to` (exclusive); `to: null` is open. */
export interface Interval {
  readonly from: Day
  readonly to: Day | null
}

/**
 * Whether an interval holds a day. SPEC.md T1.
 * @example
 * covers({ from: '2025-06-04', to: null }, '2025-06-04') // true
 */
export function covers(interval: Interval, day: Day): boolean {
  return interval.from <= day && (interval.to === null || day < interval.to)
}
