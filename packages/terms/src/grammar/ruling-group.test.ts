import { describe, expect, test } from 'vitest'
import { forceAtEnd } from './ruling-group.ts'

/** The force that reaches the end of a stretch, and on whom, as one line. */
function atEnd(stretch: string): string | null {
  const force = forceAtEnd(stretch, new Map())
  return force === null || force === 'neutral' ? force : `${force.force} ${force.subject ?? 'nobody'}`
}

describe('the group that rules the end of a stretch', () => {
  test.each<[rule: string, what: string, stretch: string, expected: string | null]>([
    ['G1', 'the last', 'you may read and you may not', 'forbid public'],
    ['G1', 'none', 'the page', null],
    ['G7', 'none in parentheses', 'you may not (or let us) ', 'forbid public'],
    ['G7', 'none of what others are let do', 'do not use, or allow others to use, it to', 'forbid nobody'],
    ['G9', 'a disclaimer', 'we are not responsible for what you may', 'neutral'],
    ['G11', 'leave under a ban', 'we do not grant you a right to', 'forbid public'],
    ['G11', 'leave to the operator', 'you grant us the right to', 'permit operator'],
    ['G11', 'leave that users may not give', 'you shall not permit others to', 'forbid public'],
    ['G11', 'leave that somebody has', 'we have the right to', 'permit operator'],
    ['G12', 'told in passing', 'we use how people use the site to', 'practise operator'],
    ['G12', 'the doer that "by" names', 'it is used by our partners to', 'practise partner'],
    ['G12', 'no doer', 'it is used to', 'practise nobody'],
  ])('[%s] %s: "%s"', (_rule, _what, stretch, expected) => {
    expect(atEnd(stretch)).toBe(expected)
  })
})
