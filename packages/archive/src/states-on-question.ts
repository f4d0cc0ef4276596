import type { DocumentState, RuledPosition, StandingQuestion } from '@proviso/rights'

/**
 * The states of documents as one question sees them: neighbours that say the same on it in the same words, by the same review
 * or none, are one state, from the first's day to the last's. `states` come sorted by document and day; so does the result.
 */
export function statesOnQuestion(states: readonly DocumentState[], question: StandingQuestion): DocumentState[] {
  const seen: DocumentState[] = []
  for (const state of states) {
    const last = seen.at(-1)
    const moved = state.moved.filter((each) => each === question)
    if (last && sameDocument(last, state) && wording(last.positions[question]) === wording(state.positions[question]))
      seen[seen.length - 1] = { ...last, to: state.to, variants: last.variants + state.variants }
    else seen.push({ ...state, moved })
  }
  return seen
}

function sameDocument(a: DocumentState, b: DocumentState): boolean {
  return a.service === b.service && a.terms === b.terms && a.part === b.part
}

function wording({ position, conditions, statements, review }: RuledPosition): string {
  return JSON.stringify([
    position,
    conditions.map((condition) => condition.kind).sort(),
    statements.map((statement) => statement.evidence.quoteHash).sort(),
    review,
  ])
}
