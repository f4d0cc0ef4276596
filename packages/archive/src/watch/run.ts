import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ArchiveError } from '../archive-error.ts'
import { writeError } from '../atomic-file.ts'
import { packOwnStore } from '../own-store.ts'
import { createWorkspace, type Workspace } from '../workspace.ts'
import { withWriteLock } from '../write-lock.ts'
import { type Browser, createBrowser, findChromium } from './browser.ts'
import { systemClock } from './clock.ts'
import { createFetcher, type Fetcher, type FetcherOptions } from './fetcher.ts'
import { usualLimits } from './limits.ts'
import { reachTest } from './network.ts'
import { ObservationStore } from './observation-store.ts'
import { systemResolve } from './resolve-host.ts'
import { type Job, Round, type RoundOptions, type WatchRun } from './round.ts'
import { openSeen } from './seen.ts'
import { knownDeclarations, readWatchList, targetsOf } from './watched.ts'

export type { PostponedLook, WatchedLook, WatchRun } from './round.ts'

export interface WatchOptions extends Omit<FetcherOptions, 'signal'>, RoundOptions {
  /** Hosts looked at side by side; 4 unless told. */
  readonly concurrency?: number
  /** For finding a browser. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

const usualConcurrency = 4

/**
 * Looks once at everything that is watched and due, and keeps what is new: each observation is a commit in the own store before the
 * next of its host begins. Stopped anywhere, what was kept stays kept and is not looked at again by the next run. SPEC.md W16–W21.
 *
 * Throws `ArchiveError` (`watch-running` when another run is on its way, `disk-full`, …) and the signal's reason.
 *
 * @example
 * const { looks } = await runWatch(workspaceAt())
 */
export async function runWatch(workspace: Workspace, options: WatchOptions = {}): Promise<WatchRun> {
  await createWorkspace(workspace)
  const dir = join(workspace.dir, 'watch')
  await mkdir(dir, { recursive: true }).catch((error) => {
    throw writeError(error, dir)
  })
  try {
    return await withWriteLock({ dir }, () => run(workspace, options))
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.issue.code !== 'workspace-busy' || error.issue.at !== dir) throw error
    throw new ArchiveError({
      ...error.issue,
      code: 'watch-running',
      message: error.issue.message.replace('writing to the workspace', 'watching'),
    })
  }
}

async function run(workspace: Workspace, options: WatchOptions): Promise<WatchRun> {
  const stopping = new AbortController()
  const stop = () => stopping.abort(options.signal?.reason)
  if (options.signal?.aborted) stop()
  options.signal?.addEventListener('abort', stop, { once: true })
  const clock = options.clock ?? systemClock
  const fetcher = createFetcher({ ...options, signal: stopping.signal })
  const browser = await browserFor(options, fetcher)
  try {
    const round = new Round(
      await ObservationStore.open(workspace, clock, stopping.signal),
      await openSeen(workspace),
      fetcher,
      browser,
      options,
    )
    const targets = targetsOf(await readWatchList(workspace), await knownDeclarations(workspace))
    round.issues.push(...targets.issues)
    const jobs = round.jobs(targets.terms, targets.hosts)
    await inLanes(jobs, options.concurrency ?? usualConcurrency, (error) => stopping.abort(error))
    await round.end()
    if (round.hasCommitted) await packOwnStore(workspace).catch(unlessBusy)
    return round.result(targets.terms, targets.hosts)
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await browser?.close()
  }
}

/** Packing can wait until nobody else writes. */
function unlessBusy(error: unknown): void {
  if (!(error instanceof ArchiveError) || error.issue.code !== 'workspace-busy') throw error
}

async function browserFor(options: WatchOptions, fetcher: Fetcher): Promise<Browser | null> {
  const program = await findChromium(options.env ?? {})
  if (program === null) return null
  return createBrowser({
    program,
    userAgent: fetcher.userAgent,
    limits: { ...usualLimits, ...options.limits },
    resolve: options.resolve ?? systemResolve,
    mayReach: reachTest(options.reach ?? 'public'),
    clock: options.clock ?? systemClock,
  })
}

/**
 * Runs the jobs of one host one after the other, several hosts side by side. The first failure is told to `fail` at once, and thrown
 * when the others have ended.
 */
async function inLanes(jobs: readonly Job[], concurrency: number, fail: (error: unknown) => void): Promise<void> {
  const lanes = new Map<string, Job[]>()
  for (const job of jobs) lanes.set(job.hostname, [...(lanes.get(job.hostname) ?? []), job])
  const waiting = [...lanes.values()]
  const failures: unknown[] = []
  const work = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift())
      for (const job of lane) {
        if (failures.length > 0) return
        await job.take().catch((error) => {
          failures.push(error)
          fail(error)
        })
      }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, waiting.length) }, work))
  if (failures.length > 0) throw failures[0]
}
