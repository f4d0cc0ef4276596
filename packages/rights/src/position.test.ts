import { expect, test } from 'vitest'
import { type PositionKind, stricterPosition } from './position.ts'

const strictestFirst: PositionKind[] = ['disallowed', 'conditional', 'allowed', 'silent']

test.each(strictestFirst)('[C1] %s against the others', (position) => {
  for (const other of strictestFirst) {
    const stricter = strictestFirst[Math.min(strictestFirst.indexOf(position), strictestFirst.indexOf(other))]
    expect(stricterPosition(position, other)).toBe(stricter)
    expect(stricterPosition(other, position)).toBe(stricter)
  }
})
