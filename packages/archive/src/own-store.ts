import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
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
  const seconds = Date.parse(version.at) / 1000
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(version.at) || !(seconds > 0)) {
    const message = `\`${version.at}\` is not a time since 1970`
    throw new ArchiveError({ code: 'record-time', at: path, message, hint: 'write it like `2026-01-02T03:04:05Z`' })
  }
  await mkdir(workspace.archives, { recursive: true }).catch((error) => {
    throw writeError(error, workspace.archives)
  })
  return withWriteLock(workspace, async () => {
    const { dir } = await openOwnStore(workspace)
    const head = await readHead(dir)
    const blob = await gitText(['hash-object', '--stdin'], { dir, input: version.text, at: path })
    const before = head === null ? null : await blobAt(dir, head, path)
    if (before === blob) return { commit: null, kind: 'unchanged' }
    const kind = before === null ? 'first' : version.technical ? 'technical' : 'update'
    await commit(dir, path, version, subjects[kind], Math.floor(seconds), head)
    const now = await readHead(dir)
    if (now === null || now === head) throw new ArchiveError(gitIssue('', path))
    return { commit: now, kind }
  })
}

const subjects = {
  first: 'First record of',
  update: 'Record new changes of',
  technical: 'Apply technical or declaration upgrade on',
} as const

function pathOf({ service, terms }: ObservedVersion): string {
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

/** fast-import writes text, trees and commit in one process and moves the branch last. */
async function commit(
  dir: string,
  path: string,
  version: ObservedVersion,
  verb: string,
  seconds: number,
  head: string | null,
): Promise<void> {
  const message = Buffer.from(
    `${verb} ${version.service} ${version.terms}${version.note ? `\n\n${version.note}` : ''}\n`,
  )
  const text = Buffer.from(version.text)
  const input = Buffer.concat([
    Buffer.from(`commit ${branchInStore}\nauthor Proviso <> ${seconds} +0000\ncommitter Proviso <> ${seconds} +0000\n`),
    Buffer.from(`data ${message.length}\n`),
    message,
    Buffer.from(
      `\n${head === null ? '' : `from ${head}\n`}M 100644 inline "${path.replace(/"/g, '\\"')}"\ndata ${text.length}\n`,
    ),
    text,
    Buffer.from('\ndone\n'),
  ])
  const durable = ['-c', 'core.fsync=all', 'fast-import', '--quiet', '--done', '--date-format=raw-permissive']
  const { status, stderr } = await runGit(durable, { dir, input })
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, path))
}
