import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'
import { originalSpan, plainOf } from './plain.ts'
import { withoutUnfolded } from './unfolded.ts'

const without = (text: string): string => withoutUnfolded(plainOf(text)).text

describe('[O18] definitions that a page unfolds behind their terms', () => {
  test.each([
    [
      'the sentence goes on',
      'Leave the HarbourAny basin that we keep in order. in peace.',
      'Leave the Harbour in peace.',
    ],
    ['a comma goes on', 'Leave the HarbourAny basin that we keep in order., please.', 'Leave the Harbour, please.'],
    ['the sentence ends', 'Leave the HarbourThe basin that we keep..', 'Leave the Harbour.'],
    ['of several sentences', 'Use SheetsAll maps. They are ours. with care.', 'Use Sheets with care.'],
    ['behind initials', 'Your HGCStands for what you make. is yours.', 'Your HGC is yours.'],
    ['two of them', 'The SheetsAll maps. of the HarbourA basin. are ours.', 'The Sheets of the Harbour are ours.'],
    ['a company in it', 'HarbourThe Harbour Inc., or its heirs. may sail.', 'Harbour may sail.'],
  ])('%s', (_, text, expected) => {
    expect(without(text)).toBe(expected)
  })

  test.each([
    'Leave the Harbour. Any basin is ours.',
    'An iPhone user in the harbour. and others',
    'The CCPA provides rights (e.g. to ask) and more. or less',
    'What NVIDIA Corp. makes. is not ours',
    'Read the PolicyThe rest of this line never goes on',
    `The HarbourA ${'very '.repeat(300)}long line. goes on`,
  ])('nothing is left out of: %s', (text) => {
    expect(without(text)).toBe(plainOf(text).text)
  })

  test('a ban is read through them', () => {
    const text = 'You may not use the SheetsAny map that we offer. Members may use it freely. to train AI models.'
    expect(said(text)).toEqual(['public train-ai: disallow'])
  })

  test('every character still knows where it stood', () => {
    const part = fc.constantFrom('Sheets', 'The ', 'Any map', ' we', '. ', '.', ', ', 'offer', '**', 'A ', ' x', '\n')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        const plain = withoutUnfolded(plainOf(text))
        expect(plain.at).toHaveLength(plain.text.length + 1)
        for (let at = 0; at < plain.text.length; at++) {
          const [from, to] = originalSpan(plain, at, at + 1)
          expect(text.slice(from, to).trim()).toBe(plain.text[at]!.trim())
        }
      }),
    )
  })
})
