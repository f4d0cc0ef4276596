// @ts-check
/**
 * An audit of JSONL.gz beside the least that could be done with it: decompressing it and finding the URL of every line; and, where a
 * part is written, decompressing and compressing it. Each run is a process of its own, variants take turns, memory is watched.
 *
 *     npm run build && node bench/corpus-lines/run.js [ROWS]        1,000,000 lines (2.1 GB, 0.9 GB packed) unless said otherwise
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTurn, measurements } from '../in-turn.js'
import { median, spread, table } from '../sample.js'
import { ruledHosts, writeLines } from './corpus.js'

const rows = Number(process.argv[2] ?? process.env.ROWS ?? 1_000_000)
const rounds = Number(process.env.ROUNDS ?? 3)
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'proviso-bench-'))
const path = join(folder, 'corpus.jsonl.gz')

try {
  console.error(`writing ${rows} lines`)
  await writeLines(path, rows)
  const measured = await inTurn({
    script: join(import.meta.dirname, 'variant.js'),
    variants: ['find', 'count', 'copy', 'kept', 'sidecar'],
    rounds,
    words: [path, join(folder, 'out')],
  })
  report(checked(measurements(measured)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** @typedef {ReturnType<typeof measurements>} Measurements */

/** Every line is counted, and counted alike whatever is written. @param {Measurements} of */
function checked(of) {
  const counted = /** @type {Record<string, number>} */ (of.counts('count'))
  const sum = Object.values(counted).reduce((all, one) => all + one, 0)
  const lines = /** @type {number[]} */ (of.counts('find'))[0]
  if (sum !== rows || lines !== rows) throw new Error(`of ${rows} lines ${lines} were found and ${sum} counted`)
  for (const one of ['kept', 'sidecar'])
    if (JSON.stringify(of.counts(one)) !== JSON.stringify(counted))
      throw new Error('what is written changes the counts')
  return of
}

/** @param {Measurements} of */
function report(of) {
  const seconds = (/** @type {string} */ name) => median(of.samples(name))
  const ratio = (/** @type {string} */ one, /** @type {string} */ other) =>
    `${(seconds(one) / seconds(other)).toFixed(2)} ×`
  const row = (/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ compared) => [
    text,
    spread(of.samples(name)),
    spread(of.samples(name, 'cpu')),
    of.peak(name),
    compared,
  ]
  console.log('## corpus-lines\n')
  console.log(
    `An audit of ${rows.toLocaleString('en')} lines of JSONL.gz (${(statSync(path).size / 1e6).toFixed(0)} MB) under a rulebook of ${ruledHosts.toLocaleString('en')} hosts with two dated rules each. To arrange the rulebook takes ${spread(of.samples('count', 'opening'))} s before the first line, whatever the size of the corpus; it is not in the rows below. Peak memory is of the whole process, with the rulebook in it.\n`,
  )
  console.log(
    table(
      ['', 'seconds', 'seconds of CPU', 'peak MB', 'beside'],
      [
        row('zlib: decompressed, URLs found', 'find', ''),
        row('audit, counted', 'count', `${ratio('count', 'find')} finding URLs`),
        row('audit, a sidecar written', 'sidecar', `${ratio('sidecar', 'find')} finding URLs`),
        row('zlib: decompressed and compressed again', 'copy', ''),
        row('audit, kept part written', 'kept', `${ratio('kept', 'copy')} the copy`),
      ],
    ),
  )
}
