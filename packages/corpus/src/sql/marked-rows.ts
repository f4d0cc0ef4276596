import type { InputFile } from '../input.ts'
import type { ParquetLayout } from './parquet-layout.ts'
import { writtenDaySql } from './row-day.ts'
import { type WordCounts, wordColumns } from './segment-words.ts'
import type { SqlSource } from './sql-source.ts'
import { type Range, type Stretch, stretchOf, within } from './stretch.ts'

/** A file whose rows are marked: what its parts and its sidecar are made from. */
export interface MarkedFile {
  readonly file: InputFile
  readonly source: SqlSource
  /** Of a Parquet file. */
  readonly layout: ParquetLayout | undefined
  readonly stretches: readonly Stretch[]
  /** The day of rows that have none. */
  readonly on: number | undefined
  /** How many words its segments have: they are in the table `numbered_words`. */
  readonly words: WordCounts
}

/** SQL for rows with their marks: `rows` goes behind FROM, `first` is to be run before. */
interface MarkedRows {
  readonly first: string
  readonly rows: string
}

/** Of so many rows one text of bits may tell which are read: DuckDB copies it for every chunk. */
const mostBits = 1 << 22

/**
 * The rows of a file, or a range of them, with their marks and words, put side by side by position: all, or those whose outcomes have one
 * of `codes`. Rows are numbered, which alone keeps DuckDB from letting full chunks pass those that a filter made small, and every row
 * must have its mark. Of a range that is not too large no other rows are read than those asked for, as bits tell that come from the
 * marks. SPEC.md O2, O5.
 */
export function markedRows(
  marked: MarkedFile,
  own: readonly string[],
  range: Range | undefined,
  codes?: readonly number[],
): MarkedRows {
  const { table } = stretchOf(range, marked.stretches)
  const isWanted = codes && `mark.o IN (${codes.join(', ')})`
  const bits = isWanted !== undefined && range ? wantedBits(table, range, isWanted) : undefined
  const rows = `(SELECT ${own.join(', ')}, file_row_number AS proviso_row
      FROM (SELECT * FROM ${marked.source.numbered} ${within('file_row_number', range)} ${bits ? `AND ${bits.isSet}` : ''}))`
  const marks = `(SELECT ${markColumns(marked, bits === undefined)}
      FROM ${table} JOIN numbered_words a ON a.segment = mark.segment ${within('place', range)} ${bits ? `AND ${isWanted}` : ''} ORDER BY place)`
  const numbered = `(SELECT *, row_number() OVER () AS proviso_turn FROM ${rows} POSITIONAL JOIN ${marks})`
  const isSure = `CASE WHEN proviso_row IS DISTINCT FROM proviso_place THEN error('rows and verdicts have come apart') ELSE proviso_turn > 0 END`
  const isChosen =
    codes && !bits ? `CASE WHEN proviso_sure THEN proviso_code IN (${codes.join(', ')}) END` : 'proviso_sure'
  return {
    first: bits?.setting ?? '',
    rows: `(SELECT * FROM (SELECT *, ${isSure} AS proviso_sure FROM ${numbered}) WHERE ${isChosen})`,
  }
}

/** The columns of marks with their words; the outcome only where rows are yet to be chosen by it. */
function markColumns({ on }: MarkedFile, hasCode: boolean): string {
  const words = wordColumns.map((name) => `a.${name} AS proviso_${name}`)
  const day = writtenDaySql('mark.w', on)
  return `${words.join(', ')}, ${day} AS proviso_when, ${hasCode ? 'mark.o AS proviso_code, ' : ''}place AS proviso_place`
}

/** Bits that tell which rows of a range are wanted; undefined where the range is empty or too large for them. */
function wantedBits(table: string, [from, to]: Range, isWanted: string) {
  const size = to - from
  if (size <= 0 || size > mostBits) return undefined
  return {
    setting: `SET VARIABLE bits = (SELECT coalesce(bitstring_agg(CAST(place - ${from} AS INTEGER), 0, ${size - 1}), bitstring('0', ${size}))
          FROM ${table} ${within('place', [from, to])} AND ${isWanted});`,
    isSet: `get_bit(getvariable('bits'), CAST(file_row_number - ${from} AS INTEGER)) = 1`,
  }
}
