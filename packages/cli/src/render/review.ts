import type { PositionReview } from '@proviso/rights'
import { reviewText } from '@proviso/web/text/review-text'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { wrap } from './wrap.ts'

/** A document, and the review that made what it says. */
export interface Reviewed {
  readonly terms: string
  readonly part?: string
  readonly review?: PositionReview
}

/** What reviews made of documents that bear on an answer, each review of a document once. */
export function reviewLines(reviewed: readonly Reviewed[], look: Look, indent: string): string[] {
  const texts = reviewed.flatMap(({ terms, part, review }) => {
    const name = part === undefined ? plain(terms) : `${plain(terms)} (${plain(part)})`
    return review === undefined ? [] : [`${name}: ${reviewText(review)}`]
  })
  return [...new Set(texts)].flatMap((text) => wrap(text, look.width, indent, `${indent}  `))
}
