import type { Actor, Asset, Condition, Effect, Usage } from '@proviso/rights'

/** A statement before it has its place in the text: offsets are of the clause's plain text. */
export interface StatementDraft {
  readonly effect: Effect
  readonly actor: Actor
  readonly usage: Usage
  readonly asset: Asset
  readonly conditions: readonly Condition[]
  readonly confidence: number
  readonly from: number
  readonly to: number
}
