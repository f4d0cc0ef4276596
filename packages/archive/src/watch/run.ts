import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant, Issue } from '@proviso/rights'
import { ArchiveError } from '../archive-error.ts'
import { writeError } from '../atomic-file.ts'
import { createWorkspace, type Workspace } from '../workspace.ts'
import { withWriteLock } from '../write-lock.ts'
import { type Browser, createBrowser, findChromium } from './browser.ts'
import { systemClock } from './clock.ts'
import { createFetcher, type Fetcher, type FetcherOptions, type Postponed } from './fetcher.ts'
import type { Validators } from './follow.ts'
import { usualLimits } from './limits.ts'
import { reachTest } from './network.ts'
import { blobOf, type KeptObservation, ObservationStore } from './observation-store.ts'
import { type HostLook, observeHost } from './observe-host.ts'
import { observeTerms } from './observe-terms.ts'
import { tellingOf } from './page-head.ts'
import { systemResolve } from './resolve-host.ts'
import type { Fetched } from './response.ts'
import { nextLook } from './schedule.ts'
import { openSeen, type Seen, type SeenFile } from './seen.ts'
import { bodyCounts, isFailure, saidBy } from './signal-change.ts'
import { type HostTarget, type SignalFile, signalFiles, signalPath, type TermsTarget } from './target.ts'
import { knownDeclarations, readWatchList, targetsOf } from './watched.ts'

/**
 * What became of one look. `first`: nothing was kept of it before; `changed`: a new version, or another way of not being readable;
 * `technical`: another extraction of a page; `unchanged`: what was kept still holds.
 */
export interface WatchedLook {
  readonly path: string
  readonly change: 'first' | 'changed' | 'technical' | 'unchanged'
  /** `ok`, or why it could not be read (SPEC.md W7, W14). */
  readonly outcome: string
  readonly status: number | null
  readonly detail?: string
  readonly url: string
  /** The commit that keeps it; null when nothing new was to be kept. */
  readonly commit: string | null
}

/** A look that was not taken. */
export interface PostponedLook {
  readonly path: string
  readonly postponed: Postponed['postponed']
  readonly until?: Instant
}

export interface WatchRun {
  readonly looks: readonly WatchedLook[]
  readonly postponed: readonly PostponedLook[]
  /** Watched, and not due. */
  readonly notDue: number
  readonly issues: readonly Issue[]
  readonly requests: number
  readonly bytes: number
  /** When the next look is due; null when nothing is watched. */
  readonly next: Instant | null
}

export interface WatchOptions extends Omit<FetcherOptions, 'signal'> {
  /** Looks at everything, due or not. */
  readonly all?: boolean
  /** Hosts looked at side by side; 4 unless told. */
  readonly concurrency?: number
  /** For finding a browser. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly onLook?: (look: WatchedLook | PostponedLook, done: number, total: number) => void
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

/** One look to take: at a document, or at files of a host. */
interface Job {
  readonly hostname: string
  readonly paths: readonly string[]
  take(): Promise<void>
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
    return round.result(targets.terms, targets.hosts)
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await browser?.close()
  }
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

/** One round over everything watched. */
class Round {
  readonly issues: Issue[] = []
  readonly #looks: WatchedLook[] = []
  readonly #postponed: PostponedLook[] = []
  #total = 0
  #notDue = 0

  constructor(
    readonly store: ObservationStore,
    readonly seen: SeenFile,
    readonly fetcher: Fetcher,
    readonly browser: Browser | null,
    readonly options: WatchOptions,
  ) {}

