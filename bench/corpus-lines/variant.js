// @ts-check
/**
 * One way through the corpus in a process of its own; prints seconds and what it counted.
 *
 *     node bench/corpus-lines/variant.js find|count|sidecar|kept|copy FILE OUT
 */
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { audit } from '@proviso/corpus/audit'
import { rulesFor } from '../lookup/cases.js'
import { rulebookOf } from '../lookup/ours.js'
import { ruledHosts } from './corpus.js'

/** @typedef {import('@proviso/corpus/plan').AuditPlan} AuditPlan */

const [variant = '', file = '', out = ''] = process.argv.slice(2)
const chunkSize = 1 << 20
const started = process.cpuUsage()
/** What was used before the first line. @type {NodeJS.CpuUsage | undefined} */
let opened

/** @param {AuditPlan['mode']} mode */
async function audited(mode) {
  const rulebook = rulebookOf(rulesFor(ruledHosts))
  rmSync(out, { recursive: true, force: true })
  const begin = performance.now()
  /** @type {AuditPlan} */
  const plan = {
    question: { usage: 'train-ai', actor: 'public', channel: 'web', today: '2026-11-01' },
    profile: 'as-of-crawl',
    // everything but what is disallowed: as much as a filter can write
    keep: ['allowed', 'conditional', 'unknown'],
    mode,
    columns: {},
    rulebook: 'bench',
    program: 'bench',
  }
  let begun = 0
  // the first sign of progress comes when the rulebook is arranged and the first file is begun
  const onProgress = () => {
    begun ||= performance.now()
    opened ??= process.cpuUsage()
  }
  const { tally } = await audit(rulebook, plan, { inputs: [file], out, onProgress })
  const end = performance.now()
  const counts = { allowed: 0, conditional: 0, disallowed: 0, unknown: 0 }
  for (const { outcome, records } of tally.verdicts) counts[outcome] += records
  return { seconds: (end - begun) / 1000, opening: (begun - begin) / 1000, counts }
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begin = performance.now()
  const counts = await work()
  return { seconds: (performance.now() - begin) / 1000, opening: 0, counts }
}

const plain = () => createReadStream(file, { highWaterMark: chunkSize }).pipe(createGunzip({ chunkSize }))

/** Decompresses and finds the URL of every line, as little as anyone can do. */
async function findUrls() {
  let lines = 0
  let length = 0
  let carry = Buffer.alloc(0)
  const key = Buffer.from('"url":"')
  for await (const chunk of plain()) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      const at = bytes.indexOf(key, start) + key.length
      length += bytes.toString('utf8', at, bytes.indexOf(0x22, at)).length
      lines += 1
      start = end + 1
    }
    carry = bytes.subarray(start)
  }
  return [lines, length]
}

/** @type {Record<string, () => Promise<{ seconds: number, opening: number, counts: unknown }>>} */
const variants = {
  find: () => timed(findUrls),
  count: () => audited('none'),
  sidecar: () => audited('sidecar'),
  kept: () => audited('kept'),
  // what a filter that keeps everything must do at least: decompress and compress, each in a thread of its own
  copy: () => timed(() => pipeline(plain(), createGzip({ chunkSize }), createWriteStream(`${out}.gz`))),
}

const run = variants[variant]
if (!run) throw new Error(`no variant ${variant}`)
const result = await run()
const { user, system } = process.cpuUsage(opened ?? started)
console.log(JSON.stringify({ ...result, cpu: (user + system) / 1e6 }))
