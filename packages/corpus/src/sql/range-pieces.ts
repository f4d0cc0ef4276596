import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Duck, literal } from '../duckdb.ts'
import { writeIssue } from '../part-file.ts'
import { joinParquet } from './parquet-join.ts'
import type { Range } from './stretch.ts'

/** SQL that gives rows of a range: `first` is to be run before. */
interface RangeQuery {
  readonly first: string
  readonly sql: string
}

/** What is written, and how. */
interface RangeCopy {
  readonly path: string
  /** What COPY is told about the format. */
  readonly format: string
  /** Of a Parquet file: the ranges it is divided into. */
  readonly ranges: readonly Range[] | undefined
  readonly queryOf: (range: Range | undefined) => RangeQuery
  /** A folder for pieces. */
  readonly overflow: string
}

/** Writes what a query gives, in order: of several ranges side by side as pieces, put together afterwards. SPEC.md O3, O5. */
export async function writeRanges(duck: Duck, { path, format, ranges, queryOf, overflow }: RangeCopy): Promise<void> {
  const copySql = (target: string, range?: Range) => {
    const { first, sql } = queryOf(range)
    return `${first} COPY (${sql}) TO ${literal(target)} (PRESERVE_ORDER true, ${format})`
  }
  if (ranges === undefined || ranges.length === 1) return duck.run(copySql(path, ranges?.[0]))
  await mkdir(overflow, { recursive: true })
  const pieces = ranges.map((_, at) => join(overflow, `piece-${at}.parquet`))
  const joined = await joinParquet(path)
  try {
    await duck.runAll(
      ranges.map((range, at) => copySql(pieces[at]!, range)),
      async (at) => {
        await joined.add(pieces[at]!)
        await rm(pieces[at]!)
      },
    )
    await joined.close()
  } catch (error) {
    await joined.abandon().catch(() => {})
    for (const piece of pieces) await rm(piece, { force: true })
    throw writeIssue(error, path)
  }
}
