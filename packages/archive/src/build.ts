import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { DocumentState, Issue, Unread } from '@proviso/rights'
import { readerVersion } from '@proviso/terms/reader-version'
import { ArchiveError } from './archive-error.ts'
import type { CaptureReader } from './capture-reader.ts'
import type { ArchiveRef } from './collection.ts'
import { readDeclarations } from './declarations.ts'
import { batchesOf, type DocumentRecords, documentKey, documentsOf } from './document.ts'
import { openLineCache } from './line-cache.ts'
import { type ReadTerms, readDocuments } from './read-documents.ts'
import { readSignals, withSites } from './read-signals.ts'
import { ReadingThreads } from './reading-threads.ts'
import { type ArchiveRecord, readRecords } from './records.ts'
import { createRegistry, readServiceFacts, type ServiceFact } from './registry.ts'
import { applyReviews, readReviews } from './reviews.ts'
import { type FileSource, openRulebook, rulebookFormat, writeRulebook } from './rulebook-file.ts'
import { readObservations, type SignalObservation } from './signal-observations.ts'
import { type Timeline, timelineVersion } from './timeline.ts'
import { readTermsGaps } from './watch/terms-gaps.ts'
import { listArchives, type Workspace } from './workspace.ts'

/** How far a build is. `total` and `done` count versions to read. */
export interface BuildProgress {
  readonly phase: 'records' | 'reading' | 'writing'
  readonly done: number
  readonly total: number
  /** Bytes of text read so far. */
  readonly bytes: number
}

export interface BuildOptions {
  /** A reader to use in this thread, instead of `@proviso/terms` in worker threads. */
  readonly reader?: { readonly version: string; readonly read: ReadTerms }
  /** A reader of captures to use instead of that of `@proviso/signals`. */
  readonly captures?: CaptureReader
  /** Facts about services, instead of those that ship with the package. */
  readonly facts?: readonly ServiceFact[]
  readonly progress?: (progress: BuildProgress) => void
  /** Threads that read; as many as there are cores unless told. 0: read in this thread. */
  readonly workers?: number
  readonly signal?: AbortSignal
}

export interface BuildResult {
  /** False when the rulebook already held just this. */
  readonly changed: boolean
  readonly sha256: string
  readonly documents: number
  readonly states: number
  /** Versions read in this build; those remembered are not read again. */
  readonly versionsRead: number
  /** Captures of signals read in this build. */
  readonly capturesRead: number
  /** Reviews that hold for some state of the rulebook. */
  readonly reviews: number
  readonly issues: readonly Issue[]
}

/** Most versions in one unit of work: large enough to stream, small enough that threads end at about the same time and a stopped build loses little. */
const largestBatch = 200

/** Units of work per thread, at least: so that threads end at about the same time. */
const batchesPerThread = 4

/**
 * Builds the workspace's rulebook from all its archives, reviews and the registry, and renames it into place. Only documents
 * whose records changed are read again. Equal inputs give equal bytes. SPEC.md B8–B11.
 * Throws `ArchiveError` when an archive is damaged or the rulebook cannot be written; the old one then still stands.
 */
