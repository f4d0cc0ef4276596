import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { readTold, type Told } from '../told.ts'
import { ofItsOwn } from './rule-for-takers.ts'

/** Adds what a clause tells in other words: where grammar reads nothing of a question, or the words are surer. SPEC.md X. */
export function withTold(
  drafts: readonly StatementDraft[],
  clause: Clause,
  context: Context,
): readonly StatementDraft[] {
  const told = readTold(clause, context)
  if (drafts.length === 0) return ofItsOwn(draftsOf(told), clause, context)
  // "… stay out of the corpus on which the model is trained": the nearer verb only tells which corpus
  const barred = told.filter(({ draft, further }) => isOperators(draft) && draft.effect === 'disallow' && !further)
  if (barred.length > 0 && drafts.every((draft) => isOperators(draft) && draft.effect === 'allow'))
    return ofItsOwn(draftsOf(barred), clause, context)
  // "we and our partners": what is read of the one is told of the other too
  const shared = told.filter(({ both, draft }) => both && draft.actor === 'partner')
  if (shared.length > 0 && drafts.every(isOperators)) {
    const { effect, conditions } = drafts[0]!
    return [...drafts, ...draftsOf(shared).map((draft) => ({ ...draft, effect, conditions }))]
  }
  const sure = told.filter((one) => one.sure)
  if (sure.some(({ further }) => further)) return [...drafts, ...draftsOf(sure)]
  if (sure.length === 0 || !drafts.every((draft) => isOperators(draft) && draft.effect !== 'conditional')) return drafts
  // what a contract bars a partner from, the operator has not said of itself [X7]
  const promisesItself = drafts[0]!.effect === 'disallow' && ofItself.test(clauseText(clause).toLowerCase())
  return promisesItself ? [...drafts, ...draftsOf(sure)] : draftsOf(sure)
}

const draftsOf = (told: readonly Told[]): readonly StatementDraft[] => told.map(({ draft }) => draft)
const isOperators = ({ actor }: StatementDraft): boolean => actor === 'operator'

const ofItself =
  /\b(?:neither we|nor we|we (?:also |ourselves )?(?:do not|don't|never|will not|won't)|ourselves|itself|(?:supplier|provider|vendor|processor|contractor|platform|operator|company|we) (?:itself )?(?:shall|will|may|does|do|must) not (?:itself )?(?:use|train))\b/
