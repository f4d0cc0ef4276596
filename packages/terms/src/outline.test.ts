import { describe, expect, test } from 'vitest'
import { quoted, said } from '../test/said.ts'
import { read } from './read.ts'

const ban = 'You may not scrape the harbour pages.'

describe('sections', () => {
  test.each<[rule: string, what: string, text: string, path: string[]]>([
    ['O2', 'marks of Markdown', `# Terms\n\n## 2. Conduct\n\n### Robots:\n\n${ban}`, ['Terms', '2. Conduct', 'Robots']],
    ['O2', 'lines under headings', `Terms\n=====\n\nConduct\n-------\n\n${ban}`, ['Terms', 'Conduct']],
    ['O2', 'a level closes those below it', `# A\n\n### B\n\n## C\n\n${ban}`, ['A', 'C']],
    ['O2', 'closing marks and emphasis are no part', `## **Fair** use ##\n\n${ban}`, ['Fair use']],
    [
      'O2',
      'a label longer than 120 characters is cut',
      `# ${'long '.repeat(30)}\n\n${ban}`,
      [`${'long '.repeat(23)}long…`],
    ],
    ['O3', 'a line that is bold', `# Terms\n\n**Robots**\n\n${ban}`, ['Terms', 'Robots']],
    ['O3', 'a line that is numbered', `# Terms\n\n4. Robots and bots\n\n${ban}`, ['Terms', '4. Robots and bots']],
    ['O3', 'a line in capitals', `# Terms\n\nROBOTS AND BOTS\n\n${ban}`, ['Terms', 'ROBOTS AND BOTS']],
    ['O3', 'a numbered line that rules is none', `# Terms\n\n4. You are welcome here\n\n${ban}`, ['Terms']],
    ['O4', 'a bold title with its text', `# Terms\n\n**A. Robots.** ${ban}`, ['Terms', 'A. Robots']],
    ['O4', 'a numbered title with its text', `# Terms\n\n4.2 Robots. ${ban}`, ['Terms', '4.2 Robots']],
    ['O4', 'a bold word within a sentence is none', `# Terms\n\n**Scraping** of the pages is prohibited.`, ['Terms']],
    [
      'O5',
      'one style, one level',
      `**I. One**\n\n**A. Two**\n\n**II. Three**\n\n**A. Four**\n\n${ban}`,
      ['II. Three', 'A. Four'],
    ],
    ['O5', 'styles nest as they come', `ONE TWO\n\n1. Two\n\n1.1 Three\n\n${ban}`, ['ONE TWO', '1. Two', '1.1 Three']],
  ])('[%s] %s', (_, __, text, path) => {
    expect(quoted(text).map(([section]) => section)).toEqual([path])
  })

  test('[O17] a page of print whose every line became a paragraph is read by its sentences', () => {
    const filler = Array.from({ length: 16 }, (_, at) => [
      `The harbour of pier ${at} keeps its books in the house by the quay and`,
      'opens them to all who come by boat on the days that the board has set.',
    ]).flat()
    const promise = [
      'We keep what you write there. We will not use any of your entries and',
      'Letters to train our models unless you tell us to.',
    ]
    const spaced = [...filler, ...promise, 'Robots', 'You may not scrape the pages.']
    const quotes = (text: string) => read(text).statements.map(({ quote }) => quote)
    expect(quotes(spaced.join('\n\n'))).toEqual([
      `We will not use any of your entries and\n\n${promise[1]}`,
      'You may not scrape the pages.',
    ])
    // few broken lines are their authors' own
    expect(quotes(promise.join('\n\n'))).toEqual([promise[1]])
  })

  test('[O5] a path has at most eight headings, the innermost', () => {
    const styles = [
      'Part One of it',
      'Section 1 here',
      '**III. Roman**',
      '**B. Upper**',
      '4. Number',
      '4.1 Decimal',
      '4.1.1 Deep',
    ]
    const text = ['# One', '## Two', '### Three', ...styles, '**Bare**', ban].join('\n\n')
    const [section = []] = quoted(text)[0] ?? []
    expect(section).toHaveLength(8)
    expect(section.at(-1)).toBe('Bare')
    expect(section).not.toContain('One')
  })
})

