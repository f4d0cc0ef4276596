import { mainHost } from '@proviso/archive/main-host'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { parseDay } from '../src/arguments/day.ts'
import { clauseLines, clauseText } from '../src/render/clause.ts'
import { count } from '../src/render/count.ts'
import { lookFor } from '../src/render/look.ts'
import { plain } from '../src/render/plain.ts'
import { durationText, progressFacts, progressOn } from '../src/render/progress.ts'
import { quoteLines } from '../src/render/quote.ts'
import { shorten } from '../src/render/shorten.ts'
import { tableLines } from '../src/render/table.ts'
import type { Terminal } from '../src/terminal.ts'

const look = lookFor({ isTTY: false }, {})

describe('where text goes decides how it looks', () => {
  test.each([
    ['a screen', { isTTY: true, columns: 100 }, {}, true, 100],
    ['a pipe', { isTTY: false }, {}, false, 80],
    ['a pipe, asked for colour', { isTTY: false }, { FORCE_COLOR: '1' }, true, 80],
    ['a pipe, asked for none', { isTTY: false }, { FORCE_COLOR: '0' }, false, 80],
    ['a screen, asked for none', { isTTY: true, columns: 100 }, { NO_COLOR: '1' }, false, 100],
    ['both asked: none wins', { isTTY: true, columns: 100 }, { NO_COLOR: '1', FORCE_COLOR: '1' }, false, 100],
    ['a dumb terminal', { isTTY: true, columns: 70 }, { TERM: 'dumb' }, false, 70],
    ['a narrow screen', { isTTY: true, columns: 10 }, {}, true, 40],
    ['a wide screen', { isTTY: true, columns: 300 }, {}, true, 110],
  ])('%s', (_, surface, env, coloured, width) => {
    const found = lookFor(surface, env)
    expect([found.colour.isColorSupported, found.width]).toEqual([coloured, width])
  })

  test('a dumb terminal gets ASCII marks', () => {
    expect(Object.values(lookFor({ isTTY: true }, { TERM: 'dumb' }).marks).join('')).toMatch(/^[ -~]+$/)
  })
})

describe('days', () => {
  test.each([
    ['2025-06-04', '2025-06-04'],
    ['2024-02-29', '2024-02-29'],
    ['2025-06-04T12:37:00Z', '2025-06-04'],
    ['2025-06-04T23:30:00-05:00', '2025-06-05'],
    ['2025-06-04T12:37Z', '2025-06-04'],
  ])('%s is %s', (text, day) => expect(parseDay(text, '--on')).toBe(day))

  test.each([
    '2025-02-30',
    '2025-13-01',
    '2023-02-29',
    '2025-6-4',
    '04.06.2025',
    '2025-06-04T12:37:00',
    '2025-06-04T25:00:00Z',
    '2025-02-30T10:00:00Z',
    ' 2025-06-04',
    'today',
    '',
  ])('`%s` is not one', (text) => expect(() => parseDay(text, '--on')).toThrow('bad-date'))
})

describe('clauses for the eye', () => {
  test.each([
    ['links', 'the [X API](https://example.com/a_b) and ![logo](l.png)', 'the X API and logo'],
    ['emphasis', 'You **must not** train __any__ *large* model', 'You must not train any large model'],
    ['snake_case_words and 2 * 3 * 4', 'a snake_case_word and 2 * 3 * 4', 'a snake_case_word and 2 * 3 * 4'],
    ['escapes', 'sell \\[Content\\] for \\$5\\.', 'sell [Content] for \\$5.'],
    ['headings', '## Limits\nNone.', 'Limits None.'],
    ['white space', 'a\n  b\t\tc', 'a b c'],
    ['cells of a table', '| Purpose | Basis |', 'Purpose | Basis'],
  ])('%s', (_, quote, text) => expect(clauseText(quote)).toBe(text))

  test('list items stand on lines of their own', () => {
    expect(clauseLines('You shall not:\n*   (a) copy;\n*   (b) train\n    a model')).toEqual([
      'You shall not:',
      '• (a) copy;',
      '• (b) train a model',
    ])
  })

  test('takes time linear in its length, whatever comes', () => {
    for (const each of ['[', '[a](', '*', '![', '\\', '| ', '_', '# ']) clauseText(each.repeat(200_000))
  })

  test('a quote is set off by a bar and stays within the width, wide characters included', () => {
    expect(quoteLines('You may not train a model on the words of this place.', { ...look, width: 40 }, '  ')).toEqual([
      '  │ You may not train a model on the',
      '  │ words of this place.',
    ])
    for (const line of quoteLines('利用者は本サービスの内容を学習に用いてはなりません。'.repeat(5), look, '    '))
      expect(stringWidth(line)).toBeLessThanOrEqual(80)
  })

  test('a quote cut short keeps its beginning and its end', () => {
    const [line] = quoteLines(`Nobody may ${'or whatever '.repeat(50)}train a model.`, { ...look, width: 400 }, '', 100)
    expect(line).toMatch(/^│ Nobody may .* … .* train a model\.$/)
  })
})

