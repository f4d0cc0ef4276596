import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Issue } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { syncFolder, writeAtomic, writeError } from './atomic-file.ts'
import { type ArchiveRef, branchInStore, isName, nameOf, readHead } from './collection.ts'
import { type CommitMap, readCommitMap, writeCommitMap } from './commit-map.ts'
import { declarationsName, fetchDeclarations, keepDeclarations, readDeclarationFolder } from './declarations.ts'
import { gitIssue, runGit } from './git.ts'
import { isStore } from './own-store.ts'
import { discard, incoming, receive } from './receive.ts'
import { type ArchiveRecord, listRecords, rememberRecords } from './records.ts'
import { readObservations } from './signal-observations.ts'
import { areRelated, besideSource, branchOf, moveRef, openSource, publicPagesOf, type Source } from './source.ts'
import { createWorkspace, openArchive, type Workspace } from './workspace.ts'
import { withWriteLock } from './write-lock.ts'

export interface ImportOptions {
  /** What to call the collection; by default the name its source suggests. */
  readonly name?: string
  /** The branch that holds the versions; by default see SPEC.md I2. */
  readonly branch?: string
  /** A folder or git address of declarations; by default the folder `declarations/NAME-declarations` beside a bundle or folder. */
  readonly declarations?: string
  readonly signal?: AbortSignal
  /** Milliseconds an address may stay silent: when first asked (30 s) and while it sends (120 s). */
  readonly silence?: { readonly ask?: number; readonly send?: number }
}

/** Phases in their order: the source is asked, its objects come in, their differences are resolved, the history is read, every text is looked up, declarations are kept. */
export type ImportPhase = 'ask' | 'receive' | 'resolve' | 'records' | 'check' | 'declarations'

export interface ImportResult {
  readonly archive: ArchiveRef
  /** The commit the archive stands at. */
  readonly head: string
  /** Records in the archive, and how many of them this import brought. */
  readonly records: number
  readonly new: number
  readonly documents: number
  readonly declarations: { readonly from: string; readonly services: number; readonly terms: number } | null
  readonly issues: readonly Issue[]
}

/** Progress (`total` 0: not known yet), an issue that did not stop the import, and at the end exactly one `done` or `failed`. */
export type ImportEvent =
  | { readonly phase: ImportPhase; readonly done: number; readonly total: number; readonly bytes: number }
  | { readonly phase: 'issue'; readonly issue: Issue }
  | { readonly phase: 'done'; readonly result: ImportResult }
  | { readonly phase: 'failed'; readonly issue: Issue }

/**
 * Imports a collection, or what is new in it, from a git address, a folder or a bundle (SPEC.md I1–I10). It reads no
 * terms and builds no rulebook. Whatever stops it, the archive is as it was or complete; the next run resumes.
 *
 * @example
 * for await (const event of importCollection(workspaceAt(), 'contrib-versions.bundle')) {
 *   if (event.phase === 'done') console.log(event.result.records)
 *   if (event.phase === 'failed') console.error(event.issue.message)
 * }
 */
export async function* importCollection(
  workspace: Workspace,
  source: string,
  options: ImportOptions = {},
): AsyncGenerator<ImportEvent, void> {
  const left = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, left.signal]) : left.signal
  const queue: ImportEvent[] = []
  let wake = () => {}
  const emit = (event: ImportEvent) => {
    const last = queue.at(-1)
    // Whoever reads slowly sees the latest progress, not all of it.
    if (last !== undefined && last.phase === event.phase && event.phase !== 'issue') queue.pop()
    queue.push(event)
    wake()
  }
  let ended = false
  const work = run(workspace, source, { ...options, signal }, emit)
    .catch((error: unknown) => {
      if (signal.aborted) emit({ phase: 'failed', issue: stopped(source) })
      else if (error instanceof ArchiveError) emit({ phase: 'failed', issue: error.issue })
      else throw error
    })
    .finally(() => {
      ended = true
      wake()
    })
  work.catch(() => {}) // awaited below
  try {
    while (!ended || queue.length > 0) {
      const event = queue.shift()
      if (event !== undefined) yield event
      else {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (ended || queue.length > 0) resolve()
        })
      }
    }
    await work
  } finally {
    left.abort()
    await work.catch(() => {})
  }
}

