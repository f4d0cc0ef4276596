// @ts-check
/**
 * One pass over a sample of histories in one way; prints counts, seconds and a digest of the positions found.
 *
 *     node bench/reading/variant.js floor|cold|history|remembered GIT_FOLDER
 */
import { createHash } from 'node:crypto'
import { questions } from '@proviso/rights'
import { createReader, read } from '@proviso/terms'
import { readObjects } from '../../scripts/eval/bundle.js'
import { listVersions } from '../versions.js'

const [variant = '', folder = ''] = process.argv.slice(2)
const histories = await sampleHistories(folder)
const versions = histories.flat()
const digest = createHash('sha256')

const readOne = { floor: lookForWords, cold: read, history: createReader(), remembered: createReader() }[variant]
if (!readOne) throw new Error(`no variant ${variant}`)
if (variant === 'remembered') for (const version of versions) readOne(version.toString('utf8'))

let milliseconds = 0
for (const version of versions) {
  const begin = performance.now()
  const reading = readOne(version.toString('utf8'))
  milliseconds += performance.now() - begin
  if (reading) digest.update(`${questions.map((question) => reading.positions[question].position)}\n`)
}
console.log(
  JSON.stringify({
    documents: histories.length,
    versions: versions.length,
    bytes: versions.reduce((sum, version) => sum + version.length, 0),
    seconds: milliseconds / 1000,
    positions: digest.digest('hex'),
  }),
)

/**
 * The least anyone does who looks for the subject at all.
 * @param {string} text
 * @returns {null}
 */
function lookForWords(text) {
  for (const _ of text.matchAll(/\b(?:train|machine learning|artificial intelligence|scrap|crawl|automated)/gi));
  return null
}

/**
 * Every twenty-fourth document by name, all its versions oldest first.
 * @param {string} from git folder
 */
async function sampleHistories(from) {
  /** @type {Map<string, string[]>} */
  const byPath = new Map()
  for (const { path, blob } of await listVersions(from)) byPath.set(path, [blob, ...(byPath.get(path) ?? [])])
  return [...byPath.keys()]
    .sort()
    .filter((_, index) => index % 24 === 0)
    .map((path) => readObjects(from, byPath.get(path) ?? []).flatMap((version) => version ?? []))
}
