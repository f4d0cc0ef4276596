import type { Condition, Effect } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { outputNoun } from './lexicon/asset.ts'
import { findConditions } from './lexicon/condition.ts'
import { findTraining } from './lexicon/training.ts'
import type { StatementDraft } from './statement-draft.ts'

const asks = /\b(?:do|does|will|is|are|can|may)\b[^?|]{3,160}\?|\b(?:trains?|training|used to train)\b[^?|]{0,60}\?/

/** "May I train a model on …?", "Are researchers allowed to …?": what is asked is what outsiders may do. */
const asksForOneself =
  /\b(?:may|can|could|am|are|is) (?:i|we|one|anyone|anybody|others|other people|researchers|students|developers|my (?:company|team|students|employer)|our (?:company|team))\b/

const asksToKeepOut =
  /\b(?:can|may|could) (?:i|we|users|customers) (?:opt[- ]?out|object|stop|refuse|decline|keep|turn|switch)\b/
const ofOwnData = /\byou\b|\bmy (?!own\b|company\b|team\b|students\b|employer\b|models?\b|ai\b|app\b)/

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
  const outsider = asksForOneself.test(question) && !ofOwnData.test(question) && !asksToKeepOut.test(question)
  const give = (effect: Effect, conditions: readonly Condition[]): StatementDraft[] => [
    {
      effect,
      actor: outsider ? 'public' : partner ? 'partner' : 'operator',
      usage: 'train-ai',
      asset: outsider && outputNoun.test(question) ? 'output' : 'content',
      conditions,
      confidence: 0.8,
    },
  ]
  const first = answer.trim()
  if (asksToKeepOut.test(question))
    return /^(?:yes|of course|certainly|sure)\b/.test(first) ? give('conditional', [{ kind: 'opt-out' }]) : null
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
