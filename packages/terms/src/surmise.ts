import type { Actor, Asset, Condition } from '@proviso/rights'
import { conditionsAround, leavesChoice } from './choice.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { featuresOf } from './learned/features.ts'
import { decodeModel, learnedQuestions, type Model, weigh } from './learned/model.ts'
import { written } from './learned/weights.ts'
import { findConditions } from './lexicon/condition.ts'
import type { StatementDraft } from './statement-draft.ts'

/**
 * Less likely readings than this are none [Q4]: where a clause names training, or collecting, and where it only hints at it.
 */
const least = { 'train-ai': { named: 0.5, hinted: 0.6 }, crawl: { named: 0.9, hinted: 0.85 } }
/** The same for a question beside one that a rule has read in the clause: the rule saw the words and left it [Q4]. */
const leastBeside = 0.95
/** A surmise is never as sure as a rule. */
const most = 0.75

let model: Model | undefined

/**
 * What a clause seems to say where no rule reads it: the judgement of a small model that learned from labelled clauses. It
 * counts only where the rules find nothing on a question in the whole text. SPEC.md Q1–Q5.
 */
export function surmise(clause: Clause, context: Context, ruled: readonly StatementDraft[]): StatementDraft[] {
  const features = featuresOf(clause, context)
  if (features === null) return []
  const shown = new Set(features)
  model ??= decodeModel(written)
  return weigh(model, features).flatMap(({ effect: likely, probability }, index) => {
    if (likely === null) return []
    const [actor, usage, asset] = learnedQuestions[index]!.split('.') as [Actor, keyof typeof least, Asset]
    const beside = ruled.filter((draft) => draft.usage === usage)
    if (beside.some((draft) => draft.actor === actor && draft.asset === asset)) return []
    const hinted = shown.has(usage === 'crawl' ? 'collecting:none' : 'mention:none')
    if (probability < (beside.length > 0 ? leastBeside : least[usage][hinted ? 'hinted' : 'named'])) return []
    if (!(usage === 'crawl' ? openOnCollecting(shown) : openOnTraining(shown))) return []
    const around = actor === 'public' ? [] : conditionsAround(clause, actor === 'operator', context.names)
    // leave that a neighbour gives the user a say on is conditional, as where a rule reads it [N18]
    const effect = likely === 'allow' && leavesChoice(around) ? 'conditional' : likely
    const conditions = effect === 'conditional' ? (around.length > 0 ? around : conditionsOf(clause, actor, usage)) : []
    return [
      {
        effect,
        actor,
        usage,
        asset,
        conditions:
          effect === 'conditional' && conditions.length === 0
            ? [{ kind: 'class', note: 'within limits the text sets' }]
            : conditions,
        confidence: Math.min(most, probability),
        from: clause.from,
        to: clause.to,
      },
    ]
  })
}

/** Whether a clause leaves room for a second opinion on training. */
function openOnTraining(shown: ReadonlySet<string>): boolean {
  // a row of tools barred from the site is no word on training
  if (shown.has('mention:none') && !shown.has('collecting:none')) return false
  return !shown.has('mention:mining') && !shown.has('owner:customer')
}

/** Whether a clause leaves room for a second opinion on collecting: gathering addresses of people is none, however it is said. */
function openOnCollecting(shown: ReadonlySet<string>): boolean {
  return !shown.has('collecting:gather') || otherKinds.some((kind) => shown.has(kind))
}

const otherKinds = ['collecting:act', 'collecting:tool', 'collecting:bulk']

/** What may limit others' training, and their collecting: a say of the user has no part in the latter. */
const limits = {
  'train-ai': ['opt-out', 'opt-in', 'class', 'robots-txt', 'search-engine', 'non-commercial', 'rate-limit'],
  crawl: ['class', 'robots-txt', 'search-engine', 'non-commercial', 'rate-limit'],
} as const

/** The limits a clause names itself: for the operator and its partners also those that the next sentence names. */
function conditionsOf(clause: Clause, actor: Actor, usage: keyof typeof limits): readonly Condition[] {
  const own = `${clause.leads.join(' ')} ${clauseText(clause)}`
  return findConditions((actor === 'public' ? own : `${own} ${clause.next}`).toLowerCase(), limits[usage])
}
