import type { Workspace } from './workspace.ts'

/** Runs `work` as the workspace's only writer; throws `ArchiveError` `workspace-busy` when another process writes. */
export async function withWriteLock<T>(_workspace: Workspace, _work: () => Promise<T>): Promise<T> {
  throw new Error('not yet')
}
