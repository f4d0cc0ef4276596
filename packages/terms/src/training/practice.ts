import { conditionsAround } from '../choice.ts'
import type { Governed } from '../grammar/force.ts'
import { servicesOwn, userNoun } from '../lexicon/asset.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { joined } from '../trainer.ts'
import type { Mention } from './mention.ts'

/** Training that the operator or a partner does, or has leave to do, plain or under the say of a user [N12, N13, N18]. */
export function readPractice(mention: Mention, governed: Governed): readonly StatementDraft[] {
  const { byPartner, owner, before, names } = mention
  const conditions = conditionsAround(mention.clause, !byPartner, names)
  const effect = conditions.length > 0 ? 'conditional' : 'allow'
  if (byPartner) {
    const partners = mention.says('partner', effect, { conditions })
    const both = owner === 'both' || (owner === null && joined(before, names)) || isOperatorToo(before, governed)
    return both ? [partners, mention.says('operator', effect, { conditions })] : [partners]
  }
  if (!isOfOperator(mention, governed)) return []
  const drafts: StatementDraft[] = []
  const ours = owner === 'operator'
  if (!ours && joined(before, names)) drafts.push(mention.says('partner', effect, { conditions, doubt: 0.1 }))
  drafts.push(mention.says('operator', effect, { conditions, doubt: governed.where === 'heading' ? 0.1 : 0 }))
  if (!ours && mention.kind === 'train' && passesOn(mention))
    drafts.push({ ...mention.says('partner', 'allow'), confidence: 0.5 })
  return drafts
}

/** "We use them and share them with partners, who …" [N28]. */
function isOperatorToo(before: string, governed: Governed): boolean {
  return governed.subject === 'operator' && weUseAnd.test(before)
}

const weUseAnd =
  /\b(?:we|us)\b(?=[^.;]{0,40}\band\b)[^.;]{0,60}\b(?:us(?:e|es|ed|ing)|process|train|develop|improve|analy[sz]e|store)\b/

/** Whether it is the operator that trains: it is named, the models are its own, or what is used is the user's [N12]. */
function isOfOperator(mention: Mention, governed: Governed): boolean {
  const { own, leads, owner, context } = mention
  return (
    governed.subject !== null ||
    owner === 'operator' ||
    userNoun.test(own) ||
    userNoun.test(leads) ||
    isUsedFor(mention, governed) ||
    (context.privacy && governed.where !== 'own')
  )
}

/** "Is used to train", "may be used to train": told of nobody, and of nothing that the service hands out. */
function isUsedFor({ kind, own, before }: Mention, { force, passive, where }: Governed): boolean {
  if (!passive || kind !== 'train' || /\bmodels?\b[^.;]{0,20}\b(?:is|are)\b/.test(before)) return false
  return (
    force === 'practise' || (force === 'permit' && where === 'own' && !servicesOwn.test(own) && !handedOut.test(own))
  )
}

const handedOut =
  /\blicen[cs]|\bdata ?sets?\b|\bdonated\b|\bpublic domain|\bcreative commons|\bopen\b|\bplan\b|\btier\b/

/** A licence that may be passed on to others the operator picks, and names training without saying whose models. */
function passesOn({ previous, own, leads }: Mention): boolean {
  return passedOn.test(`${previous} ${own} ${leads}`)
}

const passedOn =
  /\bsublicen[sc]e\w* (?:\w+ ){0,3}?to (?:any|third|other|our partners)|\b(?:companies|organi[sz]ations|individuals|persons?|entities)\b[^.;]{0,40}\b(?:partner|sublicens)\w*/
