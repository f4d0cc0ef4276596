import type { Day } from '@proviso/rights'
import { readDay } from '@proviso/web/argument/day'
import { misuse } from '../stop.ts'

/** Reads `YYYY-MM-DD`, or a full instant with its zone, which gives its day in UTC; anything else stops with `bad-date`. */
export function parseDay(text: string, at: string): Day {
  const read = readDay(text, at)
  if ('issue' in read) throw misuse(read.issue)
  return read.value
}
