import { type Actor, type Asset, barsPart, type Effect, positionsOf, type Statement } from '@proviso/rights'
import { leavesChoice } from './choice.ts'
import { type Doubt, hear, hearsWhole } from './doubt.ts'
import type { ClauseWords } from './learned/clause-words.ts'
import { type LearnedQuestion, learnedQuestions } from './learned/questions.ts'
import type { Heard } from './learned/transformer.ts'
import { withinLimits } from './lexicon/condition.ts'
import { lifts } from './lexicon/say.ts'
import { learning } from './lexicon/training.ts'
import { questionOf, type StatementDraft } from './statement-draft.ts'

/** How likely it must be that a clause says nothing where a rule reads something [Q8], and that it says something else [Q9]. */
const least = { nothing: { 'train-ai': 0.95, crawl: 0.995 }, other: 0.9 }

/** Less likely readings where no rule reads any are none [Q5]. */
const leastAlone = { 'train-ai': 0.6, crawl: 0.9 }

/** Of real texts more speak of AI at work, and of models of other kinds, than say that the operator or a partner trains [Q5]. */
const leastOthersLeave = 0.8

/** Leave that is surely one, though it may be plain or conditional, counts as what is likelier [Q5]. */
const leastLeaveOfAnyKind = 0.95

/** Bans on collecting that name it by no word of the lexicon must be the likeliest [Q5]. */
const leastUnnamedBan = 0.98

/** What no rule reads is never as sure as what one does. */
const most = 0.75

/**
 * What rules read in a clause, after the encoder was heard, which had it among its signs: where it is likely enough to hear nothing
 * the reading falls, where something else, that stands. SPEC.md Q8, Q9, Q16–Q18, Q21.
 */
export function weigh(doubt: Doubt): readonly StatementDraft[] {
  if (doubt.sure) return doubt.ruled
  doubt.weighed ??= doubt.ruled.flatMap((draft) => weighed(draft, doubt, questionOf(draft) as LearnedQuestion))
  return doubt.weighed
}

function weighed(draft: StatementDraft, doubt: Doubt, question: LearnedQuestion): readonly StatementDraft[] {
  // whether an example counts is told by the rest of the text, which is not heard [Q18]
  if (draft.example) return [draft]
  // what rules read at the end of a long clause is not heard [Q16]
  if (doubt.firm.has(draft) || !hearsWhole(doubt)) return [draft]
  const { effect, probability, probabilities } = hear(doubt, question)
  const isNothing = probabilities[0]! >= least.nothing[draft.usage as keyof typeof least.nothing]
  if (!isNothing && (effect === null || effect === draft.effect || probability < least.other)) return [draft]
  if (isNothing || effect === null) return []
  if (effect === 'disallow' && exemptsByName(draft)) return [draft]
  if (effect === 'conditional' && (isPromise(draft) || isReservation(draft, doubt)) && !canBeLifted(draft, doubt))
    return [draft]
  const other = draftOf(question, doubt, effect, probability)
  const position = ({ conditions, effect }: StatementDraft) =>
    positionsOf([{ ...draft, conditions, effect, start: 0, end: 0, section: [], quote: '' }])[question].position
  // what comes to the same position is left as the rule has it
  if (position(other) === position(draft)) return [draft]
  return [
    effect === 'conditional' && draft.effect === 'disallow' && limitsOnly(draft, other) ? bounded(draft, other) : other,
  ]
}

/** Whether the condition heard of a ban only bounds it: no say is named that would lift it. */
const limitsOnly = (ban: StatementDraft, heard: StatementDraft) =>
  barsPart(ban) || heard.conditions.every((condition) => condition === withinLimits)

/** A ban within further limits: a ban, so that nobody takes it for leave. */
const bounded = (ban: StatementDraft, { confidence }: StatementDraft): StatementDraft => ({
  ...ban,
  conditions: [...ban.conditions, withinLimits],
  confidence,
})

/** A ban on collecting with an exception that rules read by its name: it is there, whatever was heard [Q17]. */
const exemptsByName = ({ usage, effect, conditions }: StatementDraft) =>
  usage === 'crawl' &&
  effect === 'conditional' &&
  conditions.some(({ kind }) => kind === 'search-engine' || kind === 'robots-txt')

/** A promise without a limit of its own. */
const isPromise = ({ actor, effect, conditions }: StatementDraft) =>
  actor !== 'public' && effect === 'disallow' && conditions.length === 0

/** Rights to text and data mining that are reserved [N9]: a reservation has no limits but those it names. */
const isReservation = ({ actor, effect }: StatementDraft, { words }: Doubt) =>
  actor === 'public' && effect === 'disallow' && reserves.test(words.own)

