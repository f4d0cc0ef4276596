import type { Duck } from '../duckdb.ts'
import { decidedRows } from './decided-rows.ts'
import type { Lookup } from './lookup.ts'
import { asStruct } from './row-values.ts'
import type { SqlSource } from './sql-source.ts'
import type { Stretch } from './stretch.ts'

/**
 * Marks the rows of a stretch in one pass, where they will be written: `mark` is what writing needs of a row, `counting` what only
 * counting does, `place` its number. They are held as structs, because of other columns DuckDB estimates how many values are distinct:
 * an eighth of the time.
 */
export async function markRows(lookup: Lookup, source: SqlSource, { table, range, place }: Stretch): Promise<void> {
  const { duck, today } = lookup
  await duck.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT ${asStruct(today, 'k', 'host', 'n')} AS counting, ${asStruct(today, 'segment', 'w', 'o')} AS mark,
          CAST(proviso_row AS ${place}) AS place
        FROM ${decidedRows(lookup, source, { isNumbered: true, range })} r`,
  )
}

/** Marks the rows whose key turned out to name no host. SPEC.md K3. */
export async function markHostless(duck: Duck, { table }: Stretch): Promise<void> {
  await duck.run(
    `UPDATE ${table} SET mark = {segment: hosts.base, w: mark.w, o: mark.o} FROM hosts WHERE hosts.key = counting.k`,
  )
}

/** Makes room: what was needed to count goes. */
export async function dropCounting(duck: Duck, { table }: Stretch): Promise<void> {
  await duck.run(`ALTER TABLE ${table} DROP COLUMN counting`)
}

export async function dropMarks(duck: Duck, stretches: readonly Stretch[]): Promise<void> {
  for (const { table } of stretches) await duck.run(`DROP TABLE IF EXISTS ${table}`)
}
