import { describe, expect, test } from 'vitest'
import { outputTermsOf, patternOf } from './defined-term.ts'
import { read } from './read.ts'

describe('[N36] terms for what an AI makes', () => {
  test.each<[string, string[]]>([
    ['The pictures our model draws for you are your "Creations".', ['Creations']],
    ['Whatever text comes back to you is called the "Results".', ['Results']],
    ['“Generated Tunes” means music that the Service composes at your request.', ['Generated Tunes']],
    ['**"Layers"** means the maps which the engine renders from your photographs.', ['Layers']],
    ['The portraits ("Avatars") are put together by an AI from your selfies.', ['Avatars']],
    ['Each estimate is computed by a machine learning model (an "Estimate").', ['Estimate']],
  ])('%s', (line, terms) => expect(outputTermsOf(line)).toEqual(terms))

  test.each([
    'Texts written by users of the forum are called "Posts".',
    'Results of matches that our referees record are called "Results".',
    '"Service" means the platform that generates pictures by means of AI models.',
    'What you type for the model to answer is called "Prompts".',
    'The report we make for you each month is called a "Report".',
    'Results that members of the panel produced are called "Results".',
  ])('none: %s', (line) => expect(outputTermsOf(line)).toEqual([]))

  test('what is barred with them is training on output, in the singular or by a pronoun too', () => {
    const defined = 'The pictures our model draws for you are your "Layers".\n\n'
    for (const ban of [
      'You may not use a Layer to train an AI model.',
      'You own Layers. You may not use them to train any AI model.',
    ]) {
      const { positions } = read(defined + ban, { encoder: false })
      expect(positions['public.train-ai.output'].position).toBe('disallowed')
      expect(positions['public.train-ai.content'].position).toBe('silent')
    }
  })
})

test('[N36] a term is found as it is written, in small letters, in the singular and the plural', () => {
  const pattern = patternOf(['Damage Estimates'])
  expect(['a damage estimate', 'damage estimates', 'damages', 'estimates'].map((text) => pattern?.test(text))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(patternOf([])).toBeNull()
})
