import type { Actor, Asset, Condition, Effect } from '@proviso/rights'
import { answerOf } from './answer.ts'
import { conditionsAround, leavesChoice, noChoice, weTurnedOff, withNarrow } from './choice.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import type { Governed } from './grammar/force.ts'
import { governs } from './grammar/governing.ts'
import { reservesMining } from './grammar/reservation.ts'
import { competing, contentNoun, outputNoun, userNoun } from './lexicon/asset.ts'
import { findConditions, isLimited, isTier } from './lexicon/condition.ts'
import { findSubjects, type Subject } from './lexicon/subject.ts'
import { ownData, peoplesWords, strangers } from './lexicon/told.ts'
import { findTraining, learning, type TrainingMention } from './lexicon/training.ts'
import { namesIn } from './names.ts'
import { publicBan } from './public-ban.ts'
import type { StatementDraft } from './statement-draft.ts'
import { notSought, readTold, speaksToPublic } from './told.ts'
import { doerBefore, handedTo, handingOver, joined, modelOwner, partnerTrains } from './trainer.ts'

/** What belongs to the service rather than to the user: a ban on its use binds the public. */
const publicNoun =
  /\b(?:the|our|any|this|all|such|x|licensed|api|developer|site|service|platform|collective|noai) (?:[\w-]+ ){0,3}?(?:content|data|materials?|information|databases?|sites?|websites?|api|apis|works|articles|services?|platform|property)\b/
const usersOwn =
  /\byour (?:[\w-]+ ){0,3}?(?:data|information|content|inputs?|prompts?|files?|conversations?|chats?|messages?|documents?|posts?|photos?|images?|videos?|voice|recordings?|stories|submissions?|feedback|queries|communications?|e?-?mails?|usage|activity|code|works?|materials?|notes|meetings?|transcripts?|drafts?|vault|threads|tickets|mailbox|diary|everything)\b|\b(?:information|data|content) you (?:provide|submit|share|upload|enter|give)|\b(?:everything|anything|what|whatever|all that|that which) you (?:\w+ )?(?:enter|type|write|upload|submit|post|say|share|create|send|provide|store|make|give)|\bpersonal (?:data|information)|\b(?:customer|client|subscriber|student|pupil|authority|matter|patient|employee|children|user|member|visitor|end user)(?:'s|s'|s)? (?:[\w-]+ )?(?:data|content|photos?|work|submissions?|files?|documents?|information|material|posts?|images?|recordings?|prompts?|inputs?)/
/** A licence that may be passed on to others the operator picks. */
const passedOn =
  /\bsublicen[sc]e\w* (?:\w+ ){0,3}?to (?:any|third|other|our partners)|\b(?:companies|organi[sz]ations|individuals|persons?|entities)\b[^.;]{0,40}\b(?:partner|sublicens)\w*/
