import { expect, test } from 'vitest'
import { mainClausesOf } from './token.ts'

test.each<[rule: string, what: string, text: string, main: string]>([
  ['G6', 'a condition', 'if you agree, we use it', ', we use it'],
  ['G6', 'an exception', 'you may not copy it except as permitted here', 'you may not copy it'],
  ['G6', 'a relative clause in between', 'a page that is old, or one', 'a page , or one'],
  ['G6', 'what the stretch ends in', 'to a provider, which may use it', 'to a provider, which may use it'],
  ['G6', 'up to an "and" with a verb of its own', 'subject to these terms and does not end', 'and does not end'],
  ['G12', 'what is used', 'we will not use what they send to train', 'we will not use what to train'],
  ['G12', 'how it came', 'you may not use data they receive to train', 'you may not use data to train'],
  ['G12', 'whom it is about', "keeping out those we've banned", 'keeping out those'],
  ['G18', 'which thing is meant', 'a file that is processed by it', 'a file'],
])('[%s] %s is set aside: "%s"', (_rule, _what, text, main) => {
  const blanked = mainClausesOf(text)
  expect(blanked.length).toBe(text.length)
  expect(blanked.replace(/\s+/g, ' ').trim()).toBe(main)
})
