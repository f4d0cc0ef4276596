import { type Duck, literal } from './duckdb.ts'

/** How a Parquet file is laid out, and how what is kept of it is to be. */
export interface ParquetLayout {
  /** Its compression, in DuckDB's words. */
  readonly codec: string
  /** Rows of the file that are written by one statement, first and after the last, in order: whole row groups. */
  readonly ranges: readonly (readonly [from: number, to: number])[]
  /** Rows in a row group of a part. */
  readonly groupRows: number
}

/** A range ends with the row group that fills it. Bounds are fixed, so that parts are the same bytes on any number of cores. */
const rangeRows = 1 << 20
const rangeBytes = 1 << 27

/** Bytes of a row group that is being written, before they are packed: they are held in memory. */
const groupBytes = 1 << 26
/** What DuckDB makes of itself, and what it counts in. */
const mostGroupRows = 122_880
const vectorRows = 2048

const codecs = ['snappy', 'zstd', 'gzip', 'lz4', 'lz4_raw', 'brotli', 'uncompressed']

/** Reads the footer of a file. A part has row groups like those of its input, but for large ones. SPEC.md O4, O5, Q4. */
export async function parquetLayout(duck: Duck, path: string): Promise<ParquetLayout> {
  const groups = await duck.rows(
    `SELECT any_value(row_group_num_rows), CAST(sum(total_uncompressed_size) AS DOUBLE), any_value(lower(compression))
      FROM parquet_metadata(${literal(path)}) GROUP BY row_group_id ORDER BY row_group_id`,
  )
  const ranges: [number, number][] = []
  let [from, to, held, all, largest] = [0, 0, 0, 0, 0]
  for (const [rows, bytes] of groups) {
    to += Number(rows)
    held += Number(bytes)
    all += Number(bytes)
    largest = Math.max(largest, Number(rows))
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
  }
}
