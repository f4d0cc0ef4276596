import type { Word } from '@proviso/web/text/position-text'
import type { Look } from './look.ts'

export { positionText, type Word } from '@proviso/web/text/position-text'

/** Colours a text as its position: a word always stands beside the colour. */
export function paint(word: Word, text: string, look: Look): string {
  const { colour } = look
  if (word === 'disallowed') return colour.red(text)
  if (word === 'allowed') return colour.green(text)
  if (word === 'conditional') return colour.yellow(text)
  return colour.dim(text)
}

/** The mark of a position, coloured. */
export function mark(word: Word, look: Look): string {
  return paint(word, look.marks[word], look)
}
