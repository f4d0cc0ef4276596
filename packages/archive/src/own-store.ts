import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { syncFolder, writeError } from './atomic-file.ts'
import { type ArchiveRef, branchInStore, readHead } from './collection.ts'
import { gitIssue, gitText, runGit } from './git.ts'
import { documentAt } from './records.ts'
import { openArchive, type Workspace } from './workspace.ts'
import { withWriteLock } from './write-lock.ts'

/** A version of a document as we saw it. */
export interface ObservedVersion {
  readonly service: string
  /** The terms type, e.g. `Privacy Policy`. */
  readonly terms: string
  /** The text exactly as it is to be kept. */
  readonly text: string
  /** When it was seen. */
  readonly at: Instant
  /** How it was obtained, for the commit's message. */
  readonly note?: string
  /** The extraction changed, the terms may not have. */
  readonly technical?: boolean
}

/** What recording did: a commit, or nothing because the text is the one recorded last. */
export type Recorded =
  | { readonly commit: string; readonly kind: 'first' | 'update' | 'technical' }
  | { readonly commit: null; readonly kind: 'unchanged' }

/** The store of what we watch: `archives/own.git`, created when missing, in the shape of a collection (SPEC.md A7). */
export async function openOwnStore(workspace: Workspace): Promise<ArchiveRef> {
  const dir = join(workspace.archives, 'own.git')
  if (!(await isStore(dir))) {
    const partial = `${dir}.partial`
    try {
      await rm(partial, { recursive: true, force: true })
      await mkdir(workspace.archives, { recursive: true })
      await createStore(partial)
      await rename(partial, dir)
      await syncFolder(workspace.archives)
    } catch (error) {
      throw writeError(error, dir)
    }
  }
  return openArchive(dir, 'own')
}

/** A bare repository with nothing in it but its configuration. */
export async function createStore(dir: string): Promise<void> {
  // No template: sample hooks and descriptions are not ours to store.
  const { status, stderr } = await runGit(['init', '--quiet', '--bare', '--template=', dir])
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, dir))
  await gitText(['symbolic-ref', 'HEAD', branchInStore], { dir, at: dir })
}

/** Whether a folder is a git repository of its own. */
export async function isStore(dir: string): Promise<boolean> {
  const { status } = await runGit(['rev-parse', '--git-dir'], { dir })
  return status === 0
}

/**
 * Records one version as one commit, on disk before it returns. A commit is reached by moving the branch, the last
 * step: stopped anywhere before, the store is as it was.
 *
 * Throws `ArchiveError` `document-name`, `record-time`, `workspace-busy`, `disk-full`, `workspace-read-only`.
 *
 * @example
 * await recordVersion(workspace, { service: 'X', terms: 'Privacy Policy', text, at: '2026-01-02T03:04:05Z' })
 */
export async function recordVersion(workspace: Workspace, version: ObservedVersion): Promise<Recorded> {
  const path = pathOf(version)
  secondsOf(version.at, path)
  return inOwnStore(workspace, async (dir, head) => {
    const blob = await gitText(['hash-object', '--stdin'], { dir, input: version.text, at: path })
    const before = head === null ? null : await blobAt(dir, head, path)
    if (before === blob) return { commit: null, kind: 'unchanged' }
    const kind = before === null ? 'first' : version.technical ? 'technical' : 'update'
    const message = `${subjects[kind]} ${version.service} ${version.terms}${version.note ? `\n\n${version.note}` : ''}`
    const files = [{ path, content: version.text }]
    return { commit: await commitFiles(dir, head, { files, message, at: version.at }), kind }
  })
}

/** A file of a commit; null takes it away. */
export interface OwnFile {
  readonly path: string
  readonly content: string | Uint8Array | null
}

/** Files that are seen together, in one commit. */
export interface OwnCommit {
  readonly files: readonly OwnFile[]
  readonly message: string
  /** When they were seen. */
  readonly at: Instant
}

/** Runs `work` on the own store and where its branch stands, as the only writer. */
export async function inOwnStore<T>(
  workspace: Workspace,
  work: (dir: string, head: string | null) => Promise<T>,
): Promise<T> {
  await mkdir(workspace.archives, { recursive: true }).catch((error) => {
    throw writeError(error, workspace.archives)
  })
  return withWriteLock(workspace, async () => {
    const { dir } = await openOwnStore(workspace)
    await tidy(dir)
    for (let attempt = 1; ; attempt++) {
      try {
        return await work(dir, await readHead(dir))
      } catch (error) {
        // The git of a writer that was killed has ended its commit between our look and ours: it is built upon.
        if (attempt === 3 || !(error instanceof ArchiveError) || error.issue.code !== 'store-moved') throw error
      }
    }
  })
}

