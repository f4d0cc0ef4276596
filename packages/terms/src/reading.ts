import type { Day, Issue, Positions, Statement } from '@proviso/rights'

/** A day the text states about itself, with the words that state it. */
export interface StatedDay {
  readonly day: Day
  /** `effective`: in force from; `until`: in force until; `updated`: last changed; `as-of`: describes that day. */
  readonly kind: 'effective' | 'until' | 'updated' | 'as-of'
  readonly start: number
  readonly end: number
}

/**
 * One text on a page. Most pages hold one; some hold the text in force and the one announced, or texts for several regions.
 * Offsets are UTF-16 code units of the text that was read.
 */
export interface Part {
  readonly start: number
  readonly end: number
  /** The region or group the part speaks for, in the page's words; absent when it speaks for all. */
  readonly scope?: string
  /** The day the part states it comes into force. */
  readonly effective?: Day
  /** The day the part states it ends. */
  readonly until?: Day
  /** The day the part states it was last updated. */
  readonly updated?: Day
  readonly positions: Positions
}

/** What reading one text gives. A text in a language the reader cannot read has no parts and an `unread` reason. */
export interface Reading {
  /** Version of the reader: equal text and equal version give equal readings. */
  readonly reader: string
  /** ISO 639-1 code, or `und`. */
  readonly language: string
  /** Why the text was not read: `language`, `empty`, `login-wall`, `error-page`, `too-large`, `binary` … */
  readonly unread?: string
  readonly parts: readonly Part[]
  readonly statements: readonly Statement[]
  /** The positions of the page as a whole: parts combined (see SPEC.md). */
  readonly positions: Positions
  readonly stated: readonly StatedDay[]
  readonly issues: readonly Issue[]
}
