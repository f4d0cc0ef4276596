import { describe, expect, test } from 'vitest'
import { contextOf } from '../context.ts'
import { LineMemory, scanLines } from '../line.ts'
import { read } from '../read.ts'
import { clausesOf, decodeModel, featuresOf, learnedEffects, learnedQuestions, weigh } from './index.ts'
import { written } from './weights.ts'

const featuresIn = (text: string) => clausesOf(text).map(({ clause, context }) => featuresOf(clause, context))
const model = decodeModel(written)

describe('features', () => {
  test('[Q2] equal clauses show equal features, in equal order', () => {
    const text = 'We keep recordings and train our models on them.'
    expect(featuresIn(text)).toEqual(featuresIn(`${text}`))
    expect(featuresIn(text)[0]).toContain('doer:operator')
  })

  test('[Q2] a clause that does not speak of AI shows none', () => {
    const lines = scanLines('We keep boats.', new LineMemory())
    expect(clausesOf('We keep boats.')).toEqual([])
    expect(contextOf(lines).ai).toBe(false)
  })
})

describe('the model', () => {
  test('[Q3] has a weight for every feature, question and effect', () => {
    expect(model.weights.length).toBe((model.places.size + 1) * learnedQuestions.length * learnedEffects.length)
  })

  test('[Q3] likelihoods are those of the weights', () => {
    const small = decodeModel({
      features: 'a',
      // bias: nothing; feature `a`: an allow of the second question, by 96 steps of 1/48
      weights: Buffer.from(Int8Array.from({ length: 2 * 20 }, (_, at) => (at === 20 + 4 + 1 ? 96 : 0)).buffer).toString(
        'base64',
      ),
      step: 1 / 48,
    })
    const [first, second] = weigh(small, ['a', 'unheard of'])
    expect(first).toEqual({ effect: null, probability: 0.25 })
    expect(second?.effect).toBe('allow')
    expect(second?.probability).toBeCloseTo(Math.exp(2) / (Math.exp(2) + 3), 12)
  })
})

describe('second opinions', () => {
  const surmised = 'The maker of the language model behind this feature keeps what is typed and learns from it.'

  test('[Q1] a rule that reads the question leaves no room for one', () => {
    const ruled = 'You agree that we may use your content to train our AI models.'
    const { statements } = read(`${ruled}\n\n${surmised}`)
    expect(statements.filter(({ actor }) => actor === 'operator').map(({ quote }) => quote)).toEqual([ruled])
  })

  test('[Q4] [Q5] what is surmised is likely, and never as sure as a rule', () => {
    for (const { clause, context } of clausesOf(surmised)) {
      const likely = weigh(model, featuresOf(clause, context) ?? []).filter(
        ({ effect, probability }) => effect !== null && probability >= 0.7,
      )
      expect(read(surmised).statements.length).toBe(likely.length)
    }
    for (const { confidence } of read(surmised).statements) expect(confidence).toBeLessThanOrEqual(0.75)
  })
})
