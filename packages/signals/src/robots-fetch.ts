import type { Effect, Issue, Statement } from '@proviso/rights'
import { parseRobotsTxt, type RobotsOptions, type RobotsProfile, type RobotsTxt } from './robots-txt.ts'

/** How fetching a `robots.txt` ended. */
export interface RobotsFetch {
  /** Status of the last response; absent when there was none. */
  readonly status?: number
  /** How many redirects were followed. */
  readonly redirects?: number
  /** Kebab-case reason why there was no response: `timeout`, `tls`, `dns` … */
  readonly failure?: string
}

/** What RFC 9309, section 2.3.1, calls the result of a fetch. */
export type RobotsFetchClass = 'successful' | 'unavailable' | 'unreachable'

export interface RobotsFetchReading {
  readonly class: RobotsFetchClass
  /** The file; present when the fetch was successful. */
  readonly value?: RobotsTxt
  readonly statements: readonly Statement[]
  readonly issues: readonly Issue[]
  /** Why the file could not be read; present when it was unreachable. */
  readonly unread?: string
}

/** Hops that RFC 9309, section 2.3.1.2, asks a crawler to follow at least; more may be taken for an unavailable file. */
export const mostRobotsRedirects = 5

/**
 * The class of a fetch: 2xx is successful; 4xx, and a redirect that leads nowhere or too far, unavailable; 5xx, another status and no
 * response at all unreachable. Google takes 429 for unreachable. RFC 9309, section 2.3.1. SPEC.md RF1–RF4.
 * @example
 * classOfRobotsFetch({ status: 404 }) // 'unavailable'
 */
export function classOfRobotsFetch(
  { status, redirects = 0 }: RobotsFetch,
  profile: RobotsProfile = 'rfc9309',
): RobotsFetchClass {
  if (status === undefined) return 'unreachable'
  if (profile === 'google' && status === 429) return 'unreachable'
  if (redirects > mostRobotsRedirects || (status >= 300 && status < 400)) return 'unavailable'
  if (status >= 200 && status < 300) return 'successful'
  return status >= 400 && status < 500 ? 'unavailable' : 'unreachable'
}

/**
 * What the fetch of a `robots.txt` says: what the file says when there is one; leave to fetch everything when it is unavailable, a bar
 * on everything while it is unreachable. Never throws. SPEC.md RF1–RF5.
 * @param body the bytes of a successful response; none is an empty file
 * @example
 * readRobotsFetch({ status: 503 }).statements[0].effect // 'disallow'
 */
export function readRobotsFetch(
  fetched: RobotsFetch,
  body: Uint8Array | string = '',
  options: RobotsOptions = {},
): RobotsFetchReading {
  const { profile = 'rfc9309', at = 'robots.txt' } = options
  const kind = classOfRobotsFetch(fetched, profile)
  const { status, redirects = 0, failure = 'no-response' } = fetched
  if (kind === 'successful') {
    const { value, statements, issues } = parseRobotsTxt(body, options)
    return { class: kind, value, statements, issues }
  }
  const why = status === undefined ? failure : `HTTP status ${status}`
  if (kind === 'unreachable') {
    const message = `the file could not be fetched (${why}): until it can, everything counts as barred`
    const issues = [
      { code: 'robots-unreachable', at, message, hint: 'fetch it again; after 30 days it may count as absent' },
    ]
    const unread = status === undefined ? failure : `http-${status}`
    return { class: kind, statements: [everything('disallow', why)], issues, unread }
  }
  const issues: Issue[] = []
  if (redirects > mostRobotsRedirects) {
    const message = `more than ${mostRobotsRedirects} redirects lead to the file, so it counts as absent`
    issues.push({ code: 'too-many-redirects', at, message, hint: 'serve it with fewer' })
  } else if (status !== 404 && status !== 410) {
    const message = `the file is unavailable (${why}), so nothing is barred by it`
    issues.push({ code: 'robots-unavailable', at, message, hint: 'serve a file, or 404 when there is none' })
  }
  return { class: kind, statements: [everything('allow', why)], issues }
}

/** There are no words to quote: the response itself is what is said. */
function everything(effect: Effect, why: string): Statement {
  const about = { actor: 'public', usage: 'crawl', asset: 'content', conditions: [] } as const
  return { effect, ...about, quote: '', start: 0, end: 0, section: [why], confidence: 1 }
}
