import type { Day, Issue, Statement } from '@proviso/rights'

/** One file of a host as it was seen: its bytes, and the response they came with. */
export interface Capture {
  /** `robots.txt`, `ai.txt`, `tdmrep.json`, `rsl.xml` or `page.html`. */
  readonly file: string
  readonly host: string
  /** Absent when there was none. */
  readonly body?: Uint8Array
  /** What `<file>.response.json` holds; absent when the response was not kept. */
  readonly response?: CapturedResponse
  /** The day it was seen. */
  readonly seen?: Day
}

/** A response as it was kept beside a body. */
export interface CapturedResponse {
  readonly url: string
  readonly finalUrl: string
  /** `null` when no response came. */
  readonly status: number | null
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** How many redirects led from `url` to `finalUrl`. */
  readonly redirects: number
  readonly startedAt: string
  /** `ok`, or why there was nothing to read. */
  readonly outcome: string
}

/** What a capture says: its statements, what was odd about it, and why it could not be read when it could not. */
export interface CaptureReading {
  readonly statements: readonly Statement[]
  readonly issues: readonly Issue[]
  readonly unread?: string
}

/** Reads captures; `version` changes whenever it would read one differently. */
export interface CaptureReader {
  readonly version: string
  /** What of the day a reading depends on, such as the vocabulary in use: captures of one era are read alike. */
  readonly era?: (day: Day) => string
  readonly read: (capture: Capture) => CaptureReading
}

/** A kept response as data; `null` for what is none. */
export function parseResponse(text: string): CapturedResponse | null {
  try {
    const found = JSON.parse(text)
    if (typeof found !== 'object' || found === null || !isInstant(found.startedAt)) return null
    const { url = '', finalUrl = url, status = null, headers = {}, redirects, startedAt, outcome = 'ok' } = found
    const named = Object.entries(headers ?? {}).filter(([, value]) => typeof value === 'string')
    return {
      url: String(url),
      finalUrl: String(finalUrl),
      status: Number.isInteger(status) ? status : null,
      headers: Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value as string])),
      redirects: Array.isArray(redirects) ? redirects.length : 0,
      startedAt,
      outcome: String(outcome),
    }
  } catch {
    return null
  }
}

/** Whether a text is a time since 1970 with a zone. */
export function isInstant(text: unknown): text is string {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && Date.parse(text) > 0
}
