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
