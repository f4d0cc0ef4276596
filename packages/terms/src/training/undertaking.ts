import type { Condition, Effect } from '@proviso/rights'
import { leavesChoice, weTurnedOff, withNarrow } from '../choice.ts'
import type { Governed } from '../grammar/force.ts'
import { findConditions, isTier } from '../lexicon/condition.ts'
import { unlessAsked } from '../lexicon/say.ts'
import { findSubjects } from '../lexicon/subject.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { handedTo, handingOver } from '../trainer.ts'
import type { Mention } from './mention.ts'
import { isNoSay } from './say.ts'

/** A promise of the operator or of a partner not to train: who is bound by it, and within which limits [N14, N19, N27]. */
export function readUndertaking(mention: Mention, governed: Governed): readonly StatementDraft[] {
  const { effect, conditions } = termsOf(mention)
  const undertaking = new Undertaking(mention, governed)
  const partners = mention.says('partner', effect, { conditions })
  if (undertaking.bindsPartnersAlone()) return [partners]
  const drafts: StatementDraft[] = []
  if (undertaking.bindsOperator()) drafts.push(mention.says('operator', effect, { conditions }))
  if (undertaking.bindsPartners()) drafts.push(partners)
  else if (conditions.length === 0 && undertaking.isOfAnyModels())
    drafts.push(mention.says('partner', effect, { doubt: 0.2 }))
  return drafts
}

/** What a promise leaves open: to a choice, to some plans, or within a kind of data [N18, N19]. */
function termsOf(mention: Mention): { readonly effect: Effect; readonly conditions: readonly Condition[] } {
  const { own, previous, heading } = mention
  const endsInExcept = /\bexcept(?: (?:that|as|for|where|when|in the following \w+))?\W*$/.test(own)
  const softened = softenedBy(mention, endsInExcept)
  const scope = /\b(?:this|such|these|it)\b/.test(own) ? `${own} ${previous} ${heading}` : own
  // a promise to some plans or users only leaves the others
  const toSome = isTier(`${own} ${heading} ${previous.length < 60 ? previous : ''}`.replace(keptPrivate, ' '))
  const isOpen = leavesChoice(softened) || toSome || (endsInExcept && softened.length > 0)
  return {
    effect: isOpen && !isNoSay(mention) ? 'conditional' : 'disallow',
    conditions: withNarrow(scope, softened),
  }
}

/** What some only may see is a kind of data, and no group of users. */
const keptPrivate = /\bprivate (?:channels|messages|repositories)\b/g

/** "…, and it is not read by people except with your consent": a promise of its own. */
const anotherPromise =
  /,? (?:and|nor) (?:it|they|this|these|(?:is|are) (?:it|they)) (?:(?:is|are|will be) )?(?:not|never)\b/

/** Only the sentence's own words soften a promise, what its "except:" leads in, or an opt-out right after it. */
function softenedBy({ own, to, clause }: Mention, endsInExcept: boolean): Condition[] {
  const another = own.slice(to).search(anotherPromise)
  const whole = (another === -1 ? own : own.slice(0, to + another)).replace(weTurnedOff, ' ')
  const asked = unlessAsked.test(whole)
  const said = asked ? whole.replace(unlessAsked, ' ') : whole
  const softened = findConditions(endsInExcept ? `${said} ${clause.next} ${clause.later}`.toLowerCase() : said, [
    'opt-out',
    'opt-in',
    'class',
  ])
  if (asked) return [{ kind: 'opt-in' }, ...softened.filter(({ kind }) => kind === 'class')]
  return softened.length === 0 && leavesOptOut(clause.next.toLowerCase()) ? [{ kind: 'opt-out' }] : softened
}

function leavesOptOut(next: string): boolean {
  return optOutNext.test(next) && !/^\W*(?:to exercise|for more)/.test(next)
}

const optOutNext =
  /\bopt(?:ing)?[- ]?out\b(?! or deletion| of (?:processing|marketing|cookies|the sale|sale|sharing|tracking|advertis))/

