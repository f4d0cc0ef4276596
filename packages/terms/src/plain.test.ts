import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { originalSpan, plainOf } from './plain.ts'

describe('[O11] plain text', () => {
  test.each([
    ['emphasis', 'You **may** *not* __scrape__ _it_', 'You may not scrape it'],
    ['an underscore within a word', 'the robots_txt file', 'the robots_txt file'],
    ['a link keeps its label', 'see [our rules](https://e.org/a_(b) "t") here', 'see our rules here'],
    ['a picture keeps its label', '![a boat](boat.png) sails', 'a boat sails'],
    ['brackets without an address', 'the [defined] term', 'the defined term'],
    ['escapes', '1\\. No \\*bots\\*', '1. No *bots*'],
    ['tags', 'No<br/>bots <b>here</b>', 'No bots here'],
    ['what is no tag', 'if a < b and b > c', 'if a < b and b > c'],
    ['quotes, dashes and odd spaces', '“no”\u00a0‘bots’ – ever…', '"no" \'bots\' - ever…'],
    ['characters nobody sees', 'scr\u200bape\u00ad', 'scrape'],
    ['white space', '  no\t \n  bots  ', 'no bots'],
    ['a hard break', 'no  \nbots', 'no\nbots'],
    ['nothing', '', ''],
    ['marks alone', '** __ [](x)', ''],
  ])('%s', (_, text, plain) => {
    expect(plainOf(text).text).toBe(plain)
  })

  const marks = fc
    .array(
      fc.constantFrom(
        'a',
        'B',
        ' ',
        '  \n',
        '\n',
        '*',
        '**',
        '_',
        '[',
        '](',
        ')',
        '\\',
        '`',
        '``',
        '<b>',
        '<',
        '>',
        '!',
        '“',
        '—',
        '\u200b',
        '\ud83d',
        '😀',
      ),
      { maxLength: 40 },
    )
    .map((pieces) => pieces.join(''))

  test('every character knows where it stood, in order', () => {
    fc.assert(
      fc.property(fc.oneof(marks, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        const plain = plainOf(text)
        expect(plain.at).toHaveLength(plain.text.length + 1)
        for (let index = 0; index < plain.text.length; index++) {
          expect(plain.at[index]).toBeLessThan(text.length)
          if (index > 0) expect(plain.at[index]).toBeGreaterThan(plain.at[index - 1]!)
          if (/[a-z]/i.test(plain.text[index]!)) expect(text[plain.at[index]!]).toBe(plain.text[index])
        }
        expect(plain.at[plain.text.length]).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  test('the original of a stretch holds the marks that stand inside it', () => {
    const text = 'You **may not** [scrape](https://e.org) it.'
    const plain = plainOf(text)
    const from = plain.text.indexOf('may not scrape')
    const [start, end] = originalSpan(plain, from, from + 'may not scrape'.length)
    expect(text.slice(start, end)).toBe('may not** [scrape')
    expect(originalSpan(plain, 3, 3)).toEqual([3, 3])
  })
})
