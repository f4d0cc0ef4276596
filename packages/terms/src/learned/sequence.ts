import type { ClauseWords } from './clause-words.ts'
import { type WordPieces, wordPieces } from './word-pieces.ts'

/** Pieces that are taken of a clause and of what stands around it. */
export const most = { lead: 30, own: 110, heading: 14, previous: 40, next: 18 } as const
/** The longest sequence: these and six marks between them. */
export const longestSequence = Object.values(most).reduce((sum, count) => sum + count, 6)

/** A vocabulary, and clauses as sequences of its pieces. */
export interface Sequences {
  readonly vocabulary: WordPieces
  /**
   * A clause and what stands around it as one sequence of pieces, a code unit each: before them two that tell where the clause's own
   * begin and where they end. SPEC.md Q11.
   */
  of(words: ClauseWords): string
}

/** Throws an `Error` when a vocabulary lacks a piece that sequences are made with, or has more than they can name. SPEC.md Q15. */
export function sequencesOf(pieces: readonly string[]): Sequences {
  const vocabulary = wordPieces(pieces)
  // a sequence names each by a code unit
  if (vocabulary.count > 65_536) throw new Error('the vocabulary has more than 65536 pieces')
  const place = (piece: string): number => {
    const found = vocabulary.place(piece)
    if (found === undefined) throw new Error(`the vocabulary has no ${piece}`)
    return found
  }
  const [start, end, colon] = [place('[CLS]'), place('[SEP]'), place(':')]
  return {
    vocabulary,
    of(words) {
      const lead = vocabulary.last(words.lead, most.lead)
      const ids = [start, ...lead]
      if (lead.length > 0) ids.push(colon)
      const from = ids.length
      ids.push(...vocabulary.first(words.own, most.own))
      const to = ids.length
      ids.push(end, ...vocabulary.last(words.heading, most.heading), end)
      ids.push(...vocabulary.last(words.previous, most.previous), end)
      ids.push(...vocabulary.first(words.next, most.next), end)
      return String.fromCharCode(from, to, ...ids)
    },
  }
}
