import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOf } from './difference.ts'
import { paragraphsOf } from './paragraph.ts'

const none = { before: [], after: [] }

describe('paragraphs', () => {
  test('headings make the section; lists are cut into items; offsets lead back to the text', () => {
    const text = '# Terms\n\nFirst\nline.\n\n## 2. Use\n\nYou may not:\n* (a) row;\n* (b) sail.\n\nEnd\n===\n\nLast.'
    const paragraphs = paragraphsOf(text)
    expect(paragraphs.map(({ text: shown, section }) => [shown, section])).toEqual([
      ['First line.', ['Terms']],
      ['You may not:', ['Terms', '2. Use']],
      ['• (a) row;', ['Terms', '2. Use']],
      ['• (b) sail.', ['Terms', '2. Use']],
      ['Last.', ['End']],
    ])
    expect(text.slice(paragraphs[3]!.start, paragraphs[3]!.end)).toBe('* (b) sail.')
  })

  test('any text is cut in order, without overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('# A', '**B**', '* c', 'word', '', '---', '(a) x', '  ', '\u0000')),
        (lines) => {
          let last = 0
          for (const { start, end } of paragraphsOf(lines.join('\n'))) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            last = end
          }
        },
      ),
    )
  })
})

describe('difference', () => {
  test('words that changed are told inside their paragraph, words that stayed are kept', () => {
    const { passages } = differenceOf(
      '## Use\n\nYou may share what you find here.\n\nThe end.',
      '## Use\n\nYou may not share what you find here.\n\nThe end.',
      none,
    )
    expect(passages).toEqual([
      {
        kind: 'changed',
        section: ['Use'],
        deciding: false,
        pieces: [
          { text: 'You may ', kind: 'kept' },
          { text: 'not ', kind: 'added' },
          { text: 'share what you find here.', kind: 'kept' },
        ],
      },
    ])
  })

  test('passages a statement rests on come first, with the section the statement names', () => {
    const { passages } = differenceOf(
      'One.\n\nTwo.',
      'Zero is new here.\n\nOne.\n\nTwo.\n\nNo machine may learn from it.',
      {
        before: [],
        after: [{ quote: 'No machine may learn', section: ['9'] }],
      },
    )
    expect(passages.map(({ deciding, section, kind }) => [deciding, section, kind])).toEqual([
      [true, ['9'], 'added'],
      [false, [], 'added'],
    ])
  })

  test('marks and link targets alone are no difference', () => {
    expect(
      differenceOf('See [the rules](https://a.example) **now**.', 'See [the rules](/b) now.', none).passages,
    ).toEqual([])
  })

  test('what is kept and added gives the paragraphs of the later version, in any order of passages', () => {
    const word = fc.constantFrom('sail', 'row', 'moor', 'not', 'may', 'the', 'harbour')
    const paragraph = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
    const text = fc.array(paragraph, { maxLength: 6 }).map((all) => all.join('\n\n'))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { passages } = differenceOf(before, after, none)
        const now = paragraphsOf(after).map(({ text: shown }) => shown)
        for (const { pieces, kind } of passages) {
          const whole = pieces.flatMap((piece) => (piece.kind === 'removed' ? [] : [piece.text])).join('')
          if (kind !== 'removed') expect(now).toContain(whole)
        }
        const came = passages.filter(({ kind }) => kind !== 'removed').length
        const went = passages.filter(({ kind }) => kind !== 'added').length
        expect(now.length - came).toBe(paragraphsOf(before).length - went)
      }),
    )
  })
})
