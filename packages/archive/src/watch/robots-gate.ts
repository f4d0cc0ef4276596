import { classOfRobotsFetch } from '@proviso/signals/robots-fetch'
import { parseRobotsTxt, pathOfUrl } from '@proviso/signals/robots-txt'
import { productToken } from './user-agent.ts'

/** What an origin's robots.txt says about fetching one of its pages (SPEC.md W9). */
export interface RobotsAnswer {
  readonly kind: 'allowed' | 'disallowed' | 'unreachable'
  /** The rule that decided, e.g. `Disallow: /private`. */
  readonly rule?: string
  /** Seconds between requests that the file asks for; 0 when it does not. */
  readonly crawlDelay: number
}

interface RobotsResponse {
  readonly response: { readonly outcome: string; readonly status: number | null }
  readonly body?: Uint8Array
}

/**
 * Whether a page may be fetched, from what became of its origin's robots.txt (RFC 9309 §2.3.1): rules are obeyed, 4xx means there are
 * none, an error of the server or no response that we may not fetch.
 */
export function robotsAnswer({ response, body }: RobotsResponse, url: URL): RobotsAnswer {
  const status = response.outcome === 'ok' ? response.status : null
  // Google's reading: a server that asks for less with 429 is not asked for pages.
  const kind = classOfRobotsFetch(status === null ? {} : { status }, 'google')
  if (kind === 'unreachable') return { kind, crawlDelay: 0 }
  if (kind === 'unavailable') return { kind: 'allowed', crawlDelay: 0 }
  const file = body ?? new Uint8Array()
  const rules = parseRobotsTxt(file).value.rulesFor(productToken)
  const crawlDelay = crawlDelayOf(new TextDecoder().decode(file), rules.group)
  const rule = rules.ruleFor(pathOfUrl(url.href))
  return rule === undefined || rule.allow
    ? { kind: 'allowed', crawlDelay }
    : { kind: 'disallowed', rule: `Disallow: ${rule.pattern}`, crawlDelay }
}

/** Seconds of the longest `Crawl-delay` in the groups we have to heed; RFC 9309 does not know the line, many files have it. */
function crawlDelayOf(text: string, group: 'own' | 'everyone' | 'none'): number {
  const heeded = group === 'own' ? productToken.toLowerCase() : '*'
  let naming = false
  let ours = false
  let delay = 0
  for (const line of text.split(/[\r\n]+/)) {
    const [, key = '', value = ''] = /^\s*([a-z-]{1,20})\s*:\s*([^\s#]*)/i.exec(line) ?? []
    const name = key.toLowerCase()
    if (name === 'user-agent') {
      ours = value.toLowerCase() === heeded || (naming && ours)
      naming = true
    } else if (/^(?:allow|disallow|crawl-delay)$/.test(name)) naming = false
    if (ours && name === 'crawl-delay' && /^\d{1,6}(?:\.\d{1,6})?$/.test(value)) delay = Math.max(delay, Number(value))
  }
  return delay
}
