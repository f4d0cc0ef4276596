// @ts-check
/**
 * An audit beside what DuckDB needs for the least that could be done: a bare scan, a plain hash join, a copy. Each run is a process
 * of its own, variants take turns, memory is watched.
 *
 *     npm run build && node bench/corpus-audit/run.js [ROWS]        2,000,000 rows unless said otherwise
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurn, measurements } from '../in-turn.js'
import { median, spread, table } from '../sample.js'
import { ruledHosts, writeCorpus } from './corpus.js'

const rows = Number(process.argv[2] ?? process.env.ROWS ?? 2_000_000)
const rounds = 3
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'proviso-bench-'))
const parquet = join(folder, 'corpus.parquet')

try {
  console.error(`writing ${rows} rows`)
  await writeCorpus(parquet, rows)
  const measured = await inTurn({
    script: join(import.meta.dirname, 'variant.js'),
    variants: ['scan', 'join', 'audit', 'compared', 'copy', 'usual', 'kept', 'recopy', 'parts'],
    rounds,
    words: [parquet, join(folder, 'out')],
  })
  report(checked(measurements(measured)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @typedef {ReturnType<typeof measurements>} Measurements */

/** The join gives the same answers where it can: rows under a rule that allows, and under one that does not. @param {Measurements} of */
function checked(of) {
  const byRule = new Map(
    /** @type {[boolean | null, string][]} */ (of.counts('join')).map(([allow, count]) => [allow, Number(count)]),
  )
  const counts = /** @type {Record<string, number>} */ (of.counts('audit'))
  for (const [allow, outcome] of /** @type {const} */ ([
    [true, 'allowed'],
    [false, 'disallowed'],
    [null, 'unknown'],
  ]))
    if (byRule.get(allow) !== counts[outcome])
      throw new Error(`${outcome}: the join counts ${byRule.get(allow)}, the audit ${counts[outcome]}`)
  for (const filter of ['usual', 'kept'])
    if (JSON.stringify(of.counts(filter)) !== JSON.stringify(counts)) throw new Error('a filter counts otherwise')
  const [[written] = []] = /** @type {string[][]} */ (of.counts('recopy'))
  if (Number(written) !== rows - (counts.disallowed ?? 0)) throw new Error(`the kept part has ${written} rows`)
  return of
}

/** @param {Measurements} of */
function report(of) {
  const seconds = (/** @type {string} */ name) => median(of.samples(name))
  const ratio = (/** @type {number} */ a, /** @type {number} */ b) => `${(a / b).toFixed(2)} ×`
  const both = seconds('scan') + seconds('join')
  const row = (/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ compared) => [
    text,
    spread(of.samples(name)),
    (rows / seconds(name) / 1e6).toFixed(2),
    of.peak(name),
    compared,
  ]
  const size = (/** @type {string} */ path) => `${(statSync(path).size / 1e6).toFixed(0)} MB`
  const opening = `Of its time ${spread(of.samples('audit', 'opening'))} s go by before the first row is read, in which the rulebook is arranged, whatever the size of the corpus.`
  console.log('## corpus-audit\n')
  console.log(
    `An audit of ${rows.toLocaleString('en')} rows of Parquet (${size(parquet)}: url, date, token_count, text) under a rulebook of ${ruledHosts.toLocaleString('en')} hosts with two dated rules each. Counts agree with the join's before anything is reported. Peak memory is of the whole process. ${opening}\n`,
  )
  console.log(
    table(
      ['', 'seconds', 'M rows/s', 'peak MB', 'beside'],
      [
        row('DuckDB: scan of url, date, token_count', 'scan', ''),
        row('DuckDB: the same with a hash join on host and day', 'join', ''),
        row('audit, counted', 'audit', `${ratio(seconds('audit'), both)} scan and join`),
        row(
          'the same, with what other profiles would give',
          'compared',
          `${ratio(seconds('compared'), both)} scan and join`,
        ),
        row('DuckDB: copy of everything', 'copy', ''),
        row(
          'audit, kept part written: what is allowed, as where nothing else is said',
          'usual',
          `${ratio(seconds('usual'), seconds('copy'))} the copy`,
        ),
        row(
          'audit, kept part written: all but what is disallowed',
          'kept',
          `${ratio(seconds('kept'), seconds('copy'))} the copy`,
        ),
        row(
          'DuckDB: copy of that kept part, verdict columns and all',
          'recopy',
          `the audit takes ${ratio(seconds('kept'), seconds('recopy'))}`,
        ),
        row('audit, both parts written', 'parts', `${ratio(seconds('parts'), seconds('copy'))} the copy`),
      ],
    ),
  )
}
