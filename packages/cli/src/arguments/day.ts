import { type Day, isDay } from '@proviso/rights'
import { misuse } from '../stop.ts'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

/**
 * Reads `YYYY-MM-DD`, or a full instant with its zone, which gives its day in UTC. Anything else stops with `bad-date`: a day
 * that does not exist (`2025-02-30`) never rolls over into another.
 * @example parseDay('2025-06-04T23:30:00-05:00', '--on') // '2025-06-05'
 */
export function parseDay(text: string, at: string): Day {
  if (isDay(text)) return text
  if (instant.test(text) && isDay(text.slice(0, 10))) {
    const date = new Date(text)
    if (!Number.isNaN(date.getTime())) return date.toISOString().slice(0, 10)
  }
  throw misuse({
    code: 'bad-date',
    at,
    message: `\`${text}\` is not a day`,
    hint: 'write it as YYYY-MM-DD, for example 2025-06-04',
  })
}
