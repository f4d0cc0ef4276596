import { isAscii } from 'node:buffer'
import type { Reading } from '@proviso/terms'
import type { ArchiveRef } from './collection.ts'
import { type CondensedReading, condense, createWordsMemory, type WordsMemory } from './condensed-reading.ts'
import type { DocumentRecords } from './document.ts'
import { type Timeline, timelineOf } from './timeline.ts'
import { readBlobs } from './versions.ts'

/** Reads one text of terms. */
export interface ReadTerms {
  (text: string): Reading
  /** The same from its bytes, for a reader that need not decode what it has read before. */
  readonly utf8?: (bytes: Buffer) => Reading
}

export interface ReadDocumentsOptions {
  readonly archives: readonly ArchiveRef[]
  readonly read: ReadTerms
  readonly words?: WordsMemory
  /** Called for every version read, with its size in bytes. */
  readonly onVersion?: (bytes: number) => void
  readonly signal?: AbortSignal
}

/**
 * Reads every distinct version of a batch of documents once, in the order of their records, and makes the timelines.
 * Texts stream by and are not kept. Throws what `readBlobs` throws.
 */
export async function readDocuments(
  documents: readonly DocumentRecords[],
  { archives, read, words = createWordsMemory(), onVersion, signal }: ReadDocumentsOptions,
): Promise<Timeline[]> {
  const asked = new Map<string, string[]>()
  const seen = new Set<string>()
  for (const { records } of documents) {
    for (const { blob, collection } of records) {
      if (blob === null || seen.has(blob)) continue
      seen.add(blob)
      const list = asked.get(collection)
      if (list === undefined) asked.set(collection, [blob])
      else list.push(blob)
    }
  }
  const readings = new Map<string, CondensedReading>()
  for (const [collection, blobs] of asked) {
    const archive = archives.find(({ name }) => name === collection)
    if (archive === undefined) throw new RangeError(`no archive is named ${collection}`)
    await readBlobs(
      archive,
      blobs,
      (blob, bytes, size) => {
        readings.set(blob, readVersion(bytes, size, read, words))
        onVersion?.(size)
      },
      signal === undefined ? {} : { signal },
    )
  }
  return documents.map(({ service, terms, records }) =>
    timelineOf(
      service,
      terms,
      records.map((record) => ({ record, reading: record.blob === null ? null : readings.get(record.blob)! })),
    ),
  )
}

function readVersion(bytes: Buffer, size: number, read: ReadTerms, words: WordsMemory): CondensedReading {
  if (bytes.length < size) return { unread: 'too-large', length: size, stated: [], parts: [] }
  const reading = read.utf8?.(bytes)
  // the last part ends where the text does; what was not read has no parts
  const end = reading?.parts.at(-1)?.end
  if (reading !== undefined && end !== undefined) return condense(reading, end, words)
  const text = isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8')
  return condense(reading ?? read(text), text.length, words)
}
