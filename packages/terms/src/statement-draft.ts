import type { Actor, Asset, Condition, Effect, Usage } from '@proviso/rights'

/** A statement before it has its place in the text, which is that of its clause. */
export interface StatementDraft {
  readonly effect: Effect
  readonly actor: Actor
  readonly usage: Usage
  readonly asset: Asset
  readonly conditions: readonly Condition[]
  readonly confidence: number
  /** An example of abuse ("harmful conduct, such as scraping"), which yields to a rule on the same thing. SPEC.md K13. */
  readonly example?: true
}

/** The question a statement answers, as `actor.usage.asset`. */
export function questionOf({ actor, usage, asset }: Pick<StatementDraft, 'actor' | 'usage' | 'asset'>): string {
  return `${actor}.${usage}.${asset}`
}
