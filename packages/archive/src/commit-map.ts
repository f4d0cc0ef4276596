import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Issue } from '@proviso/rights'
import { writeAtomic } from './atomic-file.ts'

/** From the commits of a store to the commits of the public collection it was cut from. */
export type CommitMap = ReadonlyMap<string, string>

export const largestMap = 512 * 1024 * 1024

/**
 * Reads a map of `stored<TAB>public` lines, gzipped or plain; other lines are counted, not obeyed.
 * Issues: `commit-map-unreadable`, `commit-map-lines`.
 *
 * @example
 * const { map } = await readCommitMap('contrib-versions.commits.tsv.gz')
 */
export async function readCommitMap(path: string): Promise<{ map: CommitMap; issues: Issue[] }> {
  let text: string
  try {
    text = path.endsWith('.gz') ? await gunzipped(path) : await readFile(path, 'latin1')
  } catch (error) {
    const why = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error)
    const message = `the map from stored to public commits could not be read (${why})`
    return {
      map: new Map(),
      issues: [
        {
          code: 'commit-map-unreadable',
          at: path,
          message,
          hint: 'fetch the file again; without it records link to no public page',
        },
      ],
    }
  }
  const map = new Map<string, string>()
  let odd = 0
  let from = 0
  let first = true
  while (from < text.length) {
    let to = text.indexOf('\n', from)
    if (to < 0) to = text.length
    const line = text.slice(from, to)
    from = to + 1
    const found = /^([0-9a-f]{40,64})\t([0-9a-f]{40,64})\r?$/.exec(line)
    if (found) map.set(found[1] ?? '', found[2] ?? '')
    else if (line !== '' && !first) odd++
    first = false // a heading
  }
  const issues: Issue[] = []
  if (odd > 0) {
    const message = `${odd} lines are not two commits with a tab between them`
    issues.push({
      code: 'commit-map-lines',
      at: path,
      message,
      hint: 'records of those commits link to no public page',
    })
  }
  return { map, issues }
}

/** Stores a map, whole or not at all. */
export async function writeCommitMap(path: string, map: CommitMap): Promise<void> {
  let text = ''
  for (const [stored, original] of map) text += `${stored}\t${original}\n`
  await writeAtomic(path, text)
}

async function gunzipped(path: string): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  await pipeline(createReadStream(path), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      length += chunk.length
      if (length > largestMap) throw new Error('too large')
      parts.push(chunk)
    }
  })
  return Buffer.concat(parts).toString('latin1')
}
