import type { Actor, Asset, Condition } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { featuresOf } from './learned/features.ts'
import { decodeModel, learnedQuestions, type Model, weigh } from './learned/model.ts'
import { written } from './learned/weights.ts'
import { findConditions } from './lexicon/condition.ts'
import type { StatementDraft } from './statement-draft.ts'

/** Less likely readings than this are none [Q4]. */
const least = 0.6
/** A surmise is never as sure as a rule. */
const most = 0.75

let model: Model | undefined

/**
 * What a clause seems to say on training where no rule reads it: the judgement of a small model that learned from labelled
 * clauses. It counts only where the rules find nothing on a question in the whole text. SPEC.md Q1–Q5.
 */
export function surmise(clause: Clause, context: Context): StatementDraft[] {
  const features = featuresOf(clause, context)
  if (features === null) return []
  model ??= decodeModel(written)
  return weigh(model, features).flatMap(({ effect, probability }, index) => {
    if (effect === null || probability < least) return []
    const [actor, usage, asset] = learnedQuestions[index]!.split('.') as [Actor, 'train-ai', Asset]
    return [
      {
        effect,
        actor,
        usage,
        asset,
        conditions: effect === 'conditional' ? conditionsOf(clause) : [],
        confidence: Math.min(most, probability),
        from: clause.from,
        to: clause.to,
      },
    ]
  })
}

function conditionsOf(clause: Clause): readonly Condition[] {
  const around = `${clause.leads.join(' ')} ${clauseText(clause)} ${clause.next}`.toLowerCase()
  const found = findConditions(around, ['opt-out', 'opt-in', 'class', 'robots-txt', 'search-engine', 'non-commercial'])
  return found.length > 0 ? found : [{ kind: 'class', note: 'within limits the text sets' }]
}
