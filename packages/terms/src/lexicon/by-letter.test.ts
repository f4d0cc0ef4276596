import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byLetter } from './by-letter.ts'
import { concernsCollecting, concernsEither, concernsTraining } from './trigger.ts'

describe('alternatives by their first letter', () => {
  test.each([
    ['train|teach', 't(?:rain|each)'],
    ['train|\\bbots?\\b|\\bai\\b', 't(?:rain)|\\b(?:b(?:ots?\\b)|a(?:i\\b))'],
    ['l?lms?|[ab|c]d|(?:a|b)c|\\|x', 'l?lms?|[ab|c]d|(?:a|b)c|\\|x'],
    ['A\\.I|ai|ai', 'a(?:\\.I|i)'],
  ])('[M4] %s', (source, expected) => expect(byLetter(source)).toBe(expected))

  const pieces = fc.constantFrom(
    ...'train ai a.i. llms ml model s mine mining bot robots scrape by means other than 12 requests per hour the software any machine record text and data learns from wget ing web-cop spider tdm ‑ ſ K'.split(
      ' ',
    ),
    ' ',
    '-',
  )
  const lines = fc.array(pieces, { maxLength: 12 }).map((some) => some.join(''))

  test('[M4] one look finds what two looks find', () => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(concernsEither(line)).toBe(concernsTraining(line) || concernsCollecting(line))
      }),
      { numRuns: 2_000 },
    )
  })
})
