import type { Asset, Condition } from '@proviso/rights'
import { patternOf } from '../defined-term.ts'
import { competing, contentNoun, madeByAi, outputNoun } from '../lexicon/asset.ts'
import { findConditions } from '../lexicon/condition.ts'
import type { Mention } from './mention.ts'

/** What a ban on the public covers, and how far it reaches. */
export interface PublicBan {
  readonly assets: readonly Asset[]
  readonly conditions: readonly Condition[]
}

/** Reads what a ban on training covers: the service's content, its AI's output, or both. SPEC.md N1–N5. */
export function publicBan(mention: Mention): PublicBan {
  const rivals = rivalsIn(mention)
  return { assets: assetsOf(mention, rivals), conditions: limitsOf(mention, rivals) }
}

/** Models that compete with the operator's: they alone are barred, or they and all others [N3]. Null: none are spoken of. */
type Rivals = 'alone' | 'among others' | null

function rivalsIn({ own, before, words, after }: Mention): Rivals {
  if (whetherOrNot.test(own) || orNot.test(own)) return 'among others'
  // what competes must be the model: not "models, or similar products" beside it
  const next = after.slice(0, 140).replace(/(?:,\s*or\b|;|\.\s)[\s\S]*$/, '')
  return competing.test(words) || competing.test(next) || rivalBefore.test(before.slice(-60)) ? 'alone' : null
}

/** "Whether or not it competes with ours": all of them. */
const whetherOrNot =
  /\b(?:whether or not|regardless of (?:whether|if)|no matter (?:whether|if)|even (?:if|where) (?:it|they|such models?) (?:does|do) not|irrespective of whether)\b[^.;]{0,40}\b(?:compet|rival)/
