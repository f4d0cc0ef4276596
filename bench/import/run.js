// @ts-check
/**
 * `proviso import` of a whole collection against the floor: what git itself needs to list its records and hand over
 * every version. Each run is a fresh process; floor, import from nothing and import again take turns; the rulebook
 * must come out the same every time.
 *
 *     node bench/import/run.js [ROUNDS]
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBundle } from '../../scripts/eval/bundle.js'
import { shared } from '../../scripts/eval/shared.js'
import { freshProcess } from '../fresh-process.js'
import { median, spread, table } from '../sample.js'

const collection = 'contrib-versions'
const rounds = Number(process.argv[2] ?? 5)
const proviso = join(import.meta.dirname, '../../packages/cli/bin/proviso.js')
const floor = join(import.meta.dirname, 'floor.js')

const bundle = shared('archives', `${collection}.bundle`)
if (bundle) await measure(bundle)
else console.log(`skipped: no ${collection}.bundle in ../shared/archives`)

/** @param {string} source */
async function measure(source) {
  const folder = openBundle(collection)
  /** @type {Record<'floor' | 'first' | 'again', { seconds: number[], peak: number[] }>} */
  const taken = { floor: { seconds: [], peak: [] }, first: { seconds: [], peak: [] }, again: { seconds: [], peak: [] } }
  /** @type {Set<string>} */
  const rulebooks = new Set()
  let versions = 0
  let bytes = 0
  // The first round warms the page cache and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const home = mkdtempSync(join(tmpdir(), 'proviso-bench-'))
    try {
      const floorRun = await freshProcess([floor, folder])
      const counts = JSON.parse(floorRun.stdout)
      versions = counts.versions
      bytes = counts.bytes
      const first = await freshProcess([proviso, 'import', source, '--quiet'], { PROVISO_HOME: home })
      rulebooks.add(hashOf(join(home, 'rulebook.ndjson')))
      const again = await freshProcess([proviso, 'import', source, '--quiet'], { PROVISO_HOME: home })
      rulebooks.add(hashOf(join(home, 'rulebook.ndjson')))
      console.error(
        `  round ${round}: floor ${(counts.total / 1000).toFixed(2)} s, import ${first.seconds.toFixed(2)} s, again ${again.seconds.toFixed(2)} s`,
      )
      if (round === 0) continue
      // The floor starts its clock inside the process: starting Node is no part of it.
      taken.floor.seconds.push(counts.total / 1000)
      taken.floor.peak.push(floorRun.peak)
      for (const [name, run] of /** @type {const} */ ([
        ['first', first],
        ['again', again],
      ])) {
        taken[name].seconds.push(run.seconds)
        taken[name].peak.push(run.peak)
      }
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }
  if (rulebooks.size !== 1) throw new Error(`${rulebooks.size} different rulebooks came out of equal imports`)

  const row = (/** @type {string} */ name, /** @type {keyof typeof taken} */ which) => [
    name,
    spread(taken[which].seconds),
    `${(median(taken[which].seconds) / median(taken.floor.seconds)).toFixed(2)} ×`,
    Math.max(...taken[which].peak).toFixed(0),
  ]
  console.log(`## Import

\`proviso import ${collection}.bundle\`: ${versions.toLocaleString('en')} distinct versions, ${Math.round(bytes / 1e6)} MB of text, ${rounds} rounds.
The floor is \`git log --raw\` and \`git cat-file --batch\` over the same versions, read to the end in Node and thrown away.
Memory is that of the process and all it started, pages they share counted once for each.

${table(
  ['', 'seconds', 'to the floor', 'peak MB'],
  [
    row('floor: list and hand over every version', 'floor'),
    row('import from nothing: clone, read, rulebook', 'first'),
    row('import again, nothing new', 'again'),
  ],
)}`)
}

/** @param {string} file */
function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
