import { contentNoun, userNoun } from '../lexicon/asset.ts'
import { saysChoice } from '../lexicon/say.ts'
import { notSought, ownData } from '../lexicon/told.ts'
import type { Mention } from './mention.ts'

/** Whether a mention tells of no use of anybody's data, and promises none: nothing is to be read from it. */
export function tellsOfNoUse(mention: Mention): boolean {
  return (
    notSought.test(mention.before) ||
    isMeans(mention) ||
    isException(mention) ||
    isCustomersOwn(mention) ||
    (!mention.isForbidden &&
      (isKeptOut(mention) || isPointer(mention) || isOfThePast(mention) || isConsentToOthers(mention)))
  )
}

/** "Steps to minimise the data used for training", "… but excluding model training" [N24, N26]. */
function isKeptOut({ before }: Mention): boolean {
  return (
    /\b(?:minimi[sz]e|reduce|eliminate|filter out)\b[^.;]{0,80}$/.test(before) ||
    /\b(?:exclud(?:es?|ing)|other than|not including|with the exception of)\s+(?:for |the |any )?(?:[\w-]+ )?$/.test(
      before,
    )
  )
}

/** A pointer to what is told elsewhere, or data "that was used to train": what it was, not what is done with it [N24]. */
function isPointer({ own, before }: Mention): boolean {
  if (saysChoice.test(own)) return false
  return pointsOn.test(own) || (usedTo.test(before) && !/\b(?:your|you|users?|personal|customer)\b/.test(own))
}

const pointsOn =
  /^\W*(?:for (?:more|further|additional) (?:information|details)|to (?:learn|find out|read) more|learn more|see\b|read (?:more|our|about))/
const usedTo =
  /\b(?:data|information|content|materials?|examples|patterns)\b (?:(?:that|which) (?:is|are|was|were) )?used to $/

/** "The classifier was trained on public registers", "how these models were trained". */
function isOfThePast({ own, before, words }: Mention): boolean {
  if (ownData.test(own)) return false
  const upToVerb = before.slice(-30) + words.slice(0, words.search(/train|$/))
  return /\b(?:was|were|had been)(?: \w+)?$/.test(upToVerb.trimEnd())
}

/** Users' consent to what third parties do says nothing of the operator. */
function isConsentToOthers({ before }: Mention): boolean {
  return /\bconsent\b[^.;]*\bby (?:any |other )?third part(?:y|ies)\b[^.;]*$/.test(before)
}

/** "We use AI to develop …": the means, not what is made [N11]. */
function isMeans({ kind, before }: Mention): boolean {
  return kind === 'develop' && withAi.test(before)
}

const withAi =
  /\b(?:us(?:e|es|ing)|with|through|via|leverag\w+)\s+(?:[\w-]+ ){0,2}?(?:ai|artificial intelligence|machine learning)(?: \([^)]*\))?(?: [\w-]+){0,2} to $/

/** An exception from a promise is its condition [N25]. */
function isException({ clause }: Mention): boolean {
  return /\bexcept(?: (?:that|as|for|where|when|in the following \w+))?\W*$/.test(
    clause.leads.at(-1)?.toLowerCase() ?? '',
  )
}

/** The user trains the operator's models for itself [N17]. */
function isCustomersOwn({ own, words, governed }: Mention): boolean {
  if (governed === null)
    return /\byou (?:\w+ )?(?:us(?:e|ed)|provided?|upload(?:ed)?|submit(?:ted)?) (?:to|for) (?:fine-?tun|train)/.test(
      own,
    )
  const { subject, force, where } = governed
  return subject === 'public' && force === 'permit' && where === 'own' && /\bfine-?tun/.test(words)
}

/** Whether nothing is fed to what a mention names: AI is built, asked or tested, and nobody's data spoken of. */
export function feedsNothing(mention: Mention): boolean {
  const { kind, own, after, isForbidden } = mention
  const upToEnd = own.slice(0, mention.to)
  // putting something into an AI is no training of it, unless it is barred [N10]
  if (kind === 'dataset') return !isForbidden || makes.test(upToEnd) || !contentNoun.test(upToEnd)
  if (kind !== 'develop') return false
  // testing or bypassing an AI product develops none
  if (isForbidden)
    return (
      /^[\w'’-]* (?:products?|services?|platform|features?|accounts?)\b/.test(after) && !/\btrain|\bmodels?\b/.test(own)
    )
  // "we build AI products": nobody's data is spoken of [N11]
  const back = /\b(?:it|them|this|these|such)\b/.test(own) ? mention.previous : ''
  return !userNoun.test(`${own} ${mention.leads} ${back}`) && !usesSomething.test(upToEnd)
}

const makes = /\b(?:generated|created|made|produced)\b[^.;]{0,30}$/

/** Something is used, and be it not named as the user's: "we use interactions to …". */
const usesSomething =
  /\b(?:us(?:e|es|ing)|process\w*|collect\w*|analy[sz]\w*|rel(?:y|ies) on|legitimate interests? in)\b(?! and (?:develop|build|create))/
