import type { Actor, Asset, Condition, Effect } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { type Governed, governs, reservesMining } from './force.ts'
import { competing, contentNoun, narrow, outputNoun, userNoun } from './lexicon/asset.ts'
import { findConditions } from './lexicon/condition.ts'
import { findSubjects } from './lexicon/subject.ts'
import { findTraining, type TrainingMention } from './lexicon/training.ts'
import { namesIn } from './names.ts'
import type { StatementDraft } from './statement-draft.ts'

const partnerWord =
  /\b(?:third[- ]part(?:y|ies)(?![- ](?:content|services?\b|materials?|data\b|sites?|websites?|apps?|applications?|software|products?|features?|tools?|technolog|links?|integrations?|platforms?|api))|partners?|collaborators?|recipients?|(?:ai|llm|model|language model) (?:model )?(?:providers?|vendors?)|external|other (?:companies|organi[sz]ations)|openai|anthropic|their (?:own )?(?:\w+ ){0,4}?(?:models?|ai|artificial|machine|algorithms?|purposes))\b/
const gap = '(?:(?!our\\b|their\\b|your\\b|to\\b|train\\w*\\b|and\\/or\\b)[\\w-]+,?\\s+){0,6}?'
const theirModels = new RegExp(
  `\\b(?:third[- ]part(?:y|ies)(?:'s?)?|their(?: own)?|external|other (?:companies|parties)'?|such third part\\w+'?s?|partners?'?|provider'?s'?|its own independent|independent)\\s+${gap}(?:models?|ai\\b|a\\.i\\.|artificial intelligence|machine[- ]learning|llms?|algorithms?|technolog\\w+|purposes)`,
)
const ownModels = new RegExp(
  `\\b(?:our|its)(?: own)?\\s+${gap}(?:models?|ai\\b|a\\.i\\.|artificial intelligence|machine[- ]learning|llms?|algorithms?|technolog\\w+)\\b`,
)
const customersModels =
  /\b(?:your|customer's|customers'|customer) (?:own )?(?:(?:custom(?:i[sz]ed)?|fine-?tuned|private|cloned|personal|trained|ai|own|tuned|dedicated|bespoke|llm|machine learning) ){0,2}(?:models?|cloning voice|voice model|llms?|chatbots?|algorithms?)\b|\btrain your\b|\bmodels? (?:that )?you (?:train|build|create|develop)|\bcustom models?\b/
const handingOver =
  /\b(?:shar(?:e|es|ed|ing)|sell(?:s|ing)?|sold|rent\w*|licens(?:e|es|ed|ing)|disclos\w*|transfer\w*|provid(?:e|es|ed|ing)|giv(?:e|es|en|ing)|mak(?:e|es|ing) (?:\w+ ){0,3}available|made available|syndicat\w*|permit\w*|allow\w*|authori[sz]\w*|sublicens\w*)\b/
const publicNoun =
  /\b(?:the|our|any|this|all|such|x|licensed|api|developer|site|service|platform|collective|noai) (?:[\w-]+ ){0,3}?(?:content|data|materials?|information|databases?|sites?|websites?|api|apis|works|articles|services?|platform|property)\b/

const passedOn =
  /\bsublicen[sc]e\w* (?:\w+ ){0,3}?to (?:any|third|other)|\b(?:companies|organi[sz]ations|individuals|persons?|entities)\b[^.;]{0,40}\b(?:partner|sublicens)\w*/

/** What a clause says on developing AI: a statement per actor and asset it speaks of. */
export function readTraining(clause: Clause, context: Context): StatementDraft[] {
  const own = clauseText(clause).toLowerCase()
  const mentions = findTraining(own)
  if (mentions.length === 0) return []
  const drafts: StatementDraft[] = []
  for (const mention of mentions) {
    for (const draft of readMention(clause, own, mention, context)) {
      if (
        !drafts.some(
          (other) =>
            other.actor === draft.actor &&
            other.asset === draft.asset &&
            other.effect === draft.effect &&
            other.usage === draft.usage,
        )
      )
        drafts.push(draft)
    }
  }
  return drafts
}

