import type { Issue } from '@proviso/rights'
import type { CapturedFile } from '../captured-file.ts'
import type { Fetcher, FetchRequest, Looked, Postponed } from './fetcher.ts'
import type { Validators } from './follow.ts'
import { headOf } from './page-head.ts'
import type { Fetched, ObservedResponse } from './response.ts'
import { rslReference } from './rsl-reference.ts'
import { type HostTarget, signalFiles } from './target.ts'

/** One file of a host as it was seen, or when it can be looked at. */
export type HostLook = { readonly file: CapturedFile } & ((Looked & { readonly issues: readonly Issue[] }) | Postponed)

export interface ObserveHostOptions {
  /** Which files are looked at; all unless told. */
  readonly files?: readonly CapturedFile[]
  /** Validators of the file kept last, and what was kept of it: used where a file is not looked at, or has not changed. */
  readonly kept?: (file: CapturedFile) => { readonly validators?: Validators; readonly fetched?: Fetched } | undefined
}

const accepts: Readonly<Record<CapturedFile, string>> = {
  'robots.txt': 'text/plain, */*;q=0.1',
  'page.html': 'text/html, application/xhtml+xml, */*;q=0.1',
  'rsl.xml': 'application/rsl+xml, application/xml, text/xml, */*;q=0.1',
  'ai.txt': 'text/plain, */*;q=0.1',
  'tdmrep.json': 'application/json, */*;q=0.1',
}

// No file of rights is near this; what is longer is something else.
const fileBytes = 4 * 1024 * 1024

/**
 * Looks at what a host says to machines: robots.txt, a page with its headers and its head, the RSL document that either of them names,
 * ai.txt (else the one under `/.well-known/`) and tdmrep.json, one after the other. A file in whose place an HTML page comes is
 * `soft-404`; an RSL document that nothing names any more is `not-referenced`. SPEC.md W11.
 *
 * @example
 * const host = { host: 'example.org', origin: 'https://example.org', page: 'https://example.org/' }
 * for await (const look of observeHost(createFetcher(), host)) if ('response' in look) look.response.status // 200
 */
export async function* observeHost(
  fetcher: Fetcher,
  target: Pick<HostTarget, 'origin' | 'page'>,
  options: ObserveHostOptions = {},
): AsyncGenerator<HostLook> {
  const wanted = new Set<CapturedFile>(options.files ?? signalFiles)
  const kept = (file: CapturedFile) => options.kept?.(file)
  const seen = new Map<CapturedFile, Fetched>()
  const taken = (file: CapturedFile, looked: Looked | Postponed, issues: readonly Issue[] = []): HostLook => {
    if ('postponed' in looked) return { file, ...looked }
    const whole = asKept(looked, kept(file)?.fetched)
    seen.set(file, whole)
    return { file, ...whole, issues }
  }
  const ask = (file: CapturedFile, url: string, more: Partial<FetchRequest> = {}) => {
    const validators = kept(file)?.validators
    const request = { url, accept: accepts[file], obeyRobots: false, bodyBytes: fileBytes }
    return fetcher.fetch({ ...request, ...(validators && { validators }), ...more })
  }

  // Asked for whole: whether pages may be fetched follows from it.
  if (wanted.has('robots.txt')) yield taken('robots.txt', noPage(await fetcher.robots(target.origin)))
  if (wanted.has('page.html')) {
    const looked = await ask('page.html', target.page, { obeyRobots: true, cut: true })
    yield taken('page.html', headed(looked))
  }
  if (wanted.has('rsl.xml')) {
    const now = (file: CapturedFile) => seen.get(file) ?? kept(file)?.fetched
    const reference = rslReference({
      robots: textOf(now('robots.txt')),
      link: now('page.html')?.response.headers.link ?? '',
      page: textOf(now('page.html')),
      base: target.page,
    })
    const before = kept('rsl.xml')?.fetched?.response
    const isKnown = wasRead(now('robots.txt')) && wasRead(now('page.html'))
    // Where those who would name it cannot be read, it is asked for where it was.
    const url = reference?.url ?? (isKnown || before?.outcome === 'not-referenced' ? undefined : before?.url)
    if (url !== undefined) {
      const looked = await ask('rsl.xml', url)
      const others = reference?.others ?? 0
      yield taken('rsl.xml', noPage(looked), others === 0 ? [] : [furtherRsl(target.origin, others)])
    } else if (before !== undefined) {
      const startedAt = new Date(fetcher.now()).toISOString()
      yield taken('rsl.xml', { response: gone(before.url, startedAt) })
    }
  }
  if (wanted.has('ai.txt')) {
    const looked = noPage(await ask('ai.txt', `${target.origin}/ai.txt`))
    const absent =
      'response' in looked &&
      (looked.response.outcome === 'soft-404' || [404, 410].includes(looked.response.status ?? 0))
    const other = absent ? noPage(await ask('ai.txt', `${target.origin}/.well-known/ai.txt`)) : looked
    const found =
      'response' in other && other.response.outcome === 'ok' && [200, 304].includes(other.response.status ?? 0)
    yield taken('ai.txt', found || 'postponed' in other ? other : looked)
  }
  if (wanted.has('tdmrep.json'))
    yield taken('tdmrep.json', noPage(await ask('tdmrep.json', `${target.origin}/.well-known/tdmrep.json`)))
}

