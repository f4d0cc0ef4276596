import { type Clock, systemClock } from './clock.ts'
import { follow, type Refusal, type Validators } from './follow.ts'
import { type FetchLimits, usualLimits } from './limits.ts'
import { type Reach, reachTest } from './network.ts'
import { Pace } from './pace.ts'
import { type Resolve, systemResolve } from './resolve-host.ts'
import type { Fetched, FetchOutcome } from './response.ts'
import { retryAfter } from './retry-after.ts'
import { type RobotsAnswer, robotsAnswer } from './robots-gate.ts'
import { userAgent } from './user-agent.ts'

export interface FetcherOptions {
  /** An address (mail or web) at which whoever runs this can be reached; part of the user agent. */
  readonly contact?: string
  /** Which addresses may be asked; `'public'` unless told otherwise. */
  readonly reach?: Reach
  /** Milliseconds between two requests to one host; 2,000 unless told. */
  readonly pause?: number
  /** How often a request is repeated that failed for a passing reason; 2 unless told. */
  readonly retries?: number
  readonly limits?: Partial<FetchLimits>
  /** What all requests together may cost, redirects, robots.txt and repetitions included. */
  readonly budget?: { readonly requests?: number; readonly bytes?: number }
  readonly clock?: Clock
  readonly resolve?: Resolve
  readonly signal?: AbortSignal
}

export interface FetchRequest {
  readonly url: string
  /** The media types wanted; any unless told. */
  readonly accept?: string
  /** False for files that are addressed to machines (robots.txt and its like); robots.txt is obeyed otherwise. */
  readonly obeyRobots?: boolean
  /** What was stored last: unchanged, it comes back as status 304 without a body. */
  readonly validators?: Validators
  /** Whether a body beyond the limit is cut there and marked `truncated`; else it is refused as `too-large`. */
  readonly cut?: boolean
  /** Most bytes of the body. */
  readonly bodyBytes?: number
  readonly redirects?: number
}

/** A look that was not taken, to be taken later: nothing was observed. */
export interface Postponed {
  /** `budget-spent`: this fetcher's; `asked-to-wait`: the host's wish, with when it ends. */
  readonly postponed: 'budget-spent' | 'asked-to-wait'
  /** Milliseconds since 1970. */
  readonly until?: number
}

/** A look taken; `retryAt` (milliseconds since 1970) where the host said when to come again. */
export type Looked = Fetched & { readonly retryAt?: number }

/** Fetches politely; made once for a run, so that pace, budget and what hosts asked for hold over all of it. */
export interface Fetcher {
  /** Fetches one address. Rejects only when the fetcher's signal is aborted. */
  fetch(request: FetchRequest): Promise<Looked | Postponed>
  /** The robots.txt of an address's origin, fetched at most once in 24 hours; `bodyBytes` are its first 1 MiB. */
  robots(url: string): Promise<Looked | Postponed>
  /** Takes a look by other means at a page, when robots.txt, budget and the host's turn allow it, as `fetch` would. */
  visit(url: string, look: () => Promise<Fetched>): Promise<Looked | Postponed>
  /** Milliseconds since 1970, by the fetcher's clock. */
  now(): number
  /** What has been spent so far. */
  readonly spent: { readonly requests: number; readonly bytes: number }
  readonly userAgent: string
}

const usualPause = 2000
const usualRetries = 2
// Doubled with each repetition of one request.
const firstBackoff = 4000
// A host that wants to be left alone for longer is come back to in another run.
const longestWait = 60_000
// What a host is left alone for when it says 429 and not for how long.
const usualWait = 60 * 60 * 1000
const longestCrawlDelay = 60_000
const robotsKept = 24 * 60 * 60 * 1000
// Twice what a parser must read (RFC 9309 §2.5 asks for 500 KiB).
const robotsBytes = 1024 * 1024

