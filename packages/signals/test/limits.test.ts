import { describe, expect, test } from 'vitest'
import { mostAiTxtBytes, readAiTxt } from '../src/ai-txt.ts'
import { mostAssetBytes, readAsset } from '../src/asset.ts'
import { mostFeedBytes, readFeed } from '../src/feed.ts'
import { mostStatements } from '../src/findings.ts'
import { lineIndex } from '../src/line-index.ts'
import { mostPageBytes, readPage } from '../src/page.ts'
import { mostRslBytes, readRsl } from '../src/rsl.ts'
import { mostTdmrepBytes, readTdmrep } from '../src/tdmrep.ts'

describe('what is too large is refused whole', () => {
  test.each([
    ['rsl', () => readRsl(new Uint8Array(mostRslBytes + 1))],
    ['tdmrep', () => readTdmrep(new Uint8Array(mostTdmrepBytes + 1))],
    ['ai.txt', () => readAiTxt(new Uint8Array(mostAiTxtBytes + 1))],
    ['feed', () => readFeed(new Uint8Array(mostFeedBytes + 1))],
    ['page', () => readPage(new Uint8Array(mostPageBytes + 1))],
    ['asset', () => readAsset(new Uint8Array(mostAssetBytes + 1))],
  ])('[PL3] %s', (_, read) => {
    const { statements, issues } = read()
    expect(statements).toEqual([])
    expect(issues.map(({ code }) => code)).toEqual(['too-large'])
  })
})

test('[PL7] more statements than are given are told once', () => {
  const { statements, issues } = readAiTxt(`User-Agent: *\n${'Disallow: *.a\n'.repeat(mostStatements)}`)
  expect(statements).toHaveLength(mostStatements)
  expect(issues.map(({ code }) => code)).toEqual(['too-many'])
})

test('[PL7] more rules of TDMRep are refused', () => {
  const { statements, issues } = readTdmrep(`[${'1,'.repeat(mostStatements)}1]`)
  expect(statements).toEqual([])
  expect(issues.map(({ code }) => code)).toEqual(['too-many'])
})

test('[PL7] more tags that could say something than are read', () => {
  const { issues } = readPage(new TextEncoder().encode('<meta a>'.repeat(100_001)))
  expect(issues.map(({ code }) => code)).toEqual(['too-many'])
})

describe('lines and columns', () => {
  test.each([
    [0, 1, 1],
    [1, 1, 2],
    [2, 2, 1],
    [4, 3, 1],
    [6, 3, 3],
    [7, 4, 1],
  ])('[PL2] offset %i', (offset, line, column) => expect(lineIndex('a\nb\rc\r\nd')(offset)).toEqual({ line, column }))
})

describe('hostile input comes to an end', () => {
  const large = 300_000
  test.each([
    ['XML: nested', () => readRsl('<a>'.repeat(large))],
    ['XML: attributes', () => readRsl(`<a ${'b="" '.repeat(large / 2)}`)],
    ['XML: declarations', () => readRsl(`<a><!ENTITY${'<a x'.repeat(large / 4)}`)],
    ['XML: a declaration behind a value', () => readRsl(`<a b="<!--"><!ENTITY${'<a x'.repeat(large / 4)}`)],
    ['XML: comments', () => readRsl(`<a>${'<!--a-->'.repeat(large / 8)}<!ENTITY</a>`)],
    ['XML: ampersands', () => readRsl(`<a>${'&'.repeat(large)}`)],
    ['JSON: nested', () => readTdmrep('['.repeat(large))],
    ['JSON: quotes', () => readTdmrep('"\\'.repeat(large))],
    ['ai.txt: lines', () => readAiTxt(`User-Agent: *\n${'\n'.repeat(large)}`)],
    [
      'ai.txt: a group of thousands with thousands of lines',
      () =>
        readAiTxt(
          `${Array.from({ length: 20_000 }, (_, i) => `User-Agent: a${i}\n`).join('')}${'Disallow: /\n'.repeat(20_000)}`,
        ),
    ],
    [
      'RSL: thousands of licences',
      () =>
        readRsl(
          `<rsl xmlns="https://rslstandard.org/rsl"><content url="/">${'<license><payment type="use"/></license>'.repeat(20_000)}</content></rsl>`,
        ),
    ],
    [
      'feed: thousands of items',
      () =>
        readFeed(
          `<rss xmlns:r="https://rslstandard.org/rsl"><channel>${'<item>\n<link>https://a.b/c</link><r:content url=""><r:license/></r:content></item>'.repeat(20_000)}</channel></rss>`,
        ),
    ],
    ['ai.txt: commas', () => readAiTxt(`User-Agent: *\nDisallow: ${','.repeat(large)}`)],
    ['page: tags', () => readPage(new TextEncoder().encode('<meta name=robots content=a>'.repeat(large / 10)))],
    ['page: nested', () => readPage(new TextEncoder().encode('<div>'.repeat(large)))],
    ['page: attributes', () => readPage(new TextEncoder().encode(`<meta ${'a=b '.repeat(large)}`))],
    ['page: less-than', () => readPage(new TextEncoder().encode('<'.repeat(large)))],
    [
      'page: unended',
      () => readPage(new TextEncoder().encode('<script type="application/ld+json">{'.repeat(large / 30))),
    ],
    ['header: links', () => readPage(new Uint8Array(), { link: '<a>;'.repeat(large / 5) })],
    ['header: tags', () => readPage(new Uint8Array(), { 'x-robots-tag': 'a:,'.repeat(large / 5) })],
    ['JPEG: segments', () => readAsset(new Uint8Array(large).fill(0xff).fill(0xd8, 1, 2))],
    ['XMP: unended', () => readAsset(new TextEncoder().encode('<x:xmpmeta'.repeat(large / 10)))],
  ])('[PL1] %s', (_, read) => {
    const { statements, issues } = read()
    expect(Array.isArray(statements) && Array.isArray(issues)).toBe(true)
  })
})
