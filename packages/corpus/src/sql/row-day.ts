import { firstCrawlDay } from '../record-day.ts'
import { missingDay } from '../verdict-book.ts'

/** Stand where a row's day would, all before the first day of a crawl. SPEC.md D3, D4. */
const missing = 0
const unreadable = 1
const absurd = 2

/** SQL for the day of a row, or what stands there, from the columns `proviso_read` and `proviso_dated`. */
export function rowDaySql(today: number): string {
  return `CASE WHEN proviso_read BETWEEN ${firstCrawlDay} AND ${today} THEN proviso_read
        WHEN proviso_read IS NOT NULL THEN ${absurd} WHEN proviso_dated THEN ${unreadable} ELSE ${missing} END`
}

/** SQL for the day on which a row is decided: its own, or the one that rows without any are given. */
export function decidedDaySql(day: string, on: number | undefined): string {
  return `CAST(CASE WHEN ${day} >= ${firstCrawlDay} THEN ${day} ELSE ${on ?? missingDay} END AS INTEGER)`
}

/** The same as it is written with the row, where no day is NULL. */
export function writtenDaySql(day: string, on: number | undefined): string {
  return `CASE WHEN ${day} >= ${firstCrawlDay} THEN CAST(${day} AS INTEGER) ELSE ${on ?? 'NULL'} END`
}

/** The day on which a row was decided; undefined where there was none. */
export function decidedDay(day: number, on: number | undefined): number | undefined {
  return day >= firstCrawlDay ? day : on
}

/** How the date of a row could be read. */
export function dateKind(day: number): 'read' | 'missing' | 'unreadable' | 'absurd' {
  if (day === missing) return 'missing'
  if (day === unreadable) return 'unreadable'
  return day === absurd ? 'absurd' : 'read'
}
