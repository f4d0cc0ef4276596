import type { Condition } from './condition.ts'
import type { Position, PositionKind, Positions } from './position.ts'
import { questions } from './question.ts'
import type { Statement } from './statement.ts'

/** What of a statement decides. */
type Weighable = Pick<Statement, 'effect' | 'conditions' | 'confidence'>

/**
 * Combines the statements of one text on one question into its position. SPEC.md P1–P9, P15.
 * The statements kept are those that decide, the telling and surest first; confidence is that of the surest among them.
 *
 * @example
 * positionOf([]).position // 'silent'
 */
export function positionOf<S extends Weighable = Statement>(statements: readonly S[]): Position<S> {
  if (statements.length === 0) return { position: 'silent', conditions: [], confidence: 1, statements: [] } // P6
  const ordered = surestFirst(statements)
  const conditional = ordered.filter(isConditional)
  const others = ordered.filter((statement) => !isConditional(statement))
  const bans = others.filter(({ effect }) => effect === 'disallow')
  const plainBans = bans.filter(({ conditions }) => conditions.length === 0)
  const limitedBans = bans.filter(({ conditions }) => conditions.length > 0)
  const leave = others.filter(({ effect }) => effect === 'allow')
  if (conditional.length > 0) return made('conditional', [...conditional, ...others], statements) // P1
  if (plainBans.length > 0 && leave.length > 0) return made('conditional', [...plainBans, ...leave], statements) // P2
  if (plainBans.length > 0) return made('disallowed', [...plainBans, ...limitedBans], []) // P3
  if (leave.length === 0 && limitedBans.some(barsPart))
    return made('disallowed', partFirst(limitedBans), limitedBans.filter(barsPart)) // P15
  if (limitedBans.length > 0) return made('conditional', [...leave, ...limitedBans], statements) // P5
  return made('allowed', leave, []) // P4
}

/**
 * The positions of one text on the five standing questions. SPEC.md P1–P9.
 *
 * @example
 * positionsOf(reading.statements)['public.crawl.content'].position // 'disallowed'
 */
export function positionsOf(statements: readonly Statement[]): Positions {
  return Object.fromEntries(
    questions.map((question) => [
      question,
      positionOf(statements.filter(({ actor, usage, asset }) => `${actor}.${usage}.${asset}` === question)),
    ]),
  ) as unknown as Positions
}

/** Leave under a condition is no leave yet: it counts as conditional, whatever its effect is called [P1]. */
function isConditional({ effect, conditions }: Weighable): boolean {
  return effect === 'conditional' || (effect === 'allow' && conditions.length > 0)
}

/**
 * Whether a statement is a ban limited to one part or kind of the data, and to nothing else. SPEC.md P15.
 *
 * @example
 * barsPart({ effect: 'disallow', conditions: [{ kind: 'part', note: 'one kind of data only' }] }) // true
 */
export function barsPart({ effect, conditions }: Pick<Weighable, 'effect' | 'conditions'>): boolean {
  return effect === 'disallow' && conditions.length > 0 && conditions.every(({ kind }) => kind === 'part')
}

/** Bans on a part before other limited ones [P14]. */
function partFirst<S extends Weighable>(bans: readonly S[]): S[] {
  return [...bans.filter(barsPart), ...bans.filter((ban) => !barsPart(ban))]
}

/** A position, the statements that decide it, and those whose conditions it names. */
function made<S extends Weighable>(
  position: PositionKind,
  deciding: readonly S[],
  limiting: readonly S[],
): Position<S> {
  return {
    position,
    conditions: distinct(limiting.flatMap(({ conditions }) => conditions)),
    // not by spreading: a text may hold more statements than a call takes arguments
    confidence: deciding.reduce((surest, { confidence }) => Math.max(surest, confidence), 0),
    statements: deciding,
  }
}

/** The surest before the less sure, and else as they were given [P14]. */
function surestFirst<S extends Weighable>(statements: readonly S[]): S[] {
  return [...statements].sort((a, b) => b.confidence - a.confidence)
}

/** One condition of each kind, the one that comes first, sorted by kind. */
function distinct(conditions: readonly Condition[]): Condition[] {
  const seen = new Map<string, Condition>()
  for (const condition of conditions) if (!seen.has(condition.kind)) seen.set(condition.kind, condition)
  return [...seen.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1))
}
