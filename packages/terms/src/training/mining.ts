import { reservesMining } from '../grammar/reservation.ts'
import { findConditions, isLimited } from '../lexicon/condition.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { within } from './leave.ts'
import type { Mention } from './mention.ts'

/** Text and data mining: a ban, a reservation or leave to the public; what the operator mines says nothing [N9]. */
export function readMining(mention: Mention): readonly StatementDraft[] {
  const { own, governed } = mention
  if (reservesMining(own, mention.from) !== null) return [mention.says('public', 'disallow')]
  if (governed === null) return []
  if (governed.force === 'forbid') return governed.subject === 'operator' ? [] : [mention.says('public', 'disallow')]
  if (governed.force !== 'permit' || governed.subject !== 'public' || governed.where !== 'own') return []
  const strings = findConditions(own, ['non-commercial', 'attribution', 'robots-txt', 'rate-limit'])
  const limited = strings.length > 0 || isLimited(own)
  return [
    mention.says('public', limited ? 'conditional' : 'allow', { conditions: within(limited, strings), doubt: 0.2 }),
  ]
}
