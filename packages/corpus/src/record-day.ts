import { dayNumber } from '@proviso/rights'

/** There was no web to crawl before: an earlier date is a mistake or a placeholder. SPEC.md D3. */
export const firstCrawlDay = dayNumber('1990-01-01')

const months = 'janfebmaraprmayjunjulaugsepoctnovdec'
const day = 86_400

/**
 * The day (see `dayNumber`) a date written in a corpus means, in UTC; `NaN` when it means none. Read are `2024-05-18`, ISO 8601
 * instants with or without a zone, `20240518` and `20240518015810`, seconds and milliseconds since 1970, and the dates of
 * HTTP and mail. SPEC.md D1.
 * @example
 * recordDay('2024-05-18T23:30:00-05:00') // dayNumber('2024-05-19')
 */
export function recordDay(text: string): number {
  const date = text.trim()
  if (date.length > 64) return Number.NaN
  if (isPlain(date)) return dayNumber(date.slice(0, 10))
  if (date[4] === '-' || date[4] === '/') return isoDay(date)
  if (/^\d+(?:\.\d*)?$/.test(date)) return numberDay(Number(date))
  return mailDay(date)
}

/**
 * The day a number means: `20240518`, `20240518015810`, milliseconds (12 or 13 digits) or seconds since 1970.
 * SPEC.md D1.
 */
export function numberDay(number: number): number {
  const whole = Math.floor(number)
  if (!Number.isFinite(whole) || whole < 0) return Number.NaN
  if (whole >= 19_000_101 && whole <= 99_991_231) return packedDay(whole)
  if (whole >= 19_000_101_000_000 && whole <= 99_991_231_235_959) return packedDay(Math.floor(whole / 1e6))
  if (whole >= 1e11 && whole < 1e13) return Math.floor(whole / 1000 / day)
  return whole < 1e11 ? Math.floor(whole / day) : Number.NaN
}

/** SQL for a whole-number expression, equal to `numberDay`; gives NULL where that gives `NaN`. */
export function numberDaySql(n: string): string {
  const packed = (p: string) =>
    `datediff('day', DATE '1970-01-01', TRY_CAST(concat(${p} // 10000, '-', lpad(CAST(${p} // 100 % 100 AS VARCHAR), 2, '0'), '-', lpad(CAST(${p} % 100 AS VARCHAR), 2, '0')) AS DATE))`
  return `CASE WHEN ${n} < 0 THEN NULL
    WHEN ${n} BETWEEN 19000101 AND 99991231 THEN ${packed(n)}
    WHEN ${n} BETWEEN 19000101000000 AND 99991231235959 THEN ${packed(`(${n} // 1000000)`)}
    WHEN ${n} >= 100000000000 AND ${n} < 10000000000000 THEN ${n} // 86400000
    WHEN ${n} < 100000000000 THEN ${n} // 86400 END`
}

/** A date, alone or with a time to the second or millisecond in UTC or in no zone: the forms that SQL reads by itself. */
function isPlain(date: string): boolean {
  const { length } = date
  if (date[4] !== '-' || date[7] !== '-') return false
  if (length === 10) return true
  if (date[13] !== ':' || date[16] !== ':') return false
  return length === 19 || (length === 20 && date[19] === 'Z') || (length === 24 && date[19] === '.' && date[23] === 'Z')
}

function packedDay(packed: number): number {
  const text = String(packed)
  return dayNumber(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`)
}

function isoDay(date: string): number {
  const base = dayNumber(date.slice(0, 10).replaceAll('/', '-'))
  if (date.length === 10) return base
  const rest = /^[T ](\d\d)(?::?(\d\d))?(?::?(\d\d)(?:[.,]\d{1,12})?)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i.exec(
    date.slice(10),
  )
  if (!rest) return Number.NaN
  const [, hour = '0', minute = '0', , zone = 'Z'] = rest
  if (Number(hour) > 24 || Number(minute) > 59) return Number.NaN
  return base + dayShift(Number(hour) * 60 + Number(minute), zone)
}

/** How many days UTC is ahead of the written date: -1, 0 or 1. */
function dayShift(minutes: number, zone: string): number {
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (!offset) return 0
  const [, sign, hours, rest = '0'] = offset
  const ahead = (Number(hours) * 60 + Number(rest)) * (sign === '+' ? 1 : -1)
  return Math.floor((minutes - ahead) / 1440)
}

function mailDay(date: string): number {
  const found =
    /^(?:[a-z]{3,9},? +)?(\d{1,2})[ -]([a-z]{3})[a-z]*[ -](\d{4})(?: +(\d\d):(\d\d)(?::\d\d)?)?(?: +(Z|UTC|GMT|[+-]\d{4}))?$/i.exec(
      date,
    )
  if (!found) return Number.NaN
  const [, date1 = '', name = '', year = '', hour = '0', minute = '0', zone = 'Z'] = found
  const month = months.indexOf(name.toLowerCase())
  if (month < 0 || month % 3 !== 0) return Number.NaN
  const two = (number: number) => String(number).padStart(2, '0')
  const base = dayNumber(`${year}-${two(month / 3 + 1)}-${two(Number(date1))}`)
  return base + dayShift(Number(hour) * 60 + Number(minute), zone)
}
