import { type LineKind, lineKinds, mostLineBytes, readRobotsLine } from './robots-line.ts'
import { afterByteOrderMark, endOfLine } from './robots-lines.ts'
import type { RobotsProfile } from './robots-profile.ts'

/** What became of one line. */
export interface RobotsLineReport {
  /** From 1. */
  readonly line: number
  /**
   * What it is: `none` without key and value, `unused` for a key that others use and neither RFC 9309 nor Google does, `unknown` for a
   * key that is nobody's.
   */
  readonly tag: 'user-agent' | 'allow' | 'disallow' | 'sitemap' | 'unused' | 'unknown' | 'none'
  readonly empty: boolean
  readonly comment: 'none' | 'whole' | 'trailing'
  readonly misspelled: boolean
  readonly colonMissing: boolean
  readonly tooLong: boolean
  /** Bytes of the line, of its key and of its value. */
  readonly start: number
  readonly end: number
  readonly key: number
  readonly keyEnd: number
  readonly value: number
  readonly valueEnd: number
}

/** Keys that some crawler or service uses, and neither RFC 9309 nor Google's program does [R17]. */
const unusedKeys = new Set([
  'clean-param',
  'content-signal',
  'content-usage',
  'crawl-delay',
  'domain',
  'host',
  'noarchive',
  'nofollow',
  'noindex',
  'request-rate',
  'revisit-after',
  'visit-time',
])
/** Others that we know. */
const ourKeys = new Set(['license', 'disallowaitraining', 'allowaitraining', 'agentmap'])

const tags: Readonly<Record<LineKind, RobotsLineReport['tag']>> = {
  [lineKinds.userAgent]: 'user-agent',
  [lineKinds.allow]: 'allow',
  [lineKinds.disallow]: 'disallow',
  [lineKinds.sitemap]: 'sitemap',
  [lineKinds.other]: 'unknown',
}

/**
 * Every line of a file with what became of it, the last one also when it is empty. Linear; one line at a time. SPEC.md R17.
 * @example
 * [...robotsReport(new TextEncoder().encode('Disalow: /'), 'google')][0].misspelled // true
 */
export function* robotsReport(bytes: Uint8Array, profile: RobotsProfile): Generator<RobotsLineReport> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = afterByteOrderMark(bytes, profile)
  for (let line = 1; at <= bytes.length; line++) {
    const start = at
    const end = endOfLine(bytes, view, at)
    yield reportOf(bytes, line, start, end, profile)
    at = end + (bytes[end] === 0x0d && bytes[end + 1] === 0x0a ? 2 : 1)
  }
}

function reportOf(
  bytes: Uint8Array,
  line: number,
  start: number,
  end: number,
  profile: RobotsProfile,
): RobotsLineReport {
  const { kind, key, keyEnd, value, end: valueEnd, ...rest } = readRobotsLine(bytes, start, end, profile)
  const { blank, hash, misspelled, colonMissing } = rest
  const name = String.fromCharCode(...bytes.subarray(key, Math.min(keyEnd, key + 32))).toLowerCase()
  const known = unusedKeys.has(name) || (profile === 'rfc9309' && ourKeys.has(name))
  return {
    line,
    tag: key === keyEnd ? 'none' : kind === lineKinds.other && known ? 'unused' : tags[kind],
    empty: blank && !hash,
    comment: !hash ? 'none' : blank ? 'whole' : 'trailing',
    misspelled,
    colonMissing,
    tooLong: profile === 'google' && end - start >= mostLineBytes,
    start,
    end,
    key,
    keyEnd,
    value,
    valueEnd,
  }
}
