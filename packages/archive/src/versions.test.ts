import { expect, test } from 'vitest'
import { bareCollection, dailyCommits, git } from '../test/small-collection.ts'
import { largestVersion, readBlobs } from './versions.ts'

const sizes = [0, 1, 2, 100, 65_535, 65_536, 65_537, 131_072, 300_000, 5, 1_000_000, 0]

function store(texts: readonly Buffer[]) {
  const dir = bareCollection(dailyCommits(1, 1))
  const blobs = texts.map((text) => git(dir, ['hash-object', '-w', '--stdin'], text))
  return { archive: { name: 'small-versions', dir }, blobs }
}

test('[A6] every byte, in the order asked for, however it falls into chunks', async () => {
  const texts = sizes.map((size, n) => Buffer.from(Array.from({ length: size }, (_, i) => (i * 7 + n) % 256)))
  const { archive, blobs } = store(texts)
  const seen: string[] = []
  const asked = [...blobs, ...[...blobs].reverse()]
  await readBlobs(archive, asked, (blob, bytes, size) => {
    const n = blobs.indexOf(blob)
    expect(size).toBe(bytes.length)
    expect(bytes.equals(texts[n]!)).toBe(true)
    seen.push(blob)
  })
  expect(seen).toEqual(asked)
})

test('[A6] the next waits for the last', async () => {
  const { archive, blobs } = store([Buffer.from('one'), Buffer.from('two'), Buffer.from('three')])
  let running = 0
  let most = 0
  const texts: string[] = []
  await readBlobs(archive, blobs, async (_, bytes) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 5))
    texts.push(bytes.toString())
    running--
  })
  expect([most, texts]).toEqual([1, ['one', 'two', 'three']])
})

test('[A6] a text too large is told by its length, and those around it come whole', async () => {
  const { archive, blobs } = store([
    Buffer.from('before'),
    Buffer.alloc(largestVersion + 1, 0x61),
    Buffer.from('after'),
  ])
  const seen: [string, number][] = []
  await readBlobs(archive, blobs, (_, bytes, size) => void seen.push([bytes.toString(), size]))
  expect(seen).toEqual([
    ['before', 6],
    ['', largestVersion + 1],
    ['after', 5],
  ])
})

test('[A6] a text that is missing', async () => {
  const { archive, blobs } = store([Buffer.from('here')])
  const seen: string[] = []
  const reading = readBlobs(archive, [...blobs, '1'.repeat(40), ...blobs], (blob) => void seen.push(blob))
  await expect(reading).rejects.toMatchObject({ issue: { code: 'version-missing', at: 'small-versions' } })
  expect(seen).toEqual(blobs)
})

test('[A6] whoever reads may stop', async () => {
  const { archive, blobs } = store([Buffer.from('one'), Buffer.alloc(3_000_000), Buffer.from('two')])
  let calls = 0
  const reading = readBlobs(archive, blobs, () => {
    calls++
    throw new Error('enough')
  })
  await expect(reading).rejects.toThrow('enough')
  expect(calls).toBe(1)
  const aborted = readBlobs(archive, blobs, () => {}, { signal: AbortSignal.abort(new Error('away')) })
  await expect(aborted).rejects.toThrow('away')
})

test('a name that is none is a bug of the caller', async () => {
  const { archive } = store([])
  await expect(readBlobs(archive, ['HEAD'], () => {})).rejects.toThrow(TypeError)
})
