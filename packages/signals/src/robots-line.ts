import type { RobotsProfile } from './robots-profile.ts'

/** What a line is, by its key. `other`: a key that is neither access nor group. */
export const lineKinds = { userAgent: 0, allow: 1, disallow: 2, sitemap: 3, other: 4 } as const

export type LineKind = (typeof lineKinds)[keyof typeof lineKinds]

/** One line, as bytes of the file. Without a key, `key` is `keyEnd`. */
export interface RobotsLine {
  readonly kind: LineKind
  readonly key: number
  readonly keyEnd: number
  readonly value: number
  readonly end: number
  /** The key is one of those Google's program takes for another [R5]. */
  readonly misspelled: boolean
  /** White space stands where the colon should [R6]. */
  readonly colonMissing: boolean
  /** Nothing stands before a comment or the end. */
  readonly blank: boolean
  /** There is a comment. */
  readonly hash: boolean
}

/** The line buffer of Google's program holds 8 × 2,083 bytes, one of them for its end: what comes after is not read [R4]. */
export const mostLineBytes = 8 * 2083

/** Reads the line between two bytes, its end excluded. SPEC.md R2–R6. */
export function readRobotsLine(bytes: Uint8Array, start: number, end: number, profile: RobotsProfile): RobotsLine {
  const google = profile === 'google'
  let from = start
  let to = end
  if (google) {
    to = Math.min(to, start + mostLineBytes - 1)
    to = firstOf(bytes, from, to, 0)
  }
  const comment = firstOf(bytes, from, to, 0x23)
  const hash = comment < to
  to = comment
  const isBlank = google ? isAsciiSpace : isSpaceOrTab
  while (from < to && isBlank(bytes[from]!)) from++
  while (from < to && isBlank(bytes[to - 1]!)) to--

  const blank = from === to
  let separator = firstOf(bytes, from, to, 0x3a)
  let colonMissing = false
  if (separator === to) {
    if (!google) return nothing(from, blank, hash)
    separator = from
    while (separator < to && !isSpaceOrTab(bytes[separator]!)) separator++
    let next = separator
    while (next < to && isSpaceOrTab(bytes[next]!)) next++
    while (next < to && !isSpaceOrTab(bytes[next]!)) next++
    // exactly two words: a third one makes it prose
    if (separator === to || next < to) return nothing(from, blank, hash)
    colonMissing = true
  }

  let keyEnd = separator
  while (keyEnd > from && isBlank(bytes[keyEnd - 1]!)) keyEnd--
  if (keyEnd === from) return nothing(from, blank, hash)
  let value = separator + 1
  while (value < to && isBlank(bytes[value]!)) value++
  const { kind, misspelled } = google ? keyOfGoogle(bytes, from, keyEnd) : keyOfRfc(bytes, from, keyEnd)
  return { kind, key: from, keyEnd, value, end: to, misspelled, colonMissing, blank, hash }
}

function nothing(at: number, blank: boolean, hash: boolean): RobotsLine {
  const nowhere = { key: at, keyEnd: at, value: at, end: at }
  return { kind: lineKinds.other, ...nowhere, misspelled: false, colonMissing: false, blank, hash }
}

function firstOf(bytes: Uint8Array, from: number, to: number, byte: number): number {
  let at = from
  while (at < to && bytes[at] !== byte) at++
  return at
}

function isSpaceOrTab(byte: number): boolean {
  return byte === 0x20 || byte === 0x09
}

export function isAsciiSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

/** What a key is to RFC 9309: its name, whole, in any case. */
function keyOfRfc(bytes: Uint8Array, from: number, to: number) {
  const found = names.find(({ name, typo }) => !typo && name.length === to - from && startsWith(bytes, from, to, name))
  return { kind: found?.kind ?? lineKinds.other, misspelled: false }
}

/** What a key is to Google's program: whatever begins with a name, or with a misspelling it knows. */
function keyOfGoogle(bytes: Uint8Array, from: number, to: number) {
  const found = names.find(({ name }) => startsWith(bytes, from, to, name))
  return { kind: found?.kind ?? lineKinds.other, misspelled: found?.typo ?? false }
}

function startsWith(bytes: Uint8Array, from: number, to: number, name: string): boolean {
  if (to - from < name.length) return false
  for (let i = 0; i < name.length; i++) {
    const byte = bytes[from + i]!
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== name.charCodeAt(i)) return false
  }
  return true
}

interface Name {
  readonly kind: LineKind
  readonly name: string
  readonly typo: boolean
}

const { userAgent, allow, disallow, sitemap } = lineKinds
const names: readonly Name[] = [
  { kind: userAgent, name: 'user-agent', typo: false },
  { kind: userAgent, name: 'useragent', typo: true },
  { kind: userAgent, name: 'user agent', typo: true },
  { kind: allow, name: 'allow', typo: false },
  { kind: disallow, name: 'disallow', typo: false },
  { kind: disallow, name: 'dissallow', typo: true },
  { kind: disallow, name: 'dissalow', typo: true },
  { kind: disallow, name: 'disalow', typo: true },
  { kind: disallow, name: 'diasllow', typo: true },
  { kind: disallow, name: 'disallaw', typo: true },
  { kind: sitemap, name: 'sitemap', typo: false },
  { kind: sitemap, name: 'site-map', typo: true },
]
