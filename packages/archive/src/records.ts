import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant, Issue } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { writeAtomic, writeError } from './atomic-file.ts'
import { placeOf } from './captured-file.ts'
import type { ArchiveRef } from './collection.ts'
import { type CommitMap, readCommitMap } from './commit-map.ts'
import { gitIssue, startGit, stop } from './git.ts'

/**
 * What a record is about: the `first` sight of a document, an `update` of the page, a `technical` change of the
 * extraction (the terms may not have changed), or the document `removed` from the archive (SPEC.md I4).
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
  /** Author date, UTC, to the second. */
  readonly recorded: Instant
  readonly kind: RecordKind
  /** Link to the public record. */
  readonly url?: string
  /** The path this very text was moved from in the same commit (a service or terms type was renamed). */
  readonly movedFrom?: string
  /** On a `removed` record: the path the text was moved to in the same commit. */
  readonly movedTo?: string
}

/** The records of an archive, oldest first, and what in it was not a document. */
export interface RecordListing {
  readonly records: readonly ArchiveRecord[]
  readonly issues: readonly Issue[]
}

/** A record as the history alone tells it, before collection and public commit are known. */
interface Sighting {
  readonly stored: string
  readonly path: string
  readonly blob: string | null
  readonly recorded: Instant
  readonly kind: RecordKind
  readonly movedFrom?: string
  readonly movedTo?: string
}

interface History {
  readonly sightings: readonly Sighting[]
  readonly issues: readonly Issue[]
}

interface ReadOptions {
  readonly signal?: AbortSignal
  /** Called now and then with the number of commits read so far. */
  readonly onCommits?: (commits: number) => void
}

/**
 * The records of an archive, oldest first (SPEC.md I3–I6). An archive without versions has none.
 *
 * Throws `ArchiveError` `damaged-repository`, `git-missing`.
 *
 * @example
 * const [archive] = await listArchives(workspaceAt())
 * const records = await readRecords(archive)
 */
export async function readRecords(archive: ArchiveRef, options: ReadOptions = {}): Promise<ArchiveRecord[]> {
  return [...(await listRecords(archive, options)).records]
}

/** As `readRecords`, with what was not a document. Issues: `not-documents`, `path-not-utf8`, `commit-without-date`, `commit-map-…`. */
export async function listRecords(archive: ArchiveRef, options: ReadOptions = {}): Promise<RecordListing> {
  if (archive.head === null) return { records: [], issues: [] }
  const history = (await remembered(archive.dir, archive.head)) ?? (await readHistory(archive, options))
  return listing(history, archive)
}

/** As `listRecords`, and keeps what the history tells beside the repository: the next reading costs a file instead of a walk of all commits. */
export async function rememberRecords(archive: ArchiveRef, options: ReadOptions = {}): Promise<RecordListing> {
  if (archive.head === null) return { records: [], issues: [] }
  const known = await remembered(archive.dir, archive.head)
  if (known !== null) return listing(known, archive)
  const history = await readHistory(archive, options)
  await mkdir(join(archive.dir, 'proviso'), { recursive: true }).catch((error) => {
    throw writeError(error, archive.dir)
  })
  const rows = history.sightings.map((one) => [
    one.stored,
    one.path,
    one.blob,
    one.recorded,
    one.kind,
    one.movedFrom,
    one.movedTo,
  ])
  await writeAtomic(
    memory(archive.dir),
    JSON.stringify({ format: memoryFormat, head: archive.head, rows, issues: history.issues }),
  )
  return listing(history, archive)
}

async function listing(history: History, archive: ArchiveRef): Promise<RecordListing> {
  const mapped = archive.commitMap === undefined ? null : await readCommitMap(archive.commitMap)
  const records = history.sightings.map((sighting) => identified(sighting, archive, mapped?.map))
  return { records, issues: [...history.issues, ...(mapped?.issues ?? [])] }
}

// Raised whenever the same history would give other sightings.
const memoryFormat = 1
const memory = (dir: string) => join(dir, 'proviso', 'records.json')

async function remembered(dir: string, head: string): Promise<History | null> {
  try {
    const found = JSON.parse(await readFile(memory(dir), 'utf8'))
    if (found.format !== memoryFormat || found.head !== head) return null
    const sightings = found.rows.map(
      ([stored, path, blob, recorded, kind, movedFrom, movedTo]: [
        string,
        string,
        string | null,
        string,
        RecordKind,
        string?,
        string?,
      ]) => ({
        stored,
        path,
        blob,
        recorded,
        kind,
        ...(movedFrom ? { movedFrom } : {}),
        ...(movedTo ? { movedTo } : {}),
      }),
    )
    return { sightings, issues: found.issues }
  } catch {
    return null // absent, or changed by hand: the history itself is read instead
  }
}

