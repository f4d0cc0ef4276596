import { actors, channels, usages } from '@proviso/rights'
import { expect, test } from 'vitest'
import { obtainedText, questionText } from './question-text.ts'

test('every question is a sentence without tokens', () => {
  const sentences = actors.flatMap((actor) => usages.map((usage) => questionText({ actor, usage })))
  expect(new Set(sentences).size).toBe(actors.length * usages.length)
  for (const sentence of sentences) expect(sentence).toMatch(/^May (the public|the operator|a partner) [A-Za-z ]+\?$/)
  expect(questionText({ actor: 'public', usage: 'train-ai' })).toBe('May the public train AI on it?')
  expect(channels.map(obtainedText)).toEqual([
    'obtained on the web',
    'obtained through an API',
    'obtained under a licence',
  ])
})

test('what a report of another program names is told as it stands', () => {
  expect(questionText({ actor: 'nobody', usage: 'toString' })).toBe('May nobody use it for toString?')
  expect(obtainedText('pigeon')).toBe('obtained through pigeon')
})
