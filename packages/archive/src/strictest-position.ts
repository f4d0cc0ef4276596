import { letsSome, type PositionKind, strictestOf } from '@proviso/rights'
import { type CondensedPosition, positionKey, silent } from './condensed-reading.ts'

/** From silence to a ban. */
export const strictness: Readonly<Record<PositionKind, number>> = {
  silent: 0,
  allowed: 1,
  conditional: 2,
  disallowed: 3,
}

/** How strict a position is: a ban on a part is less than one on all. */
export function strictnessOf({ position, conditions }: Pick<CondensedPosition, 'position' | 'conditions'>): number {
  return position === 'disallowed' && conditions.length > 0 ? strictness.disallowed - 0.5 : strictness[position]
}

/** Several positions on one question in force at once: the strictest stands, with the statements of those that say it. SPEC.md T5. */
export function strictestPosition(positions: readonly CondensedPosition[]): CondensedPosition {
  const said = positions.filter(({ position }) => position !== 'silent')
  const { position, conditions, makes } = strictestOf(
    said.map((one) => ({ ...one, lets: letsSome(one.position, one.statements) })),
  )
  const standing = said.filter(makes)
  const [first] = standing
  if (first === undefined) return silent
  if (standing.length === 1 && first.position === position) return first
  const kinds = new Map(conditions.map((condition) => [condition.kind, condition]))
  const merged = [...kinds.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1))
  return {
    position,
    conditions: merged,
    confidence: Math.max(...standing.map(({ confidence }) => confidence)),
    statements: standing.flatMap(({ statements }) => statements),
    key: positionKey(position, merged),
    wording: [...new Set(standing.map(({ wording }) => wording))].sort().join('+'),
  }
}
