import type { Governed } from './grammar/force.ts'
import { findSubjects, type Names, type Subject } from './lexicon/subject.ts'
import type { TrainingMention } from './lexicon/training.ts'

/** Whose models are trained, as far as the words around a mention tell. */
export type ModelOwner = 'operator' | 'partner' | 'both' | 'customer' | null

const step =
  "(?:(?!our\\b|their\\b|your\\b|its\\b|to\\b|for\\b|into?\\b|with\\b|on\\b|using\\b|through\\b|train\\w*\\b|and\\/or\\b)[\\w'-]+,?\\s+){0,6}?"
const thing =
  '(?:models?\\b|ai\\b|a\\.i\\.|artificial intelligence|machine[- ]learning|llms?\\b|algorithms?\\b|technolog\\w+|classifiers?\\b|systems?\\b|generators?\\b|chat ?bots?\\b|assistants?\\b|own\\b|theirs\\b)(?![- ](?:model |service |technology )?(?:suppliers?|providers?|vendors?|hosts?|hosting|partners?|companies|company|developers?|labs?|firms?|sub-?processors?)\\b)'
const ourModels = new RegExp(`\\b(?:our)(?: own)?\\s+${step}${thing}`)
const itsModels = new RegExp(`\\bits(?: own)?\\s+${step}${thing}`)
const theirModels = new RegExp(
  `\\b(?:third[- ]part(?:y|ies)(?:'s?)?|their(?: own)?|external|other (?:companies|parties)'?|such third part\\w+'?s?|partners?'s?|partners'|provider'?s'?|provider's|vendor's|its own independent|independent|anyone else's|outside)\\s+${step}${thing}|\\b(?:to train|for training) theirs\\b`,
)
const bothModels =
  /\b(?:internal or external|ours? (?:or|and) (?:anyone else's|their|third|others')|our and (?:their|the partner|its)|ours or (?:anyone|others)|(?:own|our) or (?:an?(?:y|other)? )?third[- ]party)\b|\b[a-z]+(?:'s)? (?:or|and|or any) third[- ]party(?:'s)? (?:ai\b|artificial|generative|machine|language|models?\b)/
const customersModels =
  /\b(?:your|customer's|customers'|customer) (?:own )?(?:(?:custom(?:i[sz]ed)?|fine-?tuned|private|cloned|personal|trained|ai|own|tuned|dedicated|bespoke|llm|machine learning) ){0,2}(?:models?|cloning voice|voice model|llms?|chatbots?|algorithms?)\b|\btrain your\b|\bmodels? (?:that )?you (?:train|build|create|develop)|\bcustom models?\b|\bcustom \w+ model\b/

/** Firms of any kind that something is handed to: "made available to companies, organizations and individuals". */
const receivingFirms =
  /\b(?:available|licen[sc]e[ds]?|licensing|sublicens\w+|provid(?:e|ed|ing)|suppl(?:y|ied|ying)|shar(?:e|ed|ing)|sell|sold|selling|disclos\w+|transfer\w*)\b[^.;]{0,60}\b(?:to|with) (?:(?:any|other|outside|such|certain|selected|some|ai) ){0,2}(?:companies|organi[sz]ations|businesses|firms|entities|laboratories|labs|institutions)\b/

/** Reads whose models a clause says are trained. `its` follows the nearest doer before it. */
export function modelOwner(own: string, mention: TrainingMention, names: Names, previous = ''): ModelOwner {
  if (bothModels.test(own)) return 'both'
  const ours = ourModels.test(own) || /\bby us\b|\bour (?:[\w-]+ )?training\b/.test(own)
  // "their" needs somebody it can mean
  const somebody =
    receivingFirms.test(own.slice(0, mention.from)) ||
    findSubjects(`${/\b(?:they|them|their|it)\b/.test(own) ? previous : ''} ${own.slice(0, mention.to)}`, names).some(
      (subject) => subject.subject === 'partner',
    )
  const theirs = theirModels.test(somebody ? own : own.replace(/\btheir\b/g, 'the'))
  // "Vendor may use … to improve Vendor's models": the vendor speaks of itself
  if (
    /\b(vendor|provider|processor|supplier|contractor)\b[^.;]{0,160}\b\1's/.test(own) &&
    !/\bthird|our (?:\w+ )?(?:vendor|provider|supplier)/.test(own)
  )
    return 'operator'
  if (theirs && (ours || isForOperator(own, names))) return 'both'
  if (ours) return 'operator'
  if (theirs) return 'partner'
  if (customersModels.test(own)) return 'customer'
  if (itsModels.test(own)) {
    const at = own.search(itsModels)
    const before = findSubjects(own.slice(0, at), names).filter((subject) => subject.subject !== 'public')
    return before.at(-1)?.subject === 'partner' ? 'partner' : before.length > 0 ? 'operator' : null
  }
  const named = [...names].find(([name]) => new RegExp(`\\b${literal(name)}['’]s? ${step}${thing}`).test(own))
  if (named !== undefined && named[1] !== 'public') return named[1] as 'operator' | 'partner'
  return null
}