function readMention(clause: Clause, own: string, mention: TrainingMention, context: Context): StatementDraft[] {
  const leads = clause.leads.join(' ').toLowerCase()
  const around = `${leads} ${own}`
  const path = clause.path.join(' ').toLowerCase()
  const words = own.slice(mention.from, mention.to)
  const governed = governs(
    own,
    mention.from,
    clause.leads,
    clause.path,
    namesIn(clauseText(clause), context.names),
    clause.previous,
  )
  const drafts: StatementDraft[] = []
  const add = (
    actor: Actor,
    effect: Effect,
    asset: Asset,
    conditions: readonly Condition[],
    confidence: number,
  ): void => {
    drafts.push({ effect, actor, usage: 'train-ai', asset, conditions, confidence, from: clause.from, to: clause.to })
  }
  const sureness = { train: 0.95, develop: 0.8, purpose: 0.85, dataset: 0.85, mining: 0.9, bare: 0.6 }[mention.kind]
  const aboutAi =
    mention.kind !== 'bare' ||
    context.topic ||
    /\ba\.?i\b|artificial|machine|model|llm|generative|learning/.test(
      `${around} ${path} ${clause.previous.toLowerCase()}`,
    )
  if (!aboutAi) return []

  // text and data mining: a ban or reservation only; what the operator does with cookies is no mining
  if (mention.kind === 'mining') {
    if (reservesMining(own, mention.from) !== null || (governed?.force === 'forbid' && governed.subject !== 'operator'))
      add('public', 'disallow', 'content', [], sureness)
    return drafts
  }
  if (/^\W*by\b/.test(own) && /,\s*(?:you|the user) (?:hereby )?(?:waive|grant)/.test(own.slice(mention.to))) {
    add('public', 'conditional', 'content', [{ kind: 'licence', note: 'against something in return' }], sureness - 0.2)
    return drafts
  }

  // putting something into an AI is no training of it, unless it is barred
  if (
    mention.kind === 'dataset' &&
    (governed?.force !== 'forbid' ||
      /\b(?:generated|created|made|produced)\b[^.;]{0,30}$/.test(own.slice(0, mention.to)) ||
      !contentNoun.test(own.slice(0, mention.to)))
  )
    return drafts
  const partner = partnerWord.test(own)
  const theirs = theirModels.test(own)
  const ours = ownModels.test(own)
  const user = userNoun.test(own) || (userNoun.test(leads) && !publicNoun.test(own))

  // the user is told how to keep out, or asked in: that is the operator's practice, under a condition
  const choice = findConditions(own, ['opt-out', 'opt-in', 'class']).filter((condition) => condition.kind !== 'class')
  const saysChoice =
    /\bopt(?:s|ed|ing)?[- ]?(?:ed |ing )?(?:out|in)\b|\bopt-?(?:out|in)s?\b|\bdo(?:n't| not) want\b|\bobject to\b|\bturn(?:ed|ing)? (?:\w+ )?off\b|\bdisabl|\bselect whether|\bchoose whether|\bcontrol whether|\bif you (?:choose|agree|allow|consent|enable|opt)/.test(
      own,
    )
  // the operator's own opt-out at its providers is a promise that they do not train
  if (
    /\b(?:we|it|has|have|\w+ has)\s+(?:also )?(?:opted out|disabled|turned off|deactivated|switched off)\b/.test(own) &&
    !/\byou (?:can|may)\b/.test(own)
  ) {
    add(
      'partner',
      'disallow',
      'content',
      /\bwhere (?:possible|available)\b/.test(own) ? [{ kind: 'class', note: 'where possible' }] : [],
      sureness - 0.1,
    )
    return drafts
  }
  if (
    saysChoice &&
    choice.length > 0 &&
    (governed === null || governed.subject !== 'partner' || ours) &&
    !(governed?.force === 'forbid' && governed.subject === 'public' && !/\bopt|object|want\b/.test(own))
  ) {
    if (governed?.force === 'forbid' && governed.subject === 'operator')
      add('operator', 'conditional', 'content', choice, sureness)
    else if ((theirs || (partner && !ours)) && governed?.subject !== 'operator')
      add('partner', 'conditional', 'content', choice, sureness)
    else if (theirs && handingOver.test(own)) add('partner', 'conditional', 'content', choice, sureness)
    else add('operator', 'conditional', 'content', choice, sureness)
    return drafts
  }
  if (governed === null) {
    if (context.privacy && ours && user) add('operator', 'allow', 'content', [], sureness - 0.3)
    return drafts
  }
  if (customersModels.test(own) && !ours && governed.force !== 'forbid') return drafts

  if (governed.force === 'forbid') {
    const licenceToOperator =
      governed.subject === null &&
      /\blicen[cs]e\b[^.;]{0,40}\b(?:does|shall|will) not\b/.test(own) &&
      /\b(?:your|user)\b/.test(`${own} ${clause.previous.toLowerCase()} ${path}`)
    const byOperator =
      licenceToOperator ||
      governed.subject === 'operator' ||
      governed.subject === 'partner' ||
      ((governed.subject === null || governed.passive) && isUsers(clause, own, leads, context))
    // "we, or any of our providers, do not …": both promise
    const jointly = /\b(?:we|us)\b[^.;]{0,60}\b(?:or|and|nor)\b|\band its\b|\bnor (?:do|does|will) (?:any|our)\b/.test(
      own.slice(0, mention.from),
    )
    // only the sentence's own words soften a promise
    const softened = findConditions(own, ['opt-out', 'opt-in', 'class'])
    if (softened.length === 0 && /\bopt(?:ing)?[- ]?out\b/.test(clause.next.toLowerCase()))
      softened.push({ kind: 'opt-out' })
    const scope = /\b(?:this|such|these|it)\b/.test(own)
      ? `${own} ${clause.previous.toLowerCase()} ${(clause.path.at(-1) ?? '').toLowerCase()}`
      : own
    if (governed.subject === 'partner' && !jointly) {
      add('partner', optsIn(softened) ? 'conditional' : 'disallow', 'content', withNarrow(scope, softened), sureness)
      return drafts
    }
    if (byOperator) {
      const limits = withNarrow(scope, softened)
      const effect: Effect = optsIn(softened) ? 'conditional' : 'disallow'
      const hands = handingOver.test(own) && partner
      const usesItself =
        !hands ||
        /\bus(?:e|es|ed|ing)\b|\btrain(?:s|ed)?\b(?! (?:their|third))/.test(own.replace(/\bto (?:use|train)\b.*/, ' '))
      if ((!theirs || ours) && usesItself) add('operator', effect, 'content', limits, sureness)
      if (
        hands ||
        theirs ||
        governed.subject === 'partner' ||
        (partner && /\b(?:or|and|nor)\b[^.]{0,40}\b(?:third|partner|provider|external)/.test(own)) ||
        /\binternal or external\b/.test(own)
      )
        add('partner', effect, 'content', limits, sureness)
      else if ((governed.passive || governed.subject === null) && /\bany\b/.test(words) && !ours)
        add('partner', effect, 'content', limits, sureness - 0.2)
      return drafts
    }
    // a ban on the public
    const competes = competing.test(own.slice(Math.max(0, mention.from - 160), mention.to + 160))
    const limits: Condition[] = findConditions(own, ['non-commercial', 'search-engine']).filter(
      (condition) => condition.kind === 'search-engine',
    )
    if (competes) limits.push({ kind: 'non-competing' })
    if (
      /\bno-?ai\b|\bdoes not consent\b|\bdo not consent\b/.test(around) ||
      /\b(?:content|works?|images?|data)\b[^.;]{0,60}\b(?:tagged|labell?ed|designated|marked)\b/.test(own)
    )
      limits.push({ kind: 'class', note: 'content so marked by its author' })
    if (/robots?\.txt|machine[- ]readable/.test(own)) limits.push(...findConditions(own, ['robots-txt']))
    // what is used stands before the mention, or right after it: "train a model on the content"
    const start = Math.max(own.lastIndexOf(';', mention.from), 0)
    const before = own.slice(start, mention.from)
    const onto =
      /^[^.;]{0,60}?\b(?:on|using|with|from|based on|by means of)\b[^.;]{0,100}/.exec(own.slice(mention.to))?.[0] ?? ''
    const lead = before.split(' ').length < 6 ? (clause.leads.at(-1) ?? '').toLowerCase() : ''
    const named = `${lead} ${before} ${/\b(?:on|using|with|from|based on|by means of)\b/.test(onto) ? onto : ''}`
    const output = outputNoun.test(named)
    const withoutOutput = named.replace(new RegExp(outputNoun.source, 'g'), ' ')
    const distils = /^(?:model )?distil/.test(words)
    const content =
      !distils &&
      contentNoun.test(
        withoutOutput.replace(/\b(?:ai|artificial intelligence|machine learning) (?:systems?|tools?|models?)\b/g, ' '),
      )
    if (output || distils) add('public', 'disallow', 'output', limits, sureness)
    if (content && !(competes && !/\b(?:content|data|materials?|database|information)\b/.test(withoutOutput)))
      add('public', 'disallow', 'content', limits, sureness)
    else if (!output && !distils)
      add('public', 'disallow', context.ai || competes ? 'output' : 'content', limits, sureness - 0.15)
    return drafts
  }

  // permission or practice
  const conditions = conditionsAround(clause, own, governed)
  if (governed.subject === 'public' && governed.force === 'permit' && governed.where === 'own') {
    if (outputNoun.test(own) && !user)
      add('public', conditions.length > 0 ? 'conditional' : 'allow', 'output', conditions, sureness - 0.3)
    return drafts
  }
  if (governed.subject === 'public') return drafts
  const toPartner = governed.subject === 'partner' || (theirs && (handingOver.test(own) || partner) && !ours)
  if (toPartner) {
    if (governed.subject === 'partner' && ours && !theirs) {
      add('operator', conditions.length > 0 ? 'conditional' : 'allow', 'content', conditions, sureness - 0.1)
      return drafts
    }
    add('partner', conditions.length > 0 ? 'conditional' : 'allow', 'content', conditions, sureness)
    return drafts
  }
  if (governed.subject === null && !user && !ours && !context.privacy) return drafts
  if (governed.subject === null && governed.where === 'own' && !user && !ours) return drafts
  add(
    'operator',
    conditions.length > 0 ? 'conditional' : 'allow',
    'content',
    conditions,
    sureness - (governed.where === 'heading' ? 0.1 : 0),
  )
  // a licence that may be passed on, and names training without saying whose models
  if (!ours && mention.kind === 'train' && passedOn.test(`${clause.previous} ${own} ${leads}`.toLowerCase()))
    add('partner', 'allow', 'content', [], 0.5)
  else if (!ours && theirs)
    add('partner', conditions.length > 0 ? 'conditional' : 'allow', 'content', conditions, sureness - 0.2)
  return drafts
}

