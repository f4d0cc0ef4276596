import { outcomes } from '@proviso/rights'

/** Stands for the outcome of rows on hosts that nobody is known to speak for. */
export const unresolved = outcomes.length

/** What is taken of a decided row: its key where nobody is known to hold it, else host and segment; day, outcome and tokens. */
type RowValue = 'k' | 'host' | 'n' | 'segment' | 'w' | 'o'

/** SQL for values of a row of `decidedRows`, each as narrow as it can be, in columns named for them. */
export function asColumns(today: number, ...names: readonly RowValue[]): string {
  const values = valueSql(today)
  return names.map((name) => `${values[name]} AS ${name}`).join(', ')
}

/** The same as a struct. */
export function asStruct(today: number, ...names: readonly RowValue[]): string {
  const values = valueSql(today)
  return `{${names.map((name) => `${name}: ${values[name]}`).join(', ')}}`
}

function valueSql(today: number): Readonly<Record<RowValue, string>> {
  return {
    k: 'CASE WHEN proviso_host IS NULL THEN proviso_key END',
    host: 'proviso_host',
    n: 'proviso_tokens',
    segment: 'CAST(proviso_segment AS INTEGER)',
    w: `CAST(proviso_when AS ${today < 1 << 16 ? 'USMALLINT' : 'INTEGER'})`,
    o: `CAST(CASE WHEN proviso_host IS NULL THEN ${unresolved} ELSE (proviso_node.outcomes >> (2 * proviso_way)) & 3 END AS UTINYINT)`,
  }
}
