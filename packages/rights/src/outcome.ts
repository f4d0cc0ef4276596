/** What a decision, or a part of it, comes to. */
export type Outcome = 'allowed' | 'conditional' | 'disallowed' | 'unknown'

/** Loosest first: an answer that permits needs all that it rests on to be known [O5]. */
export const outcomes: readonly Outcome[] = ['allowed', 'conditional', 'unknown', 'disallowed']

const rank: Readonly<Record<Outcome, number>> = { allowed: 0, conditional: 1, unknown: 2, disallowed: 3 }

/**
 * The stricter of two outcomes: `disallowed`, `unknown`, `conditional`, `allowed`. SPEC.md O5.
 * @example
 * stricterOutcome('allowed', 'unknown') // 'unknown'
 */
export function stricterOutcome(a: Outcome, b: Outcome): Outcome {
  return rank[a] >= rank[b] ? a : b
}
