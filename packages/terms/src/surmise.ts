import type { Actor, Asset, Condition } from '@proviso/rights'
import { conditionsAround, leavesChoice } from './choice.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { featuresOf } from './learned/features.ts'
import { decodeModel, learnedQuestions, type Model, weigh } from './learned/model.ts'
import { written } from './learned/weights.ts'
import { findCollecting } from './lexicon/collecting.ts'
import { findConditions } from './lexicon/condition.ts'
import type { StatementDraft } from './statement-draft.ts'

/** Less likely readings than this are none, where a clause names training and where it only speaks of AI [Q4]. */
const least = { named: 0.7, hinted: 0.85 }
/** A surmise is never as sure as a rule. */
const most = 0.75

let model: Model | undefined

/**
 * What a clause seems to say on training where no rule reads it: the judgement of a small model that learned from labelled
 * clauses. It counts only where the rules find nothing on a question in the whole text. SPEC.md Q1–Q5.
 */
export function surmise(clause: Clause, context: Context, ruled: readonly StatementDraft[]): StatementDraft[] {
  const features = featuresOf(clause, context)
  if (features === null) return []
  // what a rule has read needs no second opinion [Q1]
  if (ruled.some(({ usage }) => usage === 'train-ai')) return []
  // a row of tools barred from the site is no word on training
  if (features.includes('mention:none') && findCollecting(clauseText(clause).toLowerCase()).length > 0) return []
  if (features.includes('mention:mining') || features.includes('owner:customer')) return []
  model ??= decodeModel(written)
  const floor = features.includes('mention:none') ? least.hinted : least.named
  return weigh(model, features).flatMap(({ effect: likely, probability }, index) => {
    if (likely === null || probability < floor) return []
    const [actor, usage, asset] = learnedQuestions[index]!.split('.') as [Actor, 'train-ai', Asset]
    const around = actor === 'public' ? [] : conditionsAround(clause, actor === 'operator', context.names)
    // leave that a neighbour gives the user a say on is conditional, as where a rule reads it [N18]
    const effect = likely === 'allow' && leavesChoice(around) ? 'conditional' : likely
    const conditions = effect === 'conditional' ? (around.length > 0 ? around : conditionsOf(clause)) : []
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

function conditionsOf(clause: Clause): readonly Condition[] {
  const around = `${clause.leads.join(' ')} ${clauseText(clause)} ${clause.next}`.toLowerCase()
  return findConditions(around, ['opt-out', 'opt-in', 'class', 'robots-txt', 'search-engine', 'non-commercial'])
}