const orNot = /\bcompet\w+ (?:with [\w' ]{1,24})?or (?:not|otherwise)\b/
const rivalBefore = /\b(?:compet\w+|similar|rival)\s+(?:[\w-]+\s+){0,2}$/

/** The limits of a ban [N3, N4]. */
function limitsOf({ own, leads }: Mention, rivals: Rivals): Condition[] {
  // "search results or the index may not be used to train" exempts no search engine
  const conditions = excepts.test(own) ? findConditions(own.replace(evenSo, ' '), ['search-engine']) : []
  if (rivals === 'alone') conditions.push({ kind: 'non-competing' })
  if (unlessAgreed.test(`${leads} ${own}`) || markedBy.test(own))
    conditions.push({ kind: 'class', note: 'content so marked by its author' })
  if (commercial.test(own) && !/\bnon-?commercial\b|\bnot (?:for )?profit\b|\bother\b|\bwhether\b/.test(own))
    conditions.push({ kind: 'non-commercial' })
  if (/robots?\.txt|machine[- ]readable/.test(own)) conditions.push(...findConditions(own, ['robots-txt']))
  return conditions
}

const excepts =
  /\b(?:except\w*|exempt\w*|unless|other than|save (?:for|that|as)|apart from|excluded|does not apply|not (?:meant|affected|covered))\b/
/** What changes nothing: "even if it was found through a search engine". */
const evenSo = /\beven (?:if|when|where|though)\b[^;.]*?(?=,?\s*\b(?:except|unless|save|other than)\b|[;.]|$)/g
const unlessAgreed =
  /\bno-?ai\b|\b(?:when|where|if|whose|unless)\b[^.]{0,80}\b(?:consent|(?:user|author|creator|owner|artist|photographer|contributor|member|they)\b[^.]{0,60}\b(?:agreed|opted|permitted|allowed|enabled|turned on))\b/
const markedBy =
  /\b(?:content|works?|images?|data|tracks?|uploads?|pages?)\b[^.;]{0,60}\b(?:tagged|labell?ed|designated|marked)\b|\b(?:can|may|able to) (?:designate|tag|label|mark)\b/
const commercial =
  /\bfor (?:any |your own |a )?commercial\b|\bcommercially available\b|\bcommercial (?:ai|models?|machine|purposes?|use)\b/

function assetsOf(mention: Mention, rivals: Rivals): Asset[] {
  const named = namedBeside(mention)
  const terms = patternOf(mention.context.outputTerms)
  const assets: Asset[] = []
  if (onMachines.test(named) && !contentNoun.test(named.replace(onMachines, ' ')) && !outputNoun.test(named))
    return assets
  if (coversOutput(mention, named, terms)) assets.push('output')
  if (coversContent(mention, named, terms, rivals)) assets.push('content')
  // the service alone is named: of an AI service its output is meant, of any other its content [N2]
  if (assets.length === 0) assets.push(mention.context.ai || rivals !== null ? 'output' : 'content')
  return assets
}

/** Machines that are let: what runs on them is whose it is. */
const onMachines =
  /\b(?:gpus?|cpus?|compute|computing|virtual|bare[- ]metal|cloud) (?:instances?|servers?|resources?|capacity|power|time|clusters?|machines?)\b/

/** What is used stands before the mention, or right after it: "train a model on the content" [N1]. */
function namedBeside(mention: Mention): string {
  const { clause, words } = mention
  const before = partBefore(mention)
  const after = /^[^.;]{0,140}/.exec(mention.after)![0]
  const lead = before.split(' ').length < 6 ? (clause.leads.at(-1) ?? '').toLowerCase() : ''
  const fed = onto.test(after) ? after.slice(after.search(onto)) : ''
  return `${lead} ${before} ${fed}${/\b(?:on|with|from)\b/.test(words) ? ` ${after}` : ''}`
}

/** Its part of the clause, up to the mention: what stands behind the last "and may not", if that names what is used. */
function partBefore({ own, from, context }: Mention): string {
  const part = own.slice(Math.max(own.lastIndexOf(';', from), 0), from)
  const last = part.slice(Math.max(0, part.search(andMayNot)))
  const named = contentNoun.test(last) || outputNoun.test(last) || patternOf(context.outputTerms)?.test(last) === true
  return named ? last : part
}

const andMayNot =
  /(?:,|\b(?:and|or|nor)) (?:you )?(?:may|must|shall|will|can|do)(?: not|not) (?!.*(?:,|\b(?:and|or|nor)) (?:you )?(?:may|must|shall|will|can|do)(?: not|not) )/

const onto = /\b(?:on|using|with|from|based on|by means of|out of)\b/

/** Whether the service's AI output is named, by its own terms or by others [N32, N36], or goes on by a pronoun; distillation uses it [N5]. */
function coversOutput(mention: Mention, named: string, terms: RegExp | null): boolean {
  const isOutput = (text: string): boolean => outputNoun.test(text) || terms?.test(text) === true || madeByAi.test(text)
  if (isDistilling(mention) || isOutput(named) || (answers.test(named) && isAiAround(mention))) return true
  const pronoun = /\b(?:it|them|they|these|those|such)\b/.test(partBefore(mention)) && !contentNoun.test(named)
  return pronoun && isOutput(mention.previous)
}

const answers = /\b(?:answers?|repl(?:y|ies)|results?|suggestions?|citations?|generations?)\b/

function isAiAround(mention: Mention): boolean {
  return (
    mention.context.ai ||
    /\b(?:ai|assistants?|chat ?bots?|copilot)\b/.test(mention.heading) ||
    /\b(?:ai|a\.i\.|artificial|assistants?|chat ?bots?|bots?|model|generator|copilot)\b/.test(mention.previous) ||
    /\b(?:assistant|chat ?bot|the ai|the bot|the model|the app)\b/.test(partBefore(mention))
  )
}

function isDistilling({ words }: Mention): boolean {
  return /^(?:model )?distil/.test(words)
}

/** Whether the service's content is named, output and what is fed as training data left out; a ban on rivals needs content by its name [N3]. */
function coversContent(mention: Mention, named: string, terms: RegExp | null, rivals: Rivals): boolean {
  if (isDistilling(mention)) return false
  const rest = (terms === null ? named : named.replace(new RegExp(terms, 'g'), ' '))
    .replace(allOutput, ' ')
    .replace(allMade, ' ')
    .replace(asTraining, ' ')
    .replace(/\b(?:texts?|images?|pictures?|songs?|music|faces|code|content) (?= {2})/g, ' ')
    .replace(/\b(?:ai|artificial intelligence|machine learning) (?:systems?|tools?|models?)\b/g, ' ')
  return contentNoun.test(rest) && (rivals !== 'alone' || namedContent.test(rest))
}

const allMade = new RegExp(madeByAi.source, 'g')
const allOutput = new RegExp(outputNoun.source, 'g')
/** What is fed is not what it is fed as: "output as material for training", "as training data". */
const asTraining =
  /\bas (?:part of )?(?:the |an? |any )?(?:(?:training|fine-?tuning|teaching|test|evaluation|validation)[- ](?:data(?: ?sets?)?|materials?|sets?|examples?|inputs?|files?|corpus)|(?:raw )?(?:materials?|data|inputs?) (?:for|in|to))\b/g
/** Nouns that make a competing-model ban one on content too. */
const namedContent = /\b(?:content|data|materials?|database|information|articles?|posts?|records?)\b/
