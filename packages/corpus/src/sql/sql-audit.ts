import type { Outcome } from '@proviso/rights'
import type { Duck } from '../duckdb.ts'
import type { InputFile } from '../input.ts'
import type { Tally } from '../tally.ts'
import type { VerdictBook } from '../verdict-book.ts'
import { countStretches } from './counted-stretches.ts'
import { daysOf, verdictsOf } from './file-tally.ts'
import { sumHosts, writeHostCounts } from './host-sums.ts'
import { emptyLookup, type Lookup, type LookupOptions } from './lookup.ts'
import type { MarkedFile } from './marked-rows.ts'
import { readOddDates } from './odd-dates.ts'
import { parquetLayout } from './parquet-layout.ts'
import { writePart } from './part.ts'
import { dropMarks } from './row-marks.ts'
import { addRuledHosts } from './ruled-hosts.ts'
import { forgetUrls } from './ruled-urls.ts'
import type { WordCounts } from './segment-words.ts'
import { writeSidecar } from './sidecar.ts'
import type { SqlSource } from './sql-source.ts'
import { type Division, type Stretch, stretchesOf, usualDivision } from './stretch.ts'
import { areFew } from './verdict-columns.ts'

/**
 * Audits files in DuckDB, one after the other; semantics stay in `rights`, the SQL carries numbers of verdicts. SPEC.md Q1–Q4.
 *
 * From a file to its parts: its columns become expressions (`sql-source`), its rows stretches (`stretch`). Each row finds its host and,
 * on its day, the segment of days that one verdict holds for (`decided-rows`), in tables of what is known (`lookup`). What a row needs to
 * be written is its mark (`row-marks`). Rows are counted (`row-counts`), keys that nobody knew are resolved (`met-hosts`), counts are
 * summed (`host-sums`, `file-tally`). Rows are then read again beside their marks (`marked-rows`) and those wanted are written (`part`).
 */
export interface SqlAudit {
  /**
   * Decides every row of a file and counts. Counts by host key are written beside `hostsPath`, with what is kept of them where something
   * is written; that goes on while the caller does. The file before can no longer be written.
   */
  count(source: SqlSource, file: InputFile, keep: readonly Outcome[], hostsPath: string): Promise<CountedFile>
}

/** A file whose rows are decided and counted. Rows can be written of those outcomes that the audit was opened for. */
export interface CountedFile {
  readonly tally: Tally
  /** Settled when the counts by host are written. */
  readonly hosts: Promise<void>
  /** Writes the rows that are kept, or not, in the format of the file, with the verdict's columns. */
  writePart(wanted: readonly Outcome[], path: string): Promise<void>
  /** Writes a line per row: id or row number, and the verdict's columns. */
  writeSidecar(path: string): Promise<void>
}

export interface SqlAuditOptions extends LookupOptions {
  /** A folder for what is written before it is whole. */
  readonly overflow: string
  /** How the rows of a Parquet file are divided. */
  readonly division?: Division
}

/** Opens an audit: nothing is known of any host. */
export async function sqlAudit(
  duck: Duck,
  book: VerdictBook,
  { overflow, division = usualDivision, ...options }: SqlAuditOptions,
): Promise<SqlAudit> {
  const lookup = await emptyLookup(duck, book, options)
  const { segments, on, isWritten } = lookup
  /** Those of the file before, whose marks make room. */
  let before: readonly Stretch[] = []
  return {
    async count(source, file, keep, hostsPath) {
      await beginFile(lookup, file)
      await dropMarks(duck, before)
      const isDivided = isWritten && file.format === 'parquet'
      const layout = isDivided ? await parquetLayout(duck, file.path, division.range) : undefined
      const stretches = stretchesOf(layout?.ranges, division.stretch)
      before = stretches
      await readOddDates(duck, source)
      await countStretches(lookup, source, stretches)
      await sumHosts(duck, stretches.length)
      const { tally, hosts, met } = await summed(lookup, isWritten ? keep : [], hostsPath)
      let words: WordCounts | undefined
      const marked = async (): Promise<MarkedFile> => {
        words ??= await segments.words.write(duck, met, (count) => areFew(count, layout))
        return { file, source, layout, stretches, on, words }
      }
      return {
        tally,
        hosts,
        writePart: async (wanted, path) => writePart(duck, await marked(), wanted, path, overflow),
        writeSidecar: async (path) => writeSidecar(duck, await marked(), path, overflow),
      }
    },
  }
}

/** Forgets what held for the file before, and makes sure of the rulebook's hosts where the file is large. */
async function beginFile(lookup: Lookup, { size }: InputFile): Promise<void> {
  await forgetUrls(lookup.duck)
  await lookup.hosts.beginFile()
  await addRuledHosts(lookup, size)
}

/** The sums of what was counted: those by host are written by DuckDB while the verdicts are summed here, and beyond. */
async function summed(lookup: Lookup, keep: readonly Outcome[], hostsPath: string) {
  const { duck } = lookup
  const hosts = writeHostCounts(duck, keep, hostsPath)
  // told to whoever waits for it, also where something else fails first
  const settled = hosts.catch(() => {})
  try {
    const { verdicts, segments } = await verdictsOf(lookup)
    const days = await daysOf(lookup)
    // writing has the room of both
    await duck.run('DROP TABLE counted')
    const cleared = hosts.then(() => duck.runBeside('DROP TABLE met'))
    cleared.catch(() => {})
    return { tally: { verdicts, ...days }, hosts: cleared, met: segments }
  } catch (error) {
    await settled
    throw error
  }
}
