import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { ArchiveError } from './archive-error.ts'
import { syncFolder, writeAtomic, writeError } from './atomic-file.ts'
import { pathsOf } from './captured-file.ts'
import { type ArchiveRef, branchInStore, isName, nameOf } from './collection.ts'
import { type FolderCapture, readFolderOfCaptures } from './folder-of-captures.ts'
import { gitIssue, runGit } from './git.ts'
import type { ImportResult } from './import.ts'
import { createStore, isStore } from './own-store.ts'
import { readObservations } from './signal-observations.ts'
import { createWorkspace, openArchive, type Workspace } from './workspace.ts'
import { withWriteLock } from './write-lock.ts'

export interface CaptureImportOptions {
  /** What to call the collection; by default the name of the folder. */
  readonly name?: string
  /** The day captures without a response were seen, `YYYY-MM-DD`. */
  readonly seen?: string
  readonly signal?: AbortSignal
}

/**
 * Brings the captures of a folder into the workspace as an archive of their own, one commit per look at the time it was made. What is
 * there already is not brought again. Whatever stops it, the archive is as it was or complete. SPEC.md G10–G12.
 *
 * Throws `ArchiveError` `no-captures`, `collection-name`, `collection-name-taken`, `workspace-busy`, `disk-full`, `workspace-read-only`.
 *
 * @example
 * const { new: brought } = await importCaptures(workspaceAt(), './captures', { seen: '2026-01-02' })
 */
export async function importCaptures(
  workspace: Workspace,
  folder: string,
  options: CaptureImportOptions = {},
): Promise<ImportResult> {
  const source = resolve(folder)
  const name = options.name ?? nameOf(basename(source))
  if (name === null || !isName(name) || name === 'own')
    throw new ArchiveError({
      code: 'collection-name',
      at: name ?? source,
      message: name === 'own' ? '`own` is the store of what we watch' : 'the folder suggests no usable name',
      hint: 'give one with --name: letters, digits, `.`, `_` and `-`',
    })
  const found = await readFolderOfCaptures(source, options.seen)
  if (found === null || found.captures.length === 0) throw noCaptures(source, found?.issues[0])
  await createWorkspace(workspace)
  return withWriteLock(workspace, async () => {
    const final = join(workspace.archives, `${name}.git`)
    const existing = (await isStore(final)) ? await openArchive(final, name) : null
    if (existing !== null && existing.source !== source) throw nameTaken(name, existing.source ?? existing.dir)
    const known = new Set(existing === null ? [] : (await readObservations(existing, options)).map(identity))
    const fresh = found.captures.filter((capture) => !known.has(identity(capture)))
    if (fresh.length > 0) await write(workspace, existing, final, source, fresh)
    const archive = await openArchive(final, name)
    return {
      archive,
      head: archive.head ?? '',
      records: known.size + fresh.length,
      new: fresh.length,
      documents: new Set((await readObservations(archive, options)).map(({ path }) => path)).size,
      declarations: null,
      issues: found.issues,
    }
  })
}

/** Whether a folder is to be taken as captures: it holds some, and is no git repository. */
export async function isFolderOfCaptures(folder: string): Promise<boolean> {
  const source = resolve(folder)
  if ((await isStore(source)) || (await isStore(join(source, '.git')))) return false
  return (await readFolderOfCaptures(source, '1970-01-02')) !== null
}

const identity = ({ path, recorded }: { readonly path: string; readonly recorded: string }) => `${recorded} ${path}`

async function write(
  workspace: Workspace,
  existing: ArchiveRef | null,
  final: string,
  source: string,
  captures: readonly FolderCapture[],
): Promise<void> {
  const dir = existing === null ? `${final}.partial` : final
  try {
    if (existing === null) {
      await rm(dir, { recursive: true, force: true })
      await createStore(dir)
      await mkdir(join(dir, 'proviso'), { recursive: true })
      await writeAtomic(join(dir, 'proviso', 'origin.json'), `${JSON.stringify({ source, captures: true }, null, 1)}\n`)
    }
    const input = commits(captures, existing?.head ?? null)
    const args = ['-c', 'core.fsync=all', 'fast-import', '--quiet', '--done', '--date-format=raw-permissive']
    const { status, stderr } = await runGit(args, { dir, input })
    if (status !== 0) throw new ArchiveError(gitIssue(stderr, final))
    if (existing === null) {
      await rename(dir, final)
      await syncFolder(workspace.archives)
    }
  } catch (error) {
    if (existing === null) await rm(dir, { recursive: true, force: true }).catch(() => {})
    throw writeError(error, final)
  }
}

/** The stream of fast-import: one commit a look, oldest first; the branch moves when all of it has been taken. */
async function* commits(captures: readonly FolderCapture[], head: string | null): AsyncGenerator<Uint8Array> {
  let from = head === null ? '' : `from ${head}\n`
  const ordered = [...captures].sort((a, b) => (identity(a) < identity(b) ? -1 : 1))
  for (const { host, file, body, response, recorded } of ordered) {
    const paths = pathsOf(host, file)
    const seconds = Date.parse(recorded) / 1000
    const message = `Record ${file} of ${host}`
    // a look without a response still has a time, which keeps it apart from other looks at the same bytes
    const kept = response === undefined ? givenResponse(recorded) : await readFile(response)
    yield Buffer.concat([
      Buffer.from(
        `commit ${branchInStore}\nauthor Proviso <> ${seconds} +0000\ncommitter Proviso <> ${seconds} +0000\n`,
      ),
      Buffer.from(`data ${Buffer.byteLength(message)}\n${message}\n${from}`),
      body === undefined ? Buffer.from(`D ${paths.body}\n`) : fileChange(paths.body, await readFile(body)),
      fileChange(paths.response, kept),
    ])
    from = ''
  }
  yield Buffer.from('done\n')
}

function fileChange(path: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`M 100644 inline ${path}\ndata ${content.length}\n`), content, Buffer.from('\n')])
}

function givenResponse(recorded: string): Buffer {
  return Buffer.from(`${JSON.stringify({ startedAt: recorded, outcome: 'ok', given: true }, null, 1)}\n`)
}

function noCaptures(at: string, why: { readonly message: string; readonly hint?: string } | undefined): ArchiveError {
  return new ArchiveError({
    code: 'no-captures',
    at,
    message: why?.message ?? 'the folder holds no capture',
    hint: why?.hint ?? 'a folder of captures holds `signals/<host>/robots.txt` and its like',
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
