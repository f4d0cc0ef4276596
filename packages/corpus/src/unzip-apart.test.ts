import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unzipApart } from './unzip-apart.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'proviso-unzip-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const text = Buffer.from(Array.from({ length: 400_000 }, (_, line) => `{"url":"https://x.com/${line}"}\n`).join(''))

/** A gzip file of two members. */
function written(name: string, cut = 0): { readonly path: string; readonly size: number } {
  const packed = Buffer.concat([gzipSync(text.subarray(0, 1000)), gzipSync(text.subarray(1000))])
  const bytes = packed.subarray(0, packed.length - cut)
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return { path, size: bytes.length }
}

async function all(path: string): Promise<{ readonly bytes: Buffer; readonly read: number }> {
  const pieces: Buffer[] = []
  let read = 0
  const source = unzipApart(path, (bytes) => {
    read += bytes
  })
  for await (const piece of source!) pieces.push(piece)
  return { bytes: Buffer.concat(pieces), read }
}

const isBuilt = unzipApart('nothing', () => {}) !== undefined

test('[Q2] a thread of its own gives the bytes of all members, and tells how far it has read', async ({ skip }) => {
  skip(!isBuilt, 'only the sources are here')
  const { path, size } = written('whole.gz')
  const { bytes, read } = await all(path)
  expect(bytes.equals(text)).toBe(true)
  expect(read).toBe(size)
})

test('[E1] what breaks off, and what is not there, is thrown with the code that Node gives it', async ({ skip }) => {
  skip(!isBuilt, 'only the sources are here')
  await expect(all(written('cut.gz', 100).path)).rejects.toMatchObject({ code: 'Z_BUF_ERROR' })
  await expect(all(join(folder, 'missing.gz'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('[Q4] a reader that stops ends the thread', async ({ skip }) => {
  skip(!isBuilt, 'only the sources are here')
  for await (const piece of unzipApart(written('stopped.gz').path, () => {})!) {
    expect(piece.length).toBeGreaterThan(0)
    break
  }
})
