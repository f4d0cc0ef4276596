import type { ParquetLayout } from './parquet-layout.ts'
import { type WordCounts, wordColumns } from './segment-words.ts'

/** The columns an audit adds, in order. SPEC.md O4. */
const verdictColumns: readonly string[] = [...wordColumns, 'day'].map((name) => `proviso_${name}`)

/** A column of words is handed to Parquet numbered where so many rows of a group share one: each is then looked up once. */
const rowsOfWord = 32

/** Whether so many words are few for the rows of a group. */
export function areFew(count: number, layout: ParquetLayout | undefined): boolean {
  return layout !== undefined && count * rowsOfWord <= layout.groupRows
}

/** SQL for the columns of the verdict, from those of `markedRows`. */
export function verdictSelect(words: WordCounts, layout: ParquetLayout | undefined): string {
  return [
    ...wordColumns.map((name) =>
      areFew(words[name], layout) ? `proviso_${name}` : `CAST(proviso_${name} AS VARCHAR) AS proviso_${name}`,
    ),
    `CAST(DATE '1970-01-01' + proviso_when AS DATE) AS proviso_day`,
  ].join(', ')
}

/** Whether a column of a file is the verdict of an earlier audit, which goes. SPEC.md J4. */
export function isVerdictColumn(name: string): boolean {
  return verdictColumns.includes(name.toLowerCase())
}
