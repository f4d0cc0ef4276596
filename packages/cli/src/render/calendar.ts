import type { Day } from '@proviso/rights'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `June 2025`. */
export function monthText(day: Day): string {
  return `${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

/** `4 June 2025`. */
export function dayText(day: Day): string {
  return `${Number(day.slice(8, 10))} ${monthText(day)}`
}
