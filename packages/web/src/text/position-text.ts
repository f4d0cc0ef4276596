import type { Condition, PositionKind } from '@proviso/rights'

/** Words a position or an outcome is shown with. */
export type Word = PositionKind | 'unknown'

/** `conditional (opt-out, class)`: the position with the kinds of its conditions, each once. */
export function positionText(position: Word, conditions: readonly Condition[] = []): string {
  const kinds = [...new Set(conditions.map((condition) => condition.kind))]
  return kinds.length > 0 ? `${position} (${kinds.join(', ')})` : position
}
