import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { dayAt, type Issue, type Outcome, outcomes } from '@proviso/rights'
import { branches, columnsOf, type DayNode, dayTree, nodeColumns, waySql, widthOf } from './day-tree.ts'
import { type Duck, identifier, literal } from './duckdb.ts'
import { hostCountsSql } from './host-counts.ts'
import { isPlainHost } from './host-key.ts'
import type { InputFile } from './input.ts'
import { numberColumn } from './number-column.ts'
import { joinParquet } from './parquet-join.ts'
import { type ParquetLayout, parquetLayout, smallDictionary } from './parquet-layout.ts'
import { writeIssue } from './part-file.ts'
import { firstCrawlDay, recordDay } from './record-day.ts'
import type { RowAppender } from './row-appender.ts'
import { type SegmentWords, segmentWords, type WordCounts, wordColumns } from './segment-words.ts'
import type { SqlSource } from './sql-source.ts'
import { type Tally, talliesOf } from './tally.ts'
import { missingDay, noHost, noService, noUrl, type VerdictBook } from './verdict-book.ts'

/**
 * Audits files in DuckDB. One pass looks up the hosts that are known (those of the rulebook, those of files before) and counts; the
 * hosts it meets beside them are resolved in TypeScript, once each, and a second pass counts those that somebody speaks for.
 * Semantics stay in `rights`; the SQL carries numbers of verdicts. SPEC.md Q1–Q4.
 */
export interface SqlAudit {
  /**
   * Decides every row of a file and counts; must come before the others. Counts by host key are written beside `hostsPath`, with what is
   * kept of them where something is written; that goes on while the caller does.
   */
  count(source: SqlSource, file: InputFile, keep: readonly Outcome[], hostsPath: string): Promise<Counted>
  /** The rows that are kept, or not, in the format of the file, with the verdict's columns. */
  write(source: SqlSource, file: InputFile, wanted: readonly Outcome[], path: string): Promise<void>
  /** A line per row: id or row number, and the verdict's columns. */
  sidecar(source: SqlSource, file: InputFile, path: string): Promise<void>
  /** How many ids occur more than once in the file, and how many rows are too many. */
  duplicates(source: SqlSource): Promise<{ readonly ids: number; readonly rows: number }>
}

/** What was counted, and when the counts by host are written. */
interface Counted {
  readonly tally: Tally
  readonly hosts: Promise<void>
}

/** The columns an audit adds, in order. */
export const verdictColumns = [
  'proviso_outcome',
  'proviso_reason',
  'proviso_service',
  'proviso_rule',
  'proviso_day',
] as const

/** Stand where a row's day would, all before the first day of a crawl. */
const missing = 0
const unreadable = 1
const absurd = 2

/** Stands for the outcome of rows whose host is yet to be resolved. */
const unresolved = outcomes.length

/** Hosts remembered from file to file, beside those of the rulebook. */
const mostRemembered = 500_000

/** After so many hosts what is to be said of them is handed over. */
const hostsAtOnce = 5_000

/** Rows of a file, from the first and up to one after the last. */
type Range = readonly [from: number, to: number]

/** Rows that are marked and counted at once, before what only counting needs of them makes room: whole ranges of a Parquet file. */
interface Stretch {
  /** The table of their marks. */
  readonly table: string
  /** Absent where a file is not divided. */
  readonly range: Range | undefined
  /** The type of a row's number. */
  readonly place: string
}

/** Of so many rows one text of bits may tell which are read: DuckDB copies it for every chunk. */
const mostBits = 1 << 22

/** A column of words is handed to Parquet numbered where so many rows of a group share one: each is then looked up once. */
const rowsOfWord = 32

/** How rows are looked up. */
interface Marking {
  readonly numbered?: boolean
  /** Host and way are one number. */
  readonly packed?: boolean
  readonly range?: Range
}

/** What stands before most hosts in URLs, and how long a host can be before which it stands. */
const beside = 'www.'
const longestBeside = 253 - beside.length

/** Below so many bytes of a file for each host of the rulebook, it is quicker to resolve what the file holds. */
const bytesPerHost = 500

interface SqlAuditOptions {
  /** The day called today. */
  readonly today: number
  /** The day of rows that have none. */
  readonly on?: number
  /** Outcomes of the rows that will be written. */
  readonly written: readonly Outcome[]
  /** A folder for what is written before it is whole. */
  readonly overflow: string
  /** How the rows of a Parquet file are divided. */
  readonly division?: Division
}

