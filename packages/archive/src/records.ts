import type { Instant, Issue } from '@proviso/rights'
import type { ArchiveRef } from './collection.ts'

/**
 * What a record is about: `first` sight of a document, an `update` of the page, a `technical` change of the extraction
 * (the terms may not have changed), or the document `removed` from the archive.
 */
export type RecordKind = 'first' | 'update' | 'technical' | 'removed'

/** One document touched by one commit of an archive. */
export interface ArchiveRecord {
  readonly collection: string
  /** The commit of the public archive when it is known, else the one in our store. */
  readonly commit: string
  /** The commit in our store. */
  readonly stored: string
  readonly path: string
  readonly service: string
  /** The terms type, e.g. `Privacy Policy`. */
  readonly terms: string
  /** The version's text; null when the document was removed. */
  readonly blob: string | null
  /** Author date, UTC. */
  readonly recorded: Instant
  readonly kind: RecordKind
  /** Link to the public record. */
  readonly url?: string
  /** The path this very text was moved from in the same commit (a service or terms type was renamed). */
  readonly movedFrom?: string
  /** On a `removed` record: the path the text was moved to in the same commit. */
  readonly movedTo?: string
}

/** The records of an archive and what in it was not a document. */
export interface RecordListing {
  readonly records: readonly ArchiveRecord[]
  readonly issues: readonly Issue[]
}

export async function readRecords(
  _archive: ArchiveRef,
  _options: { signal?: AbortSignal } = {},
): Promise<ArchiveRecord[]> {
  throw new Error('not yet')
}

export async function listRecords(
  _archive: ArchiveRef,
  _options: { signal?: AbortSignal } = {},
): Promise<RecordListing> {
  throw new Error('not yet')
}
