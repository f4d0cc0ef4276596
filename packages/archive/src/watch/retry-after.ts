/**
 * When a `Retry-After` allows the next request, in milliseconds since 1970: seconds from now or a date (RFC 9110 §10.2.3); null when
 * there is none or it says nothing. Never more than a day ahead: a server's slip should not silence a source for years.
 *
 * @example
 * retryAfter('120', 1_000_000) // 1_120_000
 */
export function retryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  const text = value.trim()
  const at = /^\d{1,9}$/.test(text) ? now + Number(text) * 1000 : Date.parse(text)
  return Number.isNaN(at) || at <= now ? null : Math.min(at, now + longestWait)
}

const longestWait = 24 * 60 * 60 * 1000
