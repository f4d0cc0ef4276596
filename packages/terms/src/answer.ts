import type { Condition, Effect } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { findConditions } from './lexicon/condition.ts'
import { findTraining } from './lexicon/training.ts'
import type { StatementDraft } from './statement-draft.ts'

const asks = /\b(?:do|does|will|is|are|can|may)\b[^?|]{3,160}\?|\b(?:trains?|training|used to train)\b[^?|]{0,60}\?/

/**
 * Reads an answer to a question on training, in a heading or a table: "Do you use my data to train your models? | No".
 * Null when the clause is no answer.
 */
export function answerOf(clause: Clause, context: Context): StatementDraft[] | null {
  void context
  const own = clauseText(clause).toLowerCase()
  let question = ''
  let answer = ''
  const inRow = /^\W*([^|]*\?)\s*\|\s*([^|]*)/.exec(own)
  const heading = clause.question.toLowerCase()
  const lead = (clause.leads.at(-1) ?? '').toLowerCase()
  if (inRow !== null) {
    question = inRow[1]!
    answer = inRow[2]!
  } else if (lead.endsWith('?') || heading.endsWith('?')) {
    question = lead.endsWith('?') ? lead : heading
    answer = own
  } else if (/\?$/.test(clause.previous.trim())) {
    question = clause.previous.toLowerCase()
    answer = own
  } else return null
  if (!asks.test(question) || findTraining(question).length === 0) return null
  const partner = /\b(?:openai|anthropic|google|provider|vendor|partner|third part|supplier)/.test(question)
  const give = (effect: Effect, conditions: readonly Condition[]): StatementDraft[] => [
    {
      effect,
      actor: partner ? 'partner' : 'operator',
      usage: 'train-ai',
      asset: 'content',
      conditions,
      confidence: 0.8,
      from: clause.from,
      to: clause.to,
    },
  ]
  const first = answer.trim()
  const conditions = findConditions(`${first} ${clause.next.toLowerCase()}`, ['opt-in', 'opt-out'])
  if (/^(?:only (?:if|with|when)|not unless|off by default|if you|optional|it depends|that'?s up to you)/.test(first))
    return give('conditional', conditions.length > 0 ? conditions : [{ kind: 'opt-in' }])
  if (
    /^(?:no\b|never\b|not at all|none\b|absolutely not|we do not\b|we don't\b|(?:it|they|you) (?:do not|don't|does not|doesn't|cannot|can't|will not|won't|never)\b|(?:the|our) (?:\w+ )?answer (?:is|remains)[:,]? (?:an? )?(?:\w+ )?no\b|nobody\b|nothing\b)/.test(
      first,
    )
  )
    return give('disallow', [])
  if (
    /^(?:yes\b|sometimes\b|by default\b|partly\b|in part\b|(?:we|they|it) (?:do|does)(?= ?(?:[:.,;]|$))|(?:the|our) (?:\w+ )?answer is[:,]? (?:an? )?(?:\w+ )?yes\b)/.test(
      first,
    )
  )
    return give(conditions.length > 0 ? 'conditional' : 'allow', conditions)
  return null
}
