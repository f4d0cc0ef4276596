import type { Channel } from './channel.ts'
import type { Condition } from './condition.ts'
import type { Day, Instant } from './day.ts'
import type { Evidence } from './evidence.ts'
import type { Layer } from './layer.ts'
import type { PositionKind } from './position.ts'
import type { FurtherQuestion, StandingQuestion } from './question.ts'
import type { Effect } from './statement.ts'

/** A service: who declares, under which names, over which hosts. */
export interface Service {
  /** The name shown, e.g. `X`. */
  readonly name: string
  /** Other names in archives and in speech, e.g. `Twitter`. */
  readonly aliases: readonly string[]
  /** Host suffixes the service's terms speak for (`x.com` covers `api.x.com`), lower case, punycode. */
  readonly hosts: readonly string[]
}

/** A statement as the rulebook keeps it: the conclusion and a pointer to the words. */
export interface RuledStatement {
  readonly effect: Effect
  readonly conditions: readonly Condition[]
  readonly channel?: Channel
  /** The region or group the statement speaks for, in the page's words, when the page holds texts for several. */
  readonly scope?: string
  /** As in `Statement`: a path pattern, lower-case product tokens, the kind of line. */
  readonly path?: string
  readonly agents?: readonly string[]
  readonly directive?: string
  readonly confidence: number
  readonly evidence: Evidence
}

export interface RuledPosition {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  readonly confidence: number
  readonly statements: readonly RuledStatement[]
  /** Where a person's word made it what it is. */
  readonly review?: PositionReview
}

/** A person's word on a position, beside what the reader had read there. It decides nothing: the position is what came of it. */
export interface PositionReview {
  /** `correct`: the position was set; `reject`: statements were taken out of it. */
  readonly verdict: 'correct' | 'reject'
  readonly read: Pick<RuledPosition, 'position' | 'conditions'>
  readonly by?: string
  readonly note?: string
}

/** Where a state was seen: one entry per collection, the earliest sighting there. */
export interface RecordRef {
  readonly collection: string
  readonly commit: string
  readonly path: string
  readonly recorded: Instant
  readonly url?: string
}

/** `stated`: the text gives the day itself; `recorded`: the first sighting stands in for it. */
export type Basis = 'stated' | 'recorded'

/**
 * How the statements of one state, each limited to paths, come to one word for one path. Absent: what the document says it says of
 * every path, and its positions are those recorded.
 * - `robots`: rules of access by the longest pattern that matches, equal ones allow (RFC 9309, section 2.2.2); statements with a
 *   `directive` apart, by directive: longest pattern, of equal ones the strictest (draft-ietf-aipref-attach-05);
 * - `longest`: longest pattern, of equal ones the strictest (RSL 1.0: the narrower content element; ai.txt: `ours`);
 * - `first`: the first that matches, in the order of the file (TDMRep);
 * - `all`: every one that matches, the strictest of them.
 */
export type Weighing = 'robots' | 'longest' | 'first' | 'all'

/**
 * One state of a document: what it says from one day to another.
 * `kind`: `first-record` opens a document; `change` is a change of the text; `technical` is what a technical record revealed,
 * in force on or before its day.
 */
export interface DocumentState {
  readonly service: string
  /** The type of terms, e.g. `Developer Terms`. */
  readonly terms: string
  /** Where the document speaks; `terms` when absent. */
  readonly layer?: Layer
  /** A part of the page that speaks for one region or group only, when the page holds several. */
  readonly part?: string
  /** The one host it speaks for, exactly, and not for its suffixes: robots.txt and its like. Absent: all hosts of the service. */
  readonly host?: string
  readonly weighing?: Weighing
  readonly from: Day
  readonly to: Day | null
  readonly basis: Basis
  /** When an archive first saw it. */
  readonly recorded: Instant
  readonly kind: 'first-record' | 'change' | 'technical'
  /** Questions whose position differs from the state before. Empty for a first record. */
  readonly moved: readonly StandingQuestion[]
  readonly positions: Readonly<Record<StandingQuestion, RuledPosition>>
  /** What it says on questions beside the standing ones; absent ones are silent. */
  readonly further?: Readonly<Partial<Record<FurtherQuestion, RuledPosition>>>
  readonly records: readonly RecordRef[]
  /** Versions within this state that flipped away and came back, collapsed. */
  readonly variants: number
}

/** A source that could not be read, and since when. */
export interface Unread {
  readonly service: string
  readonly terms: string
  /** Days the source stayed unread. */
  readonly from: Day
  readonly to: Day | null
  /** Kebab-case reason: `login-wall`, `error-page`, `language`, `empty`, `other-document`, `removed` … */
  readonly reason: string
  /** Where the source would have spoken; `terms` when absent. */
  readonly layer?: Layer
  /** The one host it would have spoken for; absent: all hosts of the service. */
  readonly host?: string
  readonly evidence?: RecordRef
}

/** What a rulebook was made from; equal inputs give equal bytes. */
export interface RulebookSource {
  readonly archive: string
  /** Commit the archive stood at. */
  readonly head: string
  /** Public address, when the archive has one. */
  readonly url?: string
  /** Licence and attribution of the records. */
  readonly attribution?: string
  /** When the newest of its records was made: how current the source is. */
  readonly lastRecorded?: Instant
}

/** The file that holds all conclusions, in memory. */
export interface Rulebook {
  readonly format: number
  readonly reader: string
  readonly sources: readonly RulebookSource[]
  readonly services: readonly Service[]
  /** Sorted by service, terms, part, from, recorded. */
  readonly states: readonly DocumentState[]
  readonly unread: readonly Unread[]
}
