import { expect, test } from 'vitest'
import { headingForce } from './heading-force.ts'

test.each<[rule: string, heading: string, expected: string | null]>([
  ['G5', 'prohibited conduct', 'forbid public'],
  ['G5', 'what we never do', 'forbid operator'],
  ['G5', 'we do this', 'practise operator'],
  ['G5', 'purposes', 'practise operator'],
  ['G5', 'contact', null],
  ['G13', 'what is allowed, and what is prohibited elsewhere', null],
  ['G13', 'how to report abuse', null],
])('[%s] the heading "%s": %s', (_rule, heading, expected) => {
  const force = headingForce(heading)
  expect(force && `${force.force} ${force.subject}`).toBe(expected)
})
