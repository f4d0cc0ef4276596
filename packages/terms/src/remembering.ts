import { ownCopy } from './own-copy.ts'

/** Texts longer than this are not remembered. */
const longest = 8_000

/**
 * The same pure function of a text, which remembers what it found in the last texts it was given: many rules ask the same of
 * one sentence, and a sentence comes again whenever its neighbours change. At most twice `most` texts are held. What it
 * finds is shared by all who ask, and is not to be changed.
 *
 * @example
 * const wordsIn = remembering((text) => text.split(' '), 100)
 * wordsIn('a b') === wordsIn('a b') // true
 */
export function remembering<Found>(find: (text: string) => Found, most: number): (text: string) => Found {
  // what was not asked for during a whole generation is forgotten
  let young = new Map<string, Found>()
  let old = new Map<string, Found>()
  return (text) => {
    let found = young.get(text)
    if (found !== undefined) return found
    found = old.get(text)
    if (found === undefined) {
      found = find(text)
      if (text.length > longest) return found
    }
    if (young.size >= most) {
      old = young
      young = new Map()
    }
    // a key that is cut from a text would keep all of it alive
    young.set(ownCopy(text), found)
    return found
  }
}
