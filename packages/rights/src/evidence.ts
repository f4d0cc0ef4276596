import type { Instant } from './day.ts'

/** Where a statement stands in a public record: enough to find the words again. */
export interface Evidence {
  /** The archive that holds the version, e.g. `contrib-versions`. */
  readonly archive: string
  /** Path of the document in that archive, e.g. `Twitter/Developer Terms.md`. */
  readonly path: string
  /** The commit of the public archive that first held this version. */
  readonly version: string
  /** When that archive recorded the version. */
  readonly recorded: Instant
  /** UTF-16 code units of the stored text, half open. */
  readonly start: number
  readonly end: number
  /** Section path, outermost heading first. */
  readonly section: readonly string[]
  /** The exact words; absent in a rulebook that holds pointers only. */
  readonly quote?: string
  /** First 16 hexadecimal digits of the SHA-256 of the quote in UTF-8: proves a quote found later is the one meant. */
  readonly quoteHash: string
  /** A link to the public record, where one is known. */
  readonly url?: string
}
