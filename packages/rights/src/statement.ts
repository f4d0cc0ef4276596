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
  /** An RFC 9309 path pattern (`*`, final `$`) the statement is limited to; absent: everything the document speaks for. */
  readonly path?: string
  /** Lower-case product tokens the statement is limited to; absent: everyone (in a file of groups: who has no group of his own). */
  readonly agents?: readonly string[]
  /**
   * The kind of line that says it, lower case, where one file has several kinds that are weighed apart: `content-usage`,
   * `content-signal`. Absent: a rule of access (`Allow`, `Disallow`), or a file of one kind.
   */
  readonly directive?: string
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly section: readonly string[]
  /** 0 to 1: how sure the reader is. */
  readonly confidence: number
}