/** Whom a promise binds: told by who is named in it, and by what passes to whom. */
class Undertaking {
  readonly #mention: Mention
  readonly #governed: Governed
  /** The words up to the mention, with the lead-ins where they govern it. */
  readonly #before: string
  /** "Neither we nor …", "we or any …": made for several in one. */
  readonly #jointly: boolean
  readonly #namesPartner: boolean
  readonly #handsOver: boolean
  /** "We do not sell or rent …", said of the operator. */
  readonly #trades: boolean

  constructor(mention: Mention, governed: Governed) {
    const { own, kind, leads, names } = mention
    const led = governed.where === 'lead'
    const before = led ? `${leads} ${mention.before}` : kind === 'dataset' ? own.slice(0, mention.to) : mention.before
    this.#mention = mention
    this.#governed = governed
    this.#before = before
    this.#jointly = jointly.test(before)
    const others = own.replace(working, ' ')
    this.#namesPartner = findSubjects(led ? `${leads} ${others}` : others, names).some(
      ({ subject, nominative }) => subject === 'partner' && nominative,
    )
    // "we do not share … to train": handing over is barred
    this.#handsOver = handingOver.test(before) && (this.#namesPartner || toAnybody.test(before))
    this.#trades =
      governed.subject === 'operator' && /\b(?:sell|sells|sold|rent|rents|rented|trade|trades|traded)\b/.test(before)
  }

  bindsPartnersAlone(): boolean {
    if (this.#jointly) return false
    const { subject, passive } = this.#governed
    // "data sent to providers is not used for training": theirs is the promise
    return subject === 'partner' || (passive && subject === null && handedTo(this.#before, this.#mention.names))
  }

  /** Whether it speaks of what the operator does itself, and not only of what it hands over: "we do not use or share …" bars both. */
  bindsOperator(): boolean {
    if (this.#mention.owner === 'partner' && (this.#governed.subject !== 'operator' || this.#handsOver)) return false
    if (!this.#handsOver && !this.#trades) return true
    return /\bus(?:e|es|ed|ing)\b|\btrain(?:s|ed)?\b/.test(this.#before.replace(/\bto use\b.*/, ' '))
  }

  bindsPartners(): boolean {
    const { owner, own } = this.#mention
    const { subject } = this.#governed
    return (
      this.#handsOver ||
      this.#trades ||
      owner === 'partner' ||
      owner === 'both' ||
      subject === 'partner' ||
      (this.#namesPartner && this.#jointly) ||
      (subject === 'operator' && orLicenses.test(this.#before)) ||
      byUsOr.test(own.replace(working, ' '))
    )
  }

  /** Told of nobody, and of any models: it may be meant for partners too [N14]. */
  isOfAnyModels(): boolean {
    const { own, from, to, owner } = this.#mention
    const { passive, subject } = this.#governed
    return passive && subject === null && owner === null && /\bany\b|\bai models\b/.test(own.slice(from, to + 12))
  }
}

const jointly =
  /\b(?:we|us)\b[^.;]{0,60}\b(?:or|and|nor)\b|\band its\b|\bnor (?:do|does|will) (?:any|our)\b|\bneither\b|\bno (?:one|third)\b|\bor (?:by )?(?:any|our|its) /
const toAnybody = /\bto (?:anyone|anybody|any (?:person|company|entity)|others|nobody)\b/
/** "Not to use or license". */
const orLicenses = /\b(?:nor|or|and)(?: to)? (?:sub)?(?:licen[sc]e|sell|share)\b/
const byUsOr =
  /\bby us,? (?:or|nor|and)(?: by)? (?:any |our |the |a )?(?:[\w-]+ )?(?:third|partner|model|vendor|provider|supplier|other|anyone)/
/** Who works for the operator is no partner: "by us or by a supplier acting for us", "nor a vendor on our behalf" [N28]. */
const working =
  /\b(?:or|nor|and)(?: by)? (?:[\w-]+ ){1,4}?(?:(?:(?:that|who|which) )?(?:works?|working|acts?|acting|engaged)\b[^.;,]{0,20}\bfor (?:us|it)|(?:(?:that|who|which) )?(?:works?|working|acts?|acting)?[^.;,]{0,10}\bon (?:our|its|their) behalf)\b/g
