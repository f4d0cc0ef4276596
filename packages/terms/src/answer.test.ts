import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'

const crawl = 'May I scrape the site?'
const train = 'May I train a model on your articles?'
const files = 'Do you train your AI on my files?'

describe('an answer is more than its first word', () => {
  test.each<[rule: string, question: string, answer: string, expected: string[]]>([
    ['K19', crawl, 'Please do.', ['public crawl: allow']],
    ['K19', crawl, 'Please do not.', ['public crawl: disallow']],
    ['K19', crawl, "Of course you can't.", ['public crawl: disallow']],
    ['K19', crawl, 'Certainly, but never without a licence.', []],
    ['K19', crawl, 'No problem, go ahead.', ['public crawl: allow']],
    ['K19', crawl, 'Yes, with our written permission.', ['public crawl: disallow']],
    ['K19', crawl, 'Yes, once we have agreed to it in writing.', ['public crawl: disallow']],
    ['K19', crawl, 'Yes, for a fee.', ['public crawl: conditional (class)']],
    ['K19', crawl, 'Yes, but on weekends.', ['public crawl: conditional (class)']],
    ['K19', crawl, 'Yes, with a paid licence.', ['public crawl: conditional (class)']],
    ['N20', train, 'Please do not; ask for a licence.', ['public train-ai: disallow']],
    ['N20', train, "Of course you can't.", ['public train-ai: disallow']],
    ['N20', train, 'Yes, with a paid licence.', ['public train-ai: conditional (class)']],
    ['N20', train, 'Yes, after our approval.', ['public train-ai: disallow']],
    ['N20', files, 'Of course we do not.', ['operator train-ai: disallow']],
    ['N20', files, 'Certainly we never would.', ['operator train-ai: disallow']],
    ['N20', files, 'Please do not worry about it.', []],
    ['N20', files, 'Of course.', ['operator train-ai: allow']],
  ])('[%s] "%s" "%s"', (_rule, question, answer, expected) => {
    expect(said(`### ${question}\n\n${answer}`)).toEqual(expected)
  })
})
