import { lowerAscii, octetsOf } from './octets.ts'
import { isAsciiSpace, lineKinds } from './robots-line.ts'
import { kindAt, type LineTable, lineAt, lineWidth } from './robots-lines.ts'
import type { RobotsProfile } from './robots-profile.ts'

const star = 0x2a

/** A group of RFC 9309: user agents and the lines that follow them, up to the next group. */
export interface RobotsGroup {
  /** Product tokens, lower case, in the order of the file, each once; without `*`. */
  readonly agents: readonly string[]
  /** Whether the group is for everyone without a group of his own. */
  readonly everyone: boolean
  /** The line of its first `User-agent`, from 1. */
  readonly line: number
  /** Where its lines stand in the table of lines, half open; the first is its first `User-agent`. */
  readonly from: number
  readonly to: number
}

/**
 * The groups of a file: `User-agent` lines open one together; the first rule after them closes the list, nothing else does.
 * SPEC.md R7–R9.
 */
export function groupsOf(bytes: Uint8Array, lines: LineTable, profile: RobotsProfile): RobotsGroup[] {
  const groups: RobotsGroup[] = []
  let agents: string[] = []
  let everyone = false
  let from = -1
  let closed = false
  for (let at = 0; at < lines.length; at += lineWidth) {
    const kind = kindAt(lines, at)
    if (kind === lineKinds.userAgent) {
      if (closed) {
        groups.push({ agents: eachOnce(agents), everyone, line: lineAt(lines, from), from, to: at })
        agents = []
        everyone = closed = false
        from = -1
      }
      if (from < 0) from = at
      const start = lines[at + 1]!
      const end = lines[at + 2]!
      const token = productToken(bytes, start, end, profile)
      if (token === '*') everyone = true
      else agents.push(token)
    } else if (from >= 0 && (kind === lineKinds.allow || kind === lineKinds.disallow)) closed = true
  }
  if (from >= 0) groups.push({ agents: eachOnce(agents), everyone, line: lineAt(lines, from), from, to: lines.length })
  return groups
}

function eachOnce(agents: string[]): string[] {
  return agents.length < 2 ? agents : [...new Set(agents)]
}

/**
 * Who a `User-agent` line names, lower case; `*` for everyone. To RFC 9309 it is the whole value; Google's program reads letters, `-`
 * and `_` up to anything else, and takes a `*` with white space after it for everyone. SPEC.md R8.
 */
export function productToken(bytes: Uint8Array, from: number, to: number, profile: RobotsProfile): string {
  if (to - from === 1 && bytes[from] === star) return '*'
  if (profile === 'rfc9309') {
    const octets = octetsOf(bytes, from, to)
    return lowerAscii(/[^\0-\x7f]/.test(octets) ? new TextDecoder().decode(bytes.subarray(from, to)) : octets)
  }
  if (bytes[from] === star && from < to && isAsciiSpace(bytes[from + 1]!)) return '*'
  let end = from
  while (end < to && isTokenByte(bytes[end]!)) end++
  return lowerAscii(octetsOf(bytes, from, end))
}

function isTokenByte(byte: number): boolean {
  const small = byte | 0x20
  return (small >= 0x61 && small <= 0x7a) || byte === 0x2d || byte === 0x5f
}
