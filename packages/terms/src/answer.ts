import type { Condition, Effect } from '@proviso/rights'
import { asks, asksForOneself, asksToKeepOut, ofOwnData } from './asks.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { patternOf } from './defined-term.ts'
import { contentNoun, madeByAi, outputNoun } from './lexicon/asset.ts'
import { findCollecting } from './lexicon/collecting.ts'
import { findConditions, isLimited, withinLimits } from './lexicon/condition.ts'
import { findTraining } from './lexicon/training.ts'
import { rowOfPlans } from './plan-table.ts'
import type { StatementDraft } from './statement-draft.ts'

/**
 * Reads an answer to a question on training or collecting, in a heading or a table, and a row of plans: "Do you use my data to train your
 * models? | No".
 * Null when the clause is no answer.
 */
export function answerOf(clause: Clause, context: Context): StatementDraft[] | null {
  const own = clauseText(clause).toLowerCase()
  const plans = own.trimStart().startsWith('|') ? rowOfPlans(own, (clause.leads.at(-1) ?? '').toLowerCase()) : null
  if (plans !== null) return plans
  let question = ''
  let answer = ''
  const inRow = /^\W*([^|]*\?)\s*\|\s*([^|]*)/.exec(own)
  const heading = clause.question.toLowerCase()
  if (inRow !== null) {
    question = inRow[1]!
    answer = inRow[2]!
  } else if (
    (clause.underQuestion || heading.endsWith('?')) &&
    (clause.previous === '' || asked(clause.previous, heading))
  ) {
    question = clause.underQuestion ? clause.leads.at(-1)!.toLowerCase() : heading
    answer = own
  } else if (clause.afterQuestion) {
    question = clause.previous.toLowerCase()
    answer = own
  } else return null
  if (!asks.test(question)) return null
  const forOneself = asksForOneself.test(question) && !asksToKeepOut.test(question)
  if (forOneself && !ofOwnData.test(question) && asksToCollect(question)) return answerOnCollecting(answer.trim())
  if (findTraining(asksToKeepOut.test(question) ? question : question.replace(supposed, '')).length === 0) return null
  const partner = /\b(?:openai|anthropic|google|provider|vendor|partner|third part|supplier)/.test(question)
  const outsider = asksForOneself.test(question) && !ofOwnData.test(question) && !asksToKeepOut.test(question)
  const give = (effect: Effect, conditions: readonly Condition[]): StatementDraft[] => [
    {
      effect,
      actor: outsider ? 'public' : partner ? 'partner' : 'operator',
      usage: 'train-ai',
      asset: outsider && asksOfOutput(question, context) ? 'output' : 'content',
      conditions,
      confidence: 0.8,
    },
  ]
  const first = answer.trim()
  if (asksToKeepOut.test(question))
    return /^(?:yes|of course|certainly|sure)\b/.test(first) ? give('conditional', [{ kind: 'opt-out' }]) : null
  // users have a say in what becomes of theirs; who asks for himself is bound by other strings
  const conditions = findConditions(
    `${first} ${clause.next.toLowerCase()}`,
    outsider ? ['non-commercial', 'attribution'] : ['opt-in', 'opt-out'],
  )
  if (outsider && conditions.length === 0 && hasLimit(first)) conditions.push(withinLimits)
  if (/^(?:only (?:if|with|when)|not unless|off by default|if you|optional|it depends|that'?s up to you)/.test(first))
    return give('conditional', conditions.length > 0 ? conditions : [{ kind: 'opt-in' }])
  if (refusal.test(first) || saysNo.test(first)) return give('disallow', [])
  if (outsider && asksLeave.test(first)) return agrees(first) ? give('disallow', []) : null
  if (agrees(first) || saysYes.test(first)) return give(conditions.length > 0 ? 'conditional' : 'allow', conditions)
  return null
}

const refusal =
  /^(?:no\b(?! (?:problem|worries|objection))|never\b|not at all|absolutely not|certainly not|of course not|sorry,? no\b|please (?:do not|don['’]t)\b(?! (?:worry|hesitate))|(?:of course|certainly|sure),? (?:we|you|they|it|i|nobody)\b(?: \w+)? ?(?:not|never|cannot)\b|(?:of course|certainly|sure),? (?:we|you|they|it) (?:\w+n['’]t|never)\b)/
const agreement =
  /^(?:yes\b|go ahead\b|sure\b|please do\b(?! not)|feel free\b|by all means\b|of course\b|certainly\b|no (?:problem|worries|objection)\b)/
/** What a question on the operator is answered with. */
const saysNo =
  /^(?:none\b|we do not\b|we don't\b|(?:it|they|you) (?:do not|don't|does not|doesn't|cannot|can't|will not|won't|never)\b|(?:the|our) (?:\w+ )?answer (?:is|remains)[:,]? (?:an? )?(?:\w+ )?no\b|nobody\b|nothing\b)/
const saysYes =
  /^(?:sometimes\b|by default\b|partly\b|in part\b|(?:we|they|it) (?:do|does)(?= ?(?:[:.,;]|$))|(?:the|our) (?:\w+ )?answer is[:,]? (?:an? )?(?:\w+ )?yes\b)/
const firstSentence = /^[^.;!?]*/
const denies = /\b(?:not|never|cannot|nobody|nothing)\b|n['’]t\b/
/** "Yes, once we have agreed to it": only the one who is asked can let that happen. */
const asksLeave =
  /^[^.;!?]*\b(?:with|after|once|upon|on|subject to|given)\b[^.;!?]{0,30}\b(?:permission|consent|approval|agreed|agreement|authori[sz]ation)\b/

/** Words that open an agreement, and are not taken back in the same sentence: "Certainly, but never without a licence". */
function agrees(answer: string): boolean {
  if (!agreement.test(answer) || refusal.test(answer)) return false
  return /^yes\b/.test(answer) || !denies.test(firstSentence.exec(answer)![0])
}

/** What a question supposes is not what it asks: "If I fine-tune the model, do I have to publish mine?" */
const supposed = /^[\W\d]*(?:if|when|once|where|after|suppose)\b[^,?]*,\s*/

/** Whether what the service's AI makes is meant: named so, or answers and pictures where the service is one that makes them. */
function asksOfOutput(question: string, context: Context): boolean {
  if (outputNoun.test(question) || madeByAi.test(question) || patternOf(context.outputTerms)?.test(question))
    return true
  return (
    answers.test(question) ||
    (context.ai && !contentNoun.test(question.replace(/\btraining (?:sets?|data|material)\b/g, ' ')))
  )
}

/** Whether the sentence before is the question once more, as where a heading runs into its paragraph. */
function asked(previous: string, heading: string): boolean {
  const before = previous.toLowerCase().trim()
  return before.endsWith('?') || heading.endsWith(before)
}

const answers = /\b(?:answers|replies|responses|suggestions|generations)\b/

/** Whether something outside is asked to be let in to collect: "Can I pull the gallery with a script?" */
function asksToCollect(question: string): boolean {
  const named = findCollecting(question)
  if (named.some(({ kind }) => kind === 'act' || kind === 'bulk')) return true
  return (named.length > 0 || byProgram.test(question)) && takes.test(question)
}

const byProgram =
  /\b(?:with|by|from|using|through|via) (?:an? |my |our |your |some )?(?:\w+ )?(?:scripts?|programs?|software|code|bots?)\b/
const takes =
  /\b(?:collect|copy|copies|download|fetch|gather|get|grab|pull|read|save|search|query|queries|retrieve|take|export|index|mirror)\b/

function answerOnCollecting(answer: string): StatementDraft[] | null {
  const says =
    refusal.test(answer) || (agrees(answer) && asksLeave.test(answer))
      ? 'disallow'
      : agrees(answer)
        ? 'allow'
        : /^(?:only (?:if|with|when|for|within)|within limits)/.test(answer)
          ? 'conditional'
          : null
  if (says === null) return null
  const conditions = findConditions(answer, [
    'robots-txt',
    'search-engine',
    'rate-limit',
    'non-commercial',
    'attribution',
  ])
  const limited = says === 'conditional' || (says === 'allow' && (conditions.length > 0 || hasLimit(answer)))
  return [
    {
      effect: limited ? 'conditional' : says,
      actor: 'public',
      usage: 'crawl',
      asset: 'content',
      conditions: !limited ? [] : conditions.length > 0 ? conditions : [withinLimits],
      confidence: 0.8,
    },
  ]
}

/** Whether a yes has a string attached, of whatever kind. */
function hasLimit(answer: string): boolean {
  return isLimited(answer) || attached.test(firstSentence.exec(answer)![0])
}

const attached =
  /\b(?:but|only|once|after|until|unless|except|within|up to|against (?:an? )?(?:fee|payment)|for a (?:\w+ )?fee|(?:with|under) (?:an?|our|the|your|some) (?:[\w-]+ )?(?:licen[sc]e|subscription|key|account|plan))\b/