/** Rows that end a range, which one statement writes, and rows that end a stretch, which is marked and counted at once. */
interface Division {
  readonly range: number
  readonly stretch: number
}

/** Bounds are fixed, so that parts are the same bytes on any number of cores. */
const usualDivision: Division = { range: 1 << 20, stretch: 1 << 22 }

export async function sqlAudit(
  duck: Duck,
  book: VerdictBook,
  { today, on, written, overflow, division = usualDivision }: SqlAuditOptions,
): Promise<SqlAudit> {
  const node = nodeColumns.map((name) => `${name} INTEGER`).join(', ')
  await duck.run(`CREATE TABLE hosts (key VARCHAR, host INTEGER, round INTEGER, by_path BOOLEAN, ${node})`)
  await duck.run(`CREATE TABLE paths (url VARCHAR, ${node})`)
  await duck.run(`CREATE TABLE nodes (node INTEGER, ${node})`)
  await duck.run('CREATE TABLE days (text VARCHAR, day INTEGER)')
  const segments = numberedSegments(duck, book, written)
  /** Hosts have numbers in the order in which they came; those of the rulebook come first, in round 0. */
  let hosts = 0
  let ruled = 0
  let round = 0
  let hasPaths = false
  let layout: ParquetLayout | undefined
  let stretches: readonly Stretch[] = []
  /** The segments of a file, and how many words they have. */
  let met: readonly number[] = []
  let wordCounts: WordCounts | undefined
  const isFew = (count: number) => layout !== undefined && count * rowsOfWord <= layout.groupRows
  const isWritten = written.length > 0

  const addHost = (appender: RowAppender, key: string, run: number, from: number) => {
    appender.add(key)
    appender.add(hosts++)
    appender.add(from)
    appender.add(book.isByPath(run))
    appendNode(appender, segments.rootOf(run))
    appender.endRow()
  }

  /** The hosts of the rulebook, by themselves and with `www.`, as most URLs have them. */
  const addRuled = async () => {
    const named = new Set<string>()
    for (const host of book.hosts) if (host.startsWith(beside)) named.add(host.slice(beside.length))
    const apart: string[] = []
    let appender = await duck.appender('hosts')
    const add = (key: string, run: number) => {
      if (run > noService && !book.isByPath(run)) addHost(appender, key, run, 0)
    }
    for (const [at, host] of book.hosts.entries()) {
      if (at % hostsAtOnce === hostsAtOnce - 1) {
        appender.close()
        await segments.flush()
        appender = await duck.appender('hosts')
      }
      if (named.size > 0 && named.has(host)) apart.push(host)
      else if (isPlainHost(host) && host.length <= longestBeside && book.holdsBelow(host))
        add(host, book.runOfHost(host))
      else apart.push(host, `${beside}${host}`)
    }
    const alike = hosts
    for (const key of apart) add(key, book.runOfKey(key))
    appender.close()
    // SQL writes the second of a pair that has one run in a tenth of the time
    await duck.run(
      `INSERT INTO hosts SELECT concat('${beside}', key), host + ${hosts}, * EXCLUDE (key, host) FROM hosts WHERE host < ${alike}`,
    )
    hosts += alike
    ruled = hosts
    await segments.flush()
  }

  /** The rows of a file with key, day and tokens. */
  const rows = (source: SqlSource, numbered: boolean, range: Range | undefined) => {
    const odd = source.oddDate
    const columns = [
      `${source.key} AS proviso_key`,
      `${source.day} AS proviso_read`,
      `${source.hasDate} AS proviso_dated`,
      `${source.tokens} AS proviso_tokens`,
      ...(hasPaths ? [`${source.url} AS proviso_url`] : []),
      ...(odd === undefined ? [] : [`${odd} AS proviso_odd`]),
    ]
    const raw = `(SELECT ${columns.join(', ')}${numbered ? ', file_row_number AS proviso_row' : ''} FROM ${numbered ? source.numbered : source.from} ${within('file_row_number', range)})`
    const dated =
      odd === undefined
        ? raw
        : `(SELECT * REPLACE (coalesce(proviso_read, (SELECT days.day FROM days WHERE days.text IS NOT DISTINCT FROM r.proviso_odd)) AS proviso_read) FROM ${raw} r)`
    return `(SELECT *, CASE WHEN proviso_read BETWEEN ${firstCrawlDay} AND ${today} THEN proviso_read
        WHEN proviso_read IS NOT NULL THEN ${absurd} WHEN proviso_dated THEN ${unreadable} ELSE ${missing} END AS proviso_when
      FROM ${dated} r)`
  }

  /**
   * The same, each with its segment. A key is in the table of hosts once, so that the join makes no more rows of one; lookups beside it
   * are scalar subqueries, with `IS NOT DISTINCT FROM`, because `=` brings a filter along there, and beside a filter a lookup is made by
   * distinct key first.
   */
  const decided = (source: SqlSource, { numbered = false, packed = false, range }: Marking) => {
    const width = segments.width()
    const node = (table: string) => nodeSql(table, width, packed)
    let from = `(SELECT r.*, CAST(CASE WHEN proviso_when >= ${firstCrawlDay} THEN proviso_when ELSE ${on ?? missingDay} END AS INTEGER) AS proviso_on,
      hosts.host AS proviso_host, hosts.round AS proviso_round, ${hasPaths ? 'hosts.by_path AS proviso_by_path, ' : ''}${node('hosts')} AS proviso_node
      FROM ${rows(source, numbered, range)} r LEFT JOIN hosts ON hosts.key = r.proviso_key)`
    const goOn = (next: string, table: string, key: string) =>
      `(SELECT * EXCLUDE (proviso_next) REPLACE (coalesce((SELECT ${node(table)} FROM ${table} WHERE ${table}.${key} IS NOT DISTINCT FROM r.proviso_next), proviso_node) AS proviso_node)
        FROM (SELECT *, CASE WHEN ${next} END AS proviso_next FROM ${from} r) r)`
    if (hasPaths) from = goOn('proviso_by_path THEN proviso_url', 'paths', 'url')
    const way = waySql('proviso_node', 'proviso_on', width)
    for (let level = 0; level < segments.depth(); level++)
      from = goOn(`proviso_node.base < 0 THEN ${way} - proviso_node.base`, 'nodes', 'node')
    const segment = packed
      ? `proviso_host * ${branches} + proviso_way`
      : `coalesce(proviso_node.base + proviso_way, ${noService})`
    return `(SELECT *, ${segment} AS proviso_segment
      FROM (SELECT *, ${way} AS proviso_way FROM ${from} r) r)`
  }

  /** What is counted of a row: its key where nobody is known to hold it, else host and segment; day, outcome and tokens. */
  const parts = {
    k: 'CASE WHEN proviso_host IS NULL THEN proviso_key END',
    host: 'proviso_host',
    n: 'proviso_tokens',
    segment: 'CAST(proviso_segment AS INTEGER)',
    w: `CAST(proviso_when AS ${today < 1 << 16 ? 'USMALLINT' : 'INTEGER'})`,
    o: `CAST(CASE WHEN proviso_host IS NULL THEN ${unresolved} ELSE (proviso_node.outcomes >> (2 * proviso_way)) & 3 END AS UTINYINT)`,
  }
  const columns = (...names: (keyof typeof parts)[]) => names.map((name) => `${parts[name]} AS ${name}`).join(', ')
  const struct = (...names: (keyof typeof parts)[]) => `{${names.map((name) => `${name}: ${parts[name]}`).join(', ')}}`

  /**
   * Where rows will be written they are marked, a stretch in one pass, and counted from their marks, which are as narrow as they can be.
   * They are held as structs, because of other columns DuckDB estimates how many values are distinct: an eighth of the time.
   */
  const markRows = async (source: SqlSource, { table, range, place }: Stretch) =>
    duck.run(
      `CREATE OR REPLACE TABLE ${table} AS SELECT ${struct('k', 'host', 'n')} AS counting, ${struct('segment', 'w', 'o')} AS mark,
          CAST(proviso_row AS ${place}) AS place
        FROM ${decided(source, { numbered: true, ...(range === undefined ? {} : { range }) })} r`,
    )

  /**
   * Counts rows three times over: by key where nobody is known to hold it, by host and segment, and by day and outcome. Where one node
   * says all of a host, host and way are one number: a column less for every row to look up and three less to group by.
   */
  const counted = (source: SqlSource, again: boolean, stretch: Stretch) => {
    const packed = !isWritten && !hasPaths && segments.depth() === 0
    const met = `host IN (SELECT host FROM hosts WHERE round = ${round})`
    const from = isWritten
      ? `(SELECT counting.k AS k, counting.host AS host, counting.n AS n, mark.segment AS segment, mark.w AS w, mark.o AS o FROM ${stretch.table})${again ? ` WHERE ${met}` : ''}`
      : `(SELECT ${columns('k', 'host', 'n', 'segment', 'w', 'o')}, proviso_round AS round FROM ${decided(source, { packed })} r) r${again ? ` WHERE round = ${round}` : ''}`
    const sums = `${again} AS again, ${round} AS round, grouping(w) = 0 AS of_days, count(*) AS records, CAST(sum(n) AS BIGINT) AS tokens`
    if (!packed)
      return `SELECT ${sums}, k, host, segment, w, o FROM ${from} GROUP BY GROUPING SETS ((k), (host, segment, o), (w, o))`
    const way = `c.segment % ${branches}`
    return `SELECT again, c.round, of_days, records, tokens, k, hosts.host, hosts.base + ${way} AS segment,
        w, coalesce(c.o, (hosts.outcomes >> (2 * (${way}))) & 3) AS o
      FROM (SELECT ${sums}, k, segment, w, o FROM ${from} GROUP BY GROUPING SETS ((k), (segment), (w, o))) c
      LEFT JOIN hosts ON hosts.host = c.segment // ${branches}`
  }

  /** Texts of dates that SQL cannot read. */
  const readDates = async (source: SqlSource) => {
    await duck.run('DELETE FROM days')
    if (source.oddDate === undefined) return
    await duck.run(
      `CREATE OR REPLACE TEMP TABLE texts AS SELECT DISTINCT ${source.oddDate} AS text FROM ${source.from}`,
    )
    const appender = await duck.appender('days')
    await duck.each('SELECT text FROM texts WHERE text IS NOT NULL', (texts) => {
      for (const text of texts as string[]) {
        const day = recordDay(text)
        if (Number.isNaN(day)) continue
        appender.add(text)
        appender.add(day)
        appender.endRow()
      }
    })
    appender.close()
    await duck.run('DROP TABLE texts')
  }

  /** Resolves the hosts that were not known; says whether their rows must be counted again, by day, and whether any name no host. */
  const addMet = async (isFirst: boolean): Promise<{ readonly again: boolean; readonly hostless: boolean }> => {
    let again = false
    let hostless = false
    const before = isFirst ? '' : `AND k NOT IN (SELECT k FROM counted WHERE k IS NOT NULL AND round < ${round})`
    const appender = await duck.appender('hosts')
    await duck.each(`SELECT k FROM counted WHERE k IS NOT NULL AND round = ${round} ${before}`, (keys) => {
      for (const key of keys as string[]) {
        const run = book.runOfKey(key)
        if (run === noService) continue
        // what names no host is unknown on every day
        const plain = run === noUrl || run === noHost
        again ||= !plain
        hostless ||= plain
        hasPaths ||= book.isByPath(run)
        addHost(appender, key, run, plain ? 0 : round)
      }
    })
    appender.close()
    await segments.flush()
    return { again, hostless }
  }

  /** The URLs of hosts with rules about paths. */
  const addPaths = async (source: SqlSource, range: Range | undefined) => {
    await duck.run('DELETE FROM paths')
    const from =
      range === undefined ? source.from : `(SELECT * FROM ${source.numbered} ${within('file_row_number', range)})`
    await duck.run(
      `CREATE OR REPLACE TEMP TABLE urls AS SELECT DISTINCT ${source.url} AS u FROM ${from} JOIN hosts ON hosts.key = ${source.key} AND hosts.by_path`,
    )
    const appender = await duck.appender('paths')
    await duck.each('SELECT u FROM urls', (urls) => {
      for (const url of urls as string[]) {
        appender.add(url)
        appendNode(appender, segments.rootOf(book.runOfUrl(url)))
        appender.endRow()
      }
    })
    appender.close()
    await segments.flush()
    await duck.run('DROP TABLE urls')
  }

  /** Forgets what holds for one file only, and hosts when they have become many. */
  const beginFile = async (file: InputFile) => {
    round += 1
    hasPaths = false
    wordCounts = undefined
    await duck.run('DELETE FROM paths')
    await duck.run('DELETE FROM hosts WHERE by_path')
    if (hosts - ruled > mostRemembered) {
      await duck.run(`DELETE FROM hosts WHERE host >= ${ruled}`)
      hosts = ruled
    }
    if (hosts === 0 && file.size > bytesPerHost * book.hosts.length) await addRuled()
    for (const { table } of stretches) await duck.run(`DROP TABLE IF EXISTS ${table}`)
    layout = isWritten && file.format === 'parquet' ? await parquetLayout(duck, file.path, division.range) : undefined
    stretches = stretchesOf(layout?.ranges, division.stretch)
  }

  /** The words of a file's segments: of all, also of those that nobody will write, so that a plain join with the marks loses none. */
  const numberWords = async () => {
    wordCounts ??= await segments.words.write(duck, met, isFew)
  }

  /**
   * The rows of a file, or a range of them, with their marks and words, put side by side by position: all, or those of some outcomes.
   * Rows are numbered, which alone keeps DuckDB from letting full chunks pass those that a filter made small, and every row must have
   * its mark. Of a range that is not too large no other rows are read than those asked for, as bits tell that come from the marks; `first`
   * makes them.
   */
  const withMarks = (
    source: SqlSource,
    own: readonly string[],
    range: Range | undefined,
    codes?: readonly number[],
  ) => {
    const { table } = stretches.find((stretch) => isWithin(range, stretch.range))!
    const wanted = codes && `mark.o IN (${codes.join(', ')})`
    const size = range ? range[1] - range[0] : 0
    const bits = wanted !== undefined && range && size > 0 && size <= mostBits ? { wanted, from: range[0] } : undefined
    const first = bits
      ? `SET VARIABLE bits = (SELECT coalesce(bitstring_agg(CAST(place - ${bits.from} AS INTEGER), 0, ${size - 1}), bitstring('0', ${size}))
          FROM ${table} ${within('place', range)} AND ${wanted});`
      : ''
    const isSet = bits ? `AND get_bit(getvariable('bits'), CAST(file_row_number - ${bits.from} AS INTEGER)) = 1` : ''
    const rows = `(SELECT ${own.join(', ')}, file_row_number AS proviso_row
      FROM (SELECT * FROM ${source.numbered} ${within('file_row_number', range)} ${isSet}))`
    const words = wordColumns.map((name) => `a.${name} AS proviso_${name}`)
    const when = `CASE WHEN mark.w >= ${firstCrawlDay} THEN CAST(mark.w AS INTEGER) ELSE ${on ?? 'NULL'} END`
    const marks = `(SELECT ${words.join(', ')}, ${when} AS proviso_when, ${bits ? '' : 'mark.o AS proviso_code, '}place AS proviso_place
      FROM ${table} JOIN numbered_words a ON a.segment = mark.segment ${within('place', range)} ${bits ? `AND ${wanted}` : ''} ORDER BY place)`
    const numbered = `(SELECT *, row_number() OVER () AS proviso_turn FROM ${rows} POSITIONAL JOIN ${marks})`
    const sure = `CASE WHEN proviso_row IS DISTINCT FROM proviso_place THEN error('rows and verdicts have come apart') ELSE proviso_turn > 0 END`
    const chosen =
      codes && !bits ? `CASE WHEN proviso_sure THEN proviso_code IN (${codes.join(', ')}) END` : 'proviso_sure'
    return { first, rows: `(SELECT * FROM (SELECT *, ${sure} AS proviso_sure FROM ${numbered}) WHERE ${chosen})` }
  }

  /** The columns of the verdict. */
  const verdictSelect = () =>
    [
      ...wordColumns.map((name) =>
        wordCounts && isFew(wordCounts[name])
          ? `proviso_${name}`
          : `CAST(proviso_${name} AS VARCHAR) AS proviso_${name}`,
      ),
      `CAST(DATE '1970-01-01' + proviso_when AS DATE) AS proviso_day`,
    ].join(', ')

  /** Writes what a query gives: of Parquet range by range, side by side, put together afterwards. */
  const writeRows = async (
    path: string,
    rowsOf: (range: Range | undefined) => { readonly first: string; readonly sql: string },
    format: string,
  ) => {
    const copy = (target: string, range?: Range) => {
      const { first, sql } = rowsOf(range)
      return `${first} COPY (${sql}) TO ${literal(target)} (PRESERVE_ORDER true, ${format})`
    }
    if (layout === undefined || layout.ranges.length === 1) return duck.run(copy(path, layout?.ranges[0]))
    await mkdir(overflow, { recursive: true })
    const pieces = layout.ranges.map((_, at) => join(overflow, `piece-${at}.parquet`))
    const joined = await joinParquet(path)
    try {
      await duck.runAll(
        layout.ranges.map((range, at) => copy(pieces[at]!, range)),
        async (at) => {
          await joined.add(pieces[at]!)
          await rm(pieces[at]!)
        },
      )
      await joined.close()
    } catch (error) {
      await joined.abandon().catch(() => {})
      for (const piece of pieces) await rm(piece, { force: true })
      throw writeIssue(error, path)
    }
  }

  return {
    async count(source, file, keep, hostsPath) {
      await beginFile(file)
      await readDates(source)
      for (const [at, stretch] of stretches.entries()) {
        const isFirst = at === 0
        if (!isFirst) round += 1
        if (hasPaths) await addPaths(source, stretch.range)
        if (isWritten) await markRows(source, stretch)
        await duck.run(
          `${isFirst ? 'CREATE OR REPLACE TEMP TABLE counted AS' : 'INSERT INTO counted'} ${counted(source, false, stretch)}`,
        )
        const { again, hostless } = await addMet(isFirst)
        const { table } = stretch
        if (again) {
          if (hasPaths) await addPaths(source, stretch.range)
          if (isWritten) await markRows(source, stretch)
          await duck.run(`INSERT INTO counted ${counted(source, true, stretch)}`)
        } else if (hostless && isWritten)
          await duck.run(
            `UPDATE ${table} SET mark = {segment: hosts.base, w: mark.w, o: mark.o} FROM hosts WHERE hosts.key = counting.k`,
          )
        // what was needed to count makes room
        if (isWritten) await duck.run(`ALTER TABLE ${table} DROP COLUMN counting`)
      }
      // what stretches have in common is there once for each of them
      const all =
        stretches.length === 1
          ? 'counted'
          : `(SELECT k, host, segment, o, CAST(sum(records) AS BIGINT) AS records, CAST(sum(tokens) AS BIGINT) AS tokens
              FROM counted WHERE NOT of_days GROUP BY k, host, segment, o)`
      await duck.run(
        `CREATE OR REPLACE TABLE met AS WITH c AS MATERIALIZED (FROM ${all})
          SELECT hosts.key AS k, segment, o, records, tokens FROM c JOIN hosts ON hosts.host = c.host
          UNION ALL SELECT k, coalesce(hosts.base, ${noService}), ${outcomes.indexOf('unknown')}, records, tokens
            FROM c LEFT JOIN hosts ON hosts.key = c.k
            WHERE k IS NOT NULL AND (hosts.round IS NULL OR hosts.round = 0)`,
      )
      // DuckDB sums and writes the hosts while the verdicts are summed here
      const kept = isWritten ? keep.map((outcome) => outcomes.indexOf(outcome)).join(', ') : ''
      const sums = ['records', 'tokens'].map((name) => `sum(${name}) AS ${name}`)
      const keptSums = ['records', 'tokens'].map(
        (name) => `sum(${name}) FILTER (o IN (${kept || 'NULL'})) AS kept_${name}`,
      )
      const counts = `(SELECT k, ${[...sums, ...keptSums].join(', ')} FROM met GROUP BY k)`
      const hosts = duck.runBeside(hostCountsSql(counts, hostsPath))
      // told to whoever waits for it, also where something else fails first
      const settled = hosts.catch(() => {})
      try {
        const found = await verdictsOf(duck, book, segments)
        met = found.segments
        const days = await daysOf(duck, on)
        // writing has the room of both
        await duck.run('DROP TABLE counted')
        const cleared = hosts.then(() => duck.runBeside('DROP TABLE met'))
        cleared.catch(() => {})
        return { tally: { verdicts: found.verdicts, ...days }, hosts: cleared }
      } catch (error) {
        await settled
        throw error
      }
    },

    async write(source, file, wanted, path) {
      await numberWords()
      const codes = [
        ...wanted.map((outcome) => outcomes.indexOf(outcome)),
        ...(wanted.includes('unknown') ? [unresolved] : []),
      ]
      const own = source.fields.filter((name) => !isVerdictColumn(name)).map(identifier)
      await writeRows(
        path,
        (range) => {
          const { first, rows } = withMarks(source, own, range, codes)
          return { first, sql: `SELECT ${[...own, verdictSelect()].join(', ')} FROM ${rows}` }
        },
        partFormat(file, layout, Object.values(wordCounts ?? {})),
      )
    },

    async sidecar(source, _, path) {
      await numberWords()
      const own = [`${source.id ?? 'NULL'} AS proviso_id`]
      await writeRows(
        path,
        (range) => {
          const { first, rows } = withMarks(source, own, range)
          return {
            first,
            sql: `SELECT CAST(proviso_id AS VARCHAR) AS id, proviso_row AS row, ${verdictSelect()} FROM ${rows}`,
          }
        },
        layout ? 'FORMAT parquet, COMPRESSION zstd' : 'FORMAT json',
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

/** The segments of all runs that were asked for, numbered; `noUrl`, `noHost` and `noService` have the numbers of their verdicts. */
interface Segments {
  /** The root of the tree of a run's days. */
  rootOf(run: number): DayNode
  verdictOf(segment: number): number
  /** Levels below the roots. */
  depth(): number
  /** The most days of a node that are used. */
  width(): number
  /** Of all segments, where any will be written. */
  readonly words: SegmentWords
  /** Writes the nodes below the roots; must come before SQL asks for them. */
  flush(): Promise<void>
}

/** @param spoken outcomes whose words will be asked for: they are taken down with the segment, while its decision is at hand */
function numberedSegments(duck: Duck, book: VerdictBook, spoken: readonly Outcome[]): Segments {
  const verdicts = numberColumn(Int32Array)
  /** The first segment of a run + 1; 0 where it has none yet. */
  let segmentOf = new Int32Array(1024)
  /** Roots of runs with more days than a node holds; of others they are made again. */
  const roots = new Map<number, DayNode>()
  const words = segmentWords()
  let pending: DayNode[] = []
  let written = 0
  let depth = 0
  let width = 0
  const rootOf = (run: number): DayNode => {
    const known = roots.get(run)
    if (known) return known
    if (run >= segmentOf.length) segmentOf = longer(segmentOf, run + 1)
    const { starts, verdicts: found } = book.run(run)
    const before = segmentOf[run]!
    const first = before === 0 ? verdicts.length : before - 1
    const outcomesFound = found.map(book.outcomeOf)
    const tree = dayTree(starts, outcomesFound, first, 1 + written + pending.length)
    if (before !== 0) return tree.root
    segmentOf[run] = first + 1
    for (const [at, verdict] of found.entries()) {
      if (spoken.length > 0) words.push(spoken.includes(outcomesFound[at]!) ? book.words(verdict) : undefined)
      verdicts.push(verdict)
    }
    for (const node of tree.nodes) pending.push(node)
    depth = Math.max(depth, tree.depth)
    width = Math.max(width, widthOf(tree.root))
    for (const node of tree.nodes) width = Math.max(width, widthOf(node))
    if (tree.depth > 0) roots.set(run, tree.root)
    return tree.root
  }
  for (const run of [noUrl, noHost, noService]) rootOf(run)
  return {
    rootOf,
    words,
    verdictOf: (segment) => verdicts.values[segment]!,
    depth: () => depth,
    width: () => width,
    async flush() {
      if (pending.length === 0) return
      const appender = await duck.appender('nodes')
      for (const node of pending) {
        written += 1
        appender.add(written)
        appendNode(appender, node)
        appender.endRow()
      }
      pending = []
      appender.close()
    },
  }
}

function longer(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(Math.max(numbers.length * 2, length))
  made.set(numbers)
  return made
}

function appendNode(appender: RowAppender, { base, outcomes, starts }: DayNode): void {
  appender.add(base)
  appender.add(outcomes)
  for (const start of starts) appender.add(start)
}

/** A node of a table as a struct, or without its base where nobody asks for that. */
function nodeSql(table: string, width: number, baseless: boolean): string {
  return `{${columnsOf(width)
    .slice(baseless ? 1 : 0)
    .map((name) => `${name}: ${table}.${name}`)
    .join(', ')}}`
}

/** Records and tokens by verdict, and the segments they have. */
async function verdictsOf(
  duck: Duck,
  book: VerdictBook,
  segments: Segments,
): Promise<{ readonly verdicts: Tally['verdicts']; readonly segments: readonly number[] }> {
  const met: number[] = []
  const records = new Float64Array(book.size())
  const tokens = new Float64Array(book.size())
  const sql = 'SELECT segment, CAST(sum(records) AS DOUBLE), CAST(sum(tokens) AS DOUBLE) FROM met GROUP BY segment'
  await duck.each(sql, (found, rows, counted) => {
    for (const [at, segment] of found.entries()) {
      met.push(segment as number)
      const verdict = segments.verdictOf(segment as number)
      records[verdict]! += rows![at] as number
      tokens[verdict]! += (counted![at] as number | null) ?? 0
    }
  })
  return { verdicts: talliesOf(book, records, tokens), segments: met }
}

/** Records and tokens by month and outcome, and how dates could be read. SPEC.md D4. */
async function daysOf(duck: Duck, on: number | undefined): Promise<Pick<Tally, 'months' | 'dates'>> {
  const months = new Map<string, { month: string; outcome: Outcome; records: number; tokens: number }>()
  const dates = { read: 0, missing: 0, unreadable: 0, absurd: 0 }
  const add = (day: number, outcome: Outcome, records: number, tokens: number) => {
    const known = day >= firstCrawlDay ? day : on
    const month = known === undefined ? '' : dayAt(known).slice(0, 7)
    const sum = months.get(`${month} ${outcome}`) ?? { month, outcome, records: 0, tokens: 0 }
    sum.records += records
    sum.tokens += tokens
    months.set(`${month} ${outcome}`, sum)
  }
  const found = await duck.rows(
    'SELECT again, w, o, CAST(records AS DOUBLE), CAST(coalesce(tokens, 0) AS DOUBLE) FROM counted WHERE of_days',
  )
  for (const [again, when, code, records, tokens] of found as [boolean, number, number, number, number][]) {
    add(when, outcomes[code] ?? 'unknown', records, tokens)
    // counted once before, when nobody was known to speak for their hosts
    if (again) add(when, 'unknown', -records, -tokens)
    else
      dates[when === missing ? 'missing' : when === unreadable ? 'unreadable' : when === absurd ? 'absurd' : 'read'] +=
        records
  }
  return { months: [...months.values()].filter(({ records }) => records > 0), dates }
}

/** A condition on the rows of a range. */
function within(place: string, range: Range | undefined): string {
  return range ? `WHERE ${place} >= ${range[0]} AND ${place} < ${range[1]}` : ''
}

function isWithin(range: Range | undefined, stretch: Range | undefined): boolean {
  return !range || !stretch || (stretch[0] <= range[0] && range[1] <= stretch[1])
}

/** The stretches that ranges make up, each ended by the one that fills it; one of all rows where a file is not divided. */
function stretchesOf(ranges: readonly Range[] | undefined, full: number): readonly Stretch[] {
  if (!ranges) return [{ table: 'marks_0', range: undefined, place: 'BIGINT' }]
  const place = ranges.at(-1)![1] < 2 ** 32 ? 'UINTEGER' : 'BIGINT'
  const stretches: Stretch[] = []
  let [from] = ranges[0]!
  for (const [at, [, to]] of ranges.entries())
    if (to - from >= full || at === ranges.length - 1) {
      stretches.push({ table: `marks_${stretches.length}`, range: [from, to], place })
      from = to
    }
  return stretches
}

function isVerdictColumn(name: string): boolean {
  return (verdictColumns as readonly string[]).includes(name.toLowerCase())
}

/** The output's format: that of the input, with the input's own compression. `words`: how many a column of the verdict has. */
function partFormat(file: InputFile, layout: ParquetLayout | undefined, words: readonly number[]): string {
  if (layout) {
    const { codec, groupRows, dictionaries } = layout
    // a column of words that lie between is left to the limit DuckDB has
    const isClear = words.every((count) => count * rowsOfWord <= groupRows || 2 * count > groupRows)
    const limit = dictionaries === 'small' && isClear ? `, DICTIONARY_SIZE_LIMIT ${smallDictionary}` : ''
    return `FORMAT parquet, COMPRESSION ${codec}, ROW_GROUP_SIZE ${groupRows}${limit}`
  }
  const zip = file.compression === 'none' ? '' : `, COMPRESSION ${file.compression}`
  return `FORMAT csv, HEADER${file.format === 'tsv' ? String.raw`, DELIMITER '\t'` : ''}${zip}`
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
