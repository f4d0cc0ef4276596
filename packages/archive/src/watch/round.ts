import type { Instant, Issue } from '@proviso/rights'
import type { CapturedFile } from '../captured-file.ts'
import type { Browser } from './browser.ts'
import type { Fetcher, Postponed } from './fetcher.ts'
import type { Validators } from './follow.ts'
import { lastLook } from './last-look.ts'
import { blobOf, type KeptObservation, type ObservationStore } from './observation-store.ts'
import { type HostLook, observeHost } from './observe-host.ts'
import { observeTerms, type TermsLook } from './observe-terms.ts'
import { tellingOf } from './page-head.ts'
import type { Fetched, FetchOutcome } from './response.ts'
import { nextLook } from './schedule.ts'
import type { Seen, SeenFile } from './seen.ts'
import { bodyCounts, isFailure, saidBy } from './signal-change.ts'
import { type HostTarget, signalFiles, signalPath, type TermsTarget } from './target.ts'

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
  /** `budget-spent`, `asked-to-wait`; `no-network`: nothing could be reached from here. */
  readonly postponed: Postponed['postponed'] | 'no-network'
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

/** One look to take: at a document, or at files of a host. */
export interface Job {
  readonly hostname: string
  readonly paths: readonly string[]
  take(): Promise<void>
}

/** What of the options a round itself needs. */
export interface RoundOptions {
  /** Looks at everything, due or not. */
  readonly all?: boolean
  /** Told of each look as it is done; `total` counts those that are due. */
  readonly onLook?: (look: WatchedLook | PostponedLook, done: number, total: number) => void
}

/** Outcomes that look the same when our own network is down. */
const mayBeOurs: ReadonlySet<string> = new Set<FetchOutcome>([
  'unknown-host',
  'dns-failure',
  'unreachable',
  'connect-timeout',
])

/** One round over everything watched. */
export class Round {
  readonly issues: Issue[] = []
  readonly #looks: WatchedLook[] = []
  readonly #postponed: PostponedLook[] = []
  /** Looks that found no way out, kept back until an answer from anywhere shows that there is one. */
  readonly #withheld: (() => Promise<void>)[] = []
  readonly #withheldPaths: string[] = []
  readonly #hosts = new Set<string>()
  #answered = false
  #total = 0
  #notDue = 0

  constructor(
    readonly store: ObservationStore,
    readonly seen: SeenFile,
    readonly fetcher: Fetcher,
    readonly browser: Browser | null,
    readonly options: RoundOptions,
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

  /** Whether anything new was kept. */
  get hasCommitted(): boolean {
    return this.#looks.some(({ commit }) => commit !== null)
  }

  #isDue({ every }: { readonly every: number }, path: string): boolean {
    const due = this.options.all || nextLook(this.#last(path), every) <= this.fetcher.now()
    if (!due) this.#notDue++
    return due
  }

  /** RSL is looked for whenever its host is looked at; before it was found it is no reason of its own to look. */
  #dueFiles(target: HostTarget): CapturedFile[] {
    const due = signalFiles.filter((file) => file !== 'rsl.xml' && this.#isDue(target, signalPath(target.host, file)))
    const rsl = signalPath(target.host, 'rsl.xml')
    const known = this.#last(rsl) !== undefined
    return due.length > 0 || (known && this.#isDue(target, rsl)) ? [...due, 'rsl.xml'] : due
  }

  #last(path: string): Seen | undefined {
    return lastLook(path, this.seen.get(path), this.store.kept(path))
  }

  async #lookAtHost(target: HostTarget, files: readonly CapturedFile[]): Promise<void> {
    const kept = new Map<CapturedFile, { readonly fetched: Fetched; readonly validators?: Validators }>()
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
      else {
        const keep = () => this.#keepSignal(target, path, look, kept.get(look.file)?.fetched)
        await this.#whenAnswered(path, look.response, keep)
      }
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
    if ('postponed' in look) this.#postpone(path, look)
    else await this.#whenAnswered(path, look.response, () => this.#keepTerms(target, look, kept))
  }

  async #keepTerms(
    target: TermsTarget,
    look: Exclude<TermsLook, Postponed>,
    kept: KeptObservation | undefined,
  ): Promise<void> {
    const { path } = target
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

  /**
   * Keeps a look, unless it may be our own network that is down: until one address has answered in this round, what looks like it is
   * held back, and so is not told of hosts that may be well [W23].
   */
  async #whenAnswered(path: string, response: Fetched['response'], keep: () => Promise<void>): Promise<void> {
    this.#hosts.add(URL.canParse(response.finalUrl) ? new URL(response.finalUrl).hostname : '')
    if (mayBeOurs.has(response.outcome) && !this.#answered) {
      this.#withheld.push(keep)
      this.#withheldPaths.push(path)
      return
    }
    this.#answered ||= response.status !== null
    await keep()
    if (this.#answered) await this.#keepWithheld()
  }

  async #keepWithheld(): Promise<void> {
    this.#withheldPaths.length = 0
    for (let keep = this.#withheld.shift(); keep !== undefined; keep = this.#withheld.shift()) await keep()
  }

  /** What was held back to the end: of one host alone it is told, of several it is not believed. */
  async end(): Promise<void> {
    if (this.#withheld.length === 0) return
    if (this.#hosts.size === 1) return this.#keepWithheld()
    for (const path of this.#withheldPaths) this.#postpone(path, { postponed: 'no-network' })
    this.issues.push({
      code: 'no-network',
      at: 'watch',
      message: `none of ${this.#hosts.size} hosts could be reached`,
      hint: 'check the network; nothing was recorded of the hosts, and they are due again at once',
    })
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

  #postpone(
    path: string,
    { postponed, until }: Omit<PostponedLook, 'path' | 'until'> & { readonly until?: number },
  ): void {
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

async function saysTheSame(look: Fetched, kept: Fetched): Promise<boolean> {
  if (saidBy(look.response) !== saidBy(kept.response)) return false
  if (!bodyCounts(look.response)) return true
  if (look.body === undefined || kept.body === undefined) return look.body === kept.body
  if (blobOf(look.body) === blobOf(kept.body)) return true
  const isPage = /html/i.test(look.response.headers['content-type'] ?? '')
  return isPage && (await tellingOf(look.body)) === (await tellingOf(kept.body))
}
