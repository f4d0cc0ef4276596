// @ts-check
/**
 * How fast the reader goes through histories of documents: without memory, with a memory that fills as it goes (what an
 * import pays), and with everything remembered; beside the floor of decoding a text and looking for six words in it.
 * Each run is a fresh process, the variants take turns, and all must come to the same positions.
 *
 *     node bench/reading/run.js [ROUNDS]
 */
import { join } from 'node:path'
import { openBundle } from '../../scripts/eval/bundle.js'
import { shared } from '../../scripts/eval/shared.js'
import { freshProcess } from '../fresh-process.js'
import { median, spread, table } from '../sample.js'

const collection = 'contrib-versions'
const rounds = Number(process.argv[2] ?? 5)
const variants = {
  floor: 'floor: decode, look for six words',
  cold: 'each version on its own',
  history: 'in order, remembering what came before',
  remembered: 'all of it seen before',
}

if (shared('archives', `${collection}.bundle`)) await measure(openBundle(collection))
else console.log(`skipped: no ${collection}.bundle in ../shared/archives`)

/** @param {string} folder */
async function measure(folder) {
  const names = /** @type {(keyof typeof variants)[]} */ (Object.keys(variants))
  /** @type {Record<string, number[]>} MB/s */
  const speeds = Object.fromEntries(names.map((name) => [name, []]))
  const answers = new Set()
  let sample = { documents: 0, versions: 0, bytes: 0 }
  // The first round warms the page cache and is not counted.
  for (let round = 0; round <= rounds; round++) {
    // Every other round goes backwards, so that no variant always follows the same one.
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const { stdout } = await freshProcess([join(import.meta.dirname, 'variant.js'), name, folder])
      const { seconds, positions, ...counts } = JSON.parse(stdout)
      sample = counts
      if (name !== 'floor') answers.add(positions)
      if (round > 0) speeds[name]?.push(counts.bytes / 1e6 / seconds)
    }
    console.error(`  round ${round}`)
  }
  if (answers.size !== 1) throw new Error('the variants come to different positions')
  const cold = median(speeds.cold ?? [])
  console.log(`## Reading

\`read()\` over the whole histories of ${sample.documents} documents of ${collection}: ${sample.versions} versions, ${Math.round(sample.bytes / 1e6)} MB, one core, ${rounds} rounds.

${table(
  ['', 'MB/s', 'to cold'],
  names.map((name) => {
    const samples = speeds[name] ?? []
    return [variants[name], spread(samples, 1), `${(median(samples) / cold).toFixed(2)} ×`]
  }),
)}`)
}
