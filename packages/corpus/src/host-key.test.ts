import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHost } from '@proviso/archive/host'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literal, openDuck } from './duckdb.ts'
import { hostKey, hostKeySql, hostOfKey } from './host-key.ts'

const webUrls = fc.webUrl({
  withFragments: true,
  withQueryParameters: true,
  authoritySettings: { withUserInfo: true, withPort: true, withIPv4: true, withIPv6: true },
})
const oddUrls = fc.string({
  unit: fc.constantFrom(
    'https',
    'http',
    ':',
    '/',
    '//',
    '\\',
    '?',
    '#',
    '@',
    '.',
    'x',
    'é',
    'ü',
    'com',
    ' ',
    '%',
    '2E',
    '[',
    ']',
    '8',
  ),
})

test('[K2, K3] a key stands for the host of its URL', () => {
  fc.assert(
    fc.property(fc.oneof(webUrls, oddUrls), (url) => {
      const parsed = parseHost(url)
      const expected = 'value' in parsed ? parsed.value.host : undefined
      // a blank around the authority is dropped with it, which a browser does only at the ends of the whole
      fc.pre(hostKey(url).trim() === hostKey(url))
      expect(hostOfKey(hostKey(url))).toBe(expected)
    }),
  )
})

test('[K1, Q1] SQL and TypeScript cut alike', async () => {
  const duck = await openDuck({ overflow: join(tmpdir(), 'proviso-none') })
  const urls = fc.sample(fc.oneof(webUrls, oddUrls), { numRuns: 2000, seed: 1 })
  const values = urls.map((url) => `(${literal(url)})`).join(', ')
  const keys = await duck.rows(`SELECT ${hostKeySql('url')} FROM (VALUES ${values}) t(url)`)
  duck.close()
  expect(keys.flat()).toEqual(urls.map(hostKey))
})
