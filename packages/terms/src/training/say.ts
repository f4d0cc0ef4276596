import type { Condition } from '@proviso/rights'
import { noChoice, weTurnedOff } from '../choice.ts'
import { findConditions } from '../lexicon/condition.ts'
import { ownOptOut } from '../lexicon/promise.ts'
import { mayAsk, othersMay, saysChoice, unlessAsked } from '../lexicon/say.ts'
import type { StatementDraft } from '../statement-draft.ts'
import type { Mention } from './mention.ts'

/** The operator's own opt-out at its providers is a promise that they do not train [N16]. */
export function operatorsOptOut(mention: Mention): readonly StatementDraft[] | null {
  const { own, governed } = mention
  if (!ownOptOut.test(own) || /\byou (?:can|may|have|had)\b|\bunless\b|\bif (?:you|a user|the user)\b/.test(own))
    return null
  const conditions: Condition[] = /\bwhere (?:possible|available)\b/.test(own)
    ? [{ kind: 'class', note: 'where possible' }]
    : []
  const partners = mention.says('partner', 'disallow', { conditions, doubt: 0.1 })
  return mention.isForbidden && governed?.subject === 'operator'
    ? [partners, mention.says('operator', 'disallow')]
    : [partners]
}

/** A say for the user makes it conditional [N18]: for the operator, or for partners where it is they whom the choice lets in [N38]. */
export function usersSay(mention: Mention): readonly StatementDraft[] | null {
  const { own, before, governed, owner } = mention
  if (!saysChoice.test(own)) return null
  const asked = mention.isForbidden && unlessAsked.test(own)
  const conditions: Condition[] = asked ? [{ kind: 'opt-in' }] : findConditions(own, ['opt-out', 'opt-in'])
  if (conditions.length === 0 || isNoSay(mention) || /\b(?:by|of) (?:any )?third part(?:y|ies)\b/.test(before))
    return null
  // what the public is ordered or let do is no say of theirs
  if (governed !== null && governed.subject === 'public' && governed.force !== 'practise' && !mayAsk.test(own))
    return null
  const ofOperator = mention.says('operator', 'conditional', { conditions })
  const ofPartners = mention.says('partner', 'conditional', { conditions })
  if (owner === 'both' || /\bseparately\b/.test(own)) return [ofOperator, ofPartners]
  return owner !== 'operator' && (mention.byPartner || othersMay.test(before)) ? [ofPartners] : [ofOperator]
}

/** What cannot be chosen, or the operator has turned off, is no switch of the user's. */
export function isNoSay({ own }: Mention): boolean {
  return noChoice.test(own) || weTurnedOff.test(own)
}