describe('lists and lead-ins', () => {
  test.each<[rule: string, what: string, text: string, expected: string[]]>([
    [
      'O6',
      'an item hangs from the colon above it',
      'You may not:\n\n- sell boats;\n- scrape the pages.',
      ['public crawl: disallow'],
    ],
    [
      'O6',
      'an item hangs from its outer items',
      'The rules are these:\n\n- Never do this:\n  - scrape the pages',
      ['public crawl: disallow'],
    ],
    [
      'O6',
      'a lead-in may end in words alone',
      'You must not do the following.\n\n- Scrape the pages',
      ['public crawl: disallow'],
    ],
    ['O6', 'a sentence that is whole leads nothing in', 'You may not sell boats.\n\n- our crawlers', []],
    [
      'O6',
      'numbers and letters mark items too',
      'You may not:\n\n1. sell boats\n2. scrape the pages',
      ['public crawl: disallow'],
    ],
    [
      'O7',
      'a further paragraph of an item',
      'You may not:\n\n- sell boats\n\n  or scrape the pages',
      ['public crawl: disallow'],
    ],
    [
      'O8',
      'an enumeration written as paragraphs',
      'You may not:\n\nsell boats;\n\nscrape the pages;\n\nor sink.',
      ['public crawl: disallow'],
    ],
    [
      'O8',
      'a paragraph below a list that was led in',
      '4.1 You may:\n\n1.  sell boats;\n\n4.2 You may not:\n\n1.  scrape the pages.',
      ['public crawl: disallow'],
    ],
    [
      'O8',
      'paragraphs that begin with what is done',
      'You may not:\n\nSell boats.\n\nScrape the pages.',
      ['public crawl: disallow'],
    ],
    [
      'O8',
      'numbers below that of the lead-in',
      '5.2 You may not:\n\n5.2.1 Sell boats.\n\n5.2.2 Use robots to copy the pages.',
      ['public crawl: disallow'],
    ],
    ['O8', 'it ends with a sentence of its own', 'You may not:\n\nsell boats.\n\nScraping is a word.', []],
    [
      'O15',
      'what answers a question',
      '## Will you train AI on my drafts?\n\nNo. Drafts are kept for a day.',
      ['operator train-ai: disallow'],
    ],
    [
      'O16',
      'a paragraph of an item leads in',
      '6.  Rules\n\n    You may not:\n\n    1.  sell boats\n    2.  scrape the pages',
      ['public crawl: disallow'],
    ],
    [
      'O16',
      'a line broken off by hand',
      '- sells boats  \nBesides, you may not:  \n- scrape the pages  ',
      ['public crawl: disallow'],
    ],
    ['O9', 'a heading ends what leads in', 'You may not:\n\n# Crawling\n\n- crawling and its history', []],
    [
      'O13',
      'rows of a table hang from its first one',
      '| You may not | why |\n|---|---|\n| scraping | dull |',
      ['public crawl: disallow'],
    ],
    ['O13', 'a row says nothing of the row above', '| boats | not allowed |\n| crawling | dull |', []],
    [
      'O14',
      'numbered lines one right under the other are a list',
      'You may not:\n1. Selling boats\n2. Scraping of the pages\n3. Sinking',
      ['public crawl: disallow'],
    ],
    [
      'O10',
      'a heading that is a sentence',
      '## You may not scrape the pages of this harbour, nor any of its sheets, at any time',
      ['public crawl: disallow'],
    ],
  ])('[%s] %s', (_, __, text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  test('[O6] lists nested two hundred deep', () => {
    const items = Array.from({ length: 200 }, (_, depth) => `${'  '.repeat(depth)}- level ${depth} of the list:`)
    const text = ['You may not:', '', ...items, `${'  '.repeat(200)}- scrape the pages`].join('\n')
    expect(said(text)).toEqual(['public crawl: disallow'])
  })

  test('[O12] of a lead-in that is a long paragraph its end leads in', () => {
    const text = `${'The harbour is a calm place. '.repeat(200)}You may not:\n\n- scrape the pages`
    expect(said(text)).toEqual(['public crawl: disallow'])
  })

  test('[O1] lines that end in CRLF read as those that end in LF', () => {
    const text =
      '# Terms\n\n**A. Rules.** You may not:\n\n- sell boats;\n- scrape the pages;\n\n| Scraping | No |\n\nBye.'
    const plain = read(text)
    const windows = read(text.replaceAll('\n', '\r\n'))
    expect(plain.statements.length).toBeGreaterThan(0)
    const told = ({ effect, section, quote }: (typeof plain.statements)[number]) => ({ effect, section, quote })
    expect(windows.statements.map(told)).toEqual(plain.statements.map(told))
  })
})
