import { conditionsAround } from '../choice.ts'
import { userNoun } from '../lexicon/asset.ts'
import { findConditions } from '../lexicon/condition.ts'
import type { StatementDraft } from '../statement-draft.ts'
import type { Mention } from './mention.ts'

/** What nothing governs: what takes place, and what stands in a table of purposes or of those who train. */
export function readUngoverned(mention: Mention): readonly StatementDraft[] {
  return takesPlace(mention) ?? standsInTable(mention)
}

/** "Training on your data takes place …", "… does not take place" [N12]. */
function takesPlace(mention: Mention): readonly StatementDraft[] | null {
  const { clause, own, after, owner, names } = mention
  const happens = happening.exec(after)
  if (happens === null || !(userNoun.test(own) || owner === 'operator')) return null
  if (happens.groups?.not !== undefined) return [mention.says('operator', 'disallow', { doubt: 0.2 })]
  const conditions = conditionsAround(clause, true, names)
  return [mention.says('operator', conditions.length > 0 ? 'conditional' : 'allow', { conditions, doubt: 0.2 })]
}

const happening =
  /^[^.;]{0,100}?\b(?:(?<not>(?:does|do|will|is|are) not (?:\w+ )?(?:take place|happen|occur|performed|carried out|conducted))|takes? place|happens|occurs|(?:is|are) (?:\w+ )?(?:performed|carried out|conducted))\b/

/** "| Partners may train their models |", and in a text on personal data a purpose of the operator [N41]. */
function standsInTable(mention: Mention): readonly StatementDraft[] {
  const { clause, context, own, owner, names } = mention
  const inTable = own.includes(' | ')
  const choice = findConditions(own, ['opt-out', 'opt-in'])
  if (owner === 'partner' && inTable)
    return [mention.says('partner', choice.length > 0 ? 'conditional' : 'allow', { conditions: choice, doubt: 0.3 })]
  const aboutUsers = inTable || userNoun.test(own)
  // "| Drafts | For the improvement of AI features | Consent |"
  const isPurpose = owner === null && context.privacy && /\|\s*(?:for|to)\b[^|]*$/.test(mention.before)
  if (!aboutUsers || !(isPurpose || owner === 'operator')) return []
  const conditions = inTable ? choice : conditionsAround(clause, true, names)
  return [mention.says('operator', conditions.length > 0 ? 'conditional' : 'allow', { conditions, doubt: 0.3 })]
}
