// @ts-check
/**
 * The floor of an import: `git log --raw` over the branch, then `git cat-file --batch` over every distinct version of a
 * Markdown file in the order of the log, both read to their end in Node and thrown away. Prints counts and milliseconds.
 *
 *     node bench/import/floor.js GIT_FOLDER
 */
import { listVersions, readGit } from '../versions.js'

const folder = process.argv[2] ?? ''

const begin = performance.now()
const versions = new Set((await listVersions(folder)).map(({ blob }) => blob))
const logged = performance.now()
let bytes = 0
const count = (/** @type {Buffer} */ chunk) => {
  bytes += chunk.length
}
await readGit(folder, ['cat-file', '--batch', '--buffer'], count, `${[...versions].join('\n')}\n`)
const end = performance.now()
console.log(
  JSON.stringify({ log: logged - begin, read: end - logged, total: end - begin, versions: versions.size, bytes }),
)
