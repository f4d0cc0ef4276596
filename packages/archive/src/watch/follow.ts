import type { Clock } from './clock.ts'
import { acceptedCodings } from './content-coding.ts'
import { type Exchanged, exchange } from './exchange.ts'
import type { FetchLimits } from './limits.ts'
import type { Resolve } from './resolve-host.ts'
import type { Fetched, FetchOutcome, ObservedResponse, Redirect } from './response.ts'

/** What is asked for, and how. */
export interface FollowRequest {
  readonly url: string
  readonly userAgent: string
  /** The media types wanted, for `Accept`. */
  readonly accept: string
  readonly limits: FetchLimits
  /** Whether a body beyond the limit is cut there; else it is refused as `too-large`. */
  readonly cut?: boolean
  /** What was stored last, so that it is not sent again. */
  readonly validators?: Validators
  readonly resolve: Resolve
  readonly mayReach: (address: string) => boolean
  readonly clock: Clock
  /** Runs each step, also those that redirects lead to, when its turn has come; or refuses it. */
  readonly step: (url: URL, send: () => Promise<Exchanged>) => Promise<Exchanged | Refusal>
  readonly signal?: AbortSignal
}

/** Why a step was not taken. `postponed`: it may be taken later, and nothing was observed. */
export interface Refusal {
  readonly outcome: FetchOutcome | 'postponed'
  readonly detail?: string
}

/** `ETag` and `Last-Modified` of a response, as they were sent. */
export interface Validators {
  /** The address that gave them; they mean nothing at another. */
  readonly url: string
  readonly etag?: string
  readonly lastModified?: string
}

const cookiesKept = 20
const longestCookie = 4096

/**
 * Asks for an address and follows its redirects, each step checked like the first. Cookies set on the way are sent back on the way
 * and then forgotten: pages that only want to see one get it, nobody is recognised later. SPEC.md W2–W7.
 */
export async function follow(request: FollowRequest): Promise<Fetched | 'postponed'> {
  const startedAt = new Date(request.clock.now()).toISOString()
  const redirects: Redirect[] = []
  const cookies = new Map<string, Map<string, string>>()
  const met = new Set<string>()
  let millis = 0
  let at = request.url
  const ended = (
    outcome: FetchOutcome,
    more: Partial<Omit<ObservedResponse, 'outcome'>> = {},
    body?: Uint8Array,
  ): Fetched => ({
    response: {
      url: request.url,
      finalUrl: at,
      status: more.status ?? null,
      headers: more.headers ?? {},
      redirects,
      startedAt,
      millis: Math.round(millis),
      bytes: body?.length ?? 0,
      outcome,
      ...(more.detail !== undefined && { detail: more.detail }),
      ...(more.truncated && { truncated: true as const }),
    },
    ...(body !== undefined && { body }),
  })
  for (;;) {
    const url = webAddress(at)
    if (url === null)
      return ended(redirects.length === 0 ? 'not-an-address' : 'bad-redirect', { detail: at.slice(0, 200) })
    at = url.href
    const cookie = cookieFor(cookies, url)
    const key = `${at}\n${cookie}`
    if (met.has(key)) return ended('redirect-loop')
    met.add(key)
    const answer = await request.step(url, async () => {
      const began = performance.now()
      try {
        return await exchange({
          url,
          headers: headersFor(request, url, cookie),
          limits: { ...request.limits, total: Math.max(1, request.limits.total - millis) },
          resolve: request.resolve,
          mayReach: request.mayReach,
          cut: request.cut ?? false,
          ...(request.signal && { signal: request.signal }),
        })
      } finally {
        millis += performance.now() - began
      }
    })
    if ('outcome' in answer) {
      const { outcome, ...more } = answer
      return outcome === 'postponed' ? outcome : ended(outcome, more)
    }
    const { status, headers, body, cut } = answer
    if (!isRedirect(answer)) {
      return ended(
        'ok',
        { status, headers, ...(cut && { truncated: true as const }) },
        status === 304 ? undefined : body,
      )
    }
    const to = targetOf(headers.location!, url)
    if (to === null) return ended('bad-redirect', { status, headers, detail: headers.location!.slice(0, 200) })
    redirects.push({ status, from: at, to })
    if (redirects.length > request.limits.redirects) return ended('too-many-redirects', { status, headers })
    keepCookies(cookies, url, answer.cookies)
    at = to
  }
}

function isRedirect({ status, headers }: Extract<Exchanged, { body: Buffer }>): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined
}

/** A URL that is asked over the web: `http` or `https`, no user name, no fragment. */
function webAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return null
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

function targetOf(location: string, from: URL): string | null {
  // Header values come as Latin-1; many servers write UTF-8.
  const text = Buffer.from(location, 'latin1').toString('utf8')
  const target = text.includes('\ufffd') ? location : text
  return URL.canParse(target, from.href) ? (webAddress(new URL(target, from.href).href)?.href ?? null) : null
}

function headersFor(request: FollowRequest, url: URL, cookie: string): Record<string, string> {
  const { etag, lastModified } = request.validators?.url === url.href ? request.validators : {}
  return {
    'user-agent': request.userAgent,
    accept: request.accept,
    'accept-language': 'en, *;q=0.5',
    'accept-encoding': acceptedCodings,
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    ...(cookie !== '' && { cookie }),
  }
}

function cookieFor(cookies: ReadonlyMap<string, ReadonlyMap<string, string>>, url: URL): string {
  return [...(cookies.get(url.hostname) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
}

function keepCookies(cookies: Map<string, Map<string, string>>, url: URL, set: readonly string[]): void {
  for (const line of set.slice(0, cookiesKept)) {
    const [, name = '', value = ''] = /^\s*([^=;\s]+)\s*=\s*([^;]*)/.exec(line.slice(0, longestCookie)) ?? []
    if (name === '' || /[^\x20-\x7e]/.test(name + value)) continue
    const own = cookies.get(url.hostname) ?? new Map<string, string>()
    if (own.size < cookiesKept || own.has(name)) own.set(name, value.trim())
    cookies.set(url.hostname, own)
  }
}
