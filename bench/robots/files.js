// @ts-check
/** The real files, and what is asked of them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** @typedef {{ name: string, bytes: Buffer, text: string, paths: string[] }} RobotsFile */

/** Paths asked of each file. */
export const pathsAFile = 40

/**
 * Every file of the archive with paths: half are such as its rules are about, half such as any site has.
 * @param {string} archive
 * @returns {RobotsFile[]}
 */
export function openFiles(archive) {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-bench-robots-'))
  try {
    execFileSync('tar', ['xzf', archive, '-C', folder])
    const root = join(folder, 'real-robots')
    return readdirSync(root)
      .sort()
      .map((name) => {
        const bytes = readFileSync(join(root, name))
        const text = bytes.toString('utf8')
        return { name, bytes, text, paths: pathsOf(text) }
      })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} text @returns {string[]} as a crawler asks: what a URL may not hold is encoded */
function pathsOf(text) {
  const next = chance(text.length + 1)
  const patterns = [...text.matchAll(/^[ \t]*(?:dis)?allow[ \t]*:[ \t]*(\/[^#\s]*)/gim)].map(([, one = '']) => one)
  return Array.from({ length: pathsAFile }, (_, i) => {
    const pattern = i % 2 === 0 && patterns.length > 0 ? patterns[next(patterns.length)] : undefined
    const path =
      pattern === undefined
        ? `/news/${2000 + next(26)}/${next(12)}/${['an-article-of-some-length', 'index.html', 'about?page=2'][next(3)]}${next(1e4)}`
        : `${pattern.replaceAll('*', 'ab').replace(/\$$/, '')}${['', 'more', '/deep/er.html', '?q=1'][next(4)]}`
    const url = new URL(`https://h.example/${path.replace(/^\/+/, '')}`)
    return url.pathname + url.search
  })
}

/** xorshift32: the same paths on every machine. @param {number} seed */
function chance(seed) {
  let state = seed
  return (/** @type {number} */ below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
