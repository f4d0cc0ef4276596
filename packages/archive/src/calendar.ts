import type { Day, Instant } from '@proviso/rights'

/** Milliseconds in a day. */
export const dayLength = 86_400_000

/** The UTC day of an instant: `2025-06-04T12:37:00Z` → `2025-06-04`. */
export function dayOf(instant: Instant): Day {
  return new Date(Date.parse(instant)).toISOString().slice(0, 10)
}

/** The day that lies `days` after `day` (before, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10)
}
