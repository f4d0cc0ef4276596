import { type Outcome, outcomes } from '@proviso/rights'
import { type Duck, identifier } from '../duckdb.ts'
import type { InputFile } from '../input.ts'
import { type MarkedFile, markedRows } from './marked-rows.ts'
import { type ParquetLayout, smallDictionary } from './parquet-layout.ts'
import { writeRanges } from './range-pieces.ts'
import { unresolved } from './row-values.ts'
import type { WordCounts } from './segment-words.ts'
import { areFew, isVerdictColumn, verdictSelect } from './verdict-columns.ts'

/** Writes the rows of a file that have some outcomes, in its format, with its columns and those of the verdict. SPEC.md O2, O4, J4. */
export async function writePart(
  duck: Duck,
  marked: MarkedFile,
  wanted: readonly Outcome[],
  path: string,
  overflow: string,
): Promise<void> {
  const { file, source, layout, words } = marked
  // on hosts that nobody speaks for rows stay unresolved, and are unknown
  const codes = [
    ...wanted.map((outcome) => outcomes.indexOf(outcome)),
    ...(wanted.includes('unknown') ? [unresolved] : []),
  ]
  const own = source.fields.filter((name) => !isVerdictColumn(name)).map(identifier)
  const columns = [...own, verdictSelect(words, layout)].join(', ')
  await writeRanges(duck, {
    path,
    format: partFormat(file, layout, words),
    ranges: layout?.ranges,
    queryOf(range) {
      const { first, rows } = markedRows(marked, own, range, codes)
      return { first, sql: `SELECT ${columns} FROM ${rows}` }
    },
    overflow,
  })
}

/** The format of a part: that of the input, with the input's own compression. */
function partFormat({ format, compression }: InputFile, layout: ParquetLayout | undefined, words: WordCounts): string {
  if (layout) {
    const { codec, groupRows } = layout
    const limit = hasSmallOnly(layout, words) ? `, DICTIONARY_SIZE_LIMIT ${smallDictionary}` : ''
    return `FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE ${groupRows}${limit}`
  }
  const zip = compression === 'none' ? '' : `, COMPRESSION ${compression}`
  return `FORMAT csv, HEADER${format === 'tsv' ? String.raw`, DELIMITER '\t'` : ''}${zip}`
}

/** Whether a part needs no dictionary that is not small. A column of words that lie between is left to the limit DuckDB has. */
function hasSmallOnly(layout: ParquetLayout, words: WordCounts): boolean {
  const isClear = Object.values(words).every((count) => areFew(count, layout) || 2 * count > layout.groupRows)
  return layout.dictionaries === 'small' && isClear
}
