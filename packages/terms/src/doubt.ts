import type { Condition, Effect } from '@proviso/rights'
import { glance } from '#glance'
import { written } from '#weights'
import { answerOf } from './answer.ts'
import { conditionsAround } from './choice.ts'
import { type Clause, clauseText } from './clause.ts'
import { addressesToWriteTo, servesOtherEnds, speaksOfElsewhere } from './collecting/no-collecting.ts'
import type { Context } from './context.ts'
import { type ClauseWords, clauseWords } from './learned/clause-words.ts'
import { decodeEncoder, type Encoder } from './learned/encoder.ts'
import { type LearnedQuestion, learnedEffects, learnedQuestions } from './learned/questions.ts'
import type { Heard } from './learned/transformer.ts'
import { findCollecting, ownCrawler } from './lexicon/collecting.ts'
import { findConditions } from './lexicon/condition.ts'
import { questionOf, type StatementDraft } from './statement-draft.ts'

let decoded: Encoder | undefined

function encoder(): Encoder {
  decoded ??= decodeEncoder(written, glance)
  return decoded
}

/** A clause that may say more, or less, than the rules read in it. */
export interface Doubt {
  /** Questions it may speak of beside those that the rules read. */
  readonly questions: ReadonlySet<string>
  readonly words: ClauseWords
  /** What the rules read in it. */
  readonly ruled: readonly StatementDraft[]
  /** Whether what the rules read stands without being weighed. */
  readonly sure: boolean
  /** Those of the questions on which it may set a limit to what other clauses say. */
  readonly limiting: ReadonlySet<string>
  /** Of what the rules read, that which a glance tells to stand. */
  readonly firm: ReadonlySet<StatementDraft>
  /** What the sentences around it leave to the user's choice, where the operator trains and where a partner does. */
  readonly choices: { readonly operator: readonly Condition[]; readonly partner: readonly Condition[] }
  readonly limits: Readonly<Record<keyof typeof limits, readonly Condition[]>>
  /** What the encoder heard, once it was asked. */
  heard?: readonly Heard[]
  /** What is left of what rules read in it, once that was weighed. */
  weighed?: readonly StatementDraft[]
}

/** Code that does harm is let in, not sent out to collect. */
const harm = /\b(?:virus(?:es)?|worms?|trojans?|malware|malicious|time bombs?|ransomware|spyware)\b/

/** Counters that are driven up by machines are not read by them. */
const swells =
  /\b(?:inflat|swell|boost|pump|driv(?:e|ing) up|artificial(?:ly)? (?:increas|rais))\w*\b[^.;]{0,60}\b(?:counts?|counters?|views?|plays?|streams?|downloads?|likes?|followers?|votes?|ratings?|rankings?|figures)\b/

/** Machines that do something else than fetch content, fetch other people's, or are the operator's own [Q5]. */
function isNoCollecting(own: string): boolean {
  return (
    [harm, swells, ownCrawler, addressesToWriteTo].some((pattern) => pattern.test(own)) ||
    speaksOfElsewhere(own) ||
    (servesOtherEnds(own) && !reads.test(own))
  )
}

/** Limits that must not be passed or got round, and copies made to be shown: nobody is told whether machines may read. */
const limitsKept =
  /\b(?:exceed|circumvent|bypass|evad|work(?:ing)? around|get(?:ting)? around)\w*\b[^.;]{0,40}\blimit(?:s|ations)\b/
const copiesToShow = /\bcop(?:y|ies|ying)\b[^.;]{0,50}\b(?:display|show|exhibit)/

/** What names collecting by no word of the lexicon, and speaks of something else [Q5]. */
function isBesideCollecting(own: string): boolean {
  return (limitsKept.test(own) || copiesToShow.test(own)) && findCollecting(own).length === 0
}

/** Words for what is read or fetched, and for doing so: more than rules take for collecting. */
const reads =
  /\b(?:brows|quer(?:y|ies)|visit|read|aspirat|fetch|spider)\w*|\b(?:pages?|content|data|information|listings|records|archives?|catalogues?|director(?:y|ies))\b/

