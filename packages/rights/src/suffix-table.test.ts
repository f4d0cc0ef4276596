import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atLongestSuffix } from './host.ts'
import { suffixTable } from './suffix-table.ts'

const label = fc.oneof(fc.constantFrom('a', 'b', 'com', 'xn--d-xka', ''), fc.string({ maxLength: 3 }))
const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'))

test('[H1, H3] finds what the walk over suffixes finds', () => {
  fc.assert(
    fc.property(fc.array(host, { maxLength: 40 }), fc.array(host, { maxLength: 40 }), (listed, asked) => {
      const bySuffix = new Map(listed.map((suffix, number) => [suffix, number]))
      const table = suffixTable(bySuffix)
      for (const one of [...asked, ...listed]) expect(table.find(one)).toBe(atLongestSuffix(bySuffix, one) ?? -1)
    }),
    { numRuns: 1_000 },
  )
})

test('many hosts stay apart, also where hashes share a slot', () => {
  const bySuffix = new Map(Array.from({ length: 50_000 }, (_, number) => [`h${number}.example`, number]))
  const table = suffixTable(bySuffix)
  for (const [suffix, number] of bySuffix) expect(table.find(`www.${suffix}`)).toBe(number)
  expect(table.find('h50000.example')).toBe(-1)
})

test('[H6] a text longer than 253 characters is no host', () => {
  expect(suffixTable(new Map([['x.com', 0]])).find(`${'a.'.repeat(1_000_000)}x.com`)).toBe(-1)
})
