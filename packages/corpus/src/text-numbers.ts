/** Numbers for texts, told by their bytes: a text met before costs one look, and nothing is made for it. */
export interface TextNumbers {
  /** The number of the text in `bytes`, a new one if it is new; -1 when it is new and there is no room. */
  readonly numberOf: (bytes: Uint8Array, from: number, to: number) => number
  readonly textOf: (number: number) => string
  readonly size: () => number
}

/** Another one for each table, so that nobody can prepare texts that fall together. */
const seedOf = () => Math.trunc(Math.random() * 0x7fff_ffff) // of FNV-1a, 32 bits
const prime = 16_777_619

/**
 * Gives texts numbers from 0 in the order met.
 * @param most how many texts are told apart, and how many bytes of them are held
 */
export function textNumbers(most: { readonly texts: number; readonly bytes: number }): TextNumbers {
  let held = Buffer.alloc(1 << 16)
  let used = 0
  let count = 0
  let ends = new Int32Array(1 << 10)
  let hashes = new Int32Array(1 << 10)
  const seed = seedOf()
  /** Number + 1; 0 is free. */
  let slots = new Int32Array(1 << 12)

  const slotAt = (hash: number) => (hash ^ (hash >>> 15)) & (slots.length - 1)
  const grow = () => {
    const longer = new Int32Array(ends.length * 2)
    longer.set(ends)
    ends = longer
    const more = new Int32Array(ends.length)
    more.set(hashes)
    hashes = more
    slots = new Int32Array(ends.length * 4)
    for (let number = 0; number < count; number++) {
      let slot = slotAt(hashes[number]!)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = number + 1
    }
  }
  return {
    numberOf(bytes, from, to) {
      let hash = seed
      for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, prime)
      const length = to - from
      let slot = slotAt(hash)
      for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
        const number = slots[slot]! - 1
        const start = number === 0 ? 0 : ends[number - 1]!
        if (hashes[number] !== hash || ends[number]! - start !== length) continue
        let same = 0
        while (same < length && held[start + same] === bytes[from + same]) same++
        if (same === length) return number
      }
      if (count === most.texts || used + length > most.bytes) return -1
      if (used + length > held.length) {
        const larger = Buffer.alloc(Math.max(held.length * 2, used + length))
        larger.set(held.subarray(0, used))
        held = larger
      }
      held.set(bytes.subarray(from, to), used)
      used += length
      const number = count
      if (number === ends.length) {
        grow()
        slot = slotAt(hash)
        while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      }
      slots[slot] = number + 1
      ends[number] = used
      hashes[number] = hash
      count = number + 1
      return number
    },
    textOf: (number) => held.toString('utf8', number === 0 ? 0 : ends[number - 1]!, ends[number]!),
    size: () => count,
  }
}