function identified(sighting: Sighting, archive: ArchiveRef, map?: CommitMap): ArchiveRecord {
  const { service, terms } = documentAt(sighting.path) ?? { service: '', terms: '' }
  const original = map === undefined ? sighting.stored : map.get(sighting.stored)
  // A commit the map does not know is only ours: a public link would lead nowhere [I6].
  const url =
    archive.commitLink !== undefined && original !== undefined ? { url: `${archive.commitLink}${original}` } : {}
  return { collection: archive.name, commit: original ?? sighting.stored, service, terms, ...sighting, ...url }
}

/**
 * The document a path stands for: `<Service>/<Terms type>.md`, else null (SPEC.md I3).
 *
 * @example
 * documentAt('DALL·E/Privacy Policy.md') // { service: 'DALL·E', terms: 'Privacy Policy' }
 */
export function documentAt(path: string): { service: string; terms: string } | null {
  const slash = path.indexOf('/')
  if (slash <= 0 || path[0] === '.' || !path.endsWith('.md') || path.indexOf('/', slash + 1) >= 0) return null
  const terms = path.slice(slash + 1, -3)
  if (terms === '' || terms[0] === '.') return null
  // One name however its accents were typed: macOS decomposes them.
  return { service: path.slice(0, slash).normalize('NFC'), terms: terms.normalize('NFC') }
}

/**
 * What the subject of a commit says about its record (SPEC.md I4); null when it says nothing we know.
 *
 * @example
 * kindOfSubject('Refilter Airbnb Privacy Policy') // 'technical'
 */
export function kindOfSubject(subject: string): 'first' | 'update' | 'technical' | null {
  if (/^(?:Start tracking|First record of)\b/.test(subject)) return 'first'
  if (/^(?:Refilter|Apply technical (?:or declaration )?upgrade)\b/.test(subject)) return 'technical'
  if (/^(?:Update|Record new changes of)\b/.test(subject)) return 'update'
  return null
}

/** One file changed by one commit, as `git log --raw` prints it. */
interface Change {
  readonly path: string
  readonly status: string
  readonly blob: string
  readonly previous: string
}

interface Commit {
  readonly stored: string
  readonly recorded: Instant | null
  readonly subject: string
  readonly changes: Change[]
}

async function readHistory(archive: ArchiveRef, options: ReadOptions): Promise<History> {
  options.signal?.throwIfAborted()
  const args = ['log', '--raw', '-z', '-c', '--no-renames', '--no-abbrev', '--no-color', '--no-decorate', '--no-notes']
  const format = [
    '--no-ext-diff',
    '--no-mailmap',
    '--encoding=UTF-8',
    '--format=%H %at %ct %s',
    archive.head ?? archive.branch,
    '--',
  ]
  const { child, exited } = startGit([...args, ...format], {
    dir: archive.dir,
    ...(options.signal ? { signal: options.signal } : {}),
  })
  child.stdin.end()
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 16_384) stderr += chunk.toString('utf8')
  })
  const log = new LogReader(archive.name)
  try {
    for await (const chunk of child.stdout) {
      log.push(chunk as Buffer)
      options.onCommits?.(log.commits)
    }
  } catch (error) {
    stop(child)
    throw error
  }
  const status = await exited
  options.signal?.throwIfAborted()
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, archive.name))
  return log.end()
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Splits the log at its NULs as it streams by; nothing but the commit in hand and the sightings is kept. */
class LogReader {
  commits = 0
  readonly #collection: string
  readonly #newestFirst: Sighting[] = []
  readonly #others = new Set<string>()
  readonly #notUtf8 = new Set<string>()
  #undated = 0
  #rest: Buffer = Buffer.alloc(0)
  #commit: Commit | null = null
  #raw: string | null = null

  constructor(collection: string) {
    this.#collection = collection
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    let from = 0
    for (let to = bytes.indexOf(0, from); to >= 0; to = bytes.indexOf(0, from)) {
      this.#token(bytes, from, to)
      from = to + 1
    }
    this.#rest = bytes.subarray(from)
  }

