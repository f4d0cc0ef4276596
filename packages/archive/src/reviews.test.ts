import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../test/small-collection.ts'
import { type Sight, sight } from '../test/told.ts'
import { applyReviews, parseReviews, readReviews } from './reviews.ts'
import { timelineOf } from './timeline.ts'

const question = 'public.crawl.content'
const words = (text: string, confidence = 0.6) =>
  ({ [question]: { position: 'disallowed', words: text, confidence } }) as const
const sights: Sight[] = [
  { on: '2024-01-01' },
  { on: '2024-03-01', says: words('No scraping.') },
  { on: '2024-06-01', says: { ...words('No scraping.'), 'operator.train-ai.content': 'allowed' } },
  { on: '2024-09-01', says: words('No scraping, no crawling.') },
]
const { states } = timelineOf('Site', 'Terms of Service', sights.map(sight))
const hash = states[1]!.positions[question].statements[0]!.evidence.quoteHash

const about = `service: Site\n  terms: Terms of Service\n  question: ${question}`
const reviewed = (yaml: string) => {
  const { reviews, issues } = parseReviews(yaml, 'a.yaml')
  expect(issues).toEqual([])
  return applyReviews(states, reviews)
}
const positions = (of: typeof states) => of.map((state) => state.positions[question].position)

test('[V2, V5] confirmed by quote: everywhere these words stand', () => {
  const { states: after, issues } = reviewed(`- ${about}\n  quote: "${hash}"\n  confirm: true\n  by: Ada`)
  expect(issues).toEqual([])
  expect(after.map((state) => state.positions[question].confidence)).toEqual([1, 1, 1, 0.6])
  expect(after[1]!.positions[question].statements[0]!.confidence).toBe(1)
})

test('[V3, V5] corrected by day: the run of states that say the same', () => {
  const { states: after } = reviewed(
    `- ${about}\n  day: 2024-04-01\n  correct: { position: conditional, conditions: [robots-txt] }`,
  )
  expect(positions(after)).toEqual(['silent', 'conditional', 'conditional', 'disallowed'])
  expect(after[1]!.positions[question].conditions).toEqual([{ kind: 'robots-txt' }])
  expect(after.map(({ moved }) => moved.includes(question))).toEqual([false, true, false, true])
})

test('[V3] corrected to silence: no statement is left', () => {
  const { states: after } = reviewed(`- ${about}\n  day: 2024-04-01\n  correct: { position: silent }`)
  expect(after[1]!.positions[question].statements).toEqual([])
})

test('[V4] a rejected statement goes, and its move with it', () => {
  const { states: after } = reviewed(`- ${about}\n  reject: "${hash}"`)
  expect(positions(after)).toEqual(['silent', 'silent', 'silent', 'disallowed'])
  expect(after.map(({ moved }) => moved.includes(question))).toEqual([false, false, false, true])
})

test('[V6] a corrected position says so, who says it, and what the reader read', () => {
  const { states: after } = reviewed(
    `- ${about}\n  day: 2024-04-01\n  correct: { position: allowed }\n  by: Ada\n  note: the staff only\n- ${about}\n  day: 2024-09-01\n  confirm: true`,
  )
  const read = { position: 'disallowed', conditions: [] }
  const review = { verdict: 'correct', read, by: 'Ada', note: 'the staff only' }
  expect(after.map(({ positions }) => positions[question].review)).toEqual([undefined, review, review, undefined])
  expect(after.map(({ positions }) => positions['operator.train-ai.content'])).toEqual(
    states.map(({ positions }) => positions['operator.train-ai.content']),
  )
})

test('[V6] so does one that is silent now, corrected or rejected', () => {
  const read = { position: 'disallowed', conditions: [] }
  const silent = { position: 'silent', conditions: [], confidence: 1, statements: [] }
  const { states: corrected } = reviewed(`- ${about}\n  day: 2024-04-01\n  correct: { position: silent }`)
  expect(corrected[1]!.positions[question]).toEqual({ ...silent, review: { verdict: 'correct', read } })
  const { states: rejected } = reviewed(`- ${about}\n  reject: "${hash}"\n  by: Ben`)
  expect(rejected[1]!.positions[question]).toEqual({ ...silent, review: { verdict: 'reject', read, by: 'Ben' } })
})

