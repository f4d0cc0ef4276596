import type { Condition } from './condition.ts'
import type { StandingQuestion } from './question.ts'
import type { Statement } from './statement.ts'

/** What one text says on one question. */
export type PositionKind = 'allowed' | 'conditional' | 'disallowed' | 'silent'

/** A position with the statements that made it; `S` differs between a reading (offsets) and a rulebook (evidence). */
export interface Position<S = Statement> {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  readonly confidence: number
  readonly statements: readonly S[]
}

/** One position per standing question. */
export type Positions<S = Statement> = Readonly<Record<StandingQuestion, Position<S>>>

const rank: Readonly<Record<PositionKind, number>> = { silent: 0, allowed: 1, conditional: 2, disallowed: 3 }

/**
 * The stricter of two positions: `disallowed`, `conditional`, `allowed`; silence yields to any of them. SPEC.md C1.
 * @example
 * stricterPosition('silent', 'allowed') // 'allowed'
 */
export function stricterPosition(a: PositionKind, b: PositionKind): PositionKind {
  return rank[a] >= rank[b] ? a : b
}
