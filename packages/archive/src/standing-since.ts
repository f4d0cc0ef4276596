import { type Basis, type Because, type Day, type DocumentState, type Instant, positionOn } from '@proviso/rights'

/** Since when a clause has stood, and how that is known. */
export interface StandingSince {
  readonly from: Day
  readonly basis: Basis
  readonly recorded: Instant
  /** A technical record revealed it: it was in force on or before `from`. */
  readonly orBefore: boolean
}

/**
 * Since when a document has said what a decision rests on. A state ends whenever anything in its document moves; the clause
 * may have stood, in the same words, through many of them. `states` come sorted by document and day.
 */
export function standingSince(
  because: Pick<
    Because,
    'service' | 'terms' | 'part' | 'host' | 'from' | 'recorded' | 'basis' | 'question' | 'statement'
  >,
  states: readonly DocumentState[],
): StandingSince {
  const document = states.filter(
    ({ service, terms, part, host }) =>
      service === because.service && terms === because.terms && part === because.part && host === because.host,
  )
  let at = document.findIndex(({ from, recorded }) => from === because.from && recorded === because.recorded)
  const hash = because.statement?.evidence.quoteHash
  const says = (state: DocumentState) =>
    positionOn(state, because.question)?.statements.some(({ evidence }) => evidence.quoteHash === hash) === true
  while (at > 0 && document[at - 1]!.to === document[at]!.from && says(document[at - 1]!)) at -= 1
  const { from, basis, recorded, kind } = document[at] ?? { ...because, kind: 'change' }
  return { from, basis, recorded, orBefore: kind !== 'change' && basis !== 'stated' }
}