export async function buildRulebook(workspace: Workspace, options: BuildOptions = {}): Promise<BuildResult> {
  const { progress, signal } = options
  const archives = [...(await listArchives(workspace))].sort((a, b) => (a.name < b.name ? -1 : 1))
  const version = options.reader?.version ?? readerVersion
  const captures = options.captures ?? (await import('./signals-reader.ts')).signalsReader()
  const facts = options.facts ?? (await readServiceFacts())
  const { reviews, issues } = await readReviews(workspace.reviews)
  const declarations = await Promise.all(archives.map(({ name }) => readDeclarations(workspace, name)))
  const inputs = createHash('sha256')
    .update(
      JSON.stringify([
        rulebookFormat,
        timelineVersion,
        version,
        captures.version,
        archives.map(({ name, head, publicUrl, commitLink, commitMap }) => [
          name,
          head,
          publicUrl,
          commitLink,
          commitMap !== undefined,
        ]),
        facts,
        declarations,
        // a rulebook of before that does not mark what reviews made is built anew [V6]
        reviews.length === 0 ? [] : ['marked', ...reviews],
      ]),
    )
    .digest('hex')
  const current = currentRulebook(workspace.rulebook)
  if (current?.inputs === inputs) {
    const { states } = current.load()
    const documents = new Set(states.map(({ service, terms, host }) => `${service}\0${terms}\0${host ?? ''}`)).size
    return {
      changed: false,
      sha256: current.sha256(),
      documents,
      states: states.length,
      versionsRead: 0,
      capturesRead: 0,
      reviews: current.reviews,
      issues,
    }
  }

  progress?.({ phase: 'records', done: 0, total: 0, bytes: 0 })
  const cache = openLineCache<Timeline>(workspace.cache, 'timelines.ndjson')
  const script = options.reader === undefined ? ReadingThreads.script() : null
  const threads = script === null ? null : new ReadingThreads(script, archives)
  // where nothing is remembered all is read: the threads get ready while it is found out what that is
  if (cache.size === 0 && (await holdMuch(archives))) threads?.start(workersOf(options))
  try {
    const records: ArchiveRecord[] = []
    const listed = await Promise.all(
      archives.map((archive) => readRecords(archive, signal === undefined ? {} : { signal })),
    )
    for (const list of listed) for (const record of list) records.push(record)
    const observations: SignalObservation[] = []
    for (const archive of archives)
      observations.push(...(await readObservations(archive, signal === undefined ? {} : { signal })))
    const registry = createRegistry({
      facts,
      declared: declarations.flat(),
      recorded: new Set(records.map(({ service }) => service)),
    })
    const documents = documentsOf(records, registry.canonical)
    const timelines = new Map<string, Timeline>()
    const missing: DocumentRecords[] = []
    const keys = new Map<DocumentRecords, string>()
    for (const document of documents) {
      const key = documentKey(document, version)
      keys.set(document, key)
      const known = cache.get(key)
      if (known === undefined) missing.push(document)
      else timelines.set(key, known)
    }
    const versionsRead = await readMissing(missing, archives, threads, options, (document, timeline) => {
      const key = keys.get(document)!
      timelines.set(key, timeline)
      cache.add(key, timeline)
    })
    await threads?.end()

    const services = withSites(registry.services, new Set(observations.map(({ host }) => host)))
    const signals = await readSignals(observations, {
      archives,
      reader: captures,
      cache: workspace.cache,
      services,
      ...(signal === undefined ? {} : { signal }),
    })

    const own = archives.find(({ name }) => name === 'own')
    const gaps =
      own === undefined ? [] : await readTermsGaps(own, documents, registry.canonical, signal ? { signal } : {})

    progress?.({ phase: 'writing', done: versionsRead, total: versionsRead, bytes: 0 })
    const states: DocumentState[] = []
    const unread: Unread[] = []
    for (const document of documents) {
      const timeline = timelines.get(keys.get(document)!)!
      for (const state of timeline.states) states.push(state)
      for (const gap of timeline.unread) unread.push(gap)
    }
    for (const gap of gaps) unread.push(gap)
    for (const state of signals.states) states.push(state)
    for (const gap of signals.unread) unread.push(gap)
    const reviewed = applyReviews(states, reviews, registry.canonical)
    const applied = reviews.length - reviewed.issues.length
    signal?.throwIfAborted()
    const { sha256 } = await writeRulebook(workspace.rulebook, {
      format: rulebookFormat,
      reader: version,
      inputs,
      ...(applied === 0 ? {} : { reviews: applied }),
      sources: archives.map((archive, index) =>
        sourceOf(archive, [
          ...(listed[index] ?? []),
          ...observations.filter(({ collection }) => collection === archive.name),
        ]),
      ),
      services,
      states: reviewed.states,
      unread,
    })
    await cache.tidy(new Set(keys.values()))
    return {
      changed: true,
      sha256,
      documents: documents.length + new Set(signals.states.map(({ host, terms }) => `${host}\0${terms}`)).size,
      states: states.length,
      versionsRead,
      capturesRead: signals.read,
      reviews: applied,
      issues: [...issues, ...reviewed.issues],
    }
  } finally {
    await threads?.end()
  }
}