function stopped(at: string): Issue {
  return { code: 'import-stopped', at, message: 'the import was stopped', hint: 'run it again: it resumes' }
}

type Emit = (event: ImportEvent) => void

interface RunOptions extends ImportOptions {
  readonly signal: AbortSignal
}

async function run(workspace: Workspace, given: string, options: RunOptions, emit: Emit): Promise<void> {
  options.signal.throwIfAborted()
  const name = options.name ?? nameOf(given)
  if (name === null || !isName(name) || name === 'own') throw badName(name ?? given, name === 'own')
  const { ask } = options.silence ?? {}
  const look = { signal: options.signal, ...(ask === undefined ? {} : { silence: ask }) }
  emit({ phase: 'ask', done: 0, total: 0, bytes: 0 })
  const source = await openSource(given, look)
  await createWorkspace(workspace)
  const result = await withWriteLock(workspace, async () => {
    await sweep(workspace)
    const branch = await branchOf(source, options.branch, look)
    const stored = await store(workspace, name, source, branch, options, emit)
    const declarations = await declare(workspace, name, source, options, emit, stored.issues)
    return { ...stored, declarations }
  })
  emit({ phase: 'done', result })
}

type Stored = Omit<ImportResult, 'declarations' | 'issues'> & { issues: Issue[] }

async function store(
  workspace: Workspace,
  name: string,
  source: Source,
  branch: Awaited<ReturnType<typeof branchOf>>,
  options: RunOptions,
  emit: Emit,
): Promise<Stored> {
  const final = join(workspace.archives, `${name}.git`)
  const existing = (await isStore(final)) ? await openArchive(final, name) : null
  if (existing?.head === branch.commit) return settle(existing, source, null, options, emit)
  const before = existing === null || existing.head === null ? [] : (await listRecords(existing, options)).records
  const dir = existing === null ? `${final}.partial` : final
  const { send } = options.silence ?? {}
  try {
    const commit = await receive(dir, source, branch, {
      signal: options.signal,
      ...(send === undefined ? {} : { silence: send }),
      onReceived: emit,
    })
    if (existing?.head && existing.source !== source.shown && !(await areRelated(dir, existing.head, commit))) {
      throw nameTaken(name, existing.source ?? existing.dir)
    }
    const candidate: ArchiveRef = { name, dir, branch: branchInStore, head: commit }
    const settled = await settle(candidate, source, before, options, emit)
    // An earlier attempt may have died between this move and the arrival.
    await moveRef(dir, branchInStore, commit, await readHead(dir))
    await runGit(['update-ref', '-d', incoming], { dir })
    if (existing === null) await arrive(dir, final)
    else await tidy(dir)
    return { ...settled, archive: await openArchive(final, name) }
  } catch (error) {
    // What may be of use to the next attempt stays; what cannot, or fills the disk, goes.
    const resumable =
      options.signal.aborted || (error instanceof ArchiveError && error.issue.code.startsWith('address-'))
    if (existing === null && !resumable) await discard(dir).catch(() => {})
    if (existing !== null) await runGit(['update-ref', '-d', incoming], { dir }).catch(() => {})
    throw writeError(error, dir)
  }
}

async function arrive(dir: string, final: string): Promise<void> {
  await rename(dir, final).catch((error) => {
    throw writeError(error, final)
  })
  await syncFolder(join(final, '..'))
}

