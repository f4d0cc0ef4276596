import type { Actor, Asset, Condition, Effect } from '@proviso/rights'
import { written } from '#weights'
import { conditionsAround, leavesChoice } from './choice.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { type ClauseWords, clauseWords } from './learned/clause-words.ts'
import { decodeEncoder, type Encoder, type Heard } from './learned/encoder.ts'
import { type LearnedQuestion, learnedQuestions } from './learned/questions.ts'
import { findConditions } from './lexicon/condition.ts'
import type { StatementDraft } from './statement-draft.ts'

/**
 * Less likely readings than this are none [Q5]: on a clause in which a rule reads another question on the same usage, and on others;
 * bans on collecting that name it by no word of the lexicon must be the likeliest.
 */
const least = { 'train-ai': { beside: 0.9, alone: 0.6 }, crawl: { beside: 0.97, alone: 0.97 } }
const leastUnnamedBan = 0.98

/** A surmise is never as sure as a rule. */
const most = 0.75

let encoder: Encoder | undefined

/** A clause that may say more, or less, than the rules read in it. */
export interface Doubt {
  /** Questions it may speak of beside those that the rules read. */
  readonly questions: ReadonlySet<string>
  readonly words: ClauseWords
  /** What the rules read in it. */
  readonly ruled: readonly StatementDraft[]
  /** What the sentences around it leave to the user's choice, where the operator trains and where a partner does. */
  readonly choices: { readonly operator: readonly Condition[]; readonly partner: readonly Condition[] }
  readonly limits: Readonly<Record<keyof typeof limits, readonly Condition[]>>
  readonly from: number
  readonly to: number
  /** What the encoder heard, once it was asked. */
  heard?: readonly Heard[]
}

/** Code that does harm is let in, not sent out to collect. */
const harm = /\b(?:virus(?:es)?|worms?|trojans?|malware|malicious|time bombs?|ransomware|spyware)\b/

/** Words that say that something learns: an algorithm alone need not. */
const learning =
  /\b(?:a\.?i\.?|artificial|machine[- ]?learning|models?|modell?ing|neural|llms?|gpt|chat ?bots?|generative|(?:re-?|pre-?)?train(?:s|ed|ing)?|fine-?tun\w*|distil\w*|data ?sets?|corpus|corpora|learn\w*|teach\w*|intelligen\w+)\b/
const namesLearning = ({ own, lead, heading, previous, next }: ClauseWords) =>
  [own, lead, heading, previous, next].some((words) => learning.test(words))

/** Whether the encoder should hear a clause, when the rules leave a question open or are alone in what they read; null: it tells nothing. */
export function doubt(clause: Clause, context: Context, ruled: readonly StatementDraft[]): Doubt | null {
  const read = new Set(ruled.map(questionOf))
  const questions = new Set<string>()
  const words = clauseWords(clause, context, (words) => {
    encoder ??= decodeEncoder(written)
    const may = encoder.mayTell(words)
    const harmful = harm.test(words.own)
    for (const [at, name] of learnedQuestions.entries())
      if (may[at] && !read.has(name) && !(harmful && name === 'public.crawl.content')) questions.add(name)
    return questions.size > 0 || ruled.length > 0
  })
  if (words === null) return null
  return {
    questions,
    words,
    ruled,
    choices: {
      operator: conditionsAround(clause, true, context.names),
      partner: conditionsAround(clause, false, context.names),
    },
    limits: {
      'train-ai': limitsOf(clause, 'train-ai'),
      crawl: limitsOf(clause, 'crawl'),
    },
    from: clause.from,
    to: clause.to,
  }
}

/** Whether a clause may speak of a question that is open. */
export function concerns({ questions }: Doubt, open: ReadonlySet<string>): boolean {
  for (const question of questions) if (open.has(question)) return true
  return false
}

/**
 * What a clause seems to say on questions that the rules leave open in the whole text: the judgement of a small transformer that
 * learned from labelled clauses. SPEC.md Q1–Q6.
 */
export function surmise(doubt: Doubt, open: ReadonlySet<string>): StatementDraft[] {
  const asked = learnedQuestions.filter((question) => open.has(question) && doubt.questions.has(question))
  // what rules read on a question that is open has fallen [Q8]
  const ruled = doubt.ruled.filter((draft) => !open.has(questionOf(draft)))
  return asked.flatMap((question) => surmiseOn(question, doubt, ruled, hear(doubt, question)))
}

/** What the encoder hears in a clause on a question. */
export function hear(doubt: Doubt, question: LearnedQuestion): Heard {
  encoder ??= decodeEncoder(written)
  doubt.heard ??= encoder.hear(doubt.words)
  return doubt.heard[learnedQuestions.indexOf(question)]!
}

function surmiseOn(
  question: LearnedQuestion,
  doubt: Doubt,
  ruled: readonly StatementDraft[],
  { effect: likely, probability }: Heard,
): StatementDraft[] {
  if (likely === null) return []
  const [actor, usage] = question.split('.') as [Actor, keyof typeof limits]
  const beside = ruled.some((draft) => draft.usage === usage)
  // whether a ban is on content or on output the rules tell apart [N1–N3]
  if (beside && ruled.some((draft) => draft.usage === usage && draft.actor === actor)) return []
  if (probability < least[usage][beside ? 'beside' : 'alone']) return []
  if (actor !== 'public' && usage === 'train-ai' && likely === 'allow' && !namesLearning(doubt.words)) return []
  const unnamed = usage === 'crawl' && doubt.words.signs.includes('collecting:none')
  if (unnamed && likely === 'disallow' && probability < leastUnnamedBan) return []
  return [draftOf(question, doubt, likely, probability)]
}

/** What a clause is heard to say on a question, as a statement. */
export function draftOf(question: LearnedQuestion, doubt: Doubt, heard: Effect, probability: number): StatementDraft {
  const [actor, usage, asset] = question.split('.') as [Actor, keyof typeof limits, Asset]
  const around = actor === 'public' ? [] : doubt.choices[actor === 'operator' ? 'operator' : 'partner']
  // leave that a neighbour gives the user a say on is conditional, as where a rule reads it [N18]
  const effect = heard === 'allow' && leavesChoice(around) ? 'conditional' : heard
  const conditions = around.length > 0 ? around : doubt.limits[usage]
  return {
    effect,
    actor,
    usage,
    asset,
    conditions:
      effect !== 'conditional'
        ? []
        : conditions.length > 0
          ? conditions
          : [{ kind: 'class', note: 'within limits the text sets' }],
    confidence: Math.min(most, probability),
    from: doubt.from,
    to: doubt.to,
  }
}

/** The question a statement answers, as `actor.usage.asset`. */
export function questionOf({ actor, usage, asset }: Pick<StatementDraft, 'actor' | 'usage' | 'asset'>): string {
  return `${actor}.${usage}.${asset}`
}

/** What may limit others' training, and their collecting: a say of the user has no part in the latter. */
const limits = {
  'train-ai': ['opt-out', 'opt-in', 'class', 'robots-txt', 'search-engine', 'non-commercial', 'rate-limit'],
  crawl: ['class', 'robots-txt', 'search-engine', 'non-commercial', 'rate-limit'],
} as const

function limitsOf(clause: Clause, usage: keyof typeof limits): readonly Condition[] {
  return findConditions(`${clause.leads.join(' ')} ${clauseText(clause)}`.toLowerCase(), limits[usage])
}
