import type { Json } from '@duckdb/node-api'
import { type Issue, type Outcome, outcomes } from '@proviso/rights'
import { type Duck, identifier, literal } from './duckdb.ts'
import type { InputFile } from './input.ts'
import { firstCrawlDay, recordDay } from './record-day.ts'
import type { SqlSource } from './sql-source.ts'
import type { Tally } from './tally.ts'
import { missingDay, noHost, noService, noUrl, type VerdictBook } from './verdict-book.ts'

/** After the last day of any run. */
const endOfDays = 2_147_483_647

/** One number for every day that has no month: records without a day. */
const noMonth = -1

/**
 * Audits files in DuckDB: the distinct hosts of a file are resolved in TypeScript, then the file is joined with what was found.
 * Semantics stay in `rights`; the SQL carries verdict numbers. SPEC.md Q1–Q4.
 */
export interface SqlAudit {
  /** Resolves the hosts and dates of a file; must come before the others. */
  resolve(source: SqlSource): Promise<void>
  count(source: SqlSource): Promise<Tally>
  /** Adds to the counts by host what of it is kept. */
  keptByHost(source: SqlSource, keep: readonly Outcome[]): Promise<void>
  /** Marks every row with its verdict, in the order of rows: a join gives its rows in another. Must come before what is written. */
  mark(source: SqlSource): Promise<void>
  /** The rows that are kept, or not, in the format of the file, with the verdict's columns. */
  write(source: SqlSource, file: InputFile, kept: boolean, keep: readonly Outcome[], path: string): Promise<void>
  /** A line per row: id or row number, and the verdict's columns. */
  sidecar(source: SqlSource, file: InputFile, path: string): Promise<void>
  /** How many ids occur more than once in the file, and how many rows are too many. */
  duplicates(source: SqlSource): Promise<{ readonly ids: number; readonly rows: number }>
}

/** The columns an audit adds, in order. */
export const verdictColumns = [
  'proviso_outcome',
  'proviso_reason',
  'proviso_service',
  'proviso_rule',
  'proviso_day',
] as const