/** Failures that say the host cannot be reached at all just now. */
const hostFailures: ReadonlySet<string> = new Set<FetchOutcome>([
  'unknown-host',
  'dns-failure',
  'private-address',
  'connection-refused',
  'connection-reset',
  'unreachable',
  'tls-error',
  'connect-timeout',
])
const passing: ReadonlySet<string> = new Set<FetchOutcome>([
  'dns-failure',
  'connection-refused',
  'connection-reset',
  'unreachable',
  'connect-timeout',
])
const passingStatus = new Set([429, 502, 503, 504])

/**
 * A fetcher that keeps to the rules of politeness: an honest user agent, robots.txt obeyed unless a file is addressed to machines,
 * one request at a time to a host and a pause after each, repetitions with growing pauses, `Retry-After` honoured, limits of time,
 * size and redirects, and no request to an address that is not public, checked after the name is resolved and at every redirect.
 * What the world did is data in `response.outcome` (`ok`, or why there is nothing to read), never an exception. SPEC.md W1–W9.
 *
 * @example
 * const fetcher = createFetcher({ contact: 'me@example.org' })
 * const robots = await fetcher.robots('https://example.org/')
 * const looked = await fetcher.fetch({ url: 'https://example.org/.well-known/tdmrep.json', obeyRobots: false })
 * if ('response' in looked) looked.response.outcome // 'ok'
 */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  return new PoliteFetcher(options)
}

class PoliteFetcher implements Fetcher {
  readonly userAgent: string
  readonly #options: FetcherOptions
  readonly #clock: Clock
  readonly #pace: Pace
  readonly #limits: FetchLimits
  readonly #mayReach: (address: string) => boolean
  readonly #resolve: Resolve
  readonly #robots = new Map<string, { readonly at: number; readonly looked: Promise<Looked | Postponed> }>()
  readonly #closed = new Map<string, number>()
  readonly #failing = new Set<string>()
  #requests = 0
  #bytes = 0

  constructor(options: FetcherOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#pace = new Pace(this.#clock, options.pause ?? usualPause)
    this.#limits = { ...usualLimits, ...options.limits }
    this.#mayReach = reachTest(options.reach ?? 'public')
    this.#resolve = options.resolve ?? systemResolve
    this.userAgent = userAgent(options.contact)
  }

