import { longestHost } from './host.ts'

const empty = 0
const seed = -2_128_831_035 // FNV-1a, 32 bits
const prime = 16_777_619
const dot = 46
/** Of a slot: hash, value + 1 (0: free), where the suffix lies in `texts`, its length. Together they share a cache line. */
const width = 4

/** Numbers by host suffix, for many lookups of hosts never seen before. SPEC.md H1, H3, H6. */
export interface SuffixTable {
  /** The number at the longest suffix of a host, -1 when it has none listed. */
  readonly find: (host: string) => number
}

/**
 * Arranges numbers (from 0) by host suffix. One walk over a host, from its end, hashes all its suffixes; a `Map` would cut and
 * hash a text for each of them, which costs two to three times as much on hosts it has not met.
 */
export function suffixTable(bySuffix: ReadonlyMap<string, number>): SuffixTable {
  let size = 16
  while (size < bySuffix.size * 2) size *= 2
  const mask = size - 1
  const slots = new Int32Array(size * width)
  const texts = new Uint16Array([...bySuffix.keys()].reduce((length, suffix) => length + suffix.length, 0))

  let end = 0
  for (const [suffix, value] of bySuffix) {
    let hash = seed
    for (let at = suffix.length - 1; at >= 0; at--) hash = Math.imul(hash ^ suffix.charCodeAt(at), prime)
    let slot = slotOf(hash, mask)
    while (slots[slot + 1] !== empty) slot = (slot + width) & (mask * width + width - 1)
    slots.set([hash, value + 1, end, suffix.length], slot)
    for (let at = 0; at < suffix.length; at++) texts[end++] = suffix.charCodeAt(at)
  }

  const probe = (host: string, from: number, hash: number): number => {
    const length = host.length - from
    for (let slot = slotOf(hash, mask); slots[slot + 1] !== empty; slot = (slot + width) & (mask * width + width - 1)) {
      if (slots[slot] !== hash || slots[slot + 3] !== length) continue
      const start = slots[slot + 2]!
      let at = 0
      while (at < length && texts[start + at] === host.charCodeAt(from + at)) at++
      if (at === length) return slots[slot + 1]! - 1
    }
    return -1
  }

  return {
    find: (host) => {
      if (host.length > longestHost) return -1
      let found = -1
      let hash = seed
      for (let at = host.length - 1; at >= 0; at--) {
        const code = host.charCodeAt(at)
        if (code === dot) {
          const here = probe(host, at + 1, hash)
          if (here >= 0) found = here
        }
        hash = Math.imul(hash ^ code, prime)
      }
      const whole = probe(host, 0, hash)
      return whole >= 0 ? whole : found
    },
  }
}

/** The low bits of FNV follow the last characters hashed too closely: the high ones are folded in. */
function slotOf(hash: number, mask: number): number {
  return ((hash ^ (hash >>> 15)) & mask) * width
}