export async function sqlAudit(duck: Duck, book: VerdictBook, today: number): Promise<SqlAudit> {
  await duck.run('CREATE TABLE hosts (key VARCHAR, run INTEGER, by_path BOOLEAN)')
  await duck.run('CREATE TABLE segments (run INTEGER, starts INTEGER, ends INTEGER, verdict INTEGER, outcome UTINYINT)')
  await duck.run('CREATE TABLE paths (url VARCHAR, run INTEGER)')
  await duck.run('CREATE TABLE days (proviso_text VARCHAR, proviso_day_number INTEGER)')
  await duck.run('CREATE TABLE words (verdict INTEGER, outcome VARCHAR, reason VARCHAR, service VARCHAR, rule VARCHAR)')
  const inSegments = new Set<number>()
  const worded = new Set<number>()
  let hasPaths = false

  /** The rows of a file with their key, day and tokens, and more on request. */
  const rows = (source: SqlSource, more: readonly string[] = []) => {
    const dates = source.oddDate === undefined ? '' : ` LEFT JOIN days ON days.proviso_text = ${source.oddDate}`
    const all = [`${source.key} AS proviso_k`, `${source.day} AS proviso_d`, `${source.tokens} AS proviso_n`, ...more]
    return `(SELECT ${all.join(', ')} FROM ${more.includes('file_row_number') ? source.numbered : source.from}${dates})`
  }

  /** The same, each with its verdict. */
  const decided = (source: SqlSource, more: readonly string[] = []) => {
    const url = hasPaths ? [`${source.url} AS proviso_u`] : []
    const paths = hasPaths ? ' LEFT JOIN paths ON paths.url = CASE WHEN hosts.by_path THEN proviso_u END' : ''
    const run = hasPaths ? 'coalesce(paths.run, hosts.run)' : 'hosts.run'
    const day = `coalesce(proviso_d, ${missingDay})`
    return `${rows(source, [...url, ...more])} AS r LEFT JOIN hosts ON hosts.key = r.proviso_k${paths}
      LEFT JOIN segments ON segments.run = ${run} AND segments.starts <= ${day} AND segments.ends > ${day}`
  }
  const verdict = `coalesce(segments.verdict, CASE WHEN r.proviso_k IS NULL THEN ${noUrl} ELSE ${noService} END)`

  const addSegments = async (runs: Iterable<number>) => {
    const appender = await duck.appender('segments')
    for (const run of runs) {
      if (inSegments.has(run)) continue
      inSegments.add(run)
      const { starts, verdicts } = book.runs[run]!
      verdicts.forEach((verdict, at) => {
        appender.appendInteger(run)
        appender.appendInteger(starts[at]!)
        appender.appendInteger(starts[at + 1] ?? endOfDays)
        appender.appendInteger(verdict)
        appender.appendUTinyInt(outcomes.indexOf(book.outcomeOf(verdict)))
        appender.endRow()
      })
    }
    appender.closeSync()
  }

  /** The words of the verdicts that a file has. */
  const addWords = async () => {
    const met = await duck.rows('SELECT DISTINCT proviso_v FROM marks')
    const appender = await duck.appender('words')
    for (const [number] of met) {
      const verdict = Number(number)
      if (worded.has(verdict)) continue
      worded.add(verdict)
      const { outcome, reason, services, rules } = book.verdict(verdict)
      appender.appendInteger(verdict)
      appender.appendVarchar(outcome)
      appender.appendVarchar(reason)
      for (const text of [services.join(', '), rules[0] ?? '']) {
        if (text === '') appender.appendNull()
        else appender.appendVarchar(text)
      }
      appender.endRow()
    }
    appender.closeSync()
  }

  /** Hands every text of a one-column query to TypeScript, chunk by chunk. */
  const each = async (sql: string, visit: (text: string) => void) => {
    const result = await duck.connection.stream(sql)
    for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      for (const value of chunk.getColumnValues(0)) visit(String(value))
    }
  }

  return {
    async resolve(source) {
      await duck.run('DELETE FROM hosts')
      await duck.run('DELETE FROM paths')
      await duck.run('DELETE FROM days')
      if (source.oddDate !== undefined) {
        await duck.run(
          `CREATE OR REPLACE TEMP TABLE texts AS SELECT DISTINCT ${source.oddDate} AS text FROM ${source.from}`,
        )
        const appender = await duck.appender('days')
        await each('SELECT text FROM texts WHERE text IS NOT NULL', (text) => {
          const day = recordDay(text)
          if (Number.isNaN(day)) return
          appender.appendVarchar(text)
          appender.appendInteger(day)
          appender.endRow()
        })
        appender.closeSync()
        await duck.run('DROP TABLE texts')
      }
      await duck.run(
        `CREATE OR REPLACE TABLE keys AS SELECT ${source.key} AS k, count(*) AS records, sum(${source.tokens}) AS tokens, CAST(0 AS BIGINT) AS kept_records, CAST(0 AS BIGINT) AS kept_tokens FROM ${source.from} GROUP BY 1`,
      )
      const runs = new Set<number>([noUrl, noHost])
      let byPath = false
      const appender = await duck.appender('hosts')
      await each('SELECT k FROM keys WHERE k IS NOT NULL', (key) => {
        const run = book.runOfKey(key)
        if (run === noService) return
        runs.add(run)
        const paths = book.runs[run]!.byPath
        byPath ||= paths
        appender.appendVarchar(key)
        appender.appendInteger(run)
        appender.appendBoolean(paths)
        appender.endRow()
      })
      appender.closeSync()
      hasPaths = byPath
      if (byPath) {
        await duck.run(
          `CREATE OR REPLACE TEMP TABLE urls AS SELECT DISTINCT ${source.url} AS u FROM ${source.from} JOIN hosts ON hosts.key = ${source.key} AND hosts.by_path`,
        )
        const appender = await duck.appender('paths')
        await each('SELECT u FROM urls', (url) => {
          const run = book.runOfUrl(url)
          runs.add(run)
          appender.appendVarchar(url)
          appender.appendInteger(run)
          appender.endRow()
        })
        appender.closeSync()
        await duck.run('DROP TABLE urls')
      }
      await addSegments(runs)
    },

    async count(source) {
      const date = `DATE '1970-01-01' + proviso_d`
      const sql = `SELECT v, o, m, count(*), CAST(sum(n) AS BIGINT) FROM (
          SELECT ${verdict} AS v, coalesce(segments.outcome, ${outcomes.indexOf('unknown')}) AS o,
            coalesce(year(${date}) * 12 + month(${date}) - 1, ${noMonth}) AS m, proviso_n AS n
          FROM ${decided(source)})
        GROUP BY GROUPING SETS ((v), (o, m))`
      const verdicts: Tally['verdicts'][number][] = []
      const months: Tally['months'][number][] = []
      const result = await duck.connection.stream(sql)
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
        for (const [v, o, m, records, tokens] of chunk.getRows()) {
          const count = { records: Number(records), tokens: Number(tokens ?? 0) }
          if (v !== null) verdicts.push({ key: book.keyOf(Number(v)), outcome: book.outcomeOf(Number(v)), ...count })
          else months.push({ month: monthText(Number(m)), outcome: outcomes[Number(o)]!, ...count })
        }
      }
      return { verdicts, months, dates: await datesOf(duck, source, today) }
    },

    async keptByHost(source, keep) {
      const wanted = keep.map((outcome) => outcomes.indexOf(outcome)).join(', ')
      await duck.run(
        `CREATE OR REPLACE TEMP TABLE kept AS SELECT proviso_k AS k, count(*) AS records, sum(proviso_n) AS tokens FROM ${decided(source)}
          WHERE hosts.key IS NOT NULL AND segments.outcome IN (${wanted}) GROUP BY 1`,
      )
      await duck.run(
        'UPDATE keys SET kept_records = kept.records, kept_tokens = kept.tokens FROM kept WHERE kept.k = keys.k',
      )
      if (keep.includes('unknown'))
        await duck.run(
          'UPDATE keys SET kept_records = records, kept_tokens = tokens WHERE k NOT IN (SELECT key FROM hosts)',
        )
    },

    async mark(source) {
      const number = `CAST(${verdict} AS INTEGER)`
      await duck.run(
        `CREATE OR REPLACE TEMP TABLE marks AS SELECT ${number} AS proviso_v, proviso_d FROM ${decided(source, ['file_row_number'])} ORDER BY file_row_number`,
      )
      await addWords()
    },

    async write(source, file, kept, keep, path) {
      const wanted = keep.map((outcome) => literal(outcome)).join(', ')
      const own = source.fields.filter((name) => !isVerdictColumn(name)).map(identifier)
      const sql = `SELECT ${[...own, verdictSelect].join(', ')} FROM (SELECT ${own.join(', ')} FROM ${source.from}) POSITIONAL JOIN marks
        JOIN words ON words.verdict = proviso_v AND words.outcome ${kept ? 'IN' : 'NOT IN'} (${wanted})`
      await duck.run(`COPY (${sql}) TO ${literal(path)} (${await formatOf(duck, file)})`)
    },

    async sidecar(source, file, path) {
      const id = source.id ?? 'NULL'
      const sql = `SELECT CAST(proviso_i AS VARCHAR) AS id, file_row_number AS row, ${verdictSelect}
        FROM (SELECT ${id} AS proviso_i, file_row_number FROM ${source.numbered}) POSITIONAL JOIN marks
        JOIN words ON words.verdict = proviso_v`
      await duck.run(
        `COPY (${sql}) TO ${literal(path)} (${file.format === 'parquet' ? 'FORMAT parquet, COMPRESSION zstd' : 'FORMAT json'})`,
      )
    },

    async duplicates(source) {
      if (source.id === undefined) return { ids: 0, rows: 0 }
      const [[ids, more] = []] = await duck.rows(
        `SELECT count(*), coalesce(sum(c - 1), 0) FROM (SELECT count(*) AS c FROM ${source.from} WHERE ${source.id} IS NOT NULL GROUP BY ${source.id} HAVING c > 1)`,
      )
      return { ids: Number(ids), rows: Number(more) }
    },
  }
}

