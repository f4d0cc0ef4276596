import type { Condition } from '@proviso/rights'
import { conditionsAround } from '../choice.ts'
import type { Governed } from '../grammar/force.ts'
import { contentNoun, outputNoun, userNoun, usersOwn } from '../lexicon/asset.ts'
import { findConditions, isLimited, withinLimits } from '../lexicon/condition.ts'
import type { StatementDraft } from '../statement-draft.ts'
import type { Mention } from './mention.ts'

/** The conditions of leave; of leave that is limited by none that is known, that it is limited [N21]. */
export function within(limited: boolean, conditions: readonly Condition[]): readonly Condition[] {
  return limited && conditions.length === 0 ? [withinLimits] : conditions
}

/** "By training on it you waive …": leave in return for something. */
export function leaveInReturn(mention: Mention): readonly StatementDraft[] | null {
  if (!/^\W*by\b/.test(mention.own) || !givesInReturn.test(mention.after)) return null
  const conditions: Condition[] = [{ kind: 'licence', note: 'against something in return' }]
  return [mention.says('public', 'conditional', { conditions, doubt: 0.2 })]
}

const givesInReturn = /,\s*(?:you|the user) (?:hereby )?(?:waive|grant|agree in return)/

/** "There is no prohibition on the use of output": what is not barred is left free [N29]. */
export function unbarredOutput(mention: Mention): readonly StatementDraft[] | null {
  const { own, before, previous } = mention
  if (!outputNoun.test(`${own} ${previous}`) || !barsNothing.test(before) || /\bour (?:\w+ )?models\b/.test(own))
    return null
  return [mention.says('public', 'allow', { asset: 'output', doubt: 0.3 })]
}

const barsNothing =
  /\b(?:do|does) not (?:restrict|prohibit|limit|prevent|object to)\b|\bno (?:prohibition|restriction|ban|bar|objection|limit)s? (?:whatsoever )?(?:on|upon|against|to)\b/

/** Leave to use what an AI makes: "you may use outputs to train …". Leave to train models of one's own says nothing else [N17]. */
export function leaveOnOutput(mention: Mention, governed: Governed): readonly StatementDraft[] | null {
  const { own } = mention
  if (!permitsOutput(own, governed)) return mention.owner === 'customer' && governed.force !== 'forbid' ? [] : null
  const limited = isLimited(own) || findConditions(own, ['non-commercial', 'attribution']).length > 0
  return [
    mention.says('public', limited ? 'conditional' : 'allow', {
      asset: 'output',
      conditions: within(limited, []),
      doubt: 0.3,
    }),
  ]
}

/** Longer sentences speak of more than output. */
const longestToUsers = 400
const longestToNobody = 250

function permitsOutput(own: string, { force, subject, passive, where }: Governed): boolean {
  if (force !== 'permit' || where === 'heading' || subject === 'operator' || subject === 'partner') return false
  const short =
    (subject === 'public' && own.length < longestToUsers) ||
    (passive && own.length < longestToNobody && !own.includes('|'))
  return short && outputNoun.test(own) && !/\b(?:we|us|our models?|your data)\b/.test(own)
}

/** Leave to the public, on content or on output, plain or within limits [N21]. What users do without being given leave says nothing. */
export function leaveToPublic(mention: Mention, governed: Governed): readonly StatementDraft[] {
  if (governed.force !== 'permit' || governed.where === 'heading') return []
  const { own, clause, names } = mention
  const conditions = conditionsAround(clause, true, names)
  const drafts: StatementDraft[] = []
  if (isOnContent(mention)) {
    const limited = conditions.length > 0 || isLimited(own)
    drafts.push(
      mention.says('public', limited ? 'conditional' : 'allow', {
        conditions: within(limited, conditions),
        doubt: 0.3,
      }),
    )
  }
  if (outputNoun.test(own) && !userNoun.test(own.replace(/\boutputs?\b/g, ' '))) {
    const limited = conditions.length > 0 || /\bprovided\b|\bonly\b|\bso long as\b|\bas long as\b/.test(own)
    drafts.push(mention.says('public', limited ? 'conditional' : 'allow', { asset: 'output', conditions, doubt: 0.3 }))
  }
  return drafts
}

/** Whether content is named, and neither output nor what is the user's own. */
function isOnContent({ kind, own, leads, previous }: Mention): boolean {
  return (
    kind !== 'bare' &&
    !outputNoun.test(`${leads} ${own}`) &&
    !usersOwn.test(own) &&
    !/\bconfigur|\bsettings?\b|\benabling\b/.test(own) &&
    (contentNoun.test(own) || (/\b(?:it|them|these|those)\b/.test(own) && contentNoun.test(previous)))
  )
}