function optsIn(conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => condition.kind === 'opt-in' || condition.kind === 'opt-out')
}

function withNarrow(text: string, conditions: readonly Condition[]): readonly Condition[] {
  if (!narrow.test(text)) return conditions
  return [...conditions, { kind: 'class', note: 'one kind of data only' }]
}

/** Whether what is spoken of is the user's own: a ban on its use binds the operator. */
function isUsers(clause: Clause, own: string, leads: string, context: Context): boolean {
  if (context.privacy && /\b(?:this|such|the|these) (?:data|information)\b/.test(own)) return true
  if (
    /^\W*(?:it|they|this|these)\b(?! (?:permission|licen[cs]e|right|grant|authori))/.test(own) &&
    !/\b(?:permission|licen[cs]e)\b/.test(own) &&
    userNoun.test(clause.previous.toLowerCase())
  )
    return true
  if (
    publicNoun.test(own) &&
    !/\byour\b|\b(?:information|data|content) you (?:provide|submit|share|upload|enter|give)|\bpersonal (?:data|information)/.test(
      own,
    )
  )
    return false
  return (
    /\byour\b|\b(?:information|data|content) you (?:provide|submit|share|upload|enter|give)|\bpersonal (?:data|information)|\bcustomer(?:'s|s')? (?:data|content)|\buser(?:'s|s'|s)? (?:data|content)/.test(
      own,
    ) ||
    (context.privacy && (userNoun.test(own) || userNoun.test(leads)))
  )
}

/** The conditions of a clause: its own, and those a neighbouring sentence adds when it goes on about the same thing. */
function conditionsAround(clause: Clause, own: string, governed: Governed): Condition[] {
  const kinds = ['opt-out', 'opt-in', 'class'] as const
  const found = findConditions(own, kinds)
  const leads = clause.leads.join(' ').toLowerCase()
  for (const condition of findConditions(leads, ['opt-in', 'opt-out']))
    if (!found.some((other) => other.kind === condition.kind)) found.push(condition)
  for (const neighbour of [clause.next, clause.previous]) {
    const text = neighbour.toLowerCase()
    if (text === '') continue
    const goesOn =
      findTraining(text).length > 0 ||
      /\b(?:this|such|these|that) (?:use|uses|processing|training|purposes?|feature|practice|setting)|\bopt(?:ing)?[- ]out\b|\bdoing so\b/.test(
        text,
      )
    if (!goesOn) continue
    if (
      findSubjects(text, new Set()).some((subject) => subject.subject === 'partner') &&
      governed.subject === 'operator' &&
      !/\bwe|our\b/.test(text)
    )
      continue
    for (const condition of findConditions(text, kinds))
      if (!found.some((other) => other.kind === condition.kind)) found.push(condition)
  }
  return found
}
