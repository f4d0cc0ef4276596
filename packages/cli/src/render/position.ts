import type { Condition, PositionKind } from '@proviso/rights'
import type { Look } from './look.ts'

/** Words a position or an outcome is shown with. */
export type Word = PositionKind | 'unknown'

/** Colours a text as its position: a word always stands beside the colour. */
export function paint(word: Word, text: string, look: Look): string {
  const { colour } = look
  if (word === 'disallowed') return colour.red(text)
  if (word === 'allowed') return colour.green(text)
  if (word === 'conditional') return colour.yellow(text)
  return colour.dim(text)
}

/** `conditional (opt-out, class)`: the position with the kinds of its conditions, each once. */
export function positionText(position: Word, conditions: readonly Condition[] = []): string {
  const kinds = [...new Set(conditions.map((condition) => condition.kind))]
  return kinds.length > 0 ? `${position} (${kinds.join(', ')})` : position
}

/** The mark of a position, coloured. */
export function mark(word: Word, look: Look): string {
  return paint(word, look.marks[word], look)
}
