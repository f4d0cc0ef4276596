import type { Actor, Condition } from '@proviso/rights'
import { conditionsAround } from '../choice.ts'
import { findConditions, someOnly } from '../lexicon/condition.ts'
import { ofSome, unlessAsked } from '../lexicon/say.ts'
import type { Telling } from './telling.ts'

/** The say a person has, in this sentence or beside it [X11]. */
export function sayIn({ barred, sentence }: Telling, actor: Actor): readonly Condition[] {
  const { clause, own, previous, next, names } = sentence
  if (barred) {
    const found = unlessAsked.test(own) ? [{ kind: 'opt-in' as const }] : findConditions(own, ['opt-out', 'opt-in'])
    return found.length === 0 && canBeTurnedOn.test(next) ? [{ kind: 'opt-in' }] : found
  }
  const found = conditionsAround(clause, actor === 'operator', names)
  if (found.length > 0) return found
  // "…; everyone else's are not": a group or a plan is left out
  if (ofSome.test(own) && leavesOut.test(`${own} ${next} ${previous}`)) return [someOnly]
  const neighbour = [next, previous].find((sentence) => beside.test(sentence))
  return neighbour === undefined ? [] : findConditions(neighbour, ['opt-out', 'opt-in'])
}

const canBeTurnedOn = /\b(?:can|may) (?:\w+ )?change (?:this|that|it)\b|\b(?:turn|switch)\w* [^.;]{0,40}\bon\b/
const leavesOut =
  /\b(?:not|isn't|aren't|don't|doesn't|won't|never|no|nothing|none|excluded?|unaffected|discarded|exempt|other (?:plans?|tiers?|regions?|levels?))\b/
/** A neighbour that speaks of a switch, a wish or a yes. */
const beside = /\b(?:this|that|it|so|them|don't|do not|not|no|instead|otherwise|choice|yes)\b/
