// @ts-check
/**
 * One way through the corpus in a process of its own; prints seconds and what it counted.
 *
 *     node bench/corpus-audit/variant.js scan|join|audit|compared|copy|roomy|usual|kept|recopy|parts FILE OUT
 */
import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { audit } from '@proviso/corpus/audit'
import { rulesFor } from '../lookup/cases.js'
import { rulebookOf } from '../lookup/ours.js'
import { ruledHosts } from './corpus.js'

/** @typedef {import('@proviso/corpus/plan').AuditPlan} AuditPlan */

const [variant = '', file = '', out = ''] = process.argv.slice(2)

/** @param {AuditPlan['mode']} mode @param {AuditPlan['keep']} keep */
async function audited(mode, keep, compare = true) {
  const rulebook = rulebookOf(rulesFor(ruledHosts))
  rmSync(out, { recursive: true, force: true })
  const begin = performance.now()
  /** @type {AuditPlan} */
  const plan = {
    question: { usage: 'train-ai', actor: 'public', channel: 'web', today: '2026-11-01' },
    profile: 'as-of-crawl',
    keep,
    mode,
    ...(compare ? {} : { compare: false }),
    columns: {},
    rulebook: 'bench',
    program: 'bench',
  }
  // the first sign of progress comes when the rulebook is compiled and the first file is begun
  let opened = 0
  const onProgress = () => {
    opened ||= performance.now()
  }
  const { tally, files } = await audit(rulebook, plan, { inputs: [file], out, onProgress })
  const [issue] = files.flatMap(({ issues }) => issues)
  if (issue) throw new Error(issue.message)
  const seconds = (performance.now() - begin) / 1000
  const counts = { allowed: 0, conditional: 0, disallowed: 0, unknown: 0 }
  for (const { outcome, records } of tally.verdicts) counts[outcome] += records
  return { seconds, opening: (opened - begin) / 1000, counts }
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begin = performance.now()
  const counts = await work()
  return { seconds: (performance.now() - begin) / 1000, counts }
}

/**
 * DuckDB alone, with a little more room than an audit takes unless said otherwise.
 * @param {string} sql @param {boolean} [withRules] @param {Record<string, string>} [room]
 */
async function bare(sql, withRules = false, room = { memory_limit: '1000MB' }) {
  const duck = await DuckDBInstance.create(':memory:', { ...room, temp_directory: `${out}.tmp` })
  const connection = await duck.connect()
  if (withRules) await addRules(connection)
  return timed(async () => (await connection.runAndReadAll(sql)).getRowsJson())
}

const from = `read_parquet('${file}')`

/** @type {Record<string, () => Promise<{ seconds: number, opening?: number, counts: unknown }>>} */
const variants = {
  scan: () => bare(`SELECT count(*), max(strlen(url)), max(date), sum(token_count) FROM ${from}`),
  join: () =>
    bare(
      `SELECT allow, count(*), sum(token_count) FROM ${from} LEFT JOIN rules ON split_part(url, '/', 3) = host AND date >= f AND date < t GROUP BY 1 ORDER BY 1`,
      true,
    ),
  audit: () => audited('none', ['allowed'], false),
  compared: () => audited('none', ['allowed']),
  copy: () => bare(`COPY (SELECT * FROM ${from}) TO '${out}.parquet' (FORMAT parquet)`),
  // with as much memory as DuckDB takes of itself
  roomy: () => bare(`COPY (SELECT * FROM ${from}) TO '${out}.parquet' (FORMAT parquet)`, false, {}),
  // everything but what is disallowed: as much as a filter can write
  kept: () => audited('kept', ['allowed', 'conditional', 'unknown'], false),
  // what a filter keeps where nothing else is said
  usual: () => audited('kept', ['allowed'], false),
  // the rows and columns that the audit before has kept, copied once more
  recopy: () =>
    bare(
      `COPY (SELECT * FROM read_parquet('${join(out, 'kept', basename(file))}')) TO '${out}.parquet' (FORMAT parquet)`,
    ),
  parts: () => audited('parts', ['allowed', 'conditional', 'unknown'], false),
}

/** The rules as a table of exact hosts. @param {import('@duckdb/node-api').DuckDBConnection} connection */
async function addRules(connection) {
  await connection.run('CREATE TABLE numbers (host VARCHAR, f INTEGER, t INTEGER, allow BOOLEAN)')
  const appender = await connection.createAppender('numbers')
  for (const { host, from, to, allow } of rulesFor(ruledHosts)) {
    appender.appendVarchar(Number(host.slice(5, -8)) % 5 === 0 ? `www.${host}` : host)
    appender.appendInteger(from)
    appender.appendInteger(to)
    appender.appendBoolean(allow)
    appender.endRow()
  }
  appender.closeSync()
  await connection.run(
    `CREATE TABLE rules AS SELECT host, DATE '1970-01-01' + f AS f, DATE '1970-01-01' + t AS t, allow FROM numbers`,
  )
}

const run = variants[variant]
if (!run) throw new Error(`no variant ${variant}`)
console.log(JSON.stringify(await run()))
