/** A text that gives out its characters by stretches, be it one string or lines. */
export interface Characters {
  /** UTF-16 code units. */
  readonly length: number
  /** Copies the characters from one offset to another, or to the end; tells how many there were. */
  codes(from: number, to: number, into: Uint16Array): number
}

/** The characters of a string. */
export function charactersOf(text: string): Characters {
  return {
    length: text.length,
    codes(from, to, into) {
      const end = Math.min(to, text.length)
      for (let at = from; at < end; at++) into[at - from] = text.charCodeAt(at)
      return end - from
    },
  }
}
