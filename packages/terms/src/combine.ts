import {
  type Condition,
  type Position,
  type PositionKind,
  type Positions,
  questions,
  type Statement,
} from '@proviso/rights'

/**
 * Combines the statements of one text on one question into its position. SPEC.md P1–P6.
 * Order and repetition do not matter.
 */
export function positionOf(statements: readonly Statement[]): Position {
  if (statements.length === 0) return { position: 'silent', conditions: [], confidence: 1, statements: [] }
  const plainBan = statements.filter(
    (statement) => statement.effect === 'disallow' && statement.conditions.length === 0,
  )
  const limitedBan = statements.filter(
    (statement) => statement.effect === 'disallow' && statement.conditions.length > 0,
  )
  const plainLeave = statements.filter((statement) => statement.effect === 'allow')
  const conditional = statements.filter((statement) => statement.effect === 'conditional')
  let position: PositionKind
  let deciding: readonly Statement[]
  if (conditional.length > 0) {
    position = 'conditional' // P2
    deciding = statements
  } else if (plainBan.length > 0 && plainLeave.length > 0) {
    position = 'conditional' // P3
    deciding = [...plainBan, ...plainLeave]
  } else if (plainBan.length > 0) {
    position = 'disallowed' // P1
    deciding = [...plainBan, ...limitedBan]
  } else if (plainLeave.length > 0) {
    position = 'allowed' // P4
    deciding = [...plainLeave, ...limitedBan]
  } else {
    position = 'conditional' // P5
    deciding = limitedBan
  }
  const conditions = position === 'conditional' ? distinct(statements.flatMap((statement) => statement.conditions)) : []
  return {
    position,
    conditions,
    confidence: Math.max(...deciding.map((statement) => statement.confidence)),
    statements: deciding,
  }
}

/** The positions of one text on the five standing questions. */
export function positionsOf(statements: readonly Statement[]): Positions {
  return Object.fromEntries(
    questions.map((question) => [
      question,
      positionOf(
        statements.filter((statement) => `${statement.actor}.${statement.usage}.${statement.asset}` === question),
      ),
    ]),
  ) as unknown as Positions
}

function distinct(conditions: readonly Condition[]): Condition[] {
  const seen = new Map<string, Condition>()
  for (const condition of conditions) if (!seen.has(condition.kind)) seen.set(condition.kind, condition)
  return [...seen.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1))
}