  end(): History {
    if (this.#rest.length > 0) this.#token(this.#rest, 0, this.#rest.length)
    this.#flush()
    return { sightings: oldestFirst(this.#newestFirst), issues: this.#issues() }
  }

  // A token is a commit, a change, or (after a change) its path; which one never depends on what a path holds.
  #token(bytes: Buffer, from: number, to: number): void {
    if (this.#raw !== null) {
      this.#change(this.#raw, bytes.subarray(from, to))
      this.#raw = null
      return
    }
    const start = bytes[from] === 0x0a ? from + 1 : from
    if (start >= to) return
    const text = bytes.toString('utf8', start, to)
    if (text.startsWith(':')) {
      this.#raw = text
      return
    }
    this.#flush()
    const [stored = '', authored = '', committed = ''] = text.split(' ', 3)
    const subject = text.slice(stored.length + authored.length + committed.length + 3)
    this.commits++
    this.#commit = { stored, recorded: instant(Number(authored)) ?? instant(Number(committed)), subject, changes: [] }
  }

  #change(raw: string, pathBytes: Buffer): void {
    // `:100644 100644 OLD NEW M`; a merge has one more mode, old blob and letter for each further parent
    const parents = raw.search(/[^:]/)
    const fields = raw.slice(parents).split(' ')
    const mode = fields[parents] ?? ''
    const blob = fields[2 * parents + 1] ?? ''
    const status = fields[2 * parents + 2] ?? ''
    const path = decoded(pathBytes)
    if (path === null) {
      this.#notUtf8.add(
        pathBytes.toString('latin1').replace(/[^\x20-\x7e]/g, (c) => `\\x${c.charCodeAt(0).toString(16)}`),
      )
      return
    }
    const removed = /^0+$/.test(blob)
    // Links and submodules hold no text of their own.
    const oldMode = fields[0] ?? ''
    if (placeOf(path) !== null) return // read elsewhere [G1]
    if (documentAt(path) === null || !/^100/.test(removed ? oldMode : mode)) {
      this.#others.add(path)
      return
    }
    this.#commit?.changes.push({ path, status: removed ? 'D' : status, blob, previous: fields[parents + 1] ?? '' })
  }

  #flush(): void {
    const commit = this.#commit
    this.#commit = null
    if (commit === null || commit.changes.length === 0) return
    const { stored, recorded, subject, changes } = commit
    if (recorded === null) {
      this.#undated += changes.length
      return
    }
    const said = kindOfSubject(subject)
    const gone = new Map(changes.filter(({ status }) => status === 'D').map(({ previous, path }) => [previous, path]))
    const moves = new Map<string, string>()
    if (gone.size > 0) {
      for (const { status, blob, path } of changes) {
        const from = status === 'D' ? undefined : gone.get(blob)
        if (from !== undefined) moves.set(from, path)
      }
    }
    for (const { path, status, blob } of changes) {
      if (status === 'D') {
        const movedTo = moves.get(path)
        this.#newestFirst.push({ stored, path, blob: null, recorded, kind: 'removed', ...(movedTo ? { movedTo } : {}) })
        continue
      }
      const movedFrom = gone.get(blob)
      // The same text under another name says nothing new [I5].
      const kind = movedFrom === undefined ? (said ?? 'update') : 'technical'
      this.#newestFirst.push({ stored, path, blob, recorded, kind, ...(movedFrom ? { movedFrom } : {}) })
    }
  }

  #issues(): Issue[] {
    const issues: Issue[] = []
    const at = this.#collection
    if (this.#others.size > 0) {
      const message = `${count(this.#others.size, 'file is not a document', 'files are not documents')}: ${some(this.#others)}`
      issues.push({
        code: 'not-documents',
        at,
        message,
        hint: 'a document is `<Service>/<Terms type>.md`; other files are kept but not read',
      })
    }
    if (this.#notUtf8.size > 0) {
      const message = `${count(this.#notUtf8.size, 'path is', 'paths are')} not valid UTF-8: ${some(this.#notUtf8)}`
      issues.push({
        code: 'path-not-utf8',
        at,
        message,
        hint: 'rename the files at the source; they are kept but not read',
      })
    }
    if (this.#undated > 0) {
      const message = `${count(this.#undated, 'record has', 'records have')} no possible date`
      issues.push({ code: 'commit-without-date', at, message, hint: 'they are kept but not read' })
    }
    return issues
  }
}

/**
 * By the time of the record, then as the history has them [I6]: a refiltered version bears the day its page was fetched,
 * which may lie before that of versions recorded earlier.
 */
function oldestFirst(newestFirst: Sighting[]): Sighting[] {
  const sorted = newestFirst.reverse().sort((a, b) => (a.recorded < b.recorded ? -1 : a.recorded > b.recorded ? 1 : 0))
  const seen = new Set<string>()
  return sorted.map((sighting) => {
    if (sighting.kind === 'removed') return sighting
    const known = seen.has(sighting.path)
    seen.add(sighting.path)
    if (!known && sighting.movedFrom === undefined) return { ...sighting, kind: 'first' }
    // Tracked already: starting again changes the declaration, not the terms [I4].
    return known && sighting.kind === 'first' ? { ...sighting, kind: 'technical' } : sighting
  })
}

/** Seconds since 1970 as an instant; null outside the years 1970 to 9999, which no record of the web can have. */
function instant(seconds: number): Instant | null {
  if (!(seconds > 0 && seconds < 253_402_300_800)) return null
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

function decoded(bytes: Buffer): string | null {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

function some(names: ReadonlySet<string>): string {
  const first = [...names].sort().slice(0, 5)
  const listed = first.map((name) => `\`${name.length > 120 ? `${name.slice(0, 120)}…` : name}\``).join(', ')
  return names.size > first.length ? `${listed} …` : listed
}
