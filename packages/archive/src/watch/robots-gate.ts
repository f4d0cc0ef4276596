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
 * none, everything else that we may not fetch. 429 is no 4xx here: a server that asks for less is not asked for pages.
 */
export function robotsAnswer({ response, body }: RobotsResponse, url: URL): RobotsAnswer {
  const { outcome, status } = response
  if (outcome !== 'ok' || status === null || status === 429 || status >= 500 || (status >= 300 && status < 400))
    return { kind: 'unreachable', crawlDelay: 0 }
  if (status >= 400) return { kind: 'allowed', crawlDelay: 0 }
  return ruled(new TextDecoder().decode(body), `${url.pathname}${url.search}`)
}

interface Group {
  readonly agents: string[]
  readonly rules: { readonly allow: boolean; readonly pattern: string }[]
  delay: number
}

function ruled(text: string, path: string): RobotsAnswer {
  const groups = groupsOf(text)
  const own = groups.filter(({ agents }) => agents.includes(productToken.toLowerCase()))
  const heard = own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'))
  const crawlDelay = Math.max(0, ...heard.map(({ delay }) => delay))
  let best: { readonly allow: boolean; readonly pattern: string } | undefined
  for (const rule of heard.flatMap(({ rules }) => rules)) {
    if (!matches(rule.pattern, path)) continue
    const longer = rule.pattern.length - (best?.pattern.length ?? -1)
    if (longer > 0 || (longer === 0 && rule.allow)) best = rule
  }
  if (best === undefined || best.allow || path === '/robots.txt') return { kind: 'allowed', crawlDelay }
  return { kind: 'disallowed', rule: `Disallow: ${best.pattern}`, crawlDelay }
}

function groupsOf(text: string): Group[] {
  const groups: Group[] = []
  let naming = false
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const [, key = '', value = ''] = /^\s*([^:#]{1,40}?)\s*:\s*([^#]*?)\s*(?:#|$)/.exec(line) ?? []
    const name = key.toLowerCase()
    if (name === 'user-agent') {
      if (!naming) groups.push({ agents: [], rules: [], delay: 0 })
      groups.at(-1)!.agents.push(value.toLowerCase())
      naming = true
    } else if (name === 'allow' || name === 'disallow') {
      naming = false
      if (value !== '') groups.at(-1)?.rules.push({ allow: name === 'allow', pattern: value })
    } else if (name === 'crawl-delay') {
      const group = groups.at(-1)
      if (group) group.delay = Number(value) || 0
    }
  }
  return groups
}

/** Linear in practice and bounded always: the parts between `*` are found one after the other. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(parts[0]!)) return false
  let at = parts[0]!.length
  for (const part of parts.slice(1, -1)) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (parts.length === 1) return !anchored || at === path.length
  const last = parts.at(-1)!
  return anchored ? path.length - last.length >= at && path.endsWith(last) : path.indexOf(last, at) >= 0
}
