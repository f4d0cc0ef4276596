import { expect, test } from 'vitest'
import { partiesIn } from './party.ts'

/** Who is named in a stretch, in order: whose, and by which words. */
function named(text: string, names: ReadonlyMap<string, 'operator' | 'partner'> = new Map()): string[] {
  return partiesIn(text, names).map(({ subject, from, to }) => `${subject}: ${text.slice(from, to)}`)
}

test.each<[rule: string, what: string, text: string, expected: string[]]>([
  ['X4', 'in order', 'we let our vendors and you', ['operator: we', 'partner: our vendors', 'public: you']],
  ['X4', 'whoever only sends is named in passing', 'anything we send to them may', []],
  ['X4', '"us" does what it is let do', 'you let us', ['public: you', 'operator: us']],
  ['X4', '"us" is told otherwise', 'you tell us', ['public: you']],
  ['X4', 'data from others', 'texts from third parties', []],
  ['X10', 'the provider is the operator', 'the provider may', ['operator: the provider']],
  ['X10', 'a role that acts', 'the clinic itself', ['operator: clinic']],
])('[%s] %s: "%s"', (_rule, _what, text, expected) => {
  expect(named(text)).toEqual(expected)
})

test('[X10] the provider that was brought in is a partner', () => {
  expect(named('the provider may', new Map([['provider', 'partner']]))).toEqual(['partner: the provider'])
})
