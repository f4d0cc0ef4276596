import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordPieces } from './word-pieces.ts'

const pieces = [
  '[UNK]',
  'train',
  'trained',
  '##ing',
  '##ed',
  '##e',
  'retrain',
  're',
  '##train',
  ',',
  'model',
  '##s',
  "'",
  's',
]
const named = (places: readonly number[]) => places.map((place) => pieces[place])
const vocabulary = wordPieces(pieces)

describe('word pieces', () => {
  test.each([
    ['train', ['train']],
    ['trained', ['trained']],
    ['training', ['train', '##ing']],
    ['retrained', ['retrain', '##ed']],
    ['retraintrain', ['retrain', '##train']],
    ['models,', ['model', '##s', ',']],
    ["model's", ['model', "'", 's']],
    ['train models', ['train', 'model', '##s']],
    ['', []],
    ['  ', []],
  ])('[Q10] %j is cut into the longest pieces that fit', (text, expected) => {
    expect(named(vocabulary.first(text, 9))).toEqual(expected)
  })

  test.each(['modelx', 'zebra', `train${'s'.repeat(60)}`, '模', '😀'.slice(1)])(
    '[Q10] a word that cannot be cut, or is longer than 64, is unknown: %s',
    (word) => {
      expect(named(vocabulary.first(`train ${word} s`, 9))).toEqual(['train', '[UNK]', 's'])
    },
  )

  test('[Q10] a word of 64 is cut', () => {
    expect(vocabulary.first(`train${'s'.repeat(59)}`, 99)).toHaveLength(60)
  })

  test('[Q10] the first and the last pieces, be they of one word', () => {
    expect(named(vocabulary.first('training models', 3))).toEqual(['train', '##ing', 'model'])
    expect(named(vocabulary.last('training models', 3))).toEqual(['##ing', 'model', '##s'])
  })

  test('[Q10] the same word gives the same pieces whatever was cut before it', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^(?:re)?(?:train|model)(?:ed|ing|s|x)?$/), { maxLength: 30 }), (list) => {
        const alone = list.flatMap((word) => wordPieces(pieces).first(word, 9))
        expect(vocabulary.first(list.join(' '), 99)).toEqual(alone)
        expect(vocabulary.last(list.join(' '), 99)).toEqual(alone)
      }),
    )
  })

  test('[Q10] no string is too much', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const place of vocabulary.first(text, 99)) expect(pieces[place]).toBeDefined()
      }),
    )
    expect(vocabulary.first('s'.repeat(1_000_000), 5)).toEqual([0])
    expect(vocabulary.first('s '.repeat(1_000_000), 5)).toHaveLength(5)
  })

  test('[Q15] a vocabulary must know what is unknown', () => {
    expect(() => wordPieces(['train'])).toThrow('[UNK]')
  })
})