/** The user is told how to keep out, or asked in. */
const saysChoice =
  /\bopt(?:s|ed|ing)?[- ]?(?:ed |ing )?(?:out|in)\b|\bopt-?(?:out|in)s?\b|\bdo(?:n't| not) want\b|\bobject to\b|\bturn(?:ed|ing)? (?:\w+ )?off\b|\bdisabl|\b(?:select|choose|control|decide)s? whether\b|\bif you (?:choose|agree|allow|consent|enable|opt)|\b(?:ask|tell|instruct|request|direct|require) us (?:not )?to\b|\b(?:ask|tell|instruct|direct|request|require) (?!you\b)[\w.' -]{1,30}? (?:not to|to (?:stop|cease|exclude|refrain))\b|\bask(?:s|ed)? (?:you |users |customers |members )?(?:whether|if)\b|\bchoices? about\b|\b(?:can|may) object\b|\bif you (?:would |'d )?(?:prefer|rather)\b|\bunless (?:you|the (?:user|author|customer|creator)|they)\b[^.;]{0,30}\b(?:opt|object|tell|ask)/
/** The user is given a say, not an order. */
const mayAsk =
  /\b(?:you|users?|customers?|authors?|creators?|administrators?|admins?) (?:can|may|could|are able to|have the (?:right|option|ability|choice))\b|\b(?:ask|tell|instruct|direct|request) us\b|\bif you (?:would |'d )?(?:prefer|rather|do not|don't)\b/
/** Whoever has promised something, or is bound by contract, is a partner. */
const counterpart =
  /\b(?:has|have) (?:promised|agreed|undertaken|committed|assured us|pledged|(?:bound|committed|obliged) (?:itself|themselves))\b|\b(?:is|are|been) (?:contractually|by contract) (?:forbidden|barred|bound|prohibited|prevented)|\b(?:forbidden|barred|bound|prohibited|prevented) (?:by (?:contract|our (?:contract|agreement))|contractually)\b|\bthe company whose\b|\bthese (?:agreements|contracts) do not\b|\bis under a duty not\b|\bwhom we (?:match|choose|select|pick|engage|introduce)\b|\bour (?:contract|agreement)s? with (?:it|them|the)\b|\bunder (?:our|the|its|their|that) (?:written )?(?:contracts?|agreements?)(?: with us)?,? (?:it|they|neither|none|each|both)\b/
/** A promise in a voice of its own. */
const promised =
  /\bwe (?:undertake|promise|warrant|guarantee|commit|assure|don't plan|do not plan)\b|\bour teams\b|\bhasn't been trained\b|\b(?:processor|supplier|provider|vendor)'s own\b|^\W*no use is made\b|\bcan't be and isn't\b/
const ownOptOut =
  /\b(?:we|it|has|have|\w+ has|been)\s+(?:also |been )?(?:opted out|disabled|turned off|deactivated|switched off)\b/

/** It is others whom the choice lets in: "each channel decides whether other companies may use its videos to …". */
const othersMay =
  /\b(?:whether|if|that) (?:any |some |certain )?(?:other|outside|external|third[- ]party|ai) (?:\w+ )?(?:companies|firms|organi[sz]ations|developers|labs|parties|businesses|services) (?:may|can|could|are allowed to|are able to) (?:use|access|take|have)\b[^.;]*$/

/** What a clause says on developing AI: a statement per actor and asset it speaks of. */
export function readTraining(clause: Clause, context: Context): StatementDraft[] {
  const own = clauseText(clause).toLowerCase()
  const mentions = findTraining(own).slice(0, mostMentions)
  // a term the text defines to mean training, used where it is not defined
  for (const term of context.trainingTerms) {
    const at = clauseText(clause).indexOf(term)
    if (
      at !== -1 &&
      !/["“(]\W{0,3}$/.test(own.slice(0, at)) &&
      mentions.every(({ from, to }) => at >= to || at + term.length <= from)
    )
      mentions.push({ kind: 'purpose', from: at, to: at + term.length })
  }
  // "… nor do we let others do so": the sentence before said what
  const back = own.search(goesBack)
  if (
    back !== -1 &&
    (mentions.length === 0 ? findTraining(clause.previous.toLowerCase()).length > 0 : back > mentions.at(-1)!.to)
  )
    mentions.push({ kind: 'bare', from: own.search(goesBack), to: own.search(goesBack) + 5 })
  const answer = answerOf(clause, context)
  if (answer !== null) return answer
  // what is only asked is answered elsewhere
  if (
    /\?\W*$/.test(own) &&
    /^\W*(?:do|does|did|can|could|may|will|would|is|are|how|what|which|why|who)\b/.test(own) &&
    !own.includes('|')
  )
    return []
  const drafts: StatementDraft[] = []
  for (const mention of mentions) {
    for (const draft of readMention(clause, own, mention, context)) {
      const { actor, asset, effect } = draft
      if (!drafts.some((other) => other.actor === actor && other.asset === asset && other.effect === effect))
        drafts.push(draft)
    }
  }
  return ofLearning(withTold(forItsOwn(drafts, clause, context), clause, context), clause)
}

/** Leaves out leave to develop algorithms of which nothing says that they learn: "improve our ranking algorithms". SPEC.md N40. */
function ofLearning(drafts: StatementDraft[], clause: Clause): StatementDraft[] {
  const own = clauseText(clause).toLowerCase()
  if (!/\balgorithms?\b/.test(own) || learning.test(own) || /\brecogni[sz]|\brecognition\b/.test(own)) return drafts
  const around = `${clause.leads.join(' ')} ${clause.path.at(-1) ?? ''} ${clause.previous} ${clause.next}`.toLowerCase()
  if (learning.test(around)) return drafts
  return drafts.filter(({ actor, effect }) => actor === 'public' || effect === 'disallow')
}

/** What a licence keeps back, by name. */
const deniesRest =
  /\bno (?:other|further|additional) (?:rights?|licen[sc]es?|permissions?)(?:,? (?:or|and) (?:rights?|licen[sc]es?|permissions?))? (?:is|are) (?:hereby )?(?:granted|given|implied|conferred)[^.;]{0,60}\bincluding\b[^.;]{0,30}\b(?:rights?|licen[sc]es?|permissions?) to\b[^.;]{0,160}$/

/**
 * Leaves out what a rule for those who take data from the service (a licence of a data set, a feed, an API) seems to say of the
 * operator: it names neither the operator nor anything of its users.
 */
function forItsOwn(drafts: StatementDraft[], clause: Clause, context: Context): StatementDraft[] {
  if (drafts.every(({ actor }) => actor === 'public')) return drafts
  const own = clauseText(clause).toLowerCase()
  const around = `${clause.leads.join(' ').toLowerCase()} ${own} ${clause.previous.toLowerCase()}`
  // "the Recipient shall not": whoever takes from the service
  if (
    /\b(?:data )?recipient (?:\w+ )?(?:shall|may|must|will|is not|agrees)\b/.test(own) &&
    !/\b(?:we|us|our)\b/.test(own)
  )
    return drafts.filter(({ actor }) => actor === 'public')
  // a model made for the customer alone is the customer's: the operator learns nothing for others
  if (modelOfOne.test(own)) return drafts.filter(({ actor, effect }) => actor !== 'operator' || effect === 'disallow')
  // what is asked of users, and what is said of what the service hands out, is no word on what it does itself
  if (!/\b(?:we|us|our|ours)\b/.test(own) && speaksToPublic(own))
    return drafts.filter(({ actor }) => actor !== 'operator')
  const told = `${clause.leads.join(' ').toLowerCase()} ${own}`
  const previous = clause.previous.toLowerCase()
  const names = namesIn(clauseText(clause), context.names)
  const named =
    /\b(?:we|us|our|ours)\b|\b(?:does|do|will) (?:not|never) (?:itself )?(?:use|train|learn|process)\b|\b(?:provider|supplier|vendor|processor|contractor|company|platform|operator) (?:also |itself )?(?:may|shall|will|does|owns|can|uses)\b/.test(
      own,
    ) ||
    findSubjects(`${clause.leads.join(' ').toLowerCase()} ${own}`, names).some(
      ({ subject }) => subject === 'operator',
    ) ||
    (/\b(?:is|are|will|was|were|has|have) (?:not|never)(?: \w+)? (?:be |been )?[a-z]+(?:ed|pt)\b/.test(own) &&
      !strangers.test(own))
  const users =
    ownData.test(own) ||
    ownData.test(clause.leads.join(' ').toLowerCase()) ||
    userNoun.test(around.replace(/\b(?:information|data|inputs?)\b/g, ' '))
  if (named || users) return drafts
  // nobody is named, and nobody's data: what is spoken of is the service's own
  const goesBack =
    /\b(?:it|they|them|these|those|this|such|that|so)\b/.test(own) &&
    (ownData.test(previous) || /\b(?:we|our)\b/.test(previous))
  const yours =
    /\byou\b/.test(`${own} ${clause.next.toLowerCase()}`) && saysChoice.test(`${own} ${clause.next.toLowerCase()}`)
  const left =
    peoplesWords.test(own) && !/\b(?:may|can|could|might) (?:also )?be (?:used|applied|put|employed)\b/.test(own)
  if (
    !strangers.test(told) &&
    (goesBack ||
      yours ||
      left ||
      context.privacy ||
      own.includes('|') ||
      clause.path.some((heading) => ownData.test(heading.toLowerCase())))
  )
    return drafts
  return drafts.filter(({ actor }) => actor !== 'operator')
}

/** A model that one customer has made for itself. */
const modelOfOne =
  /\bmodels?\b[^.;]{0,40}\bfor (?:your|(?:the |that |each )?(?:customer|client|subscriber|user)(?:'s|s')) (?:own |sole |exclusive ){1,2}(?:use|benefit)\b/

/** Adds what a clause tells in other words: where grammar reads nothing of a question, or the words are surer. */
function withTold(drafts: StatementDraft[], clause: Clause, context: Context): StatementDraft[] {
  const text = clauseText(clause)
  const told = readTold(clause, context)
  if (drafts.length === 0)
    return forItsOwn(
      told.map(({ draft }) => draft),
      clause,
      context,
    )
  // "… stay out of the corpus on which the model is trained": the nearer verb only tells which corpus
  const barred = told.filter(
    ({ draft, further }) => draft.actor === 'operator' && draft.effect === 'disallow' && !further,
  )
  if (barred.length > 0 && drafts.every(({ actor, effect }) => actor === 'operator' && effect === 'allow'))
    return forItsOwn(
      barred.map(({ draft }) => draft),
      clause,
      context,
    )
  // "we and our partners": what is read of the one is told of the other too
  const effect = drafts[0]!.effect
  const shared = told.filter(({ both, draft }) => both && draft.actor === 'partner')
  if (shared.length > 0 && drafts.every(({ actor }) => actor === 'operator'))
    return [...drafts, ...shared.map(({ draft }) => ({ ...draft, effect, conditions: drafts[0]!.conditions }))]
  // what a contract bars a partner from, the operator has not said of itself
  const sure = told.filter((one) => one.sure)
  if (sure.some(({ further }) => further)) return [...drafts, ...sure.map(({ draft }) => draft)]
  if (sure.length === 0 || drafts.some(({ actor, effect }) => actor !== 'operator' || effect === 'conditional'))
    return drafts
  return /\b(?:neither we|nor we|we (?:also |ourselves )?(?:do not|don't|never|will not|won't)|ourselves|itself|(?:supplier|provider|vendor|processor|contractor|platform|operator|company|we) (?:itself )?(?:shall|will|may|does|do|must) not (?:itself )?(?:use|train))\b/.test(
    text.toLowerCase(),
  ) && drafts[0]!.effect === 'disallow'
    ? [...drafts, ...sure.map(({ draft }) => draft)]
    : sure.map(({ draft }) => draft)
}

/** Of a clause that says it over and over only the first mentions are weighed: bounds the time a clause can take. */
const mostMentions = 8

const goesBack =
  /\b(?:(?:to|may|can|not|will) do so|for (?:that|this|such a?) purposes?|in (?:that|this) way|the same (?:goes|applies) (?:for|to)|does the same)\b/

function readMention(clause: Clause, own: string, mention: TrainingMention, context: Context): StatementDraft[] {
  const leads = clause.leads.join(' ').toLowerCase()
  const previous = clause.previous.toLowerCase()
  const text = clauseText(clause)
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  const drafts: StatementDraft[] = []
  const add = (
    actor: Actor,
    effect: Effect,
    asset: Asset,
    conditions: readonly Condition[],
    confidence: number,
  ): void => {
    drafts.push({ effect, actor, usage: 'train-ai', asset, conditions, confidence })
  }
  const sureness = { train: 0.95, develop: 0.8, purpose: 0.85, dataset: 0.85, mining: 0.9, bare: 0.6 }[mention.kind]
  if (
    mention.kind === 'bare' &&
    !(context.ai || (context.topic && !/\btraining purposes?\b/.test(own.slice(mention.from, mention.to + 12)))) &&
    !aboutAi.test(`${leads} ${own} ${clause.path.join(' ').toLowerCase()} ${previous}`)
  )
    return drafts

  const governed = governedBy(clause, own, mention, context, names)
  const upTo = own.slice(0, mention.from)
  // "no other rights are granted, including any right to use posts for training"
  if (deniesRest.test(upTo)) {
    add('public', 'disallow', 'content', [], sureness)
    return drafts
  }
  // "does not seek out data to train on", "steps to minimise the data used for training": neither promise nor practice
  if (notSought.test(upTo)) return drafts
  if (governed?.force !== 'forbid' && /\b(?:minimi[sz]e|reduce|eliminate|filter out)\b[^.;]{0,80}$/.test(upTo))
    return drafts
  // "… but excluding model training"
  if (
    governed?.force !== 'forbid' &&
    /\b(?:exclud(?:es?|ing)|other than|not including|with the exception of)\s+(?:for |the |any )?(?:[\w-]+ )?$/.test(
      upTo,
    )
  )
    return drafts
  // a pointer to what is told elsewhere, and what models were trained on once, tell of no use of anybody's data
  if (
    governed?.force !== 'forbid' &&
    !saysChoice.test(own) &&
    (/^\W*(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more|learn more|see\b|read (?:more|our|about))/.test(
      own,
    ) ||
      (/\b(?:data|information|content|materials?|examples|patterns)\b (?:(?:that|which) (?:is|are|was|were) )?used to $/.test(
        upTo,
      ) &&
        !/\b(?:your|you|users?|personal|customer)\b/.test(own)))
  )
    return drafts
  // "the classifier was trained on public registers", "how these models were trained": told of what is done with
  if (
    governed?.force !== 'forbid' &&
    /\b(?:was|were|had been)(?: \w+)?$/.test(
      own
        .slice(Math.max(0, mention.from - 30), mention.from + own.slice(mention.from, mention.to).search(/train|$/))
        .trimEnd(),
    ) &&
    !ownData.test(own)
  )
    return drafts
  // users' consent to what third parties do says nothing of the operator
  if (governed?.force !== 'forbid' && /\bconsent\b[^.;]*\bby (?:any |other )?third part(?:y|ies)\b[^.;]*$/.test(upTo))
    return drafts
  // "we use AI to develop …": the means, not what is made
  if (
    mention.kind === 'develop' &&
    /\b(?:us(?:e|es|ing)|with|through|via|leverag\w+)\s+(?:[\w-]+ ){0,2}?(?:ai|artificial intelligence|machine learning)(?: \([^)]*\))?(?: [\w-]+){0,2} to $/.test(
      upTo,
    )
  )
    return drafts
  // an exception from a promise is its condition
  if (
    /\bexcept(?: (?:that|as|for|where|when|in the following \w+))?\W*$/.test(clause.leads.at(-1)?.toLowerCase() ?? '')
  )
    return drafts
  // the user trains the operator's models for itself
  if (
    governed?.subject === 'public' &&
    governed.force === 'permit' &&
    governed.where === 'own' &&
    /\bfine-?tun/.test(own.slice(mention.from, mention.to))
  )
    return drafts
  if (
    governed === null &&
    /\byou (?:\w+ )?(?:us(?:e|ed)|provided?|upload(?:ed)?|submit(?:ted)?) (?:to|for) (?:fine-?tun|train)/.test(own)
  )
    return drafts

  // text and data mining: a ban or reservation only; what the operator does with cookies is no mining
  if (mention.kind === 'mining') {
    if (reservesMining(own, mention.from) !== null || (governed?.force === 'forbid' && governed.subject !== 'operator'))
      add('public', 'disallow', 'content', [], sureness)
    else if (governed?.force === 'permit' && governed.subject === 'public' && governed.where === 'own') {
      const strings = findConditions(own, ['non-commercial', 'attribution', 'robots-txt', 'rate-limit'])
      const limited = strings.length > 0 || isLimited(own)
      add(
        'public',
        limited ? 'conditional' : 'allow',
        'content',
        limited && strings.length === 0 ? [{ kind: 'class', note: 'within the limits the text sets' }] : strings,
        sureness - 0.2,
      )
    }
    return drafts
  }
  if (
    /^\W*by\b/.test(own) &&
    /,\s*(?:you|the user) (?:hereby )?(?:waive|grant|agree in return)/.test(own.slice(mention.to))
  ) {
    add('public', 'conditional', 'content', [{ kind: 'licence', note: 'against something in return' }], sureness - 0.2)
    return drafts
  }
  // "for the above purposes only, not for AI training"
  if (
    governed?.force !== 'forbid' &&
    /\b(?:not|never)(?: be used)? for (?:the |any |our )?(?:[\w-]+ )?$/.test(upTo) &&
    isUsers(clause, own, leads, context)
  ) {
    add('operator', 'disallow', 'content', [], sureness)
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

  // "we build AI products": nobody's data is spoken of
  if (
    mention.kind === 'develop' &&
    governed?.force !== 'forbid' &&
    !userNoun.test(`${own} ${leads} ${/\b(?:it|them|this|these|such)\b/.test(own) ? previous : ''}`) &&
    !usesSomething.test(own.slice(0, mention.to))
  )
    return drafts
  // testing or bypassing an AI product develops none
  if (
    mention.kind === 'develop' &&
    governed?.force === 'forbid' &&
    /^[\w'’-]* (?:products?|services?|platform|features?|accounts?)\b/.test(own.slice(mention.to)) &&
    !/\btrain|\bmodels?\b/.test(own)
  )
    return drafts

  const owner = modelOwner(own, mention, names, previous)
  const byPartner = partnerTrains(own, mention, governed, owner, names)

  // the operator's own opt-out at its providers is a promise that they do not train
  if (ownOptOut.test(own) && !/\byou (?:can|may|have|had)\b|\bunless\b|\bif (?:you|a user|the user)\b/.test(own)) {
    const where: Condition[] = /\bwhere (?:possible|available)\b/.test(own)
      ? [{ kind: 'class', note: 'where possible' }]
      : []
    add('partner', 'disallow', 'content', where, sureness - 0.1)
    if (governed?.force === 'forbid' && governed.subject === 'operator')
      add('operator', 'disallow', 'content', [], sureness)
    return drafts
  }
  const choice = findConditions(own, ['opt-out', 'opt-in'])
  // what the operator has turned off is no switch of the user's
  const denied = noChoice.test(own) || weTurnedOff.test(own)
  if (
    saysChoice.test(own) &&
    choice.length > 0 &&
    !denied &&
    !/\b(?:by|of) (?:any )?third part(?:y|ies)\b/.test(own.slice(0, mention.from)) &&
    (mayAsk.test(own) || !(governed !== null && governed.subject === 'public' && governed.force !== 'practise'))
  ) {
    const forPartner = (byPartner || othersMay.test(own.slice(0, mention.from))) && owner !== 'operator'
    if (owner === 'both' || /\bseparately\b/.test(own)) {
      add('operator', 'conditional', 'content', choice, sureness)
      add('partner', 'conditional', 'content', choice, sureness)
    } else add(forPartner ? 'partner' : 'operator', 'conditional', 'content', choice, sureness)
    return drafts
  }
  const happens = takesPlace.exec(own.slice(mention.to))
  if (governed === null && happens !== null && (userNoun.test(own) || owner === 'operator')) {
    if (happens.groups?.not !== undefined) add('operator', 'disallow', 'content', [], sureness - 0.2)
    else {
      const conditions = conditionsAround(clause, true, names)
      add('operator', conditions.length > 0 ? 'conditional' : 'allow', 'content', conditions, sureness - 0.2)
    }
    return drafts
  }
  if (governed === null) {
    // in a table of personal data the purposes are the operator's: "| Drafts | For the improvement of AI features | Consent |"
    const isPurpose = owner === null && context.privacy && /\|\s*(?:for|to)\b[^|]*$/.test(upTo)
    const tells = isPurpose || (owner === 'operator' && (context.privacy || own.includes(' | ') || userNoun.test(own)))
    if (owner === 'partner' && own.includes(' | '))
      add('partner', choice.length > 0 ? 'conditional' : 'allow', 'content', choice, sureness - 0.3)
    else if (tells && (userNoun.test(own) || own.includes(' | '))) {
      const conditions = own.includes(' | ')
        ? findConditions(own, ['opt-out', 'opt-in'])
        : conditionsAround(clause, true, names)
      add('operator', conditions.length > 0 ? 'conditional' : 'allow', 'content', conditions, sureness - 0.3)
    }
    return drafts
  }
  if (
    outputNoun.test(`${own} ${previous}`) &&
    /\b(?:do|does) not (?:restrict|prohibit|limit|prevent|object to)\b|\bno (?:prohibition|restriction|ban|bar|objection|limit)s? (?:whatsoever )?(?:on|upon|against|to)\b/.test(
      upTo,
    ) &&
    !/\bour (?:\w+ )?models\b/.test(own)
  ) {
    add('public', 'allow', 'output', [], sureness - 0.3)
    return drafts
  }
  const outputLeave =
    governed.force === 'permit' &&
    governed.subject !== 'operator' &&
    governed.subject !== 'partner' &&
    governed.where !== 'heading' &&
    outputNoun.test(own) &&
    ((governed.subject === 'public' && own.length < 400) ||
      (governed.passive && own.length < 250 && !own.includes('|'))) &&
    !/\b(?:we|us|our models?|your data)\b/.test(own)
  if (owner === 'customer' && governed.force !== 'forbid' && !outputLeave) return drafts
  if (outputLeave) {
    const limited = isLimited(own) || findConditions(own, ['non-commercial', 'attribution']).length > 0
    add(
      'public',
      limited ? 'conditional' : 'allow',
      'output',
      limited ? [{ kind: 'class', note: 'within the limits the text sets' }] : [],
      sureness - 0.3,
    )
    return drafts
  }
  // "all rights are reserved, including the right to … train"
  if (
    /\ball (?:other )?rights? (?:are |is )?(?:expressly |hereby )?reserved\b[^.;]{0,200}$/.test(
      own.slice(0, mention.from),
    ) &&
    !/\bauthor\b/.test(own)
  ) {
    add('public', 'disallow', 'content', [], sureness)
    return drafts
  }

  if (governed.force === 'forbid') {
    const licensed =
      governed.subject === null &&
      /\blicen[cs]e\b[^.;]{0,40}\b(?:does|shall|will) not\b/.test(own) &&
      /\b(?:your|user)\b/.test(`${own} ${previous}`)
    // what the operator's contracts bar its providers from, and what it lets nobody else do, binds the partner
    const others =
      (/\b(?:contracts?|contractual\w*|agreements?|bound|undertak\w+|undertook)\b/.test(own) &&
        governed.subject !== 'operator' &&
        !/\b(?:unless|except)\b/.test(own) &&
        findSubjects(own.slice(0, mention.from), names).every(
          ({ subject, nominative }) => subject !== 'operator' || !nominative || /\b(?:have|made|with)\b/.test(own),
        ) &&
        /\b(?:with|our|these|those|each|by)\b/.test(own) &&
        findSubjects(`${/\b(?:them|they|it|their)\b/.test(own) ? previous : ''} ${own}`, names).some(
          ({ subject }) => subject === 'partner',
        )) ||
      /\b(?:we|us)\b[^.;]{0,40}\b(?:give|let|allow|permit|authori[sz]e|grant)\b[^.;]{0,24}\b(?:anyone|anybody|others|any other)\b/.test(
        own,
      )
    // "our contract forbids them to use …": those of the sentence before
    const theirs =
      /\b(?:our|the) (?:contracts?|agreements?)(?: with (?:it|them))? (?:\w+ )?(?:prohibit|forbid|ban|bar|prevent|stop|exclud)\w* (?:it|them)\b/.test(
        own,
      ) ||
      (/\b(?:prohibit|forbid|ban|bar|prevent|keep|stop|exclud)\w* (?:them|it|these (?:companies|firms)|those (?:companies|firms)) (?:from|to)\b/.test(
        own,
      ) &&
        findSubjects(previous, names).some(({ subject }) => subject === 'partner'))
    if (theirs) {
      add('partner', 'disallow', 'content', [], sureness - 0.1)
      return drafts
    }
    if (others && (usersOwn.test(`${own} ${previous}`) || context.privacy || /\bdo(?:ing)? so\b/.test(own))) {
      add('partner', 'disallow', 'content', [], sureness - 0.1)
      return drafts
    }
    // what competes with the operator is no work of its own
    const rival = competing.test(own.slice(mention.from, mention.to + 60)) && governed.subject !== 'operator'
    // N39
    const ordered = /^\W*(?:please )?(?:do not|don't)\b/.test(own)
    const binds =
      licensed ||
      governed.subject === 'operator' ||
      governed.subject === 'partner' ||
      (governed.subject !== 'public' && !ordered && (owner === 'operator' || owner === 'partner')) ||
      // told, not ordered, and of nobody named: the operator speaks of itself
      (governed.told && governed.subject === null && !/\b(?:permission|licen[cs]e)\b/.test(own) && !ordered) ||
      ((governed.subject === null || governed.passive) && isUsers(clause, own, leads, context))
    // "users and third parties accessing the site": anyone, not whom the operator picked
    const anyThird =
      governed.subject === 'partner' &&
      /\b(?:users?|visitors|you|anyone|others)\b[^.;]{0,40}\b(?:and|or)\b[^.;]{0,20}\bthird part|\bthird part(?:y|ies) (?:accessing|visiting|using|who access)/.test(
        `${leads} ${own}`,
      )
    // a promise of the other side, or of the operator, told in the third person
    if (
      !rival &&
      !anyThird &&
      counterpart.test(own) &&
      !/\b(?:you|licensees?|end users?)\b[^.;]{0,30}\b(?:may|shall|must|agree|undertake)/.test(own)
    ) {
      add('partner', 'disallow', 'content', [], sureness - 0.2)
      return drafts
    }
    if (!binds && !anyThird && !rival && promised.test(own)) {
      add('operator', 'disallow', 'content', [], sureness - 0.2)
      return drafts
    }
    if (!binds || anyThird || rival) {
      const { assets, conditions } = publicBan(clause, own, mention, context)
      for (const asset of assets) add('public', 'disallow', asset, conditions, sureness)
      return drafts
    }
    // only the sentence's own words soften a promise, or an opt-out right after it
    const open = /\bexcept(?: (?:that|as|for|where|when|in the following \w+))?\W*$/.test(own)
    const said = own.replace(weTurnedOff, ' ')
    const softened = findConditions(
      open ? `${said} ${clause.next.toLowerCase()} ${clause.later.toLowerCase()}` : said,
      ['opt-out', 'opt-in', 'class'],
    )
    if (
      softened.length === 0 &&
      /\bopt(?:ing)?[- ]?out\b(?! or deletion| of (?:processing|marketing|cookies|the sale|sale|sharing|tracking|advertis))/.test(
        clause.next.toLowerCase(),
      ) &&
      !/^\W*(?:to exercise|for more)/.test(clause.next.toLowerCase())
    )
      softened.push({ kind: 'opt-out' })
    const scope = /\b(?:this|such|these|it)\b/.test(own)
      ? `${own} ${previous} ${(clause.path.at(-1) ?? '').toLowerCase()}`
      : own
    const limits = withNarrow(scope, softened)
    // a promise to some plans or users only leaves the others
    const some = isTier(`${own} ${(clause.path.at(-1) ?? '').toLowerCase()} ${previous.length < 60 ? previous : ''}`)
    const effect: Effect =
      (leavesChoice(softened) || some || (open && softened.length > 0)) && !denied ? 'conditional' : 'disallow'
    const before =
      governed.where === 'lead'
        ? `${leads} ${own.slice(0, mention.from)}`
        : own.slice(0, mention.kind === 'dataset' ? mention.to : mention.from)
    const jointly =
      /\b(?:we|us)\b[^.;]{0,60}\b(?:or|and|nor)\b|\band its\b|\bnor (?:do|does|will) (?:any|our)\b|\bneither\b|\bno (?:one|third)\b|\bor (?:by )?(?:any|our|its) /.test(
        before,
      )
    const partnerNamed = findSubjects(governed.where === 'lead' ? `${leads} ${own}` : own, names).some(
      (subject) => subject.subject === 'partner' && subject.nominative,
    )
    if (governed.subject === 'partner' && !jointly) {
      add('partner', effect, 'content', limits, sureness)
      return drafts
    }
    // "we do not share … to train": handing over is barred; "we do not use or share …" bars both
    const hands =
      handingOver.test(before) &&
      (partnerNamed || /\bto (?:anyone|anybody|any (?:person|company|entity)|others|nobody)\b/.test(before))
    // "data sent to providers is not used for training": theirs is the promise
    if (governed.passive && governed.subject === null && !jointly && handedTo(before, names)) {
      add('partner', effect, 'content', limits, sureness)
      return drafts
    }
    const trades =
      /\b(?:sell|sells|sold|rent|rents|rented|trade|trades|traded)\b/.test(before) && governed.subject === 'operator'
    const usesItself =
      !(hands || trades) || /\bus(?:e|es|ed|ing)\b|\btrain(?:s|ed)?\b/.test(before.replace(/\bto use\b.*/, ' '))
    if ((owner !== 'partner' || (governed.subject === 'operator' && !hands)) && usesItself)
      add('operator', effect, 'content', limits, sureness)
    const byBoth =
      /\bby us,? (?:or|nor|and)(?: by)? (?:any |our |the |a )?(?:[\w-]+ )?(?:third|partner|model|vendor|provider|supplier|other|anyone)/.test(
        own,
      )
    const alsoLicensed =
      /\b(?:nor|or|and)(?: to)? (?:sub)?(?:licen[sc]e|sell|share)\b/.test(before) && governed.subject === 'operator'
    if (
      hands ||
      trades ||
      alsoLicensed ||
      byBoth ||
      owner === 'partner' ||
      owner === 'both' ||
      governed.subject === 'partner' ||
      (partnerNamed && jointly)
    )
      add('partner', effect, 'content', limits, sureness)
    else if (
      governed.passive &&
      governed.subject === null &&
      owner === null &&
      /\bany\b|\bai models\b/.test(own.slice(mention.from, mention.to + 12)) &&
      limits.length === 0
    )
      add('partner', effect, 'content', limits, sureness - 0.2)
    return drafts
  }

  // permission or practice
  if (governed.subject === 'public' && !byPartner && owner !== 'operator') {
    const conditions = conditionsAround(clause, true, names)
    const limited = conditions.length > 0 || isLimited(own)
    if (
      governed.force === 'permit' &&
      governed.where !== 'heading' &&
      !outputNoun.test(`${leads} ${own}`) &&
      !usersOwn.test(own) &&
      !/\bconfigur|\bsettings?\b|\benabling\b/.test(own) &&
      (contentNoun.test(own) || (/\b(?:it|them|these|those)\b/.test(own) && contentNoun.test(previous))) &&
      mention.kind !== 'bare'
    )
      add(
        'public',
        limited ? 'conditional' : 'allow',
        'content',
        limited && conditions.length === 0 ? [{ kind: 'class', note: 'within the limits the text sets' }] : conditions,
        sureness - 0.3,
      )
    if (
      governed.force === 'permit' &&
      governed.where !== 'heading' &&
      outputNoun.test(own) &&
      !userNoun.test(own.replace(/\boutputs?\b/g, ' '))
    )
      add(
        'public',
        conditions.length > 0 || /\bprovided\b|\bonly\b|\bso long as\b|\bas long as\b/.test(own)
          ? 'conditional'
          : 'allow',
        'output',
        conditions,
        sureness - 0.3,
      )
    return drafts
  }
  const conditions = conditionsAround(clause, !byPartner, names)
  const effect: Effect = conditions.length > 0 ? 'conditional' : 'allow'
  if (byPartner) {
    add('partner', effect, 'content', conditions, sureness)
    if (
      owner === 'both' ||
      (owner === null && joined(own.slice(0, mention.from), names)) ||
      (governed.subject === 'operator' &&
        /\b(?:we|us)\b(?=[^.;]{0,40}\band\b)[^.;]{0,60}\b(?:us(?:e|es|ed|ing)|process|train|develop|improve|analy[sz]e|store)\b/.test(
          own.slice(0, mention.from),
        ))
    )
      add('operator', effect, 'content', conditions, sureness)
    return drafts
  }
  const ours = owner === 'operator'
  const user = userNoun.test(own) || userNoun.test(leads)
  const used =
    governed.passive &&
    (governed.force === 'practise' ||
      (governed.force === 'permit' &&
        governed.where === 'own' &&
        !publicNoun.test(own) &&
        !/\blicen[cs]|\bdata ?sets?\b|\bdonated\b|\bpublic domain|\bcreative commons|\bopen\b|\bplan\b|\btier\b/.test(
          own,
        ))) &&
    mention.kind === 'train' &&
    !/\bmodels?\b[^.;]{0,20}\b(?:is|are)\b/.test(own.slice(0, mention.from))
  if (governed.subject === null && !user && !ours && !used && !(context.privacy && governed.where !== 'own'))
    return drafts
  if (!ours && joined(own.slice(0, mention.from), names)) add('partner', effect, 'content', conditions, sureness - 0.1)
  add('operator', effect, 'content', conditions, sureness - (governed.where === 'heading' ? 0.1 : 0))
  // a licence that may be passed on, and names training without saying whose models
  if (!ours && mention.kind === 'train' && passedOn.test(`${previous} ${own} ${leads}`))
    add('partner', 'allow', 'content', [], 0.5)
  return drafts
}

/** Something is used, and be it not named as the user's: "we use interactions to …". */
const usesSomething =
  /\b(?:us(?:e|es|ing)|process\w*|collect\w*|analy[sz]\w*|rel(?:y|ies) on|legitimate interests? in)\b(?! and (?:develop|build|create))/

/** "Training on your data takes place …", "… does not take place". */
const takesPlace =
  /^[^.;]{0,100}?\b(?:(?<not>(?:does|do|will|is|are) not (?:\w+ )?(?:take place|happen|occur|performed|carried out|conducted))|takes? place|happens|occurs|(?:is|are) (?:\w+ )?(?:performed|carried out|conducted))\b/

const aboutAi =
  /\ba\.?i\b|artificial|machine|model|llm|generative|learning|algorithm|classifier|neural|chat ?bot|assistant|\bprompts?\b|\boutputs?\b|\binputs?\b/

/**
 * Whom the pronoun that does it stands for: "… to laboratories, and they use it to …", "agreements with providers do not permit
 * them to …". The partner named last, in the sentence or the one before; null where no pronoun does it.
 */
function pronounMeans(before: string, previous: string, names: ReturnType<typeof namesIn>): Subject | null {
  const does =
    /\b(?:they|who|which)\s+(?:(?:may|will|can|shall|do|does|also|then|in turn|not|never|only|agree|agreed|have|has|to|are|is)\s+)*[a-z]+/g
  const given = /\b(?:permit|allow|authori[sz]e|entitle|enable|let|require)(?:s|ed|ing)? (?:them|it)\b/g
  let at = -1
  for (const pattern of [does, given]) for (const match of before.matchAll(pattern)) at = Math.max(at, match.index)
  if (at === -1) return null
  if (findSubjects(before.slice(at), names).some(({ nominative, subject }) => nominative && subject !== 'partner'))
    return null
  const spoken = findSubjects(before.slice(0, at), names)
  const partner = spoken.filter(({ subject }) => subject === 'partner').at(-1)
  if (partner !== undefined) return 'partner'
  if (spoken.some(({ nominative }) => nominative) && !/\b(?:they|them)\b/.test(before.slice(at))) return null
  return findSubjects(previous, names).some(({ subject }) => subject === 'partner') &&
    /\b(?:they|them)\b/.test(before.slice(at))
    ? 'partner'
    : null
}

/** What governs a mention of training; a doer right before a finite verb governs it itself: "we train our models". */
function governedBy(
  clause: Clause,
  own: string,
  mention: TrainingMention,
  context: Context,
  names: ReturnType<typeof namesIn>,
): Governed | null {
  const doer = /^(?:pre-?|re-?)?(?:train|fine-?tune|develop|improve|build|teach|use)(?:s)?\b/.test(
    own.slice(mention.from, mention.from + 12),
  )
    ? doerBefore(own, mention.from, names)
    : null
  let governed = governs(own, mention.from, clause.leads, clause.path, names, clause.previous)
  // "our models are not trained on …", "… are trained on licensed data only, never on yours"
  const words = own.slice(mention.from, mention.to)
  const beyond = /^[^.;]{0,120}/.exec(own.slice(mention.to))?.[0] ?? ''
  if (
    /\b(?:not|never)\b/.test(words) ||
    (/\btrain/.test(words) &&
      /\b(?:not|never|rather than|without(?: using)?)(?: \w+)? (?:on |with |from )?(?:any )?(?:your|customers?'?|users?'?|client) /.test(
        beyond,
      ))
  )
    governed = { force: 'forbid', subject: null, passive: true, told: true, where: 'own' }
  const meant = pronounMeans(own.slice(0, mention.from), clause.previous.toLowerCase(), names)
  if (governed !== null && meant !== null && !governed.passive && governed.subject !== meant)
    governed = { ...governed, subject: meant }
  // "It does not use …": the one the sentence before speaks of
  if (
    governed !== null &&
    !governed.passive &&
    /^\W*(?:it|they)\b|, (?:they|it) (?:do|does|will|may|are|is)\b/.test(own)
  ) {
    const spoken = findSubjects(
      `${clause.previous} ${/^\W*(?:it|they)\b/.test(own) ? '' : own.slice(0, mention.from)}`.toLowerCase(),
      names,
    )
    const earlier = /\bthey\b/.test(own.slice(0, mention.from))
      ? (spoken.filter(({ subject }) => subject === 'partner').at(-1) ?? spoken.find(({ nominative }) => nominative))
      : spoken.find(({ nominative }) => nominative)
    if (
      earlier !== undefined &&
      (governed.subject === null || (earlier.subject === 'partner' && governed.subject !== 'public'))
    )
      governed = { ...governed, subject: earlier.subject }
  }
  if (
    doer !== null &&
    (governed === null || governed.force !== 'forbid' || governed.where !== 'own') &&
    doer.subject !== 'public'
  )
    return {
      force: doer.denied ? 'forbid' : 'practise',
      subject: doer.subject,
      passive: false,
      told: true,
      where: 'own',
    }
  void context
  return governed
}

/** Whether what is spoken of is the user's own: a ban on its use binds the operator. */
function isUsers(clause: Clause, own: string, leads: string, context: Context): boolean {
  if (context.privacy && /\b(?:this|such|the|these) (?:data|information)\b/.test(own)) return true
  if (
    /^\W*(?:it|they|this|these)\b(?! (?:permission|licen[cs]e|right|grant|authori))/.test(own) &&
    !/\b(?:permission|licen[cs]e)\b/.test(own) &&
    (usersOwn.test(clause.previous.toLowerCase()) ||
      /\b(?:inputs?|prompts?|conversations?|chats?|uploads?|submissions?)\b/.test(clause.previous.toLowerCase()) ||
      (context.privacy && userNoun.test(clause.previous.toLowerCase())))
  )
    return true
  if (publicNoun.test(own) && !usersOwn.test(own)) return false
  return usersOwn.test(own) || (context.privacy && (userNoun.test(own) || userNoun.test(leads)))
}