test('shortened text is shorter and well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 10, max: 200 }), (text, limit) => {
      const cut = shorten(text, limit)
      expect(cut.length).toBeLessThanOrEqual(Math.max(text.length, limit + 3))
      if (text.length <= limit) expect(cut).toBe(text)
      else if (text.isWellFormed()) expect(cut.isWellFormed()).toBe(true)
    }),
  )
})

test('plain text holds no control or direction character and no line break', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(plain(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    }),
  )
})

test('columns line up, whatever their characters, without trailing spaces', () => {
  expect(
    tableLines([
      ['名前', 'a', ''],
      ['x', 'bb', 'c'],
    ]),
  ).toEqual(['名前  a', 'x     bb  c'])
})

test('the host a person would type', () => {
  const service = (name: string, hosts: string[]) => ({ name, aliases: [], hosts })
  expect(mainHost(service('X', ['t.co', 'twitter.com', 'x.com']))).toBe('x.com')
  expect(mainHost(service('The Daily', ['cdn.daily.example', 'daily.example']))).toBe('daily.example')
  expect(mainHost(service('None', []))).toBeUndefined()
})

describe('progress', () => {
  test.each([
    [{ phase: 'p', done: 0, total: 0 }, 0, ''],
    [{ phase: 'p', done: 300, total: 0 }, 900, '300'],
    [{ phase: 'p', done: 100, total: 1000 }, 100, '100 of 1,000 (10 %)'],
    [{ phase: 'p', done: 250, total: 1000, bytes: 12_000_000 }, 2000, '250 of 1,000 (25 %), 12 MB, about 6.0 s left'],
    [{ phase: 'p', done: 1000, total: 1000 }, 8000, '1,000 of 1,000 (100 %)'],
  ])('%j after %i ms', (progress, milliseconds, text) => expect(progressFacts(progress, milliseconds)).toBe(text))

  test.each([
    [0, '0'],
    [999, '999'],
    [24_480, '24,480'],
    [1_234_567, '1,234,567'],
  ])('%i is written %s', (number, text) => expect(count(number)).toBe(text))

  test.each([
    [800, '0.8 s'],
    [42_000, '42 s'],
    [185_000, '3 min 5 s'],
  ])('%i ms are %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text))

  test('where there is no screen: a line per phase and one every three seconds', () => {
    const lines: string[] = []
    let now = 0
    const terminal = {
      live: false,
      errLook: look,
      note: (each: string[]) => lines.push(...each),
    } as unknown as Terminal
    const view = progressOn(terminal, () => now)
    for (now = 0; now < 7000; now += 500) view.show({ phase: 'reading', done: now, total: 7000 })
    view.show({ phase: 'writing', done: 0 })
    expect(lines).toEqual([
      'reading: 0 of 7,000 (0 %)',
      'reading: 3,000 of 7,000 (42 %), about 4.0 s left',
      'reading: 6,000 of 7,000 (85 %), about 1.0 s left',
      'writing',
    ])
  })

  test('on a screen: one line, redrawn, never wider than the screen', () => {
    const lines: string[] = []
    let now = 0
    const terminal = {
      live: true,
      errLook: look,
      redraw: (line: string) => lines.push(line),
      note() {},
    } as unknown as Terminal
    const view = progressOn(terminal, () => now)
    for (now = 0; now < 1000; now += 100) view.show({ phase: 'reading '.repeat(12), done: now, total: 1000 })
    expect(lines).toHaveLength(10)
    for (const line of lines) expect(stringWidth(line)).toBeLessThan(80)
  })
})