  get spent() {
    return { requests: this.#requests, bytes: this.#bytes }
  }

  async fetch(request: FetchRequest): Promise<Looked | Postponed> {
    for (let attempt = 0; ; attempt++) {
      let why: Postponed = { postponed: 'budget-spent' }
      const fetched = await follow({
        url: request.url,
        userAgent: this.userAgent,
        accept: request.accept ?? '*/*',
        limits: this.#limitsOf(request),
        ...(request.cut && { cut: true }),
        ...(request.validators && { validators: request.validators }),
        resolve: this.#resolve,
        mayReach: this.#mayReach,
        clock: this.#clock,
        step: async (url, send) => {
          const refusal = await this.#refusal(url, request.obeyRobots ?? true)
          if (refusal !== null && 'postponed' in refusal) {
            why = refusal
            return { outcome: 'postponed' }
          }
          return refusal ?? this.#inTurn(url, send)
        },
        ...(this.#options.signal && { signal: this.#options.signal }),
      })
      if (fetched === 'postponed') return why
      const next = this.#next(fetched, attempt)
      if ('wait' in next) await this.#clock.sleep(next.wait, this.#options.signal)
      else return { ...fetched, ...next }
    }
  }

  robots(url: string): Promise<Looked | Postponed> {
    const origin = URL.canParse(url) ? new URL(url).origin : url
    const known = this.#robots.get(origin)
    if (known !== undefined && this.#clock.now() - known.at < robotsKept) return known.looked
    const looked = this.fetch({
      url: `${origin}/robots.txt`,
      accept: 'text/plain, */*;q=0.1',
      obeyRobots: false,
      cut: true,
      bodyBytes: robotsBytes,
      redirects: 5, // RFC 9309 §2.3.1.2
    })
    this.#robots.set(origin, { at: this.#clock.now(), looked })
    return looked
  }

  async visit(url: string, look: () => Promise<Fetched>): Promise<Looked | Postponed> {
    const refusal = await this.#refusal(new URL(url), true)
    if (refusal === null) return this.#inTurn(new URL(url), look)
    if ('postponed' in refusal) return refusal
    const startedAt = new Date(this.#clock.now()).toISOString()
    const { outcome, detail } = refusal
    const none = { status: null, headers: {}, redirects: [], startedAt, millis: 0, bytes: 0 }
    return { response: { url, finalUrl: url, ...none, outcome, ...(detail !== undefined && { detail }) } }
  }

  now(): number {
    return this.#clock.now()
  }

  #limitsOf({ bodyBytes, redirects }: FetchRequest): FetchLimits {
    return {
      ...this.#limits,
      ...(bodyBytes !== undefined && { bodyBytes: Math.min(bodyBytes, this.#limits.bodyBytes) }),
      ...(redirects !== undefined && { redirects }),
    }
  }

  async #refusal(url: URL, obeyRobots: boolean): Promise<Refusal | Postponed | null> {
    if (obeyRobots) {
      const looked = await this.robots(url.href)
      if ('postponed' in looked) return looked
      const answer = robotsAnswer(looked, url)
      if (answer.crawlDelay > 0) this.#pace.slow(url.hostname, Math.min(answer.crawlDelay * 1000, longestCrawlDelay))
      const refusal = robotsRefusal(answer, looked)
      if (refusal !== null) return refusal
    }
    const { requests = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = this.#options.budget ?? {}
    if (this.#requests >= requests || this.#bytes >= bytes) return { postponed: 'budget-spent' }
    const until = this.#closed.get(url.hostname) ?? 0
    if (until > this.#clock.now()) return { postponed: 'asked-to-wait', until }
    return null
  }

  async #inTurn<T extends object>(url: URL, send: () => Promise<T>): Promise<T> {
    this.#requests++ // before the turn: what waits in line is spent already
    const done = await this.#pace.turn(url.hostname, this.#options.signal)
    try {
      const answer = await send()
      if ('body' in answer) this.#bytes += (answer.body as Uint8Array).length
      return answer
    } finally {
      done()
    }
  }

  /** Whether to ask again, and after how long; or what the host said about coming again. */
  #next({ response }: Fetched, attempt: number): { readonly wait: number } | { readonly retryAt?: number } {
    const { outcome, status } = response
    const host = URL.canParse(response.finalUrl) ? new URL(response.finalUrl).hostname : ''
    const hostFailed = hostFailures.has(outcome)
    const again = passing.has(outcome) || (outcome === 'ok' && passingStatus.has(status ?? 0))
    if (!again) {
      if (hostFailed) this.#failing.add(host)
      else this.#failing.delete(host)
      return {}
    }
    const now = this.#clock.now()
    const asked = status === 429 || status === 503 ? retryAfter(response.headers['retry-after'], now) : null
    const wait = Math.max(asked === null ? 0 : asked - now, firstBackoff * 2 ** attempt)
    const most = this.#failing.has(host) ? 0 : (this.#options.retries ?? usualRetries)
    if (wait <= longestWait && attempt < most) return { wait }
    if (hostFailed) this.#failing.add(host)
    const retryAt = asked ?? (status === 429 ? now + usualWait : null)
    if (retryAt === null) return {}
    this.#closed.set(host, retryAt)
    return { retryAt }
  }
}

function robotsRefusal(answer: RobotsAnswer, { response }: Looked): Refusal | null {
  if (answer.kind === 'allowed') return null
  if (answer.kind === 'disallowed') return { outcome: 'robots-disallow', ...(answer.rule && { detail: answer.rule }) }
  // A host that cannot be reached at all is told as what it is, not by the file that could not be had from it.
  if (hostFailures.has(response.outcome)) {
    const { detail } = response
    return { outcome: response.outcome as FetchOutcome, ...(detail !== undefined && { detail }) }
  }
  return {
    outcome: 'robots-unreachable',
    detail: response.outcome === 'ok' ? `status ${response.status}` : response.outcome,
  }
}
