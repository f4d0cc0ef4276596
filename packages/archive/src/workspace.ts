import type { ArchiveRef } from './collection.ts'

/** The folder that holds archives, reviews, cache and the rulebook: `PROVISO_HOME`, else `./.proviso`. All paths absolute. */
export interface Workspace {
  readonly dir: string
  readonly archives: string
  readonly reviews: string
  readonly cache: string
  /** Path of `rulebook.ndjson`. */
  readonly rulebook: string
}

/** Where the workspace is, without touching the disk. */
export function workspaceAt(_dir?: string): Workspace {
  throw new Error('not yet')
}

/** Creates the workspace's folders when they are missing. Throws `ArchiveError` `workspace-read-only`, `workspace-disk-full` …. */
export async function createWorkspace(_workspace: Workspace): Promise<void> {
  throw new Error('not yet')
}

/** The archives in the workspace, sorted by name; partial imports are not listed. */
export async function listArchives(_workspace: Workspace): Promise<ArchiveRef[]> {
  throw new Error('not yet')
}
