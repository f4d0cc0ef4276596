import { expect, test } from 'vitest'
import { type Outcome, outcomes, stricterOutcome } from './outcome.ts'

test('[O5] disallowed, unknown, conditional, allowed', () => {
  const strictestFirst: Outcome[] = ['disallowed', 'unknown', 'conditional', 'allowed']
  expect([...outcomes].sort((a, b) => (stricterOutcome(a, b) === a ? -1 : 1))).toEqual(strictestFirst)
  for (const a of outcomes) for (const b of outcomes) expect(stricterOutcome(a, b)).toBe(stricterOutcome(b, a))
})
