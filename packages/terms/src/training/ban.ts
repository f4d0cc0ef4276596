import type { Governed } from '../grammar/force.ts'
import { competing, usersOwn } from '../lexicon/asset.ts'
import { counterpart, promised } from '../lexicon/promise.ts'
import { findSubjects } from '../lexicon/subject.ts'
import type { StatementDraft } from '../statement-draft.ts'
import type { Mention } from './mention.ts'
import { publicBan } from './public-ban.ts'
import { readUndertaking } from './undertaking.ts'
import { isUsersOwn } from './users-own.ts'

/** Training that is barred: of the public, or of the operator and its partners by a promise [N1, N14, N15]. */
export function readBan(mention: Mention, governed: Governed): readonly StatementDraft[] {
  if (barsThem(mention) || barsOthers(mention, governed)) return [mention.says('partner', 'disallow', { doubt: 0.1 })]
  const ofPublic = isOfRival(mention, governed) || isOfAnybody(mention, governed)
  if (!ofPublic && isOfCounterpart(mention)) return [mention.says('partner', 'disallow', { doubt: 0.2 })]
  if (!ofPublic && bindsOperator(mention, governed)) return readUndertaking(mention, governed)
  if (!ofPublic && promised.test(mention.own)) return [mention.says('operator', 'disallow', { doubt: 0.2 })]
  const { assets, conditions } = publicBan(mention)
  return assets.map((asset) => mention.says('public', 'disallow', { asset, conditions }))
}

/** "Our contract forbids them to use …": the partners of the sentence before [N27]. */
function barsThem({ own, previous, names }: Mention): boolean {
  if (contractBars.test(own)) return true
  return barsPronoun.test(own) && findSubjects(previous, names).some(({ subject }) => subject === 'partner')
}

const contractBars =
  /\b(?:our|the) (?:contracts?|agreements?)(?: with (?:it|them))? (?:\w+ )?(?:prohibit|forbid|ban|bar|prevent|stop|exclud)\w* (?:it|them)\b/
const barsPronoun =
  /\b(?:prohibit|forbid|ban|bar|prevent|keep|stop|exclud)\w* (?:them|it|these (?:companies|firms)|those (?:companies|firms)) (?:from|to)\b/

/** What the operator's contracts bar its providers from, and what it lets nobody else do, with what is its users' [N27]. */
function barsOthers(mention: Mention, governed: Governed): boolean {
  const { own, previous, context } = mention
  if (!letsNobody.test(own) && !isByContract(mention, governed)) return false
  return usersOwn.test(`${own} ${previous}`) || context.privacy || /\bdo(?:ing)? so\b/.test(own)
}

const letsNobody =
  /\b(?:we|us)\b[^.;]{0,40}\b(?:give|let|allow|permit|authori[sz]e|grant)\b[^.;]{0,24}\b(?:anyone|anybody|others|any other)\b/

function isByContract({ own, before, previous, names }: Mention, governed: Governed): boolean {
  return (
    /\b(?:contracts?|contractual\w*|agreements?|bound|undertak\w+|undertook)\b/.test(own) &&
    governed.subject !== 'operator' &&
    !/\b(?:unless|except)\b/.test(own) &&
    /\b(?:with|our|these|those|each|by)\b/.test(own) &&
    // the operator is named as a side of the contract, if at all
    (/\b(?:have|made|with)\b/.test(own) ||
      !findSubjects(before, names).some(({ subject, nominative }) => subject === 'operator' && nominative)) &&
    findSubjects(`${/\b(?:them|they|it|their)\b/.test(own) ? previous : ''} ${own}`, names).some(
      ({ subject }) => subject === 'partner',
    )
  )
}

/** What competes with the operator is no work of its own. */
function isOfRival({ own, from, to }: Mention, governed: Governed): boolean {
  return governed.subject !== 'operator' && competing.test(own.slice(from, to + 60))
}

/** "Users and third parties accessing the site": anyone, not whom the operator picked. */
function isOfAnybody({ leads, own }: Mention, governed: Governed): boolean {
  return governed.subject === 'partner' && anyThird.test(`${leads} ${own}`)
}

const anyThird =
  /\b(?:users?|visitors|you|anyone|others)\b[^.;]{0,40}\b(?:and|or)\b[^.;]{0,20}\bthird part|\bthird part(?:y|ies) (?:accessing|visiting|using|who access)/

/** A promise of the other side, told in the third person [N33]. */
function isOfCounterpart({ own }: Mention): boolean {
  return (
    counterpart.test(own) &&
    !/\b(?:you|licensees?|end users?)\b[^.;]{0,30}\b(?:may|shall|must|agree|undertake)/.test(own)
  )
}

/** Whether a ban is a promise of the operator or a partner, and none on the public. */
function bindsOperator(mention: Mention, governed: Governed): boolean {
  const { own, previous, owner } = mention
  const { subject, passive, told } = governed
  if (subject === 'operator' || subject === 'partner') return true
  // an order to whoever reads binds the public, whoever owns what is named in it [N39]
  const orders = /^\W*(?:please )?(?:do not|don't)\b/.test(own)
  if (subject !== 'public' && !orders && (owner === 'operator' || owner === 'partner')) return true
  if (subject === null) {
    // told, not ordered, and of nobody named: the operator speaks of itself [N14]
    if (told && !orders && !/\b(?:permission|licen[cs]e)\b/.test(own)) return true
    // "this licence does not …": what users grant
    if (licenceDenies.test(own) && /\b(?:your|user)\b/.test(`${own} ${previous}`)) return true
  }
  return (subject === null || passive) && isUsersOwn(mention)
}

const licenceDenies = /\blicen[cs]e\b[^.;]{0,40}\b(?:does|shall|will) not\b/
