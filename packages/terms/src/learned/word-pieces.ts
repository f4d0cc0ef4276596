/** The places of word pieces: how words that a vocabulary lacks are made of what it holds. */
export interface WordPieces {
  /** How many pieces there are. */
  readonly count: number
  /** The place of a whole piece; undefined when there is none. */
  place(piece: string): number | undefined
  /** The places of a text's pieces, at most the first so many. Words stand apart by spaces; signs of punctuation are words of their own. */
  first(text: string, most: number): readonly number[]
  /** The places of a text's pieces, at most the last so many. */
  last(text: string, most: number): readonly number[]
}

/** Longest word that is cut, UTF-16 code units. */
const longestWord = 64
const unknown = '[UNK]'
/** Words remembered with their pieces: a text's words come again and again. */
const mostRemembered = 20_000

/**
 * Cuts words as BERT's tokenizer does: the longest piece that fits, then the longest that goes on from there, marked `##`.
 * Takes lower-case ASCII words and punctuation. Throws an `Error` when a vocabulary lacks `[UNK]`, which stands for what cannot be cut.
 *
 * @example
 * wordPieces(['[UNK]', 'train', '##ing', ',']).first('training, us', 9) // [1, 2, 3, 0]
 */
export function wordPieces(pieces: readonly string[]): WordPieces {
  const places = new Map(pieces.map((piece, place) => [piece, place]))
  const none = places.get(unknown)
  if (none === undefined) throw new Error(`the vocabulary has no ${unknown}`)
  const longest = pieces.reduce((most, piece) => Math.max(most, piece.length), 0)
  const remembered = new Map<string, readonly number[]>()

  const cut = (word: string): readonly number[] => {
    if (word.length > longestWord) return [none]
    const found: number[] = []
    for (let from = 0; from < word.length; ) {
      const mark = from === 0 ? '' : '##'
      let to = Math.min(word.length, from + longest)
      let place = places.get(mark + word.slice(from, to))
      while (place === undefined && to > from + 1) place = places.get(mark + word.slice(from, --to))
      if (place === undefined) return [none]
      found.push(place)
      from = to
    }
    return found
  }

  const cutAll = (text: string, most: number, found: number[]): void => {
    for (const [word] of text.matchAll(words)) {
      if (found.length >= most) break
      for (const place of cut(word)) found.push(place)
    }
  }

  /** What stands between spaces, cut as a whole: a word, or several with the marks between them. */
  const piecesOf = (words: string): readonly number[] => {
    let known = remembered.get(words)
    if (known === undefined) {
      const found: number[] = []
      cutAll(words, Infinity, found)
      known = found
      if (remembered.size >= mostRemembered) remembered.clear()
      remembered.set(words, known)
    }
    return known
  }

  const first = (text: string, most: number): number[] => {
    const found: number[] = []
    for (let from = 0, to = 0; from < text.length && found.length < most; from = to + 1) {
      to = text.indexOf(' ', from)
      if (to === -1) to = text.length
      if (to - from > longestWord) cutAll(text.slice(from, to), most, found)
      else if (to > from) for (const place of piecesOf(text.slice(from, to))) found.push(place)
    }
    if (found.length > most) found.length = most
    return found
  }

  return {
    count: pieces.length,
    place: (piece) => places.get(piece),
    first,
    last: (text, most) => first(text, Infinity).slice(-most),
  }
}

const words = /[a-z0-9]+|[^\sa-z0-9]/g
