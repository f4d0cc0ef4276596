// @ts-check
/**
 * Reading and asking real `robots.txt` files, beside robots-parser: megabytes parsed and checks answered a second, on one core, and
 * what a hostile pattern costs.
 *
 * Both are first asked the same of every file. They read some files otherwise; a test of packages/signals finds the rule for each such
 * answer, and here no more than one in a hundred may differ. Then rounds interleave, the order turning each round.
 * robots-parser makes all its rules when it parses; ours finds the lines and makes rules for an agent when it is first asked about one,
 * so parsing is measured with a first answer too.
 *
 *     npm run build && node bench/robots/run.js [ROUNDS]
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseRobotsTxt } from '@proviso/signals/robots-txt'
import * as robots from 'robots-parser'
import { median, spread, table } from '../sample.js'
import { openFiles, pathsAFile } from './files.js'

/** @typedef {import('./files.js').RobotsFile} RobotsFile */
/** @typedef {(path: string) => unknown} Ask */
/** @typedef {{ name: string, parse: (file: RobotsFile) => unknown, open: (file: RobotsFile) => Ask, repeats: number }} Reader */

const archive = join(import.meta.dirname, '../../../shared/robots/real-robots.tar.gz')
const rounds = Number(process.argv[2] ?? 9)
const agent = 'GPTBot'

// its types say one thing of its default export, what it is is another
const robotsParser = /** @type {any} */ (robots).default

/** @type {Reader} */
const peer = {
  name: 'robots-parser',
  parse: ({ bytes }) => robotsParser('https://h.example/robots.txt', bytes.toString('utf8')),
  open: ({ bytes }) => {
    const parsed = robotsParser('https://h.example/robots.txt', bytes.toString('utf8'))
    return (path) => parsed.isAllowed(`https://h.example${path}`, agent)
  },
  repeats: 1,
}
const ours = /** @type {const} */ (['rfc9309', 'google']).map((profile) => {
  /** @type {Reader} */
  const reader = {
    name: `ours, ${profile}`,
    parse: ({ bytes }) => parseRobotsTxt(bytes, { profile }),
    open: ({ bytes }) => {
      const rules = parseRobotsTxt(bytes, { profile }).value.rulesFor(agent)
      return (path) => rules.allows(path)
    },
    repeats: 10,
  }
  return reader
})

if (existsSync(archive)) measure(openFiles(archive))
else console.log('skipped: no real-robots.tar.gz in ../shared/robots')

/** @param {RobotsFile[]} files */
function measure(files) {
  const readers = [peer, ...ours]
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const differing = agreement(files)

  const parses = interleaved(readers, ({ parse }) => total / 1e6 / seconds(() => each(files, parse)))
  const answers = interleaved(
    readers,
    ({ open }) => total / 1e6 / seconds(() => each(files, (file) => open(file)(file.paths[0] ?? '/'))),
  )
  const opened = new Map(readers.map((reader) => [reader, files.map((file) => reader.open(file))]))
  const checks = interleaved(readers, (reader) => {
    const asks = opened.get(reader) ?? []
    const count = reader.repeats * files.length * pathsAFile
    let allowed = 0
    const taken = seconds(() => {
      for (const [at, ask] of asks.entries()) {
        const paths = files[at]?.paths ?? []
        for (let again = 0; again < reader.repeats; again++) for (const path of paths) if (ask(path)) allowed++
      }
    })
    if (allowed === 0) throw new Error(`${reader.name} allows nothing`)
    return count / 1e6 / taken
  })

  const row = (
    /** @type {Reader} */ reader,
    /** @type {Map<Reader, number[]>} */ rates,
    /** @type {number} */ digits,
  ) => {
    const samples = rates.get(reader) ?? []
    const ratio = median(samples) / median(rates.get(peer) ?? [])
    return [spread(samples, digits), `${ratio.toFixed(1)} ×`]
  }
  console.log(`## robots.txt

${files.length} real files, ${(total / 1e6).toFixed(1)} MB, processor time, ${rounds} rounds; ${pathsAFile} paths of each file, asked for ${agent}. Of ${files.length * pathsAFile} answers ${differing} differ from robots-parser's, each by a rule (\`packages/signals/test/robots-differential.test.ts\`).

${table(
  ['', 'parse, MB/s', '', 'parse and a first answer, MB/s', '', 'checks, millions/s', ''],
  readers.map((reader) => [
    reader.name,
    ...row(reader, parses, 0),
    ...row(reader, answers, 0),
    ...row(reader, checks, 2),
  ]),
)}

${hostile()}`)
}

/** How many answers differ. @param {RobotsFile[]} files */
function agreement(files) {
  const [rfc] = ours
  let differing = 0
  for (const file of files) {
    const theirs = peer.open(file)
    const answer = /** @type {Reader} */ (rfc).open(file)
    for (const path of file.paths) if (theirs(path) !== answer(path)) differing++
  }
  if (differing > (files.length * pathsAFile) / 100) throw new Error(`${differing} answers differ`)
  return differing
}

/**
 * One sample of each reader a round, the first round to warm.
 * @param {Reader[]} readers
 * @param {(reader: Reader) => number} sample
 * @returns {Map<Reader, number[]>}
 */
function interleaved(readers, sample) {
  /** @type {Map<Reader, number[]>} */
  const samples = new Map(readers.map((reader) => [reader, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const reader of round % 2 === 0 ? readers : readers.toReversed()) {
      const one = sample(reader)
      if (round > 0) samples.get(reader)?.push(one)
    }
  }
  return samples
}

/** A pattern of stars and letters, and a path of the letter: microseconds a check as both grow. */
function hostile() {
  const sizes = [1_250, 2_500, 5_000, 10_000]
  const rows = [peer, ...ours].map((reader) => {
    const costs = sizes.map((size) => {
      const text = `User-agent: *\nDisallow: /${'*a'.repeat(size / 2)}b\n`
      const path = `/${'a'.repeat(size)}`
      const ask = reader.open({ name: 'hostile', bytes: Buffer.from(text), text, paths: [] })
      if (ask(path) !== true) throw new Error(`${reader.name} bars what the pattern does not match`)
      const repeats = reader === peer ? 1 : 200
      const samples = Array.from({ length: 5 }, () => {
        const taken = seconds(() => {
          for (let i = 0; i < repeats; i++) ask(path)
        })
        return (taken / repeats) * 1e6
      })
      return median(samples).toFixed(0)
    })
    return [reader.name, ...costs]
  })
  return `A pattern that hardly fails, \`/*a*a…b\`, against \`/aaa…\`: microseconds a check as both grow.\n\n${table(['characters', ...sizes.map((size) => size.toLocaleString('en'))], rows)}`
}

/** @param {RobotsFile[]} files @param {(file: RobotsFile) => unknown} work */
function each(files, work) {
  for (const file of files) work(file)
}

/** Processor time, collecting garbage included: what else runs on the machine is not counted. @param {() => void} work */
function seconds(work) {
  const begin = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1e6
}
