import type { Instant } from '@proviso/rights'

/** `2025-06-04 12:37 UTC`. */
export function instantText(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
}
