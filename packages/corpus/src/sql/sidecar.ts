import type { Duck } from '../duckdb.ts'
import { type MarkedFile, markedRows } from './marked-rows.ts'
import { writeRanges } from './range-pieces.ts'
import { verdictSelect } from './verdict-columns.ts'

/** Writes a line per row of a file: id and row number, and the columns of the verdict. SPEC.md O6. */
export async function writeSidecar(duck: Duck, marked: MarkedFile, path: string, overflow: string): Promise<void> {
  const { source, layout, words } = marked
  const own = [`${source.id ?? 'NULL'} AS proviso_id`]
  const columns = `CAST(proviso_id AS VARCHAR) AS id, proviso_row AS row, ${verdictSelect(words, layout)}`
  await writeRanges(duck, {
    path,
    format: layout ? 'FORMAT parquet, COMPRESSION zstd' : 'FORMAT json',
    ranges: layout?.ranges,
    queryOf(range) {
      const { first, rows } = markedRows(marked, own, range)
      return { first, sql: `SELECT ${columns} FROM ${rows}` }
    },
    overflow,
  })
}