/** Checks what came in after the records `before` (null: nothing did) and writes down what is known about it; the branch moves only after this. */
async function settle(
  archive: ArchiveRef,
  source: Source,
  before: readonly ArchiveRecord[] | null,
  options: RunOptions,
  emit: Emit,
): Promise<Stored> {
  const issues: Issue[] = []
  const head = archive.head ?? ''
  await mkdir(join(archive.dir, 'proviso'), { recursive: true }).catch((error) => {
    throw writeError(error, archive.dir)
  })
  const mapped = before === null && archive.commitMap !== undefined ? true : await keepMap(archive, source, issues)
  const origin = originOf(source, mapped)
  const onCommits = (done: number) => emit({ phase: 'records', done, total: 0, bytes: 0 })
  const { records, issues: noticed } = await rememberRecords(
    { ...archive, ...origin, ...(mapped ? { commitMap: mapPath(archive.dir) } : {}) },
    { signal: options.signal, onCommits },
  )
  issues.push(...noticed)
  if (records.length === 0 && (await readObservations(archive, { signal: options.signal })).length === 0)
    throw noDocuments(source.shown)
  if (before !== null) await checkTexts(archive, records, before, options.signal, emit)
  await writeOrigin(archive.dir, origin, mapped)
  for (const issue of issues) emit({ phase: 'issue', issue })
  const known = new Set(before?.map(({ stored, path }) => `${stored} ${path}`))
  return {
    archive: await openArchive(archive.dir, archive.name),
    head,
    records: records.length,
    new: before === null ? 0 : records.filter(({ stored, path }) => !known.has(`${stored} ${path}`)).length,
    documents: new Set(records.map(({ path }) => path)).size,
    issues,
  }
}

/** The history has been walked, so commits and folders are there; texts are looked up by name, which costs an index each. */
async function checkTexts(
  archive: ArchiveRef,
  records: readonly ArchiveRecord[],
  before: readonly ArchiveRecord[],
  signal: AbortSignal,
  emit: Emit,
): Promise<void> {
  const known = new Set(before.map(({ blob }) => blob))
  const blobs = [...new Set(records.map(({ blob }) => blob))].filter((blob) => blob !== null && !known.has(blob))
  emit({ phase: 'check', done: 0, total: blobs.length, bytes: 0 })
  if (blobs.length === 0) return
  const input = `${blobs.join('\n')}\n`
  const args = ['cat-file', '--batch-check=%(objectname)', '--buffer']
  const { status, stdout, stderr } = await runGit(args, { dir: archive.dir, input, signal })
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, archive.name))
  const missing = stdout.toString('latin1').match(/ missing$/gm)?.length ?? 0
  if (missing > 0) throw new ArchiveError(gitIssue('missing blob', archive.source ?? archive.name))
  emit({ phase: 'check', done: blobs.length, total: blobs.length, bytes: 0 })
}

const mapPath = (dir: string) => join(dir, 'proviso', 'commits.tsv')

/** Keeps the map that lies beside a bundle or folder; lines kept before stay, so that readers of the old head lose nothing. */
async function keepMap(archive: ArchiveRef, source: Source, issues: Issue[]): Promise<boolean> {
  const kept = mapPath(archive.dir)
  const hadMap = (await stat(kept).catch(() => null)) !== null
  const stem = source.shown.replace(/\.(bundle|git)$/, '')
  if (source.kind === 'address') return hadMap
  for (const path of [`${stem}.commits.tsv.gz`, `${stem}.commits.tsv`]) {
    if ((await stat(path).catch(() => null)) === null) continue
    const found = await readCommitMap(path)
    issues.push(...found.issues)
    if (found.map.size === 0) return hadMap
    const old: CommitMap = hadMap ? (await readCommitMap(kept)).map : new Map()
    const united = new Map([...old, ...found.map])
    if (!hadMap || !same(old, united)) await writeCommitMap(kept, united)
    return true
  }
  return hadMap
}

function same(one: CommitMap, other: CommitMap): boolean {
  if (one.size !== other.size) return false
  for (const [stored, original] of other) if (one.get(stored) !== original) return false
  return true
}

/** A map leads to the collection of Open Terms Archive the source is named after [I6]; without one the source's own address counts. */
function originOf(source: Source, mapped: boolean): { source: string; publicUrl?: string; commitLink?: string } {
  const publicName = nameOf(source.shown)
  if (mapped && publicName !== null) {
    const publicUrl = `https://github.com/OpenTermsArchive/${publicName}`
    return { source: source.shown, publicUrl, commitLink: `${publicUrl}/commit/` }
  }
  return { source: source.shown, ...publicPagesOf(source) }
}

