import type { Actor } from './actor.ts'
import type { Asset } from './asset.ts'
import type { Channel } from './channel.ts'
import type { Condition } from './condition.ts'
import type { Day, Instant } from './day.ts'
import type { Layer } from './layer.ts'
import type { Outcome } from './outcome.ts'
import type { PositionKind } from './position.ts'
import type { HeardQuestion } from './question.ts'
import type { Basis, PositionReview, RuledStatement, Unread } from './rulebook.ts'
import type { Usage } from './usage.ts'

/** The part of a question that stays the same over many hosts and days. */
export interface FixedQuestion {
  readonly usage: Usage
  readonly actor: Actor
  readonly channel: Channel
  /** `content` when absent. */
  readonly asset?: Asset
  /** The product token of the crawler that asks, in any case; absent: somebody who has not said a name [S7]. */
  readonly agent?: string
  /** The day the caller calls today, for profiles that read it. */
  readonly today?: Day
}

/** One question: may this actor put this asset to this usage, obtained through this channel on this day? */
export interface Asked extends FixedQuestion {
  /** Lower case, punycode, no port, no trailing dot. */
  readonly host: string
  /** Path and query as requested, `/` when absent; terms speak for whole hosts and do not look at it [H5, S2]. */
  readonly path?: string
  readonly on: Day
}

/** A statement and the state of the document it stands in. */
export interface Because {
  readonly layer: Layer
  readonly service: string
  readonly terms: string
  readonly part?: string
  /** The one host the document speaks for, when it does. */
  readonly host?: string
  readonly from: Day
  readonly to: Day | null
  readonly basis: Basis
  readonly recorded: Instant
  readonly question: HeardQuestion
  /** What the document says on the question through the channel asked. */
  readonly position: PositionKind
  /** Where a person corrected that, or rejected a statement of it [L8]. */
  readonly review?: PositionReview
  /** Absent when a reviewer set the position and named no words, and when a robots.txt allows by saying nothing [S6]. */
  readonly statement?: RuledStatement
}

/**
 * Why a part came out as it did: `stated` by the statements in `because`; `own` or `licensed`: obtaining is not in question;
 * `not-reserved`:
 * the profile allows what nobody reserved [Y9]; any other: why it is unknown.
 */
export type Reason =
  | 'stated'
  | 'own'
  | 'licensed'
  | 'not-reserved'
  | 'silent'
  | 'unread'
  | 'before-first-record'
  | 'not-in-force'
  | 'no-document'
  | 'no-question'
  | 'no-service'
  | 'no-day'

/** One part of a decision: obtaining the asset, or using it. */
export interface DecisionPart {
  readonly outcome: Outcome
  readonly reason: Reason
  /** What a conditional outcome turns on, or the parts that a ban on a part bars; sorted by kind. */
  readonly conditions: readonly Condition[]
  readonly because: readonly Because[]
}

/** The answer to one question: the stricter of its two parts, with what made it, what said otherwise and what went unread. */
export interface Decision {
  readonly outcome: Outcome
  readonly obtaining: DecisionPart
  readonly using: DecisionPart
  /** Statements on the same question that said otherwise. */
  readonly conflicts: readonly Because[]
  readonly unread: readonly Unread[]
  /** Names of the services the host belongs to. */
  readonly services: readonly string[]
}