const verdictSelect = `words.outcome AS proviso_outcome, words.reason AS proviso_reason, words.service AS proviso_service,
  words.rule AS proviso_rule, CAST(DATE '1970-01-01' + proviso_d AS DATE) AS proviso_day`

function isVerdictColumn(name: string): boolean {
  return (verdictColumns as readonly string[]).includes(name.toLowerCase())
}

function monthText(month: number): string {
  return month === noMonth
    ? ''
    : `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** How dates could be read; asked of the dates alone, which is quick. SPEC.md D4. */
async function datesOf(duck: Duck, source: SqlSource, today: number): Promise<Tally['dates']> {
  if (source.hasDate === 'false') {
    const [[records] = []] = await duck.rows(`SELECT count(*) FROM ${source.from}`)
    return { read: 0, missing: Number(records), unreadable: 0, absurd: 0 }
  }
  const dates = source.oddDate === undefined ? '' : ` LEFT JOIN days ON days.proviso_text = ${source.oddDate}`
  const sql = `SELECT count(*) FILTER (NOT there), count(*) FILTER (there AND d IS NULL),
      count(*) FILTER (d < ${firstCrawlDay} OR d > ${today}), count(*) FILTER (d BETWEEN ${firstCrawlDay} AND ${today})
    FROM (SELECT ${source.hasDate} AS there, ${source.anyDay} AS d FROM ${source.from}${dates})`
  const [row = []] = await duck.rows(sql)
  const [missing = 0, unreadable = 0, absurd = 0, read = 0] = (row as Json[]).map(Number)
  return { read, missing, unreadable, absurd }
}

/** The output's format: that of the input, with the input's own compression. */
async function formatOf(duck: Duck, file: InputFile): Promise<string> {
  if (file.format !== 'parquet') {
    const zip = file.compression === 'none' ? '' : `, COMPRESSION ${file.compression}`
    return `FORMAT csv, HEADER${file.format === 'tsv' ? String.raw`, DELIMITER '\t'` : ''}${zip}`
  }
  const [[codec] = []] = await duck.rows(`SELECT compression FROM parquet_metadata(${literal(file.path)}) LIMIT 1`)
  const known = ['snappy', 'zstd', 'gzip', 'lz4', 'lz4_raw', 'brotli', 'uncompressed']
  const name = String(codec ?? 'snappy').toLowerCase()
  return `FORMAT parquet, COMPRESSION ${known.includes(name) ? name : 'snappy'}`
}

/** The first lines of a CSV that could not be read, as issues. */
export async function rejected(duck: Duck, file: InputFile): Promise<Issue[]> {
  if (file.format !== 'csv' && file.format !== 'tsv') return []
  const found = await duck
    .rows('SELECT line, any_value(error_message), any_value(error_type) FROM reject_errors GROUP BY line ORDER BY line')
    .catch(() => [])
  await duck.run('DROP TABLE IF EXISTS reject_errors').catch(() => {})
  await duck.run('DROP TABLE IF EXISTS reject_scans').catch(() => {})
  return found.map(([line, message]) => ({
    code: 'record-unreadable',
    at: file.path,
    line: Number(line),
    message: `the line cannot be read (${String(message).replace(/\s+/g, ' ').slice(0, 200)})`,
    hint: 'it is in neither part; mend the line and run it again',
  }))
}
