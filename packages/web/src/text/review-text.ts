import type { Condition, PositionKind } from '@proviso/rights'
import { plain } from './plain.ts'
import { positionText } from './position-text.ts'

/** A person's word on a position, as the rulebook and the server's JSON have it. */
interface Reviewed {
  readonly verdict: 'correct' | 'reject'
  readonly read: { readonly position: PositionKind; readonly conditions: readonly Condition[] }
  readonly by?: string
  readonly note?: string
}

/**
 * What a person's word made of a position, and what the reader had read there.
 * @example
 * reviewText({ verdict: 'correct', read: { position: 'conditional', conditions: [] }, by: 'Ada' })
 * // 'corrected by a review (Ada): the reader read conditional'
 */
export function reviewText({ verdict, read, by, note }: Reviewed): string {
  const people = [...(by === undefined ? [] : [plain(by)]), ...(note === undefined ? [] : [`“${plain(note)}”`])]
  const review = `a review${people.length === 0 ? '' : ` (${people.join(', ')})`}`
  const was = positionText(read.position, read.conditions)
  if (verdict === 'reject') return `${review} rejected what the reader read here: ${was}`
  return `corrected by ${review}: the reader read ${read.position === 'silent' ? 'nothing here' : was}`
}