  jobs(terms: readonly TermsTarget[], hosts: readonly HostTarget[]): Job[] {
    const jobs: Job[] = []
    for (const target of hosts) {
      const files = this.#dueFiles(target)
      if (files.length > 0)
        jobs.push({
          hostname: new URL(target.origin).hostname,
          paths: files.map((file) => signalPath(target.host, file)),
          take: () => this.#lookAtHost(target, files),
        })
    }
    for (const target of terms) {
      if (this.#isDue(target, target.path))
        jobs.push({
          hostname: new URL(target.pages[0]!.url).hostname,
          paths: [target.path],
          take: () => this.#lookAtTerms(target),
        })
    }
    this.#total = jobs.reduce((sum, { paths }) => sum + paths.length, 0)
    return jobs
  }

  #isDue({ every }: { readonly every: number }, path: string): boolean {
    const due = this.options.all || nextLook(this.#last(path), every) <= this.fetcher.now()
    if (!due) this.#notDue++
    return due
  }

  /** RSL is looked for whenever its host is looked at; before it was found it is no reason of its own to look. */
  #dueFiles(target: HostTarget): SignalFile[] {
    const due = signalFiles.filter((file) => file !== 'rsl.xml' && this.#isDue(target, signalPath(target.host, file)))
    const rsl = signalPath(target.host, 'rsl.xml')
    const known = this.#last(rsl) !== undefined
    return due.length > 0 || (known && this.#isDue(target, rsl)) ? [...due, 'rsl.xml'] : due
  }

  #last(path: string): Seen | undefined {
    return lastLook(path, this.seen.get(path), this.store.kept(path))
  }

  async #lookAtHost(target: HostTarget, files: readonly SignalFile[]): Promise<void> {
    const kept = new Map<SignalFile, { readonly fetched: Fetched; readonly validators?: Validators }>()
    for (const file of signalFiles) {
      const path = signalPath(target.host, file)
      const found = this.store.kept(path)
      if (found === undefined) continue
      const body = await this.store.body(path)
      const validators = body !== undefined && bodyCounts(found.response) ? this.#validators(path, found) : undefined
      kept.set(file, {
        fetched: { response: found.response, ...(body !== undefined && { body }) },
        ...(validators && { validators }),
      })
    }
    for await (const look of observeHost(this.fetcher, target, { files, kept: (file) => kept.get(file) })) {
      const path = signalPath(target.host, look.file)
      if ('postponed' in look) this.#postpone(path, look)
      else await this.#keepSignal(target, path, look, kept.get(look.file)?.fetched)
    }
  }

  async #keepSignal(
    target: HostTarget,
    path: string,
    look: Extract<HostLook, { response: unknown }>,
    kept: Fetched | undefined,
  ): Promise<void> {
    const { response, body, issues } = look
    this.issues.push(...issues)
    let commit: string | null = null
    const same = kept !== undefined && (await saysTheSame(look, kept))
    if (!same)
      commit = await this.store.record({
        path,
        response,
        body: body ?? null,
        message: `${kept === undefined ? 'First record of' : 'Record new changes of'} ${look.file} of ${target.host}${response.outcome === 'ok' ? '' : `: ${response.outcome}`}`,
      })
    await this.#saw(path, look)
    this.#took({ path, response, change: kept === undefined ? 'first' : same ? 'unchanged' : 'changed', commit })
  }

