// @ts-check
/** The versions a git store of terms holds, straight from git. */
import { spawn } from 'node:child_process'

/**
 * Every version of a Markdown file on the branch, newest first; a text that comes back is listed again.
 * @param {string} folder git folder
 * @returns {Promise<{ blob: string, path: string }[]>}
 */
export async function listVersions(folder) {
  /** @type {Buffer[]} */
  const chunks = []
  const words = ['log', '--raw', '-z', '--no-renames', '--no-abbrev', '--format=%H %aI %s', 'HEAD']
  await readGit(folder, words, (chunk) => chunks.push(chunk))
  const log = Buffer.concat(chunks).toString('utf8')
  const lines = log.matchAll(/:\d{6} \d{6} [0-9a-f]{40} ([0-9a-f]{40}) [AM]\0([^\0]*\.md)(?=\0)/g)
  return [...lines].map(([, blob = '', path = '']) => ({ blob, path }))
}

/**
 * Runs git and hands over what it prints, piece by piece.
 * @param {string} folder git folder
 * @param {string[]} words
 * @param {(chunk: Buffer) => void} onChunk
 * @param {string} [input]
 */
export async function readGit(folder, words, onChunk, input = '') {
  const child = spawn('git', ['-C', folder, ...words], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(input)
  for await (const chunk of child.stdout) onChunk(chunk)
}
