import type { Condition } from './condition.ts'
import { type PositionKind, stricterPosition } from './position.ts'
import type { Effect } from './statement.ts'

/** What one document, or one part of a page, says beside others. */
export interface Spoken {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  /** Whether something is let or claimed, plain or under a condition: bans within limits let nothing. */
  readonly lets: boolean
}

/** What several that are in force together come to. */
export interface Strictest {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  /** Whether one of them makes the position. */
  readonly makes: (one: Pick<Spoken, 'position'>) => boolean
}

/**
 * The strictest of what several say together; a ban on a part alone is a condition where another lets something. SPEC.md C1, C5, C8.
 * @example
 * strictestOf([{ position: 'allowed', conditions: [], lets: true }, { position: 'disallowed', conditions: [{ kind: 'part' }], lets: false }])
 * // { position: 'conditional', conditions: [{ kind: 'part' }], … }
 */
export function strictestOf(spoken: readonly Spoken[]): Strictest {
  let position: PositionKind = 'silent'
  for (const one of spoken) position = stricterPosition(position, one.position)
  const partly = position === 'disallowed' && spoken.some(({ lets }) => lets) && spoken.every(barsPartAtMost)
  if (partly) position = 'conditional'
  const makes = (one: Pick<Spoken, 'position'>) =>
    one.position === position || (partly && one.position === 'disallowed')
  return { position, makes, conditions: together(position, spoken.filter(makes)) }
}

/**
 * Whether a position lets something: one that bans alone make does not, one without statements (a review's, a file's silence) does
 * where it does not bar.
 */
export function letsSome(position: PositionKind, statements: readonly { readonly effect: Effect }[]): boolean {
  return (
    position !== 'disallowed' && (statements.length === 0 || statements.some(({ effect }) => effect !== 'disallow'))
  )
}

/** Whether a position bars no more than parts of the data [P15]. */
function barsPartAtMost({ position, conditions }: Spoken): boolean {
  return position !== 'disallowed' || (conditions.length > 0 && conditions.every(({ kind }) => kind === 'part'))
}

/** The conditions that several come to, each once; a plain ban leaves no part out, so that beside one the parts of others are none [C5]. */
export function together(
  position: PositionKind | 'unknown',
  named: readonly { readonly conditions: readonly Condition[] }[],
): readonly Condition[] {
  if (position === 'disallowed' && named.some(({ conditions }) => conditions.length === 0)) return []
  return union(named.flatMap(({ conditions }) => conditions))
}

/** Conditions each once, sorted. */
export function union(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.length === 0) return conditions
  const byText = new Map(conditions.map((condition) => [`${condition.kind}\n${condition.note ?? ''}`, condition]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, condition]) => condition)
}