  async #lookAtTerms(target: TermsTarget): Promise<void> {
    const { path } = target
    const kept = this.store.kept(path)
    const previous = (await this.store.body(path))?.toString('utf8')
    const readable = kept !== undefined && kept.response.outcome === 'ok' && previous !== undefined
    const look = await observeTerms(this.fetcher, target, {
      ...(readable && { kept: { response: kept.response, text: previous } }),
      ...(previous !== undefined && { previous }),
      ...(readable && { validators: this.#validators(path, kept) }),
      browser: this.browser,
    })
    if ('postponed' in look) return this.#postpone(path, look)
    this.issues.push(...look.issues)
    const { response, text } = look
    if (look.unchanged) {
      await this.#saw(path, look)
      return this.#took({
        path,
        response: { ...response, status: kept?.response.status ?? null },
        change: 'unchanged',
        commit: null,
      })
    }
    const name = `${target.service} ${target.terms}`
    const newText = text !== undefined && blobOf(text) !== kept?.blob
    const otherExtraction = kept?.response.extraction !== response.extraction
    let change: WatchedLook['change'] = kept === undefined ? 'first' : 'changed'
    let message: string | undefined
    if (text === undefined) {
      if (kept?.response.outcome === response.outcome) change = 'unchanged'
      else message = `Could not read ${name}: ${response.outcome}`
    } else if (newText) {
      // The words came with another extraction: the terms themselves may not have changed.
      if (kept?.blob && otherExtraction) change = 'technical'
      const verb = !kept?.blob
        ? 'First record of'
        : change === 'technical'
          ? 'Apply technical or declaration upgrade on'
          : 'Record new changes of'
      message = `${verb} ${name}\n\nFetched from ${response.finalUrl}`
    } else if (kept?.response.outcome !== 'ok') message = `Could read ${name} again: it has not changed`
    else if (otherExtraction) {
      message = `Another declaration of ${name} gives the same text`
      change = 'unchanged'
    } else change = 'unchanged'
    const body = newText ? { body: text } : {}
    const commit = message === undefined ? null : await this.store.record({ path, response, message, ...body })
    await this.#saw(path, look)
    this.#took({ path, response, change, commit })
  }

  #validators(path: string, kept: KeptObservation): Validators {
    const seen = this.seen.get(path)
    if (seen?.validators !== undefined && seen.at >= kept.response.startedAt) return seen.validators
    const { etag, 'last-modified': lastModified } = kept.response.headers
    return {
      url: kept.response.finalUrl,
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
    }
  }

  async #saw(
    path: string,
    { response, retryAt, validators }: { response: Fetched['response']; retryAt?: number; validators?: Validators },
  ): Promise<void> {
    const { etag, 'last-modified': lastModified } = response.headers
    const tokens = validators ?? {
      url: response.finalUrl,
      ...(etag !== undefined && { etag }),
      ...(lastModified !== undefined && { lastModified }),
    }
    const useful = response.outcome === 'ok' && (tokens.etag !== undefined || tokens.lastModified !== undefined)
    const isTerms = !path.startsWith('signals/') || path.endsWith('.md')
    const failed = isFailure(response) || (isTerms && response.outcome !== 'ok')
    await this.seen.add({
      path,
      at: response.startedAt,
      outcome: response.outcome,
      failures: failed ? (this.seen.get(path)?.failures ?? 0) + 1 : 0,
      ...(retryAt !== undefined && { retryAt: new Date(retryAt).toISOString() }),
      ...(useful && { validators: tokens }),
    })
  }

  #took({
    path,
    response,
    change,
    commit,
  }: {
    path: string
    response: Fetched['response']
    change: WatchedLook['change']
    commit: string | null
  }): void {
    const { outcome, status, detail, url } = response
    const look = { path, change, outcome, status, ...(detail !== undefined && { detail }), url, commit }
    this.#looks.push(look)
    this.options.onLook?.(look, this.#looks.length + this.#postponed.length, this.#total)
  }

  #postpone(path: string, { postponed, until }: Postponed): void {
    const look = { path, postponed, ...(until !== undefined && { until: new Date(until).toISOString() }) }
    this.#postponed.push(look)
    this.options.onLook?.(look, this.#looks.length + this.#postponed.length, this.#total)
  }

  result(terms: readonly TermsTarget[], hosts: readonly HostTarget[]): WatchRun {
    const due = [
      ...terms.map(({ path, every }) => nextLook(this.#last(path), every)),
      ...hosts.flatMap(({ host, every }) =>
        signalFiles
          .map((file) => signalPath(host, file))
          .filter((path) => !path.endsWith('/rsl.xml') || this.#last(path) !== undefined)
          .map((path) => nextLook(this.#last(path), every)),
      ),
    ]
    const later = this.#postponed.flatMap(({ until }) => (until === undefined ? [] : [Date.parse(until)]))
    const next = due.length === 0 ? null : Math.max(Math.min(...due, ...later), this.fetcher.now())
    const byPath = <T extends { path: string }>(list: readonly T[]) =>
      [...list].sort((a, b) => (a.path < b.path ? -1 : 1))
    return {
      looks: byPath(this.#looks),
      postponed: byPath(this.#postponed),
      notDue: this.#notDue,
      issues: this.issues,
      ...this.fetcher.spent,
      next: next === null ? null : new Date(next).toISOString(),
    }
  }
}

/** The last look at a path: the store knows of it also when a kill came before the line beside it was written [W20]. */
export function lastLook(path: string, seen: Seen | undefined, kept: KeptObservation | undefined): Seen | undefined {
  if (kept === undefined) return seen
  const { startedAt, outcome } = kept.response
  if (seen !== undefined && seen.at >= startedAt) return seen
  return { path, at: startedAt, outcome, failures: isFailure(kept.response) ? (seen?.failures ?? 0) + 1 : 0 }
}

async function saysTheSame(look: Fetched, kept: Fetched): Promise<boolean> {
  if (saidBy(look.response) !== saidBy(kept.response)) return false
  if (!bodyCounts(look.response)) return true
  if (look.body === undefined || kept.body === undefined) return look.body === kept.body
  if (blobOf(look.body) === blobOf(kept.body)) return true
  const isPage = /html/i.test(look.response.headers['content-type'] ?? '')
  return isPage && (await tellingOf(look.body)) === (await tellingOf(kept.body))
}
