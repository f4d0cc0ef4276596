import type { Condition, Effect, Statement } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import type { Heard } from './learned/encoder.ts'
import { learnedEffects, learnedQuestions } from './learned/index.ts'
import { type Ruled, reconsider } from './reconsider.ts'

const question = 'operator.train-ai.content'
const oneKind: Condition = { kind: 'class', note: 'one kind of data only' }

/** A statement of a rule on operators' training in a clause of which the encoder hears these likelihoods. */
function ruled(
  effect: Effect,
  likely: Partial<Record<Effect | 'nothing', number>>,
  conditions: Condition[] = [],
): Ruled {
  const statement: Statement = {
    start: 10,
    end: 20,
    section: [],
    quote: 'the clause',
    effect,
    actor: 'operator',
    usage: 'train-ai',
    asset: 'content',
    conditions,
    confidence: 0.95,
  }
  const probabilities = learnedEffects.map((one) => likely[one ?? 'nothing'] ?? 0)
  const most = Math.max(...probabilities)
  const heard: Heard = { effect: learnedEffects[probabilities.indexOf(most)]!, probability: most, probabilities }
  const silence: Heard = { effect: null, probability: 1, probabilities: [1, 0, 0, 0] }
  return {
    statement,
    doubt: {
      questions: new Set(),
      words: { own: '', lead: '', heading: '', previous: '', next: '', signs: [] },
      ruled: [],
      choices: { operator: [], partner: [] },
      limits: { 'train-ai': [], crawl: [] },
      from: 0,
      to: 10,
      heard: learnedQuestions.map((name) => (name === question ? heard : silence)),
    },
  }
}

const effects = (read: readonly Ruled[]) => reconsider(read).map(({ effect }) => effect)

describe('what rules read, heard once more', () => {
  test.each<[string, Ruled[], Effect[]]>([
    ['surely nothing', [ruled('allow', { nothing: 0.98, allow: 0.02 })], []],
    ['perhaps nothing', [ruled('allow', { nothing: 0.9, allow: 0.1 })], ['allow']],
    ['nothing in each clause', [ruled('allow', { nothing: 0.99 }), ruled('disallow', { nothing: 0.98 })], []],
    [
      'nothing in one',
      [ruled('allow', { nothing: 0.99 }), ruled('disallow', { disallow: 0.6 })],
      ['allow', 'disallow'],
    ],
    ['a clause it is not told of', [{ ...ruled('allow', {}), doubt: null }], ['allow']],
  ])('[Q8] %s', (_, read, expected) => expect(effects(read)).toEqual(expected))

  test.each<[string, Ruled[], Effect[]]>([
    ['surely a ban', [ruled('allow', { disallow: 0.98 })], ['disallow']],
    ['perhaps a ban', [ruled('allow', { disallow: 0.9 })], ['allow']],
    [
      'a ban, and a clause it is less sure of',
      [ruled('allow', { disallow: 0.99 }), ruled('allow', { allow: 0.6 })],
      ['allow', 'allow'],
    ],
    [
      'each clause of its own',
      [ruled('allow', { disallow: 0.99 }), ruled('allow', { allow: 0.99 })],
      ['disallow', 'allow'],
    ],
  ])('[Q9] %s', (_, read, expected) => expect(effects(read)).toEqual(expected))

  test('[Q9] what comes to the same position stays as the rule has it', () => {
    const read = ruled('disallow', { conditional: 0.99 }, [oneKind])
    expect(reconsider([read])).toEqual([read.statement])
  })

  test('[Q6, Q9] what is corrected keeps its place and its words, and is never as sure as a rule', () => {
    const read = ruled('allow', { disallow: 0.99 })
    expect(reconsider([read])).toEqual([{ ...read.statement, effect: 'disallow', confidence: 0.75 }])
  })

  test('[Q8] of a question that rules read in very many clauses none is heard', () => {
    const read = Array.from({ length: 21 }, () => ruled('allow', { nothing: 1 }))
    expect(effects(read)).toHaveLength(21)
  })
})
