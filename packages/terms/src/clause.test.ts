import { describe, expect, test } from 'vitest'
import { quoted, said } from '../test/said.ts'

describe('sentences', () => {
  test.each<[rule: string, what: string, text: string, quotes: string[]]>([
    [
      'C1',
      'a sentence is quoted alone',
      'Be kind. You may not scrape the pages. Sail on.',
      ['You may not scrape the pages.'],
    ],
    [
      'C1',
      'abbreviations end none',
      'You may not use e.g. robots, spiders etc. to scrape the pages. Bye.',
      ['You may not use e.g. robots, spiders etc. to scrape the pages.'],
    ],
    [
      'C1',
      'lower case goes on',
      'You may not use our v. 2 files. or scrape the pages. Bye.',
      ['You may not use our v. 2 files. or scrape the pages.'],
    ],
    [
      'C1',
      'a hard break ends one',
      'Be kind  \nYou may not scrape the pages  \nSail on',
      ['You may not scrape the pages'],
    ],
    [
      'C1',
      'closing quotes belong to it',
      'He said “you may not scrape the pages.” Bye.',
      ['He said “you may not scrape the pages.”'],
    ],
    ['C7', 'a short row of a table stays whole', '| Scraping. Any of it. | No |', ['| Scraping. Any of it. | No |']],
  ])('[%s] %s', (_, __, text, quotes) => {
    expect(quoted(text).map(([, quote]) => quote)).toEqual(quotes)
  })
})

describe('enumerations inside a paragraph', () => {
  const letters = 'abcdefghijk'.split('')
  const acts = [
    'sell the boats of other people',
    'paint the pier',
    'rename the harbour',
    'lend your berth to anyone',
    'ring the bell at night',
    'feed the gulls',
    'moor two boats in one berth',
    'block the lock',
    'copy the chart of the harbour',
    'hide the lifebelts',
    'use the Harbour Data to fine-tune or train a foundation or frontier model',
  ]
  const long = `**A. Conduct in the Harbour.** You shall not, and shall not let anyone else: ${letters
    .map(
      (letter, at) =>
        `(${letter}) ${acts[at]}, whatever the weather and ${'however long the night may last, '.repeat(12)}`,
    )
    .join('; ')}.`

  test('[C2] a long paragraph with a run-in heading: the clause is found with its mark', () => {
    const text = `# III. Harbour Rules\n\n${long}`
    const found = quoted(text)
    expect(found).toHaveLength(1)
    expect(found[0]![0]).toEqual(['III. Harbour Rules', 'A. Conduct in the Harbour', '(k)'])
    expect(found[0]![1]).toMatch(/^use the Harbour Data to fine-tune/)
    expect(said(text)).toEqual(['public train-ai: disallow'])
  })

  test.each<[rule: string, what: string, text: string, expected: [string[], string][]]>([
    ['C2', 'numbers', 'You may not: (1) sell boats; (2) scrape the pages; (3) sink.', [[['(2)'], 'scrape the pages;']]],
    ['C2', 'half a parenthesis', 'You may not: a) sell boats; b) scrape the pages.', [[['(b)'], 'scrape the pages.']]],
    ['C2', 'bullets have no mark', 'You may not: • sell boats • scrape the pages', [[[], 'scrape the pages']]],
    [
      'C3',
      'a series within an item',
      'You may not: (a) sell boats; (b) in any way: (i) sink; (ii) scrape the pages; (c) hide.',
      [[['(b)', '(ii)'], 'scrape the pages;']],
    ],
    [
      'C3',
      'the outer series goes on',
      'You may not: (a) in any way: (i) sink; (ii) sell; (b) scrape the pages; (c) hide.',
      [[['(b)'], 'scrape the pages;']],
    ],
    [
      'C4',
      'a mark that begins nothing',
      'You may not (a) scrape the pages.',
      [[[], 'You may not (a) scrape the pages.']],
    ],
    [
      'C4',
      'a reference to a clause',
      'Under section 4 (b) you may not scrape the pages (see also (d) below).',
      [[[], 'Under section 4 (b) you may not scrape the pages (see also (d) below).']],
    ],
    [
      'C5',
      'a sentence after the last item stands outside',
      'You may: (a) sail; (b) swim. You may not scrape the pages.',
      [[[], 'You may not scrape the pages.']],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(quoted(text)).toEqual(expected)
  })

  test('[C6] what follows the first sentence of an item speaks for itself', () => {
    expect(said('You may not: (a) sell boats. Crawlers are boats; (b) sink.')).toEqual([])
    expect(said('You may not: (a) use our v. 2 files. or scrape the pages; (b) sink.')).toEqual([
      'public crawl: disallow',
    ])
  })

  test('[C9] a sentence too long to be one is cut at a space, and read on', () => {
    const text = `You may not ${'sink or '.repeat(1_300)}swim, and you may not scrape the pages.`
    const [[, quote] = [[], '']] = quoted(text)
    expect(quote).toMatch(/^(?:sink|or) .*you may not scrape the pages\.$/)
    expect(quote.length).toBeLessThan(10_000)
  })

  test('[C9] of more than eight series open at once the innermost are kept', () => {
    const text = `${'(a) sail; (b) swim: '.repeat(20)}(a) sink; (b) you may not scrape the pages.`
    expect(quoted(text).map(([section]) => section.length)).toEqual([8])
  })

  test('[C8] the section of a statement is the path of headings, then the marks', () => {
    expect(quoted('# Rules\n\nYou may not: (a) sail; (b) scrape the pages.')).toEqual([
      [['Rules', '(b)'], 'scrape the pages.'],
    ])
  })
})
