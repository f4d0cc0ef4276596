import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeError } from './atomic-file.ts'
import type { ArchiveRef } from './collection.ts'
import { branchInStore, readHead } from './collection.ts'

/** The folder that holds archives, reviews, cache and the rulebook. All paths are absolute. */
export interface Workspace {
  readonly dir: string
  readonly archives: string
  readonly reviews: string
  readonly cache: string
  /** Path of `rulebook.ndjson`. */
  readonly rulebook: string
}

/**
 * Where the workspace is, without touching the disk: `dir`, else `PROVISO_HOME`, else `./.proviso` (SPEC.md A1).
 *
 * @example
 * workspaceAt().rulebook // '/home/me/corpus/.proviso/rulebook.ndjson'
 */
export function workspaceAt(dir?: string, env: Readonly<Record<string, string | undefined>> = process.env): Workspace {
  const root = resolve(dir || env.PROVISO_HOME || '.proviso')
  return {
    dir: root,
    archives: join(root, 'archives'),
    reviews: join(root, 'reviews'),
    cache: join(root, 'cache'),
    rulebook: join(root, 'rulebook.ndjson'),
  }
}

/** Creates the workspace's folders where they are missing. Throws `ArchiveError` `workspace-read-only`, `disk-full`, `workspace-not-a-folder`. */
export async function createWorkspace(workspace: Workspace): Promise<void> {
  for (const dir of [workspace.archives, workspace.reviews, workspace.cache]) {
    await mkdir(dir, { recursive: true })
      // On a read-only file system Node's recursive form says only that nothing is there; the plain one says why.
      .catch((error) => (error.code === 'ENOENT' ? mkdir(dir) : Promise.reject(error)))
      .catch((error) => {
        throw writeError(error, dir)
      })
  }
}

/** The archives in the workspace, sorted by name; imports that were not finished are not listed (SPEC.md A3). */
export async function listArchives(workspace: Workspace): Promise<ArchiveRef[]> {
  const names = await readdir(workspace.archives).catch(() => [] as string[])
  const found = names.filter((name) => /^[^.].*\.git$/.test(name)).sort()
  return Promise.all(found.map((name) => openArchive(join(workspace.archives, name), name.slice(0, -4))))
}

/** One archive by its bare repository. */
export async function openArchive(dir: string, name: string): Promise<ArchiveRef> {
  const [head, origin] = await Promise.all([readHead(dir), readOrigin(dir)])
  return { name, dir, branch: branchInStore, head, ...origin }
}

type Origin = Pick<ArchiveRef, 'source' | 'publicUrl' | 'commitLink' | 'commitMap'>

async function readOrigin(dir: string): Promise<Origin> {
  const text = await readFile(join(dir, 'proviso', 'origin.json'), 'utf8').catch(() => '{}')
  const found = parsed(text)
  const origin: Record<string, string> = {}
  for (const key of ['source', 'publicUrl', 'commitLink'] as const) {
    const value = found[key]
    if (typeof value === 'string') origin[key] = value
  }
  const commitMap = join(dir, 'proviso', 'commits.tsv')
  return found.mapped === true ? { ...origin, commitMap } : origin
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {} // written whole or not at all; a file changed by hand loses links, never records
  }
}
