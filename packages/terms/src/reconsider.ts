import { positionsOf, type Statement } from '@proviso/rights'
import { type LearnedQuestion, learnedQuestions } from './learned/questions.ts'
import { type Doubt, draftOf, hear, questionOf } from './surmise.ts'

/** A statement that a rule read, and the clause it stands in as the encoder sees it; null: its words tell the encoder nothing. */
export interface Ruled {
  readonly statement: Statement
  readonly doubt: Doubt | null
}

/** So likely it must be that a clause says nothing where a rule read something [Q8], and that it says something else [Q9]. */
const least = { nothing: 0.95, other: 0.95 }

/** More clauses than these on one question are not all misread. */
const mostOnOne = 20

/**
 * What rules read, heard once more: where the encoder is sure that none of the clauses they read a question in says anything on it, what they
 * read there falls; where it is sure that all say something else, that stands in its place. SPEC.md Q8, Q9.
 */
export function reconsider(ruled: readonly Ruled[]): Statement[] {
  const judged = new Map<string, (one: Ruled) => Statement | null>()
  for (const question of learnedQuestions) {
    const own = ruled.filter(({ statement }) => questionOf(statement) === question)
    if (own.length === 0 || own.length > mostOnOne) continue
    if (own.every((one) => isNothing(one, question))) judged.set(question, () => null)
    else if (own.every((one) => isCertain(one, question))) judged.set(question, (one) => corrected(one, question))
  }
  return ruled.flatMap((one) => {
    const judge = judged.get(questionOf(one.statement))
    return (judge === undefined ? one.statement : judge(one)) ?? []
  })
}

function isNothing({ doubt }: Ruled, question: LearnedQuestion): boolean {
  return doubt !== null && hear(doubt, question).probabilities[0]! >= least.nothing
}

function isCertain({ doubt }: Ruled, question: LearnedQuestion): boolean {
  if (doubt === null) return false
  const { effect, probability } = hear(doubt, question)
  return effect !== null && probability >= least.other
}

/** A statement whose effect is the one that is heard. What comes to the same position is left as the rule has it. */
function corrected({ statement, doubt }: Ruled, question: LearnedQuestion): Statement {
  const { effect, probability } = hear(doubt!, question)
  const { confidence, conditions, ...heard } = draftOf(question, doubt!, effect!, probability)
  const other: Statement = {
    ...statement,
    effect: heard.effect,
    conditions,
    confidence: Math.round(confidence * 100) / 100,
  }
  const position = (one: Statement) => positionsOf([one])[question].position
  return position(other) === position(statement) ? statement : other
}
