// @ts-check
import { questions } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { score } from './score.js'

const [train, crawl, operator] = questions
const text = 'You **may not** train [models](https://example.com/a) on\nour content. You may not crawl it.'

/**
 * @typedef {import('./labelled.js').Item} Item
 * @typedef {import('@proviso/rights').PositionKind} PositionKind
 */

/**
 * A reader that answers what it is told to, with a statement at `[start, end)` for each answer.
 * @param {Record<string, [PositionKind, number, number, string?]>} answers
 */
const reader = (answers) => () =>
  /** @type {any} */ ({
    positions: Object.fromEntries(
      questions.map((question) => {
        const [position, start, end, quote] = answers[question] ?? ['silent', 0, 0]
        const statements = position === 'silent' ? [] : [{ start, end, quote: quote ?? text.slice(start, end) }]
        return [question, { position, statements }]
      }),
    ),
  })

/**
 * @param {Item['labels']} labels
 * @returns {Item}
 */
const item = (labels, truncated = false) => ({ set: 'gold', id: 'one', text, truncated, labels })

/** @type {[number, number]} */
const trainPlace = [0, 20]

describe('scoring positions', () => {
  test('a right answer with overlapping words is a true positive', () => {
    const [result] = score(reader({ [train]: ['disallowed', 4, 30] }), [
      item({ [train]: { position: 'disallowed', spans: [trainPlace] }, [crawl]: { position: 'silent', spans: [] } }),
    ])
    expect(result?.overall).toEqual({
      scored: 2,
      nonSilent: 1,
      accuracy: 1,
      precision: 1,
      recall: 1,
      microF1: 1,
      quotesExact: 1,
      quotesOverlapping: 1,
    })
    expect(result?.misses).toEqual([])
  })

  test('a wrong word for a non-silent label costs precision and recall; a missed one recall, an invented one precision', () => {
    const [result] = score(reader({ [train]: ['conditional', 0, 20], [operator]: ['allowed', 0, 20] }), [
      item({
        [train]: { position: 'disallowed', spans: [trainPlace] },
        [crawl]: { position: 'disallowed', spans: [[60, 80]] },
        [operator]: { position: 'silent', spans: [] },
      }),
    ])
    expect(result?.overall).toMatchObject({ scored: 3, nonSilent: 2, accuracy: 0, precision: 0, recall: 0, microF1: 0 })
    expect(result?.misses.map(({ question, expected, got }) => [question, expected, got])).toEqual([
      [train, 'disallowed', 'conditional'],
      [crawl, 'disallowed', 'silent'],
      [operator, 'silent', 'allowed'],
    ])
  })

  test('micro-F1 sums over questions before it divides', () => {
    const labels = /** @type {const} */ ({ position: 'disallowed', spans: [trainPlace] })
    const [result] = score(reader({ [train]: ['disallowed', 0, 20] }), [
      item({ [train]: { ...labels, spans: [trainPlace] } }),
      item({ [train]: { ...labels, spans: [trainPlace] }, [crawl]: { ...labels, spans: [trainPlace] } }),
    ])
    expect(result?.overall.microF1).toBeCloseTo((2 * 2) / (2 * 2 + 0 + 1))
  })

  test('silence is not counted where the labeller saw the text cut short, nor a question without a label', () => {
    const [result] = score(reader({ [train]: ['disallowed', 0, 20], [crawl]: ['disallowed', 0, 20] }), [
      item({ [train]: { position: 'silent', spans: [] } }, true),
    ])
    expect(result?.overall.scored).toBe(0)
  })

  test('words elsewhere, or words that are not in the text, are told apart from a wrong answer', () => {
    const labels = { [train]: { position: /** @type {const} */ ('disallowed'), spans: [trainPlace] } }
    const [elsewhere] = score(reader({ [train]: ['disallowed', 60, 80] }), [item(labels)])
    expect(elsewhere?.overall).toMatchObject({ microF1: 1, quotesExact: 1, quotesOverlapping: 0 })
    const [invented] = score(reader({ [train]: ['disallowed', 0, 20, 'you must not train'] }), [item(labels)])
    expect(invented?.overall).toMatchObject({ microF1: 1, quotesExact: 0, quotesOverlapping: 1 })
    expect([elsewhere, invented].map((result) => result?.misses[0]?.problem)).toEqual(['quote', 'quote'])
  })

  test('a reader that throws is counted, and the rest is scored', () => {
    let calls = 0
    const answer = reader({ [train]: ['disallowed', 0, 20] })
    const [result] = score(() => {
      if (calls++ === 0) throw new Error('broken')
      return answer()
    }, [item({}), item({ [train]: { position: 'disallowed', spans: [trainPlace] } })])
    expect(result).toMatchObject({ documents: 2, threw: 1, overall: { scored: 1, microF1: 1 } })
  })

  test('sets are scored apart', () => {
    const results = score(reader({}), [item({}), { ...item({}), set: 'aside' }])
    expect(results.map(({ set, documents }) => [set, documents])).toEqual([
      ['gold', 1],
      ['aside', 1],
    ])
  })
})
