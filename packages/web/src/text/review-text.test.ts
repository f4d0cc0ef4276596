import { expect, test } from 'vitest'
import { reviewText } from './review-text.ts'

const read = { position: 'conditional', conditions: [{ kind: 'opt-out' }] } as const

test.each([
  [{ verdict: 'correct', read } as const, 'corrected by a review: the reader read conditional (opt-out)'],
  [
    { verdict: 'correct', read: { position: 'silent', conditions: [] }, by: 'Ada', note: 'staff only' } as const,
    'corrected by a review (Ada, “staff only”): the reader read nothing here',
  ],
  [
    { verdict: 'reject', read, by: 'Ben\u001b[31m' } as const,
    'a review (Ben[31m) rejected what the reader read here: conditional (opt-out)',
  ],
])('[V6] %j', (review, text) => expect(reviewText(review)).toBe(text))
