/** A source of numbers that gives the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const longest = 32 * 1024
const odd = [0x00, 0xff, 0xfe, 0x80, 0xc0, 0xed, 0x0a, 0x0d, 0x22, 0x27, 0x26, 0x3c, 0x3e, 0x5b, 0x7b, 0x2a, 0x24, 0x25]

/**
 * One input made from seeds: bytes changed, stretches cut, doubled, moved, repeated many times, spliced with another seed, words of
 * the format put in; or, once in sixteen, bytes at random.
 */
export function mutated(seeds: readonly Uint8Array[], words: readonly Uint8Array[], random: () => number): Uint8Array {
  const below = (limit: number) => Math.floor(random() * limit)
  if (below(16) === 0) return Uint8Array.from({ length: below(400) }, () => below(256))
  let bytes: Uint8Array = seeds[below(seeds.length)]!.slice()
  for (let times = below(2) === 0 ? 1 : 1 + below(6); times > 0; times--) {
    // Half of the cuts stand where the format's own pieces begin, so that what comes out is still read.
    const whole = below(2) === 0
    const at = whole ? boundary(bytes, below(bytes.length + 1)) : below(bytes.length + 1)
    const far = Math.min(bytes.length, at + below(below(8) === 0 ? 4000 : 40))
    const to = whole ? boundary(bytes, far) : far
    const before = bytes.subarray(0, at)
    const stretch = bytes.subarray(at, to)
    const after = bytes.subarray(to)
    switch (below(9)) {
      case 0:
        bytes = bytes.slice()
        if (at < bytes.length) bytes[at] = below(2) === 0 ? below(256) : odd[below(odd.length)]!
        break
      case 1:
        bytes = joined(before, after)
        break
      case 2:
        bytes = joined(before, stretch, stretch, after)
        break
      case 3: {
        const times = 1 << below(11)
        bytes = joined(
          before,
          ...Array.from({ length: Math.min(times, Math.ceil(longest / (stretch.length + 1))) }, () => stretch),
          after,
        )
        break
      }
      case 4: {
        const other = seeds[below(seeds.length)]!
        bytes = joined(before, other.subarray(below(other.length)))
        break
      }
      case 5:
      case 6:
        bytes = joined(before, words[below(words.length)]!, after)
        break
      case 7:
        bytes = joined(after, stretch, before)
        break
      default:
        bytes = bytes.slice(0, at)
    }
    if (bytes.length > longest) bytes = bytes.subarray(0, longest)
  }
  return bytes
}

const boundaries = new Set([...'<\n{[,;"'].map((character) => character.charCodeAt(0)))

/** The first place at or after an offset where a tag, a line, an object, a string or an item begins. */
function boundary(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && !boundaries.has(bytes[at]!)) at++
  return at
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
