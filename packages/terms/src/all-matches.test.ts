import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allMatches } from './all-matches.ts'

test.each([/a/g, /(?<first>a)b?|c/g, /a*/g, /(?:)/g, /\b/g, /(?<=a)b|^/gi])(
  'all matches of a pattern are those the language finds: %s',
  (pattern) => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'é') }), (text) => {
        const expected = [...text.matchAll(pattern)]
        expect(allMatches(text, pattern)).toEqual(expected)
        // and again: it leaves no trace in the pattern
        expect(allMatches(text, pattern)).toEqual(expected)
      }),
    )
  },
)
