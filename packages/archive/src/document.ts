import { createHash } from 'node:crypto'
import type { ArchiveRecord } from './records.ts'
import { timelineVersion } from './timeline.ts'

/** All records of one service's terms of one type, whatever the collection and the name. */
export interface DocumentRecords {
  readonly service: string
  readonly terms: string
  /** Oldest first. */
  readonly records: readonly ArchiveRecord[]
}

/** Groups records by document after names are folded; sorted by service and terms, in any order of archives. SPEC.md T1. */
export function documentsOf(
  records: Iterable<ArchiveRecord>,
  canonical: (service: string) => string,
): DocumentRecords[] {
  const documents = new Map<string, { service: string; terms: string; records: ArchiveRecord[] }>()
  for (const record of records) {
    const service = canonical(record.service)
    const key = `${service}\0${record.terms}`
    const document = documents.get(key)
    if (document === undefined) documents.set(key, { service, terms: record.terms, records: [record] })
    else document.records.push(record)
  }
  const sorted = [...documents.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, document]) => document)
  for (const { records } of sorted) {
    // Array.sort keeps the log's order among equal times
    records.sort(
      (a, b) =>
        Date.parse(a.recorded) - Date.parse(b.recorded) ||
        (a.collection < b.collection ? -1 : a.collection > b.collection ? 1 : 0),
    )
  }
  return sorted
}

/** What a document's timeline depends on, as one hash. */
export function documentKey({ service, terms, records }: DocumentRecords, reader: string): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([timelineVersion, reader, service, terms]))
  for (const { collection, path, commit, blob, recorded, kind, url } of records) {
    hash.update(`\n${collection}\0${path}\0${commit}\0${blob}\0${recorded}\0${kind}\0${url}`)
  }
  return hash.digest('hex')
}

/** A document's first version, all of it new, takes as long to read as about so many of those that follow. */
const firstVersion = 10

/**
 * Batches of documents, each with about `size` distinct versions, the first ones of documents counted for more; documents that share a
 * version are in one batch, so that every version is read once. The largest batches come first, so that the last to finish are small.
 */
export function batchesOf(documents: readonly DocumentRecords[], size: number): DocumentRecords[][] {
  const parent = documents.map((_, index) => index)
  const root = (index: number): number => {
    let at = index
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const owner = new Map<string, number>()
  const versions = documents.map(() => firstVersion)
  for (const [index, { records }] of documents.entries()) {
    for (const { blob } of records) {
      if (blob === null) continue
      const first = owner.get(blob)
      if (first === undefined) {
        owner.set(blob, index)
        versions[index]! += 1
      } else if (root(first) !== root(index)) parent[root(index)] = root(first)
    }
  }
  const groups = new Map<number, { documents: DocumentRecords[]; versions: number }>()
  for (const [index, document] of documents.entries()) {
    const group = groups.get(root(index)) ?? { documents: [], versions: 0 }
    groups.set(root(index), group)
    group.documents.push(document)
    group.versions += versions[index]!
  }
  const batches: { documents: DocumentRecords[]; versions: number }[] = []
  let open: { documents: DocumentRecords[]; versions: number } | null = null
  for (const group of [...groups.values()].sort((a, b) => b.versions - a.versions)) {
    if (open === null || open.versions + group.versions > size) {
      open = { documents: [], versions: 0 }
      batches.push(open)
    }
    open.documents.push(...group.documents)
    open.versions += group.versions
  }
  return batches.sort((a, b) => b.versions - a.versions).map((batch) => batch.documents)
}