/** A file that has not changed is the one that was kept, with the headers it has now (RFC 9111 §4.3.4). */
function asKept(looked: Looked, kept: Fetched | undefined): Looked {
  if (looked.response.status !== 304 || kept?.body === undefined) return looked
  const headers = { ...kept.response.headers, ...looked.response.headers }
  const response = { ...looked.response, status: kept.response.status, headers, bytes: kept.body.length }
  return { ...looked, response, body: kept.body }
}

/** Many sites answer every address with a page: that is no robots.txt, and no word on rights. */
function noPage(looked: Looked | Postponed): Looked | Postponed {
  if ('postponed' in looked || looked.response.outcome !== 'ok' || !isSuccess(looked.response)) return looked
  return isHtml(looked.body) ? { ...looked, response: { ...looked.response, outcome: 'soft-404' } } : looked
}

const isSuccess = ({ status }: ObservedResponse) => status !== null && status >= 200 && status < 300

function isHtml(body: Uint8Array | undefined): boolean {
  const start = Buffer.from(body?.subarray(0, 1000) ?? []).toString('latin1')
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i.test(
    start,
  )
}

function headed(looked: Looked | Postponed): Looked | Postponed {
  if ('postponed' in looked || looked.body === undefined) return looked
  const { truncated: _, ...response } = looked.response
  return { ...looked, response, body: headOf(looked.body) }
}

function textOf(fetched: Fetched | undefined): string {
  if (fetched?.body === undefined || fetched.response.outcome !== 'ok' || !isSuccess(fetched.response)) return ''
  return Buffer.from(fetched.body).toString('utf8')
}

/** Whether a file was there to be read, or is known not to be: only then its silence says something. */
function wasRead(fetched: Fetched | undefined): boolean {
  if (fetched === undefined) return false
  const { outcome, status } = fetched.response
  return (
    outcome === 'soft-404' || (outcome === 'ok' && (isSuccess(fetched.response) || status === 404 || status === 410))
  )
}

function gone(url: string, startedAt: string): ObservedResponse {
  const none = { status: null, headers: {}, redirects: [], startedAt, millis: 0, bytes: 0 }
  return { url, finalUrl: url, ...none, outcome: 'not-referenced' }
}

function furtherRsl(at: string, others: number): Issue {
  return {
    code: 'rsl-further',
    at,
    message: `${others === 1 ? 'another RSL document is' : `${others} other RSL documents are`} named and not looked at`,
    hint: 'the first of robots.txt, the `Link` header and the page is kept',
  }
}
