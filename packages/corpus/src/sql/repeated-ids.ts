import type { Duck } from '../duckdb.ts'
import type { SqlSource } from './sql-source.ts'

/** Ids that occur more than once. */
export interface RepeatedIds {
  readonly ids: number
  /** How many rows are too many. */
  readonly rows: number
}

/** Counts the ids that occur more than once in a file. SPEC.md E3. */
export async function repeatedIds(duck: Duck, { id, from }: SqlSource): Promise<RepeatedIds> {
  if (id === undefined) return { ids: 0, rows: 0 }
  const [[ids, more] = []] = await duck.rows(
    `SELECT count(*), coalesce(sum(c - 1), 0) FROM (SELECT count(*) AS c FROM ${from} WHERE ${id} IS NOT NULL GROUP BY ${id} HAVING c > 1)`,
  )
  return { ids: Number(ids), rows: Number(more) }
}
