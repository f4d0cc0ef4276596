/** A calendar day in UTC, written `YYYY-MM-DD`. Days compare as strings: earlier days sort first. */
export type Day = string

/** An instant, ISO 8601 with a time and a zone: `2025-06-04T12:37:00Z`. */
export type Instant = string

/**
 * Days from 1970-01-01 to a day, proleptic Gregorian calendar, years 0000 to 9999; `NaN` when the text is no calendar day.
 * @example
 * dayNumber('1970-01-02') // 1
 * dayNumber('2023-02-29') // NaN
 */
export function dayNumber(day: Day): number {
  // by hand: this is called for every decision
  if (day.length !== 10 || day.charCodeAt(4) !== hyphen || day.charCodeAt(7) !== hyphen) return Number.NaN
  const year = digits(day, 0, 4)
  const month = digits(day, 5, 7)
  const date = digits(day, 8, 10)
  if (!(month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month))) return Number.NaN
  // counting from March puts the leap day last, so that month lengths follow one formula
  const y = month > 2 ? year : year - 1
  const fromMarch = (month + 9) % 12
  const dayOfYear = Math.floor((153 * fromMarch + 2) / 5) + date - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468
}

/**
 * The day a number of days after 1970-01-01: the inverse of `dayNumber`, for years 0000 to 9999.
 * @example
 * dayAt(1) // '1970-01-02'
 */
export function dayAt(number: number): Day {
  const fromMarch0 = number + 719_468
  const era = Math.floor(fromMarch0 / 146_097)
  const dayOfEra = fromMarch0 - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`
}

/**
 * Whether a text is a calendar day, `YYYY-MM-DD`.
 * @example
 * isDay('2024-02-29') // true
 * isDay('2024-2-29')  // false
 */
export function isDay(text: string): boolean {
  return !Number.isNaN(dayNumber(text))
}

/**
 * The UTC day of an instant written in UTC.
 * @example
 * dayOf('2025-06-04T12:37:00Z') // '2025-06-04'
 */
export function dayOf(instant: Instant): Day {
  return instant.slice(0, 10)
}

const hyphen = 45
const zero = 48

/** The number a run of ASCII digits writes; `NaN` when there is anything else among them. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
