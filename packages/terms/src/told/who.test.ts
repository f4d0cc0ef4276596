import { expect, test } from 'vitest'
import { splitClauses } from '../clause.ts'
import type { Context } from '../context.ts'
import { findLessons } from '../lexicon/lesson.ts'
import { Sentence, Telling } from './telling.ts'
import { whoTrains } from './who.ts'

const context: Context = {
  names: new Map(),
  trainingTerms: [],
  outputTerms: [],
  ai: false,
  topic: false,
  privacy: false,
  named: '',
  signature: '',
}

/** Who trains where a sentence first tells of it, and what else is so. */
function who(own: string, previous = ''): string {
  const clause = { ...splitClauses({ start: 0, text: own, path: [], leads: [] })[0]!, previous }
  const sentence = new Sentence(clause, own, context, new Map())
  const { actor, ...rest } = whoTrains(new Telling(sentence, findLessons(own)[0]!))
  return [actor, ...Object.entries(rest).flatMap(([what, isSo]) => (isSo ? [what] : []))].join(' ')
}

test.each<[rule: string, what: string, own: string, expected: string, previous?: string]>([
  ['X4', 'the nearest before', 'we know that the vendors may train ai models', 'partner named near direct'],
  ['X4', 'in the same part', 'our partners help; recordings train ai models', 'operator'],
  ['X4', 'nobody', 'recordings are used to train ai models', 'operator'],
  ['X4', 'whose models they are', 'recordings are used to train our ai models', 'operator owned'],
  ['X4', '"our partners", whose models are their own', 'our partners may train ai models', 'partner named near direct'],
  ['X4', '"they", of the sentence before', 'they train ai models on it', 'partner named', 'we work with our partners.'],
  ['X4', 'behind', 'ai models are trained on it by our partners', 'partner named near'],
  [
    'X10',
    'the operator and partners in one',
    'we and the licensees may train ai models',
    'partner both named near direct',
  ],
  ['X10', 'who works for the operator', 'the vendors may train ai models for us', 'operator named near direct'],
])('[%s] who trains is %s: "%s"', (_rule, _what, own, expected, previous) => {
  expect(who(own, previous)).toBe(expected)
})
