import type { Instant } from '@proviso/rights'
import { dayLength } from './calendar.ts'
import type { CondensedReading } from './condensed-reading.ts'
import type { ArchiveRecord } from './records.ts'

/** A record and what its version says; `reading` is null when the document was removed. */
export interface Sighting {
  readonly record: ArchiveRecord
  readonly reading: CondensedReading | null
}

/** A version that could be read. */
export interface Version {
  readonly record: ArchiveRecord
  readonly reading: CondensedReading
  /** The track held these very bytes before, with other bytes in between. */
  readonly returned: boolean
}

/** A stretch in which a track's page could not be read. */
export interface Gap {
  readonly reason: string
  readonly from: Instant
  readonly to: Instant | null
  readonly record: ArchiveRecord
}

/** One document in one collection, from its first record to its removal. */
export interface Track {
  readonly collection: string
  readonly versions: readonly Version[]
  readonly gaps: readonly Gap[]
  readonly ended: Instant | null
}

const byTime = (a: Sighting, b: Sighting) => Date.parse(a.record.recorded) - Date.parse(b.record.recorded)

/** A page that comes back under another path within this time was renamed, not removed. */
const renamedWithin = 30 * dayLength

/**
 * A page shorter than this share of the last good one, and back within `shrunkFor`, was fetched in part. Less than half: a page
 * that holds two texts for a while, one announced, shrinks to half when one goes. SPEC.md T4.
 */
const shrunkTo = 0.4
const backTo = 0.8
const shrunkFor = 60 * dayLength

/** A page as short as this beside the last good one is a notice in its place, be it for good. SPEC.md T4. */
const stubTo = 0.02
const stubLength = 1_500

/** Splits a document's sightings into tracks: one per collection and life; a renamed document stays one track. SPEC.md T1. */
export function tracksOf(sightings: readonly Sighting[]): Track[] {
  const paths = new Map<string, Sighting[]>()
  for (const sighting of sightings) {
    const key = `${sighting.record.collection}\0${sighting.record.path}`
    const list = paths.get(key)
    if (list === undefined) paths.set(key, [sighting])
    else list.push(sighting)
  }
  const lives = new Map<string, Sighting[][]>()
  for (const list of paths.values()) {
    const collection = list[0]!.record.collection
    const ofCollection = lives.get(collection) ?? []
    lives.set(collection, ofCollection)
    let life: Sighting[] = []
    for (const sighting of list.sort(byTime)) {
      life.push(sighting)
      if (sighting.reading === null) {
        ofCollection.push(life)
        life = []
      }
    }
    if (life.length > 0) ofCollection.push(life)
  }
  const tracks: Track[] = []
  for (const collection of [...lives.keys()].sort()) {
    const list = lives
      .get(collection)!
      .sort((a, b) => byTime(a[0]!, b[0]!) || (a[0]!.record.path < b[0]!.record.path ? -1 : 1))
    const chains: Sighting[][] = []
    for (const life of list) {
      const start = Date.parse(life[0]!.record.recorded)
      const renamed = chains.find((chain) => {
        const last = chain.at(-1)!
        const gap = start - Date.parse(last.record.recorded)
        return last.reading === null && gap >= 0 && gap <= renamedWithin
      })
      if (renamed === undefined) chains.push(life)
      else {
        renamed.pop()
        // the new path's first record is no first sight of the document
        renamed.push(
          ...life.map((s, i) => (i === 0 ? { ...s, record: { ...s.record, kind: 'technical' as const } } : s)),
        )
      }
    }
    for (const chain of chains) tracks.push(trackOf(collection, chain))
  }
  return tracks
}

function trackOf(collection: string, sightings: readonly Sighting[]): Track {
  const versions: Version[] = []
  const gaps: Gap[] = []
  const blobs = new Set<string | null>()
  let gap: { reason: string; record: ArchiveRecord } | null = null
  let ended: Instant | null = null
  let last: string | null = null
  const shrunk = shrunkSightings(sightings)
  for (const [index, { record, reading }] of sightings.entries()) {
    const reason = reading === null ? undefined : (reading.unread ?? (shrunk.has(index) ? 'shrunk' : undefined))
    if (gap !== null && gap.reason !== reason) {
      gaps.push({ ...gap, from: gap.record.recorded, to: record.recorded })
      gap = null
    }
    if (reading === null) {
      ended = record.recorded
    } else if (reason !== undefined) {
      gap ??= { reason, record }
    } else {
      versions.push({ record, reading, returned: last !== record.blob && blobs.has(record.blob) })
      blobs.add(record.blob)
      last = record.blob
    }
  }
  if (gap !== null) gaps.push({ ...gap, from: gap.record.recorded, to: null })
  return { collection, versions, gaps, ended }
}

/** Indexes of versions that hold a part of the page only: a stub, or much shorter than before and the length comes back. SPEC.md T4. */
function shrunkSightings(sightings: readonly Sighting[]): Set<number> {
  const shrunk = new Set<number>()
  const readable = sightings.flatMap(({ reading, record }, index) =>
    reading === null || reading.unread !== undefined
      ? []
      : [{ index, length: reading.length, at: Date.parse(record.recorded), technical: record.kind === 'technical' }],
  )
  let good = readable[0]
  let suspects: typeof readable = []
  for (const version of readable.slice(1)) {
    if (good !== undefined && version.length < stubLength && version.length < stubTo * good.length) {
      shrunk.add(version.index)
      continue
    }
    if (good !== undefined && version.length < shrunkTo * good.length && !version.technical) {
      if (suspects.length > 0 && version.at - suspects[0]!.at > shrunkFor) {
        // it stayed short: this is the page now
        suspects = []
        good = version
      } else suspects.push(version)
      continue
    }
    if (suspects.length > 0 && good !== undefined) {
      if (version.length >= backTo * good.length && version.at - suspects[0]!.at <= shrunkFor) {
        for (const { index } of suspects) shrunk.add(index)
      }
      suspects = []
    }
    good = version
  }
  return shrunk
}
