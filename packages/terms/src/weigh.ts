import { type Actor, type Asset, type Effect, positionsOf } from '@proviso/rights'
import { leavesChoice } from './choice.ts'
import { type Doubt, hear } from './doubt.ts'
import type { ClauseWords } from './learned/clause-words.ts'
import { type LearnedQuestion, learnedQuestions } from './learned/questions.ts'
import type { Heard } from './learned/transformer.ts'
import { otherModels } from './lexicon/training.ts'
import { questionOf, type StatementDraft } from './statement-draft.ts'

/** How likely it must be that a clause says nothing where a rule reads something [Q8], and that it says something else [Q9]. */
const least = { nothing: 0.95, other: 0.9 }

/** Less likely readings where no rule reads any are none [Q5]. */
const leastAlone = { 'train-ai': 0.6, crawl: 0.9 }

/** Of real texts more speak of AI at work, and of models of other kinds, than say that the operator or a partner trains [Q5]. */
const leastOthersLeave = 0.8

/** Bans on collecting that name it by no word of the lexicon must be the likeliest [Q5]. */
const leastUnnamedBan = 0.98

/** What no rule reads is never as sure as what one does. */
const most = 0.75

/**
 * What rules read in a clause, after the encoder was heard, which had it among its signs: where it is likely enough to hear nothing
 * the reading falls, where something else, that stands. SPEC.md Q8, Q9.
 */
export function weigh(doubt: Doubt): readonly StatementDraft[] {
  doubt.weighed ??= doubt.ruled.flatMap((draft) => weighed(draft, doubt, questionOf(draft) as LearnedQuestion))
  return doubt.weighed
}

function weighed(draft: StatementDraft, doubt: Doubt, question: LearnedQuestion): readonly StatementDraft[] {
  if (doubt.firm.has(draft)) return [draft]
  const { effect, probability, probabilities } = hear(doubt, question)
  if (probabilities[0]! >= least.nothing) return []
  if (effect === null || effect === draft.effect || probability < least.other) return [draft]
  const other = draftOf(question, doubt, effect, probability)
  const position = ({ conditions, effect }: StatementDraft) =>
    positionsOf([{ ...draft, conditions, effect, start: 0, end: 0, section: [], quote: '' }])[question].position
  // what comes to the same position is left as the rule has it
  return [position(other) === position(draft) ? draft : other]
}

/** Words that say that something learns: an algorithm alone need not. */
const learning = new RegExp(
  String.raw`\b(?:a\.?i\.?|artificial|machine[- ]?learning|(?<!\b(?:${otherModels}) )models?|modell?ing|neural|llms?|gpt|chat ?bots?|generative|(?:re-?|pre-?)?train(?:s|ed|ing(?! (?:and )?development\b))?|fine-?tun\w*|distil\w*|data ?sets?|corpus|corpora|learn\w*|teach\w*|taught|intelligen\w+|recogni[sz]ers?|classifiers?)\b`,
)
const namesLearning = ({ own, lead, heading, previous, next }: ClauseWords) =>
  [own, lead, heading, previous, next].some((words) => learning.test(words))

/** What the encoder hears in a clause on questions that are open: that rules read nowhere in the text. SPEC.md Q1, Q5. */
export function surmise(doubt: Doubt, open: ReadonlySet<string>): readonly StatementDraft[] {
  const asked = learnedQuestions.filter((question) => open.has(question) && doubt.questions.has(question))
  return asked.flatMap((question) => surmiseOn(question, doubt, hear(doubt, question)))
}

function surmiseOn(question: LearnedQuestion, doubt: Doubt, { effect, probability }: Heard): StatementDraft[] {
  if (effect === null) return []
  const [actor, usage] = question.split('.') as [Actor, keyof typeof leastAlone]
  const isOthersLeave = actor !== 'public' && usage === 'train-ai' && effect !== 'disallow'
  if (probability < (isOthersLeave ? leastOthersLeave : leastAlone[usage])) return []
  const unnamed = usage === 'crawl' && effect === 'disallow' && doubt.words.signs.includes('collecting:none')
  if (unnamed && probability < leastUnnamedBan) return []
  if (isOthersLeave && effect === 'allow' && !namesLearning(doubt.words)) return []
  return [draftOf(question, doubt, effect, probability)]
}

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
    conditions:
      effect !== 'conditional'
        ? []
        : conditions.length > 0
          ? conditions
          : [{ kind: 'class', note: 'within limits the text sets' }],
    confidence: Math.min(most, probability),
  }
}
