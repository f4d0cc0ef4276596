import type { Condition, PositionKind } from '@proviso/rights'
import { type CondensedPosition, positionKey, silent } from './condensed-reading.ts'

/** From silence to a ban. */
export const strictness: Readonly<Record<PositionKind, number>> = {
  silent: 0,
  allowed: 1,
  conditional: 2,
  disallowed: 3,
}

/** Several positions on one question in force at once: the strictest stands, with the statements of those that say it. SPEC.md T5. */
export function strictestPosition(positions: readonly CondensedPosition[]): CondensedPosition {
  const strictest = Math.max(0, ...positions.map(({ position }) => strictness[position]))
  const standing = positions.filter(({ position }) => strictness[position] === strictest)
  const [first] = standing
  if (first === undefined || strictest === 0) return silent
  if (standing.length === 1) return first
  const conditions = new Map<string, Condition>()
  for (const position of standing)
    for (const condition of position.conditions) conditions.set(condition.kind, condition)
  const merged = [...conditions.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1))
  return {
    position: first.position,
    conditions: merged,
    confidence: Math.max(...standing.map(({ confidence }) => confidence)),
    statements: standing.flatMap(({ statements }) => statements),
    key: positionKey(first.position, merged),
    wording: [...new Set(standing.map(({ wording }) => wording))].sort().join('+'),
  }
}
