import type { Instant } from '@proviso/rights'

/**
 * How a look at an address ended: `ok` when a response came whole, whatever its status says; else why there was none to read
 * (SPEC.md W7).
 */
export type FetchOutcome =
  | 'ok'
  // before a connection
  | 'not-an-address'
  | 'unknown-host'
  | 'dns-failure'
  | 'private-address'
  | 'robots-disallow'
  | 'robots-unreachable'
  // the connection
  | 'connection-refused'
  | 'connection-reset'
  | 'unreachable'
  | 'tls-error'
  // the time
  | 'connect-timeout'
  | 'header-timeout'
  | 'idle-timeout'
  | 'total-timeout'
  // the response
  | 'malformed-response'
  | 'headers-too-large'
  | 'too-large'
  | 'decompression-limit'
  | 'truncated'
  | 'bad-encoding'
  | 'unsupported-encoding'
  // the way there
  | 'redirect-loop'
  | 'too-many-redirects'
  | 'bad-redirect'

/** One step from an address to another. */
export interface Redirect {
  readonly status: number
  readonly from: string
  readonly to: string
}

/** What is kept of a response beside its body, as `<file>.response.json`. */
export interface ObservedResponse {
  /** The address asked for. */
  readonly url: string
  /** The address that answered, after redirects. */
  readonly finalUrl: string
  /** The HTTP status; null when no response came. */
  readonly status: number | null
  /** Names in lower case; several of one name joined by `, `. Cookies are not kept. */
  readonly headers: Readonly<Record<string, string>>
  readonly redirects: readonly Redirect[]
  readonly startedAt: Instant
  /** From the first byte sent to the last received, waits for others left out. */
  readonly millis: number
  /** Length of the body, decompressed. */
  readonly bytes: number
  readonly outcome: string
  /** More about an outcome that is not `ok`: the code of a TLS error, an address, a header. */
  readonly detail?: string
  /** The body is the beginning of a longer one. */
  readonly truncated?: true
  /** How it was fetched, when not by plain HTTP. */
  readonly by?: 'browser'
}

/** A response with its body; no body when the outcome is not `ok`, and for a 304. */
export interface Fetched {
  readonly response: ObservedResponse
  readonly body?: Uint8Array
}
