import type { Change } from '@proviso/archive/changes'
import { conditionsJson, evidenceJson, reviewJson } from './because.ts'

/** One move of a position, the line `changes --json` prints. `added` and `removed` are exact words; empty where the rulebook keeps pointers only. */
export function changeJson(change: Change) {
  return {
    service: change.service,
    terms: change.terms,
    question: change.question,
    before: saidJson(change.before),
    after: saidJson(change.after),
    inForce: change.inForce,
    recorded: change.recorded,
    headline: change.headline,
    added: change.added.flatMap(({ evidence }) => evidence.quote ?? []),
    removed: change.removed.flatMap(({ evidence }) => evidence.quote ?? []),
    evidence: change.evidence.map(evidenceJson),
    basis: change.basis,
  }
}

function saidJson({ position, conditions, review }: Change['before']) {
  return {
    position,
    ...(conditions.length === 0 ? {} : { conditions: conditionsJson(conditions) }),
    ...(review === undefined ? {} : { review: reviewJson(review) }),
  }
}