test('[V6] of several reviews the last speaks, and the reader read what it read', () => {
  const { states: after } = reviewed(
    `- ${about}\n  reject: "${hash}"\n  by: Ben\n- ${about}\n  day: 2024-04-01\n  correct: { position: allowed }\n  by: Ada`,
  )
  const read = { position: 'disallowed', conditions: [] }
  expect(after[1]!.positions[question].review).toEqual({ verdict: 'correct', read, by: 'Ada' })
})

test.each([
  ['another service', 'service: Other\n  terms: Terms of Service', 'day: 2024-04-01'],
  ['a day before the first record', 'service: Site\n  terms: Terms of Service', 'day: 2020-04-01'],
  ['words that are gone', 'service: Site\n  terms: Terms of Service', 'quote: "0123456789abcdef"'],
])('[V5] a review that matches nothing is an issue: %s', (_what, document, which) => {
  const { states: after, issues } = reviewed(`- ${document}\n  question: ${question}\n  ${which}\n  confirm: true`)
  expect(issues).toMatchObject([{ code: 'review-matches-nothing', at: 'a.yaml', line: 1 }])
  expect(after).toEqual(states)
})

test('[V5] an alias stands for the service', () => {
  const { reviews } = parseReviews(`- ${about.replace('Site', 'Old')}\n  day: 2024-04-01\n  confirm: true`, 'a.yaml')
  expect(applyReviews(states, reviews, () => 'Site').issues).toEqual([])
})

describe('[V1] what is no review is an issue with its line', () => {
  test.each([
    ['- a: [', 'review-not-yaml', 1],
    ['a: 1', 'review-invalid', 1],
    [`- ${about}\n  day: 2024-04-01\n  confirm: true\n- 7`, 'review-invalid', 6],
    [`- ${about}\n  day: 2024-02-31\n  confirm: true`, 'review-invalid', 1],
    [`- ${about}\n  day: 2024-02-01`, 'review-invalid', 1],
    [`- ${about}\n  day: 2024-02-01\n  confirm: true\n  reject: "${hash}"`, 'review-invalid', 1],
    [`- ${about}\n  day: 2024-02-01\n  conform: true`, 'review-invalid', 1],
    [`- ${about}\n  confirm: true`, 'review-invalid', 1],
    [`- ${about}\n  quote: 12\n  confirm: true`, 'review-invalid', 1],
    [`- ${about}\n  day: 2024-02-01\n  correct: { position: maybe }`, 'review-invalid', 1],
    [
      `- ${about}\n  day: 2024-02-01\n  correct: { position: conditional, conditions: [sometimes] }`,
      'review-invalid',
      1,
    ],
    [`- ${about.replace(question, 'who.knows')}\n  day: 2024-02-01\n  confirm: true`, 'review-invalid', 1],
  ])('%j', (yaml, code, line) => {
    expect(parseReviews(yaml, 'a.yaml').issues).toMatchObject([{ code, at: 'a.yaml', line }])
  })
  test('the others stand', () => {
    expect(parseReviews(`- 7\n- ${about}\n  day: 2024-04-01\n  confirm: true`, 'a.yaml').reviews).toHaveLength(1)
  })
  test('any text gives reviews and issues', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseReviews(text, 'a.yaml')))
  })
})

test('[V1] the examples of the documentation are reviews', () => {
  const page = readFileSync(new URL('../../../docs/reviews.md', import.meta.url), 'utf8')
  const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  expect(parseReviews(yaml, 'reviews.md')).toMatchObject({ reviews: [{}, {}, {}], issues: [] })
})

test('[V1] a folder that is missing holds no reviews', async () => {
  expect(await readReviews(`${temporaryFolder()}/none`)).toEqual({ reviews: [], issues: [] })
})
