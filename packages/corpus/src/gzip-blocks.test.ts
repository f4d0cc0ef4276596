import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gzipBlocks } from './gzip-blocks.ts'

async function packed(blocks: readonly Uint8Array[]): Promise<Buffer> {
  const gzip = gzipBlocks()
  // all at once: they are packed side by side
  const pieces = await Promise.all(blocks.map((block) => gzip.pack(Buffer.from(block))))
  return Buffer.concat([...pieces, gzip.end()])
}

test('[O4, O5] blocks packed side by side are one gzip member, the same each time', async () => {
  const block = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 300 }),
    fc.integer({ min: 1, max: 80_000 }).map((length) => new Uint8Array(length).fill(length)),
    fc.string({ minLength: 1 }).map((text) => Buffer.from(text.repeat(1000))),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(block, { maxLength: 5 }), async (blocks) => {
      const once = await packed(blocks)
      expect(gunzipSync(once).equals(Buffer.concat(blocks))).toBe(true)
      expect((await packed(blocks)).equals(once)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('[O4] a block is packed with what the one before it held', async () => {
  const noise = Buffer.from(Array.from({ length: 30_000 }, (_, at) => Math.imul(at * at, 2_654_435_761) >>> 24))
  const [one, two] = [await packed([noise]), await packed([noise, noise])]
  expect(two.length - one.length).toBeLessThan(noise.length / 20)
})
