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

// nearly hosts: mostly read as they stand, and told from what must be read as a URL by a letter
const nearlyHosts = fc
  .array(
    fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'x', 'n', '-', '0', '1', 'z', '9'), minLength: 1, maxLength: 6 }),
      fc.constantFrom(
        '',
        'xn--',
        'xn--bcher-kva',
        'xn--a',
        'xn--iñvalid',
        'xn--zz99zz',
        'XN--A',
        'a--b',
        '0x7f',
        '127',
        '1e3',
        'x'.repeat(63),
        'x'.repeat(64),
        'com',
        'é',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((labels) => labels.join('.'))

test('[K2] a host that stands as it is read is what a parser of URLs makes of it', () => {
  let hosts = 0
  fc.assert(
    fc.property(nearlyHosts, (key) => {
      const parsed = parseHost(`https://${key}`)
      const expected = 'value' in parsed ? parsed.value.host : undefined
      if (expected === key) hosts += 1
      expect(hostOfKey(key)).toBe(expected)
    }),
    { numRuns: 5_000 },
  )
  expect(hosts).toBeGreaterThan(500)
})

test('[K1, Q1] SQL and TypeScript cut alike', async () => {
  const duck = await openDuck({ overflow: join(tmpdir(), 'proviso-none') })
  const urls = fc.sample(fc.oneof(webUrls, oddUrls), { numRuns: 2000, seed: 1 })
  const values = urls.map((url) => `(${literal(url)})`).join(', ')
  const keys = await duck.rows(`SELECT ${hostKeySql('url')} FROM (VALUES ${values}) t(url)`)
  duck.close()
  expect(keys.flat()).toEqual(urls.map(hostKey))
})
