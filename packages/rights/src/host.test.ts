import { describe, expect, test } from 'vitest'
import { atLongestSuffix, hostSuffixes } from './host.ts'

describe('host', () => {
  test.each([
    ['api.x.com', ['api.x.com', 'x.com', 'com']],
    ['localhost', ['localhost']],
    ['', ['']],
  ])('[H1] suffixes of %j', (host, suffixes) => expect([...hostSuffixes(host)]).toEqual(suffixes))

  test.each([
    ['api.x.com', 'X'],
    ['x.com', 'X'],
    ['box.com', undefined],
    ['dev.api.x.com', 'X'],
    ['docs.x.com', 'Docs'],
    ['com', undefined],
  ])('[H1, H3] %s belongs to %s', (host, service) => {
    const bySuffix = new Map([
      ['x.com', 'X'],
      ['docs.x.com', 'Docs'],
    ])
    expect(atLongestSuffix(bySuffix, host)).toBe(service)
  })

  test('[H6] a text longer than 253 characters is no host', () => {
    const long = `${'a.'.repeat(1_000_000)}x.com`
    expect(atLongestSuffix(new Map([['x.com', 'X']]), long)).toBe(undefined)
    expect([...hostSuffixes(long)]).toEqual([])
  })
})
