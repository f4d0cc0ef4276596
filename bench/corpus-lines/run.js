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
import { freshProcess } from '../fresh-process.js'
import { median, spread, table } from '../sample.js'
import { ruledHosts, writeLines } from './corpus.js'

const rows = Number(process.argv[2] ?? process.env.ROWS ?? 1_000_000)
const rounds = Number(process.env.ROUNDS ?? 3)
const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'proviso-bench-'))
const path = join(folder, 'corpus.jsonl.gz')

/** @typedef {{ seconds: number[], cpu: number[], opening: number[], peak: number, counts: unknown }} Measured */

try {
  console.error(`writing ${rows} lines`)
  await writeLines(path, rows)
  const variants = ['find', 'count', 'copy', 'kept', 'sidecar']
  /** @type {Record<string, Measured>} */
  const measured = Object.fromEntries(
    variants.map((name) => [name, { seconds: [], cpu: [], opening: [], peak: 0, counts: null }]),
  )
  const script = join(import.meta.dirname, 'variant.js')
  for (let round = 0; round < rounds; round++) {
    console.error(`round ${round + 1} of ${rounds}`)
    for (const name of round % 2 === 0 ? variants : variants.toReversed()) {
      const { stdout, peak } = await freshProcess([script, name, path, join(folder, 'out')])
      const { seconds, cpu, opening, counts } = JSON.parse(stdout)
      const one = /** @type {Measured} */ (measured[name])
      one.seconds.push(seconds)
      one.cpu.push(cpu)
      one.opening.push(opening)
      one.peak = Math.max(one.peak, peak)
      if (one.counts !== null && JSON.stringify(one.counts) !== JSON.stringify(counts))
        throw new Error(`${name} counts otherwise the second time`)
      one.counts = counts
    }
  }
  compareAnswers(measured)
  report(measured)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Every line is counted, and counted alike whatever is written. @param {Record<string, Measured>} measured */
function compareAnswers({ find, count, kept, sidecar }) {
  const counted = /** @type {Record<string, number>} */ (count?.counts)
  const sum = Object.values(counted).reduce((all, one) => all + one, 0)
  const lines = /** @type {number[] | undefined} */ (find?.counts)?.[0]
  if (sum !== rows || lines !== rows) throw new Error(`of ${rows} lines ${lines} were found and ${sum} counted`)
  for (const one of [kept, sidecar])
    if (JSON.stringify(one?.counts) !== JSON.stringify(counted)) throw new Error('what is written changes the counts')
}

/** @param {Record<string, Measured>} measured */
function report(measured) {
  const of = (/** @type {string} */ name) => /** @type {Measured} */ (measured[name])
  const seconds = (/** @type {string} */ name) => median(of(name).seconds)
  const ratio = (/** @type {string} */ one, /** @type {string} */ other) =>
    `${(seconds(one) / seconds(other)).toFixed(2)} ×`
  const row = (/** @type {string} */ text, /** @type {string} */ name, /** @type {string} */ compared) => [
    text,
    spread(of(name).seconds),
    spread(of(name).cpu),
    of(name).peak.toFixed(0),
    compared,
  ]
  console.log('## corpus-lines\n')
  console.log(
    `An audit of ${rows.toLocaleString('en')} lines of JSONL.gz (${(statSync(path).size / 1e6).toFixed(0)} MB) under a rulebook of ${ruledHosts.toLocaleString('en')} hosts with two dated rules each. To arrange the rulebook takes ${spread(of('count').opening)} s before the first line, whatever the size of the corpus; it is not in the rows below. Peak memory is of the whole process, with the rulebook in it.\n`,
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
