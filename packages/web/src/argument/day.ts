import { type Day, type Issue, isDay } from '@proviso/rights'

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/

/**
 * Reads `YYYY-MM-DD`, or a full instant with its zone, which gives its day in UTC. Anything else is an issue `bad-date`: a day
 * that does not exist (`2025-02-30`) never rolls over into another.
 * @example readDay('2025-06-04T23:30:00-05:00', 'on') // { value: '2025-06-05' }
 */
export function readDay(text: string, at: string): { readonly value: Day } | { readonly issue: Issue } {
  if (isDay(text)) return { value: text }
  if (instant.test(text) && isDay(text.slice(0, 10))) {
    const date = new Date(text)
    if (!Number.isNaN(date.getTime())) return { value: date.toISOString().slice(0, 10) }
  }
  return {
    issue: {
      code: 'bad-date',
      at,
      message: `\`${text.slice(0, 80)}\` is not a day`,
      hint: 'write it as YYYY-MM-DD, for example 2025-06-04',
    },
  }
}
