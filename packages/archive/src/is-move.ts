import type { RuledPosition } from '@proviso/rights'

/**
 * Whether one position moves to the other: another position, another kind of condition (`opt-in` to `opt-out` is a move, one more
 * condition beside the old one is not), or a ban on a part where all was barred, and the other way round. SPEC.md T11.
 */
export function isMove(before: Taken, after: Taken): boolean {
  if (before.position !== after.position) return true
  if (after.position === 'disallowed') return (before.conditions.length === 0) !== (after.conditions.length === 0)
  if (after.position !== 'conditional') return false
  const kinds = new Set(before.conditions.map(({ kind }) => kind))
  return kinds.size > 0 && after.conditions.length > 0 && !after.conditions.some(({ kind }) => kinds.has(kind))
}

type Taken = Pick<RuledPosition, 'position' | 'conditions'>
