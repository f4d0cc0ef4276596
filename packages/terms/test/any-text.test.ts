import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { positionsOf, questions } from '@proviso/rights'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mostLength, read } from '../src/read.ts'
import { readerVersion } from '../src/reader-version.ts'
import type { Reading } from '../src/reading.ts'

/** What holds of the statements of any reading. A text may make many: only those that break a rule are put to `expect`. */
function expectWhole(text: string, reading: Reading): void {
  expect(reading.reader).toBe(readerVersion)
  expect(Object.keys(reading.positions)).toEqual([...questions])
  const broken = reading.statements.filter(
    ({ quote, start, end, confidence }) =>
      quote !== text.slice(start, end) ||
      !(0 <= start && start < end && end <= text.length) ||
      !(0 <= confidence && confidence <= 1 && confidence === Math.round(confidence * 100) / 100),
  )
  expect(broken).toEqual([])
}

/** What holds of any reading of any text. */
function expectSound(text: string, reading: Reading): void {
  expectWhole(text, reading)
  if (reading.unread !== undefined) {
    expect(reading.parts).toEqual([])
    expect(reading.statements).toEqual([])
    for (const question of questions)
      expect(reading.positions[question]).toMatchObject({ position: 'silent', confidence: 0 })
    return
  }
  expect(reading.positions).toEqual(positionsOf(reading.statements))
  for (const part of reading.parts)
    expect(part.positions).toEqual(
      positionsOf(reading.statements.filter(({ start }) => start >= part.start && start < part.end)),
    )
}

const ban = 'You may not scrape the pages of the harbour.'
const filler = 'The harbour keeps its berths in good order and asks its guests to do likewise, as they would at home. '

describe('readings', () => {
  test('[R1] equal texts have equal readings, with the version of the reader', () => {
    const text = `# Terms\n\n${filler.repeat(20)}\n\n${ban}`
    expect(read(text)).toEqual(read(text))
    expect(read(text).reader).toBe(readerVersion)
  })

  test('[R2] another language is unread, never silent with assurance', () => {
    const german =
      'Sie dürfen die Seiten des Hafens nicht mit einem Crawler oder auf andere Weise auslesen, und das ist so. '
    const reading = read(german.repeat(30))
    expect(reading).toMatchObject({ unread: 'language', language: 'de', statements: [], parts: [] })
    expectSound(german.repeat(30), reading)
  })

  test('[R3] a long wrong page is unread, a short text with a clause is read', () => {
    expect(read('# 404\n\nPage not found').unread).toBeDefined()
    expect(read('No scraping.')).toMatchObject({ statements: [{ effect: 'disallow' }] })
    expect(read('No scraping.').unread).toBeUndefined()
    expect(read('').unread).toBe('empty')
  })

  test('[R4] a text too large to read says so', () => {
    expect(read(' '.repeat(mostLength + 1))).toMatchObject({ unread: 'too-large', statements: [] })
  })

  test('[R5] each part has the positions of what stands in it, the page those of all', () => {
    const announced = `Harbour Policy\n==============\n\n${ban}\n\n${filler.repeat(60)}\n\n`
    const current = `Current Harbour Policy\n----------------------\n\nEffective until September 29, 2030\n----------\n\n${filler.repeat(60)}\n\n**Effective: May 18, 2023**\n`
    const text = announced + current
    const reading = read(text)
    expectSound(text, reading)
    expect(reading.parts.map(({ positions }) => positions['public.crawl.content'].position)).toEqual([
      'disallowed',
      'silent',
    ])
    expect(reading.positions['public.crawl.content'].position).toBe('disallowed')
  })

  test('[R7] what the text is about is told by its first 60,000 characters', () => {
    const clause = 'You may not use the Service to train a large language model.'
    const about = 'Inputs and Outputs of the AI Features belong to you.'
    const said = (text: string) => read(text, { encoder: false }).statements.map(({ asset }) => asset)
    expect(said(clause)).toEqual(['content'])
    expect(said(`${about}\n\n${clause}`)).toEqual(['output'])
    expect(said(`${clause}\n\n${`${filler}\n\n`.repeat(700)}${about}`)).toEqual(['content'])
  })
})

