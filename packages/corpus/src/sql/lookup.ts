import type { Outcome } from '@proviso/rights'
import type { Duck } from '../duckdb.ts'
import type { VerdictBook } from '../verdict-book.ts'
import { type HostTable, hostTable } from './host-table.ts'
import { makeDayTable } from './odd-dates.ts'
import { makeUrlTable } from './ruled-urls.ts'
import { numberedSegments, type Segments } from './segments.ts'

/** What rows are looked up in, kept from file to file: the verdicts of a book, and the tables that say in DuckDB where they hold. */
export interface Lookup {
  readonly duck: Duck
  readonly book: VerdictBook
  readonly segments: Segments
  readonly hosts: HostTable
  /** The day called today. */
  readonly today: number
  /** The day of rows that have none. */
  readonly on: number | undefined
  /** Whether rows will be written, so that they are marked. */
  readonly isWritten: boolean
}

export interface LookupOptions {
  readonly today: number
  readonly on?: number
  /** Outcomes of the rows that will be written. */
  readonly written: readonly Outcome[]
}

/** Makes the tables, with nothing in them. */
export async function emptyLookup(
  duck: Duck,
  book: VerdictBook,
  { today, on, written }: LookupOptions,
): Promise<Lookup> {
  const segments = await numberedSegments(duck, book, written)
  const hosts = await hostTable(duck, book, segments)
  await makeUrlTable(duck)
  await makeDayTable(duck)
  return { duck, book, segments, hosts, today, on, isWritten: written.length > 0 }
}