/**
 * How likely a glance must hold it that a clause says nothing on a question for that not to be put to the encoder, what a rule reads in
 * it for that to stand unheard, and a limit for one to be heard there [Q21]. A surmise on collecting must be likelier than one on
 * training: less certainty rules it out.
 */
const glimpsed = { nothing: { 'train-ai': 0.99, crawl: 0.9 }, ruled: 0.95, limit: 0.02 }

const likely = ({ probabilities }: Heard, effect: Effect | null): number =>
  probabilities[learnedEffects.indexOf(effect)]!

/** What the encoder should be asked about a clause; null: nothing. */
export function doubt(clause: Clause, context: Context, ruled: readonly StatementDraft[]): Doubt | null {
  const read = new Set(ruled.map(questionOf))
  const questions = new Set<string>()
  const words = clauseWords(clause, context, ruled, (words) => {
    const may = encoder().mayTell(words)
    const collectsNothing = isNoCollecting(words.own) || isBesideCollecting(words.own)
    for (const [at, name] of learnedQuestions.entries())
      if (may[at] && !read.has(name) && !(collectsNothing && name === 'public.crawl.content')) questions.add(name)
    return questions.size > 0 || ruled.length > 0
  })
  if (words === null) return null
  const glimpse = encoder().glance(words)
  const firm = new Set<StatementDraft>()
  const limiting = new Set(questions)
  if (glimpse !== null) {
    for (const [at, name] of learnedQuestions.entries()) {
      const [, usage] = name.split('.') as [string, keyof typeof glimpsed.nothing]
      if (likely(glimpse[at]!, null) >= glimpsed.nothing[usage]) questions.delete(name)
      if (likely(glimpse[at]!, 'conditional') < glimpsed.limit) limiting.delete(name)
    }
    for (const draft of ruled)
      if (
        likely(glimpse[learnedQuestions.indexOf(questionOf(draft) as LearnedQuestion)]!, draft.effect) >= glimpsed.ruled
      )
        firm.add(draft)
    if (questions.size === 0 && limiting.size === 0 && ruled.length === 0) return null
  }
  return {
    questions,
    limiting,
    words,
    ruled,
    // what an answer says hangs on what was asked, which the encoder sees as one neighbour among others
    sure: ruled.length > 0 && answerOf(clause, context) !== null,
    firm,
    choices: {
      operator: conditionsAround(clause, true, context.names),
      partner: conditionsAround(clause, false, context.names),
    },
    limits: {
      'train-ai': limitsOf(clause, 'train-ai'),
      crawl: limitsOf(clause, 'crawl'),
    },
  }
}

/** Whether a clause may speak of a question that is open. */
export function concerns({ questions }: Doubt, open: ReadonlySet<string>): boolean {
  for (const question of questions) if (open.has(question)) return true
  return false
}

/** What the encoder hears in a clause on a question. */
export function hear(doubt: Doubt, question: LearnedQuestion): Heard {
  doubt.heard ??= encoder().hear(doubt.words)
  return doubt.heard[learnedQuestions.indexOf(question)]!
}

/** Whether the encoder hears a clause to its end. */
export function hearsWhole({ words }: Doubt): boolean {
  return encoder().hearsWhole(words)
}

/** What may limit others' training, and their collecting: a say of the user has no part in the latter. */
const limits = {
  'train-ai': ['opt-out', 'opt-in', 'class', 'robots-txt', 'search-engine', 'non-commercial', 'rate-limit'],
  crawl: ['class', 'robots-txt', 'search-engine', 'non-commercial', 'rate-limit'],
} as const

function limitsOf(clause: Clause, usage: keyof typeof limits): readonly Condition[] {
  return findConditions(`${clause.leads.join(' ')} ${clauseText(clause)}`.toLowerCase(), limits[usage])
}