/** "Models for us alone", "for Example specifically", beside those of others: made for the operator, as nobody else is named so. */
function isForOperator(own: string, names: Names): boolean {
  const receiver =
    /\b(?:models?|algorithms?|classifiers?) for ((?:[\p{L}\d.&'’-]+ ){1,3}?)(?:specifically|alone)\b/u.exec(own)
  if (
    receiver === null ||
    /^(?:an?|the|this|that|these|those|such|each|every|any|your|their|internal|other) /.test(receiver[1]!)
  )
    return false
  return findSubjects(receiver[1]!, names).every(({ subject }) => subject === 'operator')
}

function literal(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Verbs by which data passes to somebody else. */
export const handingOver =
  /\b(?:shar(?:e|es|ed|ing)|sell(?:s|ing)?|sold|rent\w*|licens(?:e|es|ed|ing)|disclos\w*|transfer\w*|transmit\w*|provid(?:e|es|ed|ing)(?! by)|suppl(?:y|ies|ied|ying)(?! by)|giv(?:e|es|en|ing)|send(?:s|ing)?|sent|suppl(?:y|ies|ied|ying)(?! by)|hand(?:s|ed|ing)?(?: over)?|releas(?:e|es|ed|ing)|pass(?:es|ed|ing)?|deliver\w*|contribut\w*|mak(?:e|es|ing) (?:[\w'’-]+,? ){0,7}available|made available|syndicat\w*|permit\w*|allow\w*|let(?:s|ting)?|authori[sz]\w*|sublicens\w*|agreements? with|receiv(?:e|es)|access to)\b/

/**
 * Whether a partner trains: it is the doer of the words that train, or what is handed to it is for training.
 * "We share posts with partners, who use them to train …", "licensed to AI companies for training".
 */
export function partnerTrains(
  own: string,
  mention: TrainingMention,
  governed: Governed | null,
  owner: ModelOwner,
  names: Names,
): boolean {
  if (owner === 'partner' || owner === 'both') return true
  if (owner === 'operator' || owner === 'customer') return governed?.subject === 'partner' && owner !== 'operator'
  if (governed?.subject === 'partner') return true
  // "training by third-party collaborators"
  const by = /^[^.;]{0,40}?\bby /.exec(own.slice(mention.to))
  if (
    by !== null &&
    findSubjects(own.slice(mention.to + by[0].length, mention.to + by[0].length + 40), names)[0]?.subject === 'partner'
  )
    return true
  const before = own.slice(0, mention.from)
  const handed = before.search(handingOver)
  if (handed === -1) return false
  // "we supply them with … so that they may train", "passed to such developers for training"
  if (receiverNamedBefore.test(before.slice(handed))) return true
  const receivers = findSubjects(before.slice(handed), names).filter(
    (subject) => subject.subject === 'partner' && subject.nominative,
  )
  if (
    receivers.length === 0 ||
    /\baffiliates\b[^.;]{0,40}$/.test(before.slice(handed, handed + receivers.at(-1)!.from))
  )
    return false
  // after the receiver only words of purpose or a relative: "with partners for training", "to X, who may use it to train"
  const rest = before.slice(handed + receivers.at(-1)!.to)
  return !findSubjects(rest, names).some((subject) => subject.subject === 'operator' && subject.nominative)
}

/** Who was named in a sentence before receives something, and trains. */
const receiverNamedBefore =
  /^[\w-]+ (?:(?:[\w'’-]+ ){0,6}to )?(?:them\b(?=[^.;]{0,80}\bso (?:that )?they\b)|(?:such|those|these) (?:(?:ai|outside|approved|selected) )?(?:developers|companies|partners|labs|firms|organi[sz]ations|parties|recipients|buyers|licensees|laboratories)\b)[^.;]{0,100}\b(?:so (?:that )?they\b|for\b|to\b)[^.;]{0,30}$/

/** Whether what is spoken of has been handed to a partner: "data sent to AI providers is …". */
export function handedTo(before: string, names: Names): boolean {
  const handed =
    /\b(?:sent|provided|passed|shared|transmitted|disclosed|supplied|given|transferred|submitted|made available|licensed)(?: [\w-]+)? (?:to|with)\b/.exec(
      before,
    )
  if (handed === null) return false
  const receiver = findSubjects(before.slice(handed.index + handed[0].length), names)[0]
  return receiver !== undefined && receiver.subject === 'partner'
}

/**
 * Whether the operator and partners do it together: "we and our partners may use …". Whoever only works for the operator
 * (its service providers, vendors, contractors) does not count.
 */
export function joined(before: string, names: Names): boolean {
  const subjects = findSubjects(before, names).filter(({ nominative }) => nominative)
  return subjects.some((one, index) => {
    const next = subjects[index + 1]
    if (next === undefined || one.subject === next.subject) return false
    if (
      !(one.subject === 'operator'
        ? next.subject === 'partner'
        : one.subject === 'partner' && next.subject === 'operator')
    )
      return false
    const partner = one.subject === 'partner' ? one : next
    return (
      /^[\s,]*(?:and|or|nor|and\/or|together with|along with|as well as|or by|and by)(?: (?:its|their|also))*\s*$/.test(
        before.slice(one.to, next.from),
      ) &&
      !/\b(?:service providers?|vendors?|contractors?|processors?|suppliers?|providers?|agents?)\b/.test(
        before.slice(partner.from, partner.to),
      )
    )
  })
}

/** The doer that stands right before a finite verb of training: "we train", "partners never train". */
export function doerBefore(own: string, at: number, names: Names): { subject: Subject; denied: boolean } | null {
  const before = own.slice(Math.max(0, at - 60), at)
  const match =
    /(?:^|[\s"'(])(?<doer>[^,;:()]{1,50}?)\s+(?:(?<denied>never|no longer|neither)\s+|(?:also|then|now|already|sometimes|only|currently|\w+ly)\s+)*$/.exec(
      before,
    )
  if (match === null) return null
  const doers = findSubjects(before, names).filter((subject) => subject.nominative)
  const last = doers.at(-1)
  if (last === undefined) return null
  const between = before.slice(last.to)
  if (
    !/^(?:[\s)"']|\b(?:also|then|now|already|sometimes|both|do|only|never|no longer|currently|working under our direction|\w+ly|and|may|will|can)\b)*$/.test(
      between,
    )
  )
    return null
  return { subject: last.subject, denied: /\b(?:never|no longer)\b/.test(between) }
}
