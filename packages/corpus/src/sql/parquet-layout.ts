import { type Duck, literal } from '../duckdb.ts'

/** How a Parquet file is laid out, and how what is kept of it is to be. */
export interface ParquetLayout {
  /** Its compression, in DuckDB's words. */
  readonly codec: string
  /** Rows of the file that are written by one statement, first and after the last, in order: whole row groups. */
  readonly ranges: readonly (readonly [from: number, to: number])[]
  /** Rows in a row group of a part. */
  readonly groupRows: number
  /** Whether what the columns have of dictionaries is small. */
  readonly dictionaries: 'small' | 'large'
}

/**
 * Entries of a small dictionary. Where a file has none that is larger, none that is larger is tried for its parts either: DuckDB fills
 * one up to a fifth of a group's rows before it gives up, for every column of texts that are all different.
 */
export const smallDictionary = 4096
/** Bytes of a dictionary's page above which it may have more entries: whole numbers take four each, texts more, unless packed. */
const smallPage = 1 << 14

/** Bytes that end a range before its rows do. */
const rangeBytes = 1 << 27

/** Bytes of a row group that is being written, before they are packed: they are held in memory. */
const groupBytes = 1 << 25
/** What DuckDB makes of itself, and what it counts in. */
const mostGroupRows = 122_880
const vectorRows = 2048

const codecs = ['snappy', 'zstd', 'gzip', 'lz4', 'lz4_raw', 'brotli', 'uncompressed']

/**
 * Reads the footer of a file. A part has row groups like those of its input, but for large ones; a range ends with the row group in
 * which it comes to `rangeRows`. SPEC.md O4, O5, Q4.
 */
export async function parquetLayout(duck: Duck, path: string, rangeRows: number): Promise<ParquetLayout> {
  const groups = await duck.rows(
    `SELECT any_value(row_group_num_rows), CAST(sum(total_uncompressed_size) AS DOUBLE), any_value(lower(compression)),
        CAST(max(CASE WHEN dictionary_page_offset > 0 THEN data_page_offset - dictionary_page_offset ELSE 0 END) AS DOUBLE)
      FROM parquet_metadata(${literal(path)}) GROUP BY row_group_id ORDER BY row_group_id`,
  )
  const ranges: [number, number][] = []
  let [from, to, held, all, largest, page] = [0, 0, 0, 0, 0, 0]
  for (const [rows, bytes, , dictionary] of groups) {
    to += Number(rows)
    held += Number(bytes)
    all += Number(bytes)
    largest = Math.max(largest, Number(rows))
    page = Math.max(page, Number(dictionary))
    if (to - from < rangeRows && held < rangeBytes) continue
    ranges.push([from, to])
    from = to
    held = 0
  }
  if (to > from || ranges.length === 0) ranges.push([from, to])
  const fitting = Math.floor((groupBytes * to) / Math.max(all, 1))
  const wanted = Math.min(largest, fitting, mostGroupRows)
  const codec = String(groups[0]?.[2] ?? 'snappy')
  return {
    codec: codecs.includes(codec) ? codec : 'snappy',
    ranges,
    groupRows: Math.max(Math.ceil(wanted / vectorRows), 1) * vectorRows,
    dictionaries: page <= smallPage ? 'small' : 'large',
  }
}