async function writeOrigin(dir: string, origin: ReturnType<typeof originOf>, mapped: boolean): Promise<void> {
  const path = join(dir, 'proviso', 'origin.json')
  const text = `${JSON.stringify({ ...origin, mapped }, null, 1)}\n`
  if (text !== (await readFile(path, 'utf8').catch(() => ''))) await writeAtomic(path, text)
}

async function declare(
  workspace: Workspace,
  name: string,
  source: Source,
  options: RunOptions,
  emit: Emit,
  issues: Issue[],
): Promise<ImportResult['declarations']> {
  const named = nameOf(source.shown) ?? name
  const beside = besideSource(source, 'declarations', declarationsName(named))
  const usual = beside !== null && (await stat(beside).catch(() => null))?.isDirectory() ? beside : null
  const from = options.declarations ?? usual
  if (from === null) return null
  emit({ phase: 'declarations', done: 0, total: 0, bytes: 0 })
  try {
    const isFolder = (await stat(from).catch(() => null))?.isDirectory() === true && !(await isStore(from))
    const read = isFolder
      ? await readDeclarationFolder(from, named)
      : await fetchDeclarations(workspace, (await openSource(from, { signal: options.signal })).address, named, {
          signal: options.signal,
          silence: options.silence?.send ?? 120_000,
        })
    await keepDeclarations(workspace, name, read.services)
    for (const issue of read.issues) emit({ phase: 'issue', issue })
    issues.push(...read.issues)
    const terms = read.services.reduce((sum, service) => sum + service.terms.length, 0)
    emit({ phase: 'declarations', done: read.services.length, total: read.services.length, bytes: 0 })
    return { from, services: read.services.length, terms }
  } catch (error) {
    options.signal.throwIfAborted()
    // The archive itself is in; its hosts can be had later.
    if (!(error instanceof ArchiveError)) throw error
    emit({ phase: 'issue', issue: error.issue })
    issues.push(error.issue)
    return null
  }
}

/** Removes what killed writers left behind; the lock says that none is at work. */
async function sweep(workspace: Workspace): Promise<void> {
  const names = await readdir(workspace.archives)
  for (const name of names) {
    const path = join(workspace.archives, name)
    if (/\.(tmp|trash)$/.test(name)) await rm(path, { recursive: true, force: true })
    if (!/\.git(\.partial)?$/.test(name)) continue
    for (const kept of await readdir(join(path, 'proviso')).catch(() => [] as string[])) {
      if (kept.endsWith('.tmp')) await rm(join(path, 'proviso', kept), { force: true })
    }
  }
  for (const name of await readdir(workspace.cache).catch(() => [] as string[])) {
    if (name.startsWith('declarations-')) await rm(join(workspace.cache, name), { recursive: true, force: true })
  }
}

/** Each import of something new leaves a pack; many of them are made one, else every reading would open them all. */
async function tidy(dir: string): Promise<void> {
  const packs = (await readdir(join(dir, 'objects', 'pack'))).filter((name) => name.endsWith('.pack'))
  // What fails here is done next time.
  if (packs.length > 50) await runGit(['repack', '-a', '-d', '-q'], { dir })
}

function badName(name: string, reserved: boolean): ArchiveError {
  return new ArchiveError({
    code: 'collection-name',
    at: name,
    message: reserved ? '`own` is the store of what we watch' : 'the source suggests no usable name for the collection',
    hint: 'give one with --name: letters, digits, `.`, `_` and `-`',
  })
}

function nameTaken(name: string, source: string): ArchiveError {
  return new ArchiveError({
    code: 'collection-name-taken',
    at: name,
    message: `another collection of this name was imported from ${source}`,
    hint: 'give this one another name with --name',
  })
}

function noDocuments(at: string): ArchiveError {
  return new ArchiveError({
    code: 'no-documents',
    at,
    message: 'the branch holds no document',
    hint: 'a collection of versions holds files `<Service>/<Terms type>.md`',
  })
}
