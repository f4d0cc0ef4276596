// @ts-check
/**
 * The kept part of a corpus whose texts are longer than its URLs, beside DuckDB's own copy, as it is and with as much memory as it
 * likes. Each run is a process of its own, variants take turns, memory is watched.
 *
 *     npm run build && node bench/corpus-texts/run.js [ROWS]        4,000,000 rows (1.3 GB) unless said otherwise
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ruledHosts, writeCorpus } from '../corpus-audit/corpus.js'
import { inTurn, measurements } from '../in-turn.js'
import { median, spread, table } from '../sample.js'

const rows = Number(process.argv[2] ?? process.env.ROWS ?? 4_000_000)
const rounds = Number(process.env.ROUNDS ?? 3)
/** Half the sentences of a text, on average. */
const halfSentences = 3
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'proviso-bench-'))
const parquet = join(folder, 'corpus.parquet')

try {
  console.error(`writing ${rows} rows`)
  await writeCorpus(parquet, rows, halfSentences)
  const measured = await inTurn({
    script: join(import.meta.dirname, '../corpus-audit/variant.js'),
    variants: ['copy', 'roomy', 'usual', 'kept', 'recopy', 'parts'],
    rounds,
    words: [parquet, join(folder, 'out')],
  })
  report(checked(measurements(measured)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @typedef {ReturnType<typeof measurements>} Measurements */

/** Filters count alike, and what is kept is what is not disallowed. @param {Measurements} of */
function checked(of) {
  const counts = /** @type {Record<string, number>} */ (of.counts('kept'))
  if (Object.values(counts).reduce((all, one) => all + one, 0) !== rows) throw new Error('not every row is counted')
  for (const filter of ['usual', 'parts'])
    if (JSON.stringify(of.counts(filter)) !== JSON.stringify(counts)) throw new Error('a filter counts otherwise')
  const [[written] = []] = /** @type {string[][]} */ (of.counts('recopy'))
  if (Number(written) !== rows - (counts.disallowed ?? 0)) throw new Error(`the kept part has ${written} rows`)
  return of
}

/** @param {Measurements} of */
function report(of) {
  const seconds = (/** @type {string} */ name) => median(of.samples(name))
  const beside = (/** @type {string} */ name) =>
    ['copy', 'roomy'].map((copy) => `${(seconds(copy) / seconds(name)).toFixed(2)} ×`)
  const row = (/** @type {string} */ text, /** @type {string} */ name) => [
    text,
    spread(of.samples(name)),
    of.peak(name),
    ...beside(name),
  ]
  console.log('## corpus-texts\n')
  console.log(
    `The kept part of ${rows.toLocaleString('en')} rows of Parquet (${(statSync(parquet).size / 1e6).toFixed(0)} MB: url, date, token_count, text of ${2 * halfSentences} sentences on average) under a rulebook of ${ruledHosts.toLocaleString('en')} hosts with two dated rules each. The first copy may hold 1 GB in DuckDB, an audit 0.8. Speed is that of the corpus gone through. Peak memory is of the whole process.\n`,
  )
  console.log(
    table(
      ['', 'seconds', 'peak MB', 'speed beside the copy', 'beside the copy with all memory'],
      [
        row('DuckDB: copy of everything', 'copy'),
        row('DuckDB: the same, with as much memory as it likes', 'roomy'),
        row('audit, kept part written: what is allowed, as where nothing else is said', 'usual'),
        row('audit, kept part written: all but what is disallowed', 'kept'),
        row('DuckDB: copy of that kept part, verdict columns and all', 'recopy'),
        row('audit, both parts written', 'parts'),
      ],
    ),
  )
}
