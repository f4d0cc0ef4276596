import { type Day, dayAt, dayNumber } from '@proviso/rights'
import type { Lines } from './line.ts'
import { writtenDays } from './stated-day.ts'

/** Where the text for the orders or bookings of a past period opens on a page, and when that was. */
export interface OrderPeriod {
  /** UTF-16 code units. */
  readonly start: number
  readonly from?: Day
  /** The first day on which the text was no longer in force. */
  readonly until: Day
}

const longest = 140
const underline = /^\s*(?:={3,}|-{3,})\s*$/
/** "For orders placed between 1 March 2022 and 4 May 2024". An account goes on, and so do its terms. */
const forOrders =
  /^\W*for (?:all )?(?:[\w-]+ )?(?:reservations?|bookings?|orders?|purchases?|trips?|sales) (?:made|placed|booked|concluded|bought)\b[^.;]*\b(?:and|to|until|till|up to|before|prior to|by)\b/i
const isBefore = /\b(?:before|prior to)\b/i

/**
 * The headings of a page that open the texts of earlier orders or bookings, in order. SPEC.md T15.
 * @example
 * orderPeriods(scanLines('## For orders placed before 4 May 2024\n\n…')) // [{ start: 0, until: '2024-05-04' }]
 */
export function orderPeriods({ lines, starts }: Lines): OrderPeriod[] {
  return lines.flatMap(({ text }, at): OrderPeriod[] => {
    if (text.length > longest || !forOrders.test(text)) return []
    if (!/^\s*#/.test(text) && !underline.test(lines[at + 1]?.text ?? '')) return []
    const [first, second, ...more] = writtenDays(text)
    if (first === undefined || more.length > 0) return []
    const last = second ?? first
    const until = isBefore.test(text) ? last : dayAt(dayNumber(last) + 1)
    return [{ start: starts[at]!, ...(second !== undefined && { from: first }), until }]
  })
}