const reserves = /\breserv(?:e|es|ed|ing|ation)\b.{0,80}\bmining\b|\bmining\b.{0,80}\breserv(?:e|es|ed|ing|ation)\b/

/** Whether a promise has an exception, or a yes beside it: who can only keep out of something lifts no promise. */
const canBeLifted = ({ actor }: StatementDraft, { choices, limits, words }: Doubt) =>
  lifts.test(`${words.lead} ${words.own}`) ||
  limits['train-ai'].length > 0 ||
  choices[actor === 'partner' ? 'partner' : 'operator'].some(({ kind }) => kind !== 'opt-out')

const namesLearning = ({ own, lead, heading, previous, next }: ClauseWords) =>
  [own, lead, heading, previous, next].some((words) => learning.test(words))

/** What the encoder hears in a clause on questions that are open: that rules read nowhere in the text. SPEC.md Q1, Q5. */
export function surmise(doubt: Doubt, open: ReadonlySet<string>): readonly StatementDraft[] {
  const asked = learnedQuestions.filter((question) => open.has(question) && doubt.questions.has(question))
  return asked.flatMap((question) => surmiseOn(question, doubt, hear(doubt, question)))
}

function surmiseOn(
  question: LearnedQuestion,
  doubt: Doubt,
  { effect, probability, probabilities }: Heard,
): StatementDraft[] {
  if (effect === null) return []
  const [actor, usage] = question.split('.') as [Actor, keyof typeof leastAlone]
  const isOthersLeave = actor !== 'public' && usage === 'train-ai' && effect !== 'disallow'
  const isLeave = isOthersLeave && probabilities[1]! + probabilities[2]! >= leastLeaveOfAnyKind
  if (probability < (isOthersLeave ? leastOthersLeave : leastAlone[usage]) && !isLeave) return []
  const unnamed = usage === 'crawl' && effect === 'disallow' && doubt.words.signs.includes('collecting:none')
  if (unnamed && probability < leastUnnamedBan) return []
  if (isOthersLeave && effect === 'allow' && !namesLearning(doubt.words)) return []
  return [draftOf(question, doubt, effect, probability)]
}

/** How likely a clause below others must be to limit what they say [Q20]. */
const leastLimit = 0.95

/** The questions on which what was read may be limited by a clause below it, with what was read. SPEC.md Q20. */
export function limited(
  statements: readonly Statement[],
): { readonly question: LearnedQuestion; readonly statements: readonly Statement[] }[] {
  return learnedQuestions.flatMap((question) => {
    const on = statements.filter((one) => questionOf(one) === question)
    const [actor] = question.split('.')
    const bars = on.some(({ effect }) => effect === 'disallow')
    const mayBe = actor === 'public' ? bars : actor === 'partner' ? !bars : true
    return on.length > 0 && mayBe && on.every(({ effect }) => effect !== 'conditional')
      ? [{ question, statements: on }]
      : []
  })
}

/** What the encoder hears as a limit in a clause that stands below others on the same question; null: none. SPEC.md Q20. */
export function limitHeard(doubt: Doubt, question: LearnedQuestion): StatementDraft | null {
  if (asksToObject.test(doubt.words.own)) return null
  const { effect, probability } = hear(doubt, question)
  return effect === 'conditional' && probability >= leastLimit ? draftOf(question, doubt, effect, probability) : null
}

/** An objection that somebody is written to about: whether it is followed is for him to say. */
const asksToObject =
  /\b(?:to object|objections?)\b[^.]*\b(?:contact|writ(?:e|ing)|e-?mail|reach out|ask)\b|\b(?:contact|writ(?:e|ing)|e-?mail|reach out)\b[^.]*\b(?:to object|objections?)\b/

/** What a clause is heard to say on a question, as a statement. */
function draftOf(question: LearnedQuestion, doubt: Doubt, heard: Effect, probability: number): StatementDraft {
  const [actor, usage, asset] = question.split('.') as [Actor, keyof Doubt['limits'], Asset]
  const around = actor === 'public' ? [] : doubt.choices[actor === 'operator' ? 'operator' : 'partner']
  // leave that a neighbour gives the user a say on is conditional, as where a rule reads it [N18]
  const effect = heard === 'allow' && leavesChoice(around) ? 'conditional' : heard
  const conditions = around.length > 0 ? around : doubt.limits[usage]
  return {
    effect,
    actor,
    usage,
    asset,
    conditions: effect !== 'conditional' ? [] : conditions.length > 0 ? conditions : [withinLimits],
    confidence: Math.min(most, probability),
  }
}
