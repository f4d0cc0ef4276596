import type { RecordRef } from '@proviso/rights'
import type { ArchiveRef } from './collection.ts'
import { type ArchiveRecord, readRecords } from './records.ts'
import { readObservations } from './signal-observations.ts'
import { readBlobs } from './versions.ts'
import { listArchives, type Workspace } from './workspace.ts'

/** A record of a document, or a look at a file of a host. */
export type KeptRecord = Pick<ArchiveRecord, 'commit' | 'path' | 'blob' | 'recorded' | 'url' | 'movedFrom'>

/** The text of a record and of the record of the same document just before it; null where there is none. */
export interface VersionPair {
  readonly before: { readonly record: KeptRecord; readonly text: string } | null
  readonly after: { readonly record: KeptRecord; readonly text: string }
}

/** Finds texts by their records; keeps what it has listed for as long as the archives stand where they are. */
export interface VersionFinder {
  /**
   * The pair for the first of `records` whose archive is in the workspace; null when none is, or its text is gone. Where the archive holds
   * nothing before it, the newest of `earlier` that can be had is what came before: one document may lie in several archives.
   */
  pair(records: readonly RecordRef[], earlier?: readonly RecordRef[]): Promise<VersionPair | null>
  /** The text of one record; null when its archive is not in the workspace, or holds no such record. */
  text(record: Pick<RecordRef, 'collection' | 'commit' | 'path'>): Promise<string | null>
}

/**
 * Finds the texts behind records in a workspace's archives.
 * `pair` throws `ArchiveError` `damaged-repository`, `version-missing`, `git-missing`.
 * @example
 * const pair = await createVersionFinder(workspaceAt()).pair(state.records)
 */
export function createVersionFinder(workspace: Workspace): VersionFinder {
  const listings = new Map<string, { readonly head: string | null; readonly records: Promise<KeptRecord[]> }>()
  const listing = (archive: ArchiveRef): Promise<KeptRecord[]> => {
    const known = listings.get(archive.name)
    if (known !== undefined && known.head === archive.head) return known.records
    const records = keptIn(archive)
    listings.set(archive.name, { head: archive.head, records })
    records.catch(() => listings.delete(archive.name))
    return records
  }
  const found = async ({ collection, commit, path }: Pick<RecordRef, 'collection' | 'commit' | 'path'>) => {
    const archive = (await listArchives(workspace)).find(({ name }) => name === collection)
    if (archive === undefined) return null
    const record = (await listing(archive)).find((each) => each.commit === commit && each.path === path)
    if (record === undefined || record.blob === null) return null
    let text = ''
    await readBlobs(archive, [record.blob], (_, bytes) => {
      text = bytes.toString('utf8')
    })
    return { record, text }
  }
  const newestOf = async (records: readonly RecordRef[]) => {
    for (const record of [...records].reverse()) {
      const one = await found(record)
      if (one !== null) return one
    }
    return null
  }
  return {
    async text(record) {
      return (await found(record))?.text ?? null
    },
    async pair(records, earlier = []) {
      const archives = await listArchives(workspace)
      for (const { collection, commit, path } of records) {
        const archive = archives.find(({ name }) => name === collection)
        if (archive === undefined) continue
        const all = await listing(archive)
        const at = all.findIndex((record) => record.commit === commit && record.path === path)
        const record = all[at]
        if (record === undefined || record.blob === null) continue
        const previous = recordBefore(all, record)
        const blobs = [...new Set([record.blob, ...(previous?.blob ? [previous.blob] : [])])]
        const texts = new Map<string, string>()
        await readBlobs(archive, blobs, (blob, bytes) => void texts.set(blob, bytes.toString('utf8')))
        return {
          before: previous?.blob ? { record: previous, text: texts.get(previous.blob) ?? '' } : await newestOf(earlier),
          after: { record, text: texts.get(record.blob) ?? '' },
        }
      }
      return null
    },
  }
}

async function keptIn(archive: ArchiveRef): Promise<KeptRecord[]> {
  const [records, looks] = await Promise.all([readRecords(archive), readObservations(archive)])
  return [...records, ...looks.map(({ body, ...look }) => ({ ...look, blob: body }))]
}

/** By the day it bears, not by history: a refiltered version bears the day its page was fetched. */
function recordBefore(all: readonly KeptRecord[], { path, movedFrom, recorded, blob }: KeptRecord) {
  let latest: KeptRecord | undefined
  for (const record of all) {
    if (record.blob === null || record.blob === blob || (record.path !== path && record.path !== movedFrom)) continue
    if (record.recorded < recorded && (latest === undefined || record.recorded >= latest.recorded)) latest = record
  }
  return latest
}
