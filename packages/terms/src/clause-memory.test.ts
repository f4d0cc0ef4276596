import { describe, expect, test } from 'vitest'
import { type Clause, clauseText } from './clause.ts'
import { ClauseMemory, type Readings, recall } from './clause-memory.ts'
import type { Context } from './context.ts'

const own = 'They may not train on it.'
const before = 'We pick partners. '
const clause: Clause = {
  plain: { text: before + own, at: Int32Array.from({ length: before.length + own.length + 1 }, (_, at) => at) },
  from: before.length,
  to: before.length + own.length,
  leads: ['You may not:'],
  path: ['Rules', 'Do we train?'],
  question: 'Do we train?',
  previous: 'We pick partners.',
  next: 'You can object.',
  later: 'Write to us.',
  underQuestion: false,
  afterQuestion: false,
  excepts: false,
}
const context: Context = {
  names: new Map([['example', 'operator']]),
  named: 'example:operator',
  trainingTerms: ['Model Development'],
  outputTerms: ['Drafts'],
  ai: true,
  topic: true,
  privacy: false,
  signature: 'all of it',
}

/** Each thing a reading may ask for, and the same clause in its text with only that thing changed. */
const askable: readonly (readonly [
  what: string,
  ask: (clause: Clause, context: Context) => unknown,
  changed: readonly [Clause, Context],
])[] = [
  ['previous', (one) => one.previous, [{ ...clause, previous: 'We pick suppliers.' }, context]],
  ['next', (one) => one.next, [{ ...clause, next: '' }, context]],
  ['later', (one) => one.later, [{ ...clause, later: '' }, context]],
  ['leads', (one) => one.leads.at(-1), [{ ...clause, leads: [] }, context]],
  ['path', (one) => one.path.join(' '), [{ ...clause, path: ['Rules'] }, context]],
  ['question', (one) => one.question, [{ ...clause, question: '' }, context]],
  ['whether a lead-in asks', (one) => one.underQuestion, [{ ...clause, underQuestion: true }, context]],
  ['whether the sentence before asks', (one) => one.afterQuestion, [{ ...clause, afterQuestion: true }, context]],
  ['whether a lead-in excepts', (one) => one.excepts, [{ ...clause, excepts: true }, context]],
  [
    'names, once looked at',
    (_, text) => new Map(text.names).get('example'),
    [clause, { ...context, names: new Map([['example', 'partner']]), named: 'example:partner' }],
  ],
  ['names, by one name', (_, text) => text.names.has('other'), [clause, { ...context, names: new Map(), named: '' }]],
  ['the training terms', (_, text) => [...text.trainingTerms].join(), [clause, { ...context, trainingTerms: [] }]],
  ['the output terms', (_, text) => [...text.outputTerms].join(), [clause, { ...context, outputTerms: [] }]],
  ['ai', (_, text) => text.ai, [clause, { ...context, ai: false }]],
  ['topic', (_, text) => text.topic, [clause, { ...context, topic: false }]],
  ['privacy', (_, text) => text.privacy, [clause, { ...context, privacy: true }]],
]

describe('[M5] a clause is read again when something its reading looked at has changed', () => {
  test.each(askable)('%s', (_, ask, changed) => {
    const readings: Readings<unknown> = []
    const found = recall(readings, clause, context, ask)
    const again = (...given: readonly [Clause, Context]) => [ask(...given), 'read again']
    expect(recall(readings, clause, context, again)).toEqual(found)
    expect(recall(readings, ...changed, again)).toEqual([ask(...changed), 'read again'])
    // what it was is still known
    expect(recall(readings, clause, context, again)).toEqual(found)
  })

  test.each(askable)('and not when only others have: %s', (what, _, changed) => {
    for (const [other, ask] of askable) {
      if (other.split(',')[0] === what.split(',')[0]) continue
      const readings: Readings<unknown> = []
      const found = recall(readings, clause, context, ask)
      expect(recall(readings, ...changed, () => 'read again')).toEqual(found)
    }
  })

  test('names that are handed on and not looked at do not count', () => {
    const readings: Readings<unknown> = []
    recall(readings, clause, context, (_, text) => [text.names].length)
    const others = { ...context, names: new Map(), named: '' }
    expect(recall(readings, clause, others, () => 'read again')).toBe(1)
  })

  test('the passage around a clause is out of sight', () => {
    const seen = recall([], clause, context, (one) => [clauseText(one), one.plain.text, one.from, one.to])
    expect(seen).toEqual([own, own, 0, own.length])
  })
})

test('[M3] clauses not asked for are forgotten, those asked for are kept', () => {
  const memory = new ClauseMemory<string>({ most: 2_000 })
  const numbered = (number: number): Clause => {
    const text = `Rule ${number}.`
    return { ...clause, plain: { text, at: new Int32Array(text.length + 1) }, from: 0, to: text.length }
  }
  const kept = memory.of(numbered(0))
  const gone = memory.of(numbered(1))
  for (let number = 2; number < 100; number++) {
    memory.of(numbered(number))
    expect(memory.of(numbered(0))).toBe(kept)
  }
  expect(memory.of(numbered(1))).not.toBe(gone)
})