const subjects = {
  first: 'First record of',
  update: 'Record new changes of',
  technical: 'Apply technical or declaration upgrade on',
} as const

// A commit leaves some six loose objects; git slows down when there are many thousands.
const mostLoose = 6000

/** Packs the own store when it holds many loose objects, about `most`; looks at one folder when it does not. Nothing is lost when stopped. */
export async function packOwnStore(workspace: Workspace, most: number = mostLoose): Promise<void> {
  await inOwnStore(workspace, async (dir) => {
    const settings = ['-c', `gc.auto=${most}`, '-c', 'gc.autoDetach=false']
    const { status, stderr } = await runGit([...settings, 'gc', '--auto', '--quiet'], { dir })
    if (status !== 0) throw new ArchiveError(gitIssue(stderr, dir))
  })
}

/** Takes away what a writer that was killed has left in the store; there is no other while this runs. */
async function tidy(dir: string): Promise<void> {
  const lock = join(dir, `${branchInStore}.lock`)
  // The git of a killed writer may still be about to end by itself.
  for (let waits = 0; waits < 10 && existsSync(lock); waits++) await wait(100)
  await rm(lock, { force: true })
  for (const [folder, left] of [
    [dir, /^fast_import_crash_/],
    [join(dir, 'objects', 'pack'), /^tmp_/],
  ] as const)
    for (const name of await readdir(folder).catch(() => [] as string[]))
      if (left.test(name)) await rm(join(folder, name), { force: true })
}

/** The path of a document in the own store. Throws `ArchiveError` `document-name`. */
export function pathOf({ service, terms }: Pick<ObservedVersion, 'service' | 'terms'>): string {
  const path = `${service}/${terms}.md`
  const found = documentAt(path)
  // A control character or a folder name of git's would make a path that cannot be checked out.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (found === null || /[\x00-\x1f\x7f\\]/.test(path) || /(^|\/)\.|^git~\d/i.test(path) || path.length > 400) {
    const message = `\`${service}\` and \`${terms}\` do not make the path of a document`
    throw new ArchiveError({
      code: 'document-name',
      at: path,
      message,
      hint: 'names hold no slash, no control character and no leading dot',
    })
  }
  return `${found.service}/${found.terms}.md`
}

async function blobAt(dir: string, commit: string, path: string): Promise<string | null> {
  const { status, stdout } = await runGit(['rev-parse', '--verify', '--quiet', `${commit}:${path}`], { dir })
  return status === 0 ? stdout.toString('latin1').trim() : null
}

function secondsOf(at: Instant, path: string): number {
  const seconds = Date.parse(at) / 1000
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(at) && seconds > 0) return Math.floor(seconds)
  const message = `\`${at}\` is not a time since 1970`
  throw new ArchiveError({ code: 'record-time', at: path, message, hint: 'write it like `2026-01-02T03:04:05Z`' })
}

/**
 * Makes one commit, on disk before it returns: fast-import writes texts, trees and commit in one process and moves the branch last.
 * Stopped anywhere before, the store is as it was. Throws `ArchiveError` `record-time`, `disk-full` and what git says.
 */
export async function commitFiles(dir: string, head: string | null, commit: OwnCommit): Promise<string> {
  const at = commit.files[0]?.path ?? dir
  const seconds = secondsOf(commit.at, at)
  const message = Buffer.from(`${commit.message}\n`)
  const input = [
    `commit ${branchInStore}\nmark :1\nauthor Proviso <> ${seconds} +0000\ncommitter Proviso <> ${seconds} +0000\n`,
    `data ${message.length}\n`,
    message,
    `\n${head === null ? '' : `from ${head}\n`}`,
    ...commit.files.flatMap(({ path, content }) => {
      const quoted = `"${path.replace(/["\\]/g, '\\$&')}"`
      if (content === null) return [`D ${quoted}\n`]
      const bytes = typeof content === 'string' ? Buffer.from(content) : content
      return [`M 100644 inline ${quoted}\ndata ${bytes.length}\n`, bytes, '\n']
    }),
    'get-mark :1\ndone\n',
  ]
  const durable = ['-c', 'core.fsync=all', 'fast-import', '--quiet', '--done', '--date-format=raw-permissive']
  const bytes = Buffer.concat(input.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  const { status, stdout, stderr } = await runGit(durable, { dir, input: bytes })
  const made = stdout.toString('latin1').trim()
  if (/Not updating refs/.test(stderr)) {
    const message = 'another commit came in between'
    throw new ArchiveError({ code: 'store-moved', at, message, hint: 'run it again: nothing is half written' })
  }
  if (status !== 0 || made === '' || made !== (await readHead(dir))) throw new ArchiveError(gitIssue(stderr, at))
  return made
}
