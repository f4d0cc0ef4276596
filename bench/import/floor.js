// @ts-check
/**
 * The floor of an import: `git log --raw` over the branch, then `git cat-file --batch` over every distinct version of a
 * Markdown file in the order of the log, both read to their end in Node and thrown away. Prints counts and milliseconds.
 *
 *     node bench/import/floor.js GIT_FOLDER
 */
import { spawn } from 'node:child_process'

const folder = process.argv[2] ?? ''

/**
 * @param {string[]} words
 * @param {(chunk: Buffer) => void} onChunk
 * @param {string} [input]
 */
async function git(words, onChunk, input = '') {
  const child = spawn('git', ['-C', folder, ...words], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input)
  for await (const chunk of child.stdout) onChunk(chunk)
}

const begin = performance.now()
/** @type {Buffer[]} */
const chunks = []
await git(['log', '--raw', '-z', '--no-renames', '--no-abbrev', '--format=%H %aI %s', 'HEAD'], (chunk) =>
  chunks.push(chunk),
)
const log = Buffer.concat(chunks).toString('utf8')
/** @type {Set<string>} */
const versions = new Set()
for (const [, blob] of log.matchAll(/:\d{6} \d{6} [0-9a-f]{40} ([0-9a-f]{40}) [AM]\0[^\0]*\.md(?=\0)/g))
  versions.add(/** @type {string} */ (blob))
const logged = performance.now()
let bytes = 0
await git(
  ['cat-file', '--batch', '--buffer'],
  (chunk) => {
    bytes += chunk.length
  },
  `${[...versions].join('\n')}\n`,
)
const end = performance.now()
console.log(
  JSON.stringify({ log: logged - begin, read: end - logged, total: end - begin, versions: versions.size, bytes }),
)