/** As many bytes of packed texts take longer to read than threads to start. */
const much = 1_000_000

async function holdMuch(archives: readonly ArchiveRef[]): Promise<boolean> {
  let bytes = 0
  for (const { dir } of archives) {
    const folder = join(dir, 'objects', 'pack')
    for (const name of await readdir(folder).catch(() => []))
      if (name.endsWith('.pack')) bytes += (await stat(join(folder, name)).catch(() => null))?.size ?? 0
  }
  return bytes >= much
}

function currentRulebook(path: string) {
  try {
    return openRulebook(path)
  } catch (error) {
    // missing, damaged or of another format: built anew
    if (error instanceof ArchiveError) return null
    throw error
  }
}

function sourceOf(
  { name, head, publicUrl, commitLink }: ArchiveRef,
  records: readonly Pick<ArchiveRecord, 'recorded'>[],
): FileSource {
  const last = records.reduce((latest, { recorded }) => (recorded > latest ? recorded : latest), '')
  const openTerms = publicUrl !== undefined && /\bOpenTermsArchive\b/i.test(publicUrl)
  return {
    archive: name,
    head: head ?? '',
    ...(publicUrl === undefined ? {} : { url: publicUrl }),
    ...(openTerms ? { attribution: 'Open Terms Archive, ODC-By 1.0' } : {}),
    ...(commitLink === undefined ? {} : { commitLink }),
    ...(last === '' ? {} : { lastRecorded: last }),
  }
}

const workersOf = ({ workers = availableParallelism() }: BuildOptions) => workers

async function readMissing(
  missing: readonly DocumentRecords[],
  archives: readonly ArchiveRef[],
  threads: ReadingThreads | null,
  options: BuildOptions,
  onTimeline: (document: DocumentRecords, timeline: Timeline) => void,
): Promise<number> {
  const { progress, signal } = options
  const workers = workersOf(options)
  const distinct = new Set<string>()
  for (const { records } of missing) for (const { blob } of records) if (blob !== null) distinct.add(blob)
  const total = distinct.size
  const share = Math.ceil(total / (batchesPerThread * Math.max(1, workers)))
  const batches = batchesOf(missing, Math.min(largestBatch, share))
  let done = 0
  let bytes = 0
  const advance = (versions: number, size: number) => {
    done += versions
    bytes += size
    progress?.({ phase: 'reading', done, total, bytes })
  }
  advance(0, 0)
  const finish = (batch: readonly DocumentRecords[], made: readonly Timeline[]) => {
    for (const [index, document] of batch.entries()) onTimeline(document, made[index]!)
  }
  const count = Math.min(workers, batches.length)
  // one batch is read faster than a thread starts
  if (threads === null || count === 0 || total < 50) {
    const read = options.reader?.read ?? (await import('@proviso/terms')).createReader()
    for (const batch of batches) {
      const onVersion = (size: number) => advance(1, size)
      finish(
        batch,
        await readDocuments(batch, { archives, read, onVersion, ...(signal === undefined ? {} : { signal }) }),
      )
    }
    return total
  }
  threads.start(count)
  await Promise.all(
    Array.from({ length: count }, async (_, thread) => {
      try {
        for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
          finish(batch, await threads.read(thread, batch, advance, signal))
        }
      } catch (error) {
        batches.length = 0
        throw error
      }
    }),
  )
  return total
}
