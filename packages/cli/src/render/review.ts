import type { PositionReview } from '@proviso/rights'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { positionText } from './position.ts'
import { wrap } from './wrap.ts'

/** A document, and the review that made what it says. */
export interface Reviewed {
  readonly terms: string
  readonly part?: string
  readonly review?: PositionReview
}

/** What a person's word made of a position, and what the reader had read there. */
export function reviewText({ verdict, read, by, note }: PositionReview): string {
  const people = [...(by === undefined ? [] : [plain(by)]), ...(note === undefined ? [] : [`“${plain(note)}”`])]
  const review = `a review${people.length === 0 ? '' : ` (${people.join(', ')})`}`
  const was = positionText(read.position, read.conditions)
  if (verdict === 'reject') return `${review} rejected what the reader read here: ${was}`
  return `corrected by ${review}: the reader read ${read.position === 'silent' ? 'nothing here' : was}`
}

/** The same for documents that bear on an answer, each review of a document once. */
export function reviewLines(reviewed: readonly Reviewed[], look: Look, indent: string): string[] {
  const texts = reviewed.flatMap(({ terms, part, review }) => {
    const name = part === undefined ? plain(terms) : `${plain(terms)} (${plain(part)})`
    return review === undefined ? [] : [`${name}: ${reviewText(review)}`]
  })
  return [...new Set(texts)].flatMap((text) => wrap(text, look.width, indent, `${indent}  `))
}
