import { lowerAscii, octetsOf } from './octets.ts'
import { lineKinds } from './robots-line.ts'
import { type LineTable, lineWidth } from './robots-lines.ts'
import type { RobotsProfile } from './robots-profile.ts'

/** A group of RFC 9309: user agents and the lines that follow them, up to the next group. */
export interface RobotsGroup {
  /** Product tokens, lower case, in the order of the file, each once; without `*`. */
  readonly agents: readonly string[]
  /** Whether the group is for everyone without a group of his own. */
  readonly everyone: boolean
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
  let agents = new Set<string>()
  let from = -1
  let closed = false
  const end = (to: number) => {
    if (from < 0) return
    const everyone = agents.delete('*')
    groups.push({ agents: [...agents], everyone, from, to })
  }
  for (let at = 0; at < lines.length; at += lineWidth) {
    const kind = lines[at]
    if (kind === lineKinds.userAgent) {
      if (from < 0 || closed) {
        end(at)
        agents = new Set()
        from = at
        closed = false
      }
      agents.add(productToken(octetsOf(bytes, lines[at + 3]!, lines[at + 4]!), profile))
    } else if (kind === lineKinds.allow || kind === lineKinds.disallow) closed = true
  }
  end(lines.length)
  return groups
}

/**
 * Who a `User-agent` line names, lower case; `*` for everyone. To RFC 9309 it is the whole value; Google's program reads letters, `-`
 * and `_` up to anything else, and takes a `*` with white space after it for everyone. SPEC.md R8.
 */
function productToken(value: string, profile: RobotsProfile): string {
  if (profile === 'rfc9309') return lowerAscii(value)
  if (/^\*(?:$|[\t-\r ])/.test(value)) return '*'
  return lowerAscii(/^[A-Za-z_-]*/.exec(value)![0])
}
