import type { StatementDraft } from '../statement-draft.ts'
import type { Mention } from './mention.ts'

/** "No other rights are granted, including any right to use posts for training": what a licence keeps back by name is barred [N34]. */
export function keptBack(mention: Mention): readonly StatementDraft[] | null {
  return deniesRest.test(mention.before) ? [mention.says('public', 'disallow')] : null
}

const deniesRest =
  /\bno (?:other|further|additional) (?:rights?|licen[sc]es?|permissions?)(?:,? (?:or|and) (?:rights?|licen[sc]es?|permissions?))? (?:is|are) (?:hereby )?(?:granted|given|implied|conferred)[^.;]{0,60}\bincluding\b[^.;]{0,30}\b(?:rights?|licen[sc]es?|permissions?) to\b[^.;]{0,160}$/

/** "All rights are reserved, including the right to … train"; an author's own are none of the service's. */
export function rightsReserved(mention: Mention): readonly StatementDraft[] | null {
  return reservesAll.test(mention.before) && !/\bauthor\b/.test(mention.own)
    ? [mention.says('public', 'disallow')]
    : null
}

const reservesAll = /\ball (?:other )?rights? (?:are |is )?(?:expressly |hereby )?reserved\b[^.;]{0,200}$/
