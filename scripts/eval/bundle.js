// @ts-check
/** Git bundles of public archives, opened once into a cache outside the repository. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { shared } from './shared.js'

/**
 * A bare clone of `../shared/archives/<collection>.bundle`, made at the first call and kept for the next.
 * @param {string} collection e.g. `contrib-versions`
 * @returns {string} its git folder
 * @throws {Error} when there is no such bundle
 */
export function openBundle(collection) {
  const bundle = shared('archives', `${collection}.bundle`)
  if (!bundle) throw new Error(`no bundle of ${collection} in ../shared/archives`)
  const { size, mtimeMs } = statSync(bundle)
  const cache = join(tmpdir(), `proviso-eval-${userInfo().uid}`)
  const folder = join(cache, `${collection}-${size}-${Math.round(mtimeMs)}.git`)
  if (existsSync(folder)) return folder
  mkdirSync(cache, { recursive: true })
  const partial = `${folder}.${process.pid}`
  execFileSync('git', ['clone', '--quiet', '--bare', bundle, partial], { stdio: ['ignore', 'ignore', 'inherit'] })
  try {
    renameSync(partial, folder)
  } catch (error) {
    // Another run was first; its clone is as good as ours.
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** @type {Map<string, Map<string, string>>} */
const maps = new Map()

/**
 * The commits of a bundle by the commit of the public collection they stand for.
 * @param {string} collection
 * @returns {Map<string, string>} public commit → bundle commit
 */
export function bundleCommits(collection) {
  const known = maps.get(collection)
  if (known) return known
  const file = shared('archives', `${collection}.commits.tsv.gz`)
  if (!file) throw new Error(`no commit map of ${collection} in ../shared/archives`)
  const lines = gunzipSync(readFileSync(file)).toString('latin1').trimEnd().split('\n').slice(1)
  const map = new Map(lines.map((line) => /** @type {[string, string]} */ (line.split('\t').reverse())))
  maps.set(collection, map)
  return map
}

/**
 * The contents of objects, in the order asked for; null for one that does not exist.
 * @param {string} folder git folder
 * @param {string[]} names what `git cat-file` understands: a blob, or `commit:path`
 * @returns {(Buffer | null)[]}
 */
export function readObjects(folder, names) {
  const output = execFileSync('git', ['-C', folder, 'cat-file', '--batch'], {
    input: `${names.join('\n')}\n`,
    maxBuffer: 2 ** 30,
  })
  let at = 0
  return names.map((name) => {
    const end = output.indexOf(10, at)
    const header = output.toString('utf8', at, end)
    at = end + 1
    if (header === `${name} missing`) return null
    const size = Number(header.slice(header.lastIndexOf(' ') + 1))
    const content = output.subarray(at, at + size)
    at += size + 1
    return content
  })
}
