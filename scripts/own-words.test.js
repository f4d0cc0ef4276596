// @ts-check
import { describe, expect, test } from 'vitest'
import { readingCases } from '../conformance/reading/cases.js'
import { loadItems } from './eval/labelled.js'
import { shared } from './eval/shared.js'

/** Words in a row that no two writers hit upon, beyond the formulas of the trade. */
const run = 16

/** @param {string} text */
const wordsOf = (text) =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[a-z0-9]+/g) ?? []

/** @param {string} text every run of its words */
const runsOf = (text) => {
  const words = wordsOf(text)
  return Array.from({ length: Math.max(0, words.length - run + 1) }, (_, at) => words.slice(at, at + run).join(' '))
}

describe.skipIf(!shared('gold') || !shared('archives'))('cases are in our own words (needs ../shared)', () => {
  test(`no case has ${run} words in a row of a labelled text`, () => {
    /** @type {Map<string, string>} */
    const ours = new Map()
    for (const { file, id, text } of readingCases()) for (const one of runsOf(text)) ours.set(one, `${file} ${id}`)
    const texts = loadItems()
    expect(texts.length).toBeGreaterThan(300)
    /** @type {Map<string, string>} */
    const copied = new Map()
    for (const { text } of texts)
      for (const one of runsOf(text)) {
        const where = ours.get(one)
        if (where !== undefined && !copied.has(where)) copied.set(where, one)
      }
    expect([...copied]).toEqual([])
  }, 120_000)
})
