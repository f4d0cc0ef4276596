import { expect, test } from 'vitest'
import { splitClauses } from '../clause.ts'
import { findTraining } from '../lexicon/training.ts'
import { governedBy } from './governed-by.ts'

/** What governs the first mention of training in a sentence, as one line. */
function governing(own: string, previous = ''): string | null {
  const clause = { ...splitClauses({ start: 0, text: own, path: [], leads: [] })[0]!, previous }
  const governed = governedBy(clause, own, findTraining(own)[0]!, new Map())
  return governed && `${governed.force} ${governed.subject ?? 'nobody'}`
}

test.each<[rule: string, what: string, own: string, expected: string | null, previous?: string]>([
  ['G1', 'a doer right before a finite verb', 'we train our models on posts', 'practise operator'],
  ['G1', 'a doer that never does', 'our partners never train models', 'forbid partner'],
  [
    'G21',
    'they, named in the sentence',
    'we give it to partners, and they may use it to train ai models',
    'permit partner',
  ],
  [
    'G21',
    'they, of the sentence before',
    'they may use it to train ai models',
    'permit partner',
    'We work with partners.',
  ],
  ['G21', 'it, of the sentence before', 'it does not use posts to train ai models', 'forbid operator', 'We run it.'],
  ['N26', 'models that are not trained on it', 'our ai models are not trained on posts', 'forbid nobody'],
  [
    'N26',
    'models trained on something, never on theirs',
    'ai models are trained on texts, never on your posts',
    'forbid nobody',
  ],
])('[%s] what governs training: %s: "%s"', (_rule, _what, own, expected, previous) => {
  expect(governing(own, previous)).toBe(expected)
})
