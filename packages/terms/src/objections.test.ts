import { describe, expect, test } from 'vitest'
import { read } from './read.ts'

const leave = 'We use your personal data to train our AI models.'
const far = Array.from({ length: 40 }, (_, at) => `We keep the address of visit ${at} for a year.`).join('\n\n')

function positionWith(sentence: string): string {
  const { positions } = read(`# Why we use data\n\n${leave}\n\n# How long\n\n${far}\n\n# Your rights\n\n${sentence}`)
  const { position, conditions } = positions['operator.train-ai.content']
  return [position, ...conditions.map(({ kind }) => kind)].join(' ')
}

describe('an objection to AI, by its name', () => {
  test.each([
    'If you would like to object to the use of your personal data in the context of AI, write to us.',
    'If you wish to object to our processing of your information for machine learning, please use the form.',
    'You may at any time opt out of the use of your data to train models by writing to privacy@harbour.example.',
    'If you wish to object to the processing under C to L or to the use of your data in the context of AI and there is no other way (for example, in marketing emails), write to us.',
    'You also have the right to **object** to the use of your data for machine learning.',
    'You can [opt out](https://harbour.example/out) of the use of your content to train our models.',
    'You have the right to object to using your personal data for AI training.',
  ])('[N46] %s', (sentence) => expect(positionWith(sentence)).toBe('conditional opt-out'))

  test.each([
    'If you would like to object to the use of your personal data for decisions, write to us.',
    'You may object to the use of your personal data by AI for automated decision-making.',
    'You can opt out of the use of your data for advertising models.',
    'If you wish to object to processing on the ground of legitimate interests, write to us.',
    'You may object to our partners using your data to train their AI models by writing to them.',
    'You may object to the use of your personal data by third parties for AI.',
    'You can opt out of using your data for staff training.',
    'You can opt out of the use of your data for ads built with machine learning.',
    `You can opt out of ${'the use of your data for this and that, '.repeat(40)} and for AI.`,
    'You cannot object to the use of your personal data in the context of AI.',
  ])('[N46] not: %s', (sentence) => expect(positionWith(sentence)).toBe('allowed'))
})

test('[N46] a long hostile line ends', () => {
  const hostile = `If you want to object to the use of your data for AI ${'we have turned off x '.repeat(50_000)} but.`
  expect(positionWith(hostile)).toBe('allowed')
})
