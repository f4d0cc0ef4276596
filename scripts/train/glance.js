// @ts-check
/**
 * What the encoder's glance learns from: clauses, and what the encoder hears in them. No label is asked for.
 */
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { listVersions } from '../../bench/versions.js'
import { readingCases } from '../../conformance/reading/cases.js'
import { mayTellOfCollecting } from '../../packages/terms/dist/clause-trigger.js'
import { readCollecting } from '../../packages/terms/dist/collecting.js'
import { decodeEncoder } from '../../packages/terms/dist/learned/encoder.js'
import { clausesOf, clauseWords } from '../../packages/terms/dist/learned/index.js'
import { readTraining } from '../../packages/terms/dist/training.js'
import { openBundle, readObjects } from '../eval/bundle.js'
import { encoderFile } from './glimpsed.js'
import { heldOut } from './held-out.js'

/** @typedef {import('../../packages/terms/dist/learned/index.js').ClauseWords} ClauseWords */
/** What the encoder hears and sees, clause by clause. @typedef {{ lines: string[], seen: Float32Array[] }} Heard */

const collections = [
  'contrib-versions',
  'pga-versions',
  'vlopses-us-versions',
  'genai-contrib-versions',
  'demo-versions',
]
/** Versions of a document that are looked at, at most: those between say little that these do not. */
const mostVersions = 40
/** Longer texts are no documents. */
const longest = 1_500_000

/**
 * Writes a line for each clause: its sequence, its signs' places, and what the encoder hears on each question; into another file what
 * it sees in each, as float32.
 * @param {string} heard
 * @param {string} seen
 * @returns {Promise<number>} how many clauses
 */
export async function writeGlimpses(heard, seen) {
  const { written } = await import(encoderFile)
  const clauses = await askedClauses(decodeEncoder(written))
  const threads = availableParallelism()
  const parts = await Promise.all(
    Array.from({ length: threads }, (_, at) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: clauses.filter((_, n) => n % threads === at) })
      return /** @type {Promise<Heard>} */ (
        new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
      )
    }),
  )
  // in one order on any number of threads
  const from = (/** @type {number} */ n) => /** @type {Heard} */ (parts[n % threads])
  const rows = clauses.map((_, n) => from(n).seen[Math.floor(n / threads)] ?? new Float32Array())
  writeFileSync(heard, clauses.map((_, n) => `${from(n).lines[Math.floor(n / threads)]}\n`).join(''))
  writeFileSync(seen, Buffer.concat(rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength))))
  return clauses.length
}

/**
 * Clauses that the encoder might be asked about: of our cases, those held out apart, and of versions of the public archives. A case that
 * stands alone comes once more amid the surroundings of a clause of an archive: so do real ones stand.
 * @param {import('../../packages/terms/dist/learned/encoder.js').Encoder} encoder
 * @returns {Promise<ClauseWords[]>}
 */
async function askedClauses(encoder) {
  /** @type {Set<string>} */
  const known = new Set()
  /** @type {Set<string>} */
  const looked = new Set()
  /** @param {string} text @returns {ClauseWords[]} */
  const asked = (text) =>
    clausesOf(text).flatMap(({ clause, context }) => {
      const { plain, from, to, previous, next, leads, path } = clause
      const place = JSON.stringify([plain.text.slice(from, to), previous, next, leads, path, context.signature])
      if (looked.has(place)) return []
      looked.add(place)
      const ruled = readTraining(clause, context)
      const collecting = mayTellOfCollecting(clause) ? readCollecting(clause, context) : null
      if (collecting !== null) ruled.push(collecting)
      const worth = (/** @type {import('../../packages/terms/dist/learned/clause-words.js').OwnWords} */ words) =>
        ruled.length > 0 || encoder.mayTell(words).includes(true)
      const words = clauseWords(clause, context, ruled, worth)
      const key = JSON.stringify(words)
      if (words === null || known.has(key)) return []
      known.add(key)
      return [words]
    })
  const own = readingCases()
    .filter(({ file }) => !heldOut.includes(file))
    .flatMap(({ text }) => asked(text))
  /** @type {ClauseWords[]} */
  const real = []
  for (const collection of collections) for await (const text of versionsOf(collection)) real.push(...asked(text))
  const chance = generator(1)
  const amid = own
    .filter(({ previous, next }) => previous === '' && next === '')
    .map((words) => {
      const { heading, previous, next } = /** @type {ClauseWords} */ (real[Math.floor(chance() * real.length)])
      return { ...words, heading: words.heading === '' || chance() < 0.5 ? heading : words.heading, previous, next }
    })
  return [...own, ...real, ...amid]
}

/**
 * Texts of a collection: of each document some versions, from its history's beginning to its end.
 * @param {string} collection
 */
async function* versionsOf(collection) {
  const folder = openBundle(collection)
  /** @type {Map<string, string[]>} */
  const documents = new Map()
  for (const { path, blob } of await listVersions(folder)) {
    const blobs = documents.get(path)
    if (blobs === undefined) documents.set(path, [blob])
    else blobs.push(blob)
  }
  const blobs = [...documents.values()].flatMap((all) => {
    const step = Math.ceil(all.length / mostVersions)
    return all.filter((_, at) => at % step === 0)
  })
  for (let at = 0; at < blobs.length; at += 200)
    for (const bytes of readObjects(folder, blobs.slice(at, at + 200)))
      if (bytes !== null && bytes.length <= longest) yield bytes.toString('utf8')
}

/** @param {number} seed numbers from 0 to 1 that look random and are the same each time */
function generator(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

if (!isMainThread && parentPort !== null) {
  const { written } = await import(encoderFile)
  const encoder = decodeEncoder(written)
  /** @type {Heard} */
  const heard = { lines: [], seen: [] }
  for (const words of /** @type {ClauseWords[]} */ (workerData)) {
    const { sequence, signs, seen } = encoder.see(words)
    const [from, to, ...ids] = Array.from(sequence, (_, at) => sequence.charCodeAt(at))
    const likely = encoder
      .hear(words)
      .map(({ probabilities }) => probabilities.map((one) => Math.round(one * 1e5) / 1e5))
    heard.lines.push(JSON.stringify({ ids, from, to, signs, heard: likely }))
    heard.seen.push(seen)
  }
  parentPort.postMessage(heard)
}