describe('any text', () => {
  const pieces = fc.constantFrom(
    'you may not ',
    'We use ',
    'your content ',
    'scrape ',
    'robots ',
    'to train AI models',
    'unless ',
    'except ',
    'our partners ',
    'is prohibited',
    '(a) ',
    '(b) ',
    '(i) ',
    '(',
    ')',
    '. ',
    '; ',
    ': ',
    ', ',
    '\n',
    '\r\n',
    '\n\n',
    '  \n',
    '- ',
    '  - ',
    '1. ',
    '# ',
    '**',
    '__',
    '_',
    '`',
    '[',
    '](https://e.org/a)',
    '| ',
    '\n---\n',
    '\n===\n',
    '\\',
    '<b>',
    '“',
    '’',
    '\u200b',
    '\u00a0',
    '\u2028',
    '\ud83d',
    '😀',
    '\0',
    'İ',
    'ß',
  )
  const marked = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(''))

  test('[R6, R8, R9] with words of terms and marks of Markdown', () => {
    fc.assert(
      fc.property(marked, (text) => expectSound(text, read(text))),
      { numRuns: 500 },
    )
  })

  test('[R6, R8] of any characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => expectSound(text, read(text))),
      { numRuns: 200 },
    )
  })

  test('[R6] a quote holds the marks of Markdown that stand in it', () => {
    const text = '# Rules\r\n\r\nYou **may not** [scrape](https://e.org) “it”.\r\n'
    expect(read(text).statements.map(({ quote }) => quote)).toEqual(['You **may not** [scrape](https://e.org) “it”.'])
  })

  // as many characters as show a cost that does not grow with the text; fewer where each one costs more
  test.each<[what: string, piece: string, characters?: number]>([
    ['sentences', `${ban} `, 1_000_000],
    ['one sentence', 'you may not scrape it, '],
    ['one enumeration', '(a) you may not scrape it; (b) we may use your content to train AI models; '],
    ['words without an end', 'scrape'],
    ['parentheses that open', 'scrape ('],
    ['links that open', '[scrape](', 1_000_000],
    ['emphasis', '**scrape** '],
    ['conditions', 'unless you may not scrape except as '],
    ['cells', '| you may not scrape '],
    ['white space', `scrape${' '.repeat(5_000_000)}`],
    ['words that announce', 'scrape the following '],
  ])(
    '[R8] a line of megabytes: %s',
    (_, piece, characters = 5_000_000) => {
      const text = piece.repeat(Math.ceil(characters / piece.length))
      expectWhole(text, read(text))
    },
    300_000,
  )
})

describe('real versions', () => {
  const folder = fileURLToPath(new URL('../../../../shared/archives/', import.meta.url))
  const bundles = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bundle')) : []

  test.skipIf(bundles.length === 0)(
    '[R6, R8, R9] every two hundredth (needs ../shared/archives)',
    () => {
      let versions = 0
      let statements = 0
      for (const bundle of bundles) {
        for (const text of everyNth(join(folder, bundle), 200)) {
          const reading = read(text)
          expectSound(text, reading)
          versions++
          statements += reading.statements.length
        }
      }
      expect(versions).toBeGreaterThan(100)
      expect(statements).toBeGreaterThan(versions / 2)
    },
    300_000,
  )
})

/** The text of every nth version in a bundle, over all its documents. */
function everyNth(bundle: string, nth: number): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'proviso-any-text-'))
  const git = (...words: string[]) => execFileSync('git', ['-C', folder, ...words], { maxBuffer: 2 ** 29 })
  try {
    git('clone', '--quiet', '--bare', bundle, '.')
    const log = git('log', '--raw', '-z', '--no-renames', '--no-abbrev', '--format=%H').toString('utf8')
    const blobs = [...log.matchAll(/ ([0-9a-f]{40}) [AM]\0[^\0]*\.md(?=\0)/g)].map(([, blob = '']) => blob)
    return blobs.filter((_, at) => at % nth === 0).map((blob) => git('cat-file', 'blob', blob).toString('utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
