import type { Actor } from './actor.ts'
import type { Asset } from './asset.ts'
import type { Channel } from './channel.ts'
import type { Condition } from './condition.ts'
import type { Usage } from './usage.ts'

/** What a statement does to a usage. */
export type Effect = 'allow' | 'disallow' | 'conditional'

/**
 * One declaring party's word on one usage by one actor of one kind of asset, as found in one text.
 * Offsets are UTF-16 code units of the text that was read; `quote === text.slice(start, end)`, always.
 */
export interface Statement {
  readonly effect: Effect
  readonly actor: Actor
  readonly usage: Usage
  readonly asset: Asset
  readonly conditions: readonly Condition[]
  /** The channel the statement is limited to; absent when it speaks of every channel. */
  readonly channel?: Channel
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly section: readonly string[]
  /** 0 to 1: how sure the reader is. */
  readonly confidence: number
}
