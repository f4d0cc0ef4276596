import type { Asset, Condition } from '@proviso/rights'
import type { Clause } from './clause.ts'
import type { Context } from './context.ts'
import { patternOf } from './defined-term.ts'
import { competing, contentNoun, madeByAi, outputNoun } from './lexicon/asset.ts'
import { findConditions } from './lexicon/condition.ts'
import type { TrainingMention } from './lexicon/training.ts'

/** What a ban on the public covers, and how far it reaches. */
export interface PublicBan {
  readonly assets: readonly Asset[]
  readonly conditions: readonly Condition[]
}

const onto = /\b(?:on|using|with|from|based on|by means of|out of)\b/
const allMade = new RegExp(madeByAi.source, 'g')
const allOutput = new RegExp(outputNoun.source, 'g')
/** What is fed is not what it is fed as: "output as material for training", "as training data". */
const asTraining =
  /\bas (?:part of )?(?:the |an? |any )?(?:(?:training|fine-?tuning|teaching|test|evaluation|validation)[- ](?:data(?: ?sets?)?|materials?|sets?|examples?|inputs?|files?|corpus)|(?:raw )?(?:materials?|data|inputs?) (?:for|in|to))\b/g
/** Nouns that make a competing-model ban one on content too. */
const namedContent = /\b(?:content|data|materials?|database|information|articles?|posts?|records?)\b/

/** Reads what a ban on training covers: the service's content, its AI's output, or both. SPEC.md N1–N5. */
export function publicBan(clause: Clause, own: string, mention: TrainingMention, context: Context): PublicBan {
  const words = own.slice(mention.from, mention.to)
  const leads = clause.leads.join(' ').toLowerCase()
  // "whether or not it competes with ours": all of them
  const anyRival =
    /\b(?:whether or not|regardless of (?:whether|if)|no matter (?:whether|if)|even (?:if|where) (?:it|they|such models?) (?:does|do) not|irrespective of whether)\b[^.;]{0,40}\b(?:compet|rival)/.test(
      own,
    ) || /\bcompet\w+ (?:with [\w' ]{1,24})?or (?:not|otherwise)\b/.test(own)
  // what competes must be the model: not "models, or similar products" beside it
  const next = own.slice(mention.to, mention.to + 140).replace(/(?:,\s*or\b|;|\.\s)[\s\S]*$/, '')
  const competes =
    !anyRival &&
    (competing.test(words) ||
      competing.test(next) ||
      /\b(?:compet\w+|similar|rival)\s+(?:[\w-]+\s+){0,2}$/.test(
        own.slice(Math.max(0, mention.from - 60), mention.from),
      ))
  const conditions: Condition[] = findConditions(own, ['search-engine'])
  if (competes) conditions.push({ kind: 'non-competing' })
  if (
    /\bno-?ai\b|\b(?:when|where|if|whose|unless)\b[^.]{0,80}\b(?:consent|(?:user|author|creator|owner|artist|photographer|contributor|member|they)\b[^.]{0,60}\b(?:agreed|opted|permitted|allowed|enabled|turned on))\b/.test(
      `${leads} ${own}`,
    ) ||
    /\b(?:content|works?|images?|data|tracks?|uploads?|pages?)\b[^.;]{0,60}\b(?:tagged|labell?ed|designated|marked)\b|\b(?:can|may|able to) (?:designate|tag|label|mark)\b/.test(
      own,
    )
  )
    conditions.push({ kind: 'class', note: 'content so marked by its author' })
  if (
    /\bfor (?:any |your own |a )?commercial\b|\bcommercially available\b|\bcommercial (?:ai|models?|machine|purposes?|use)\b/.test(
      own,
    ) &&
    !/\bnon-?commercial\b|\bnot (?:for )?profit\b|\bother\b/.test(own) &&
    !/\bwhether\b/.test(own)
  )
    conditions.push({ kind: 'non-commercial' })
  if (/robots?\.txt|machine[- ]readable/.test(own)) conditions.push(...findConditions(own, ['robots-txt']))

  // what is used stands before the mention, or right after it: "train a model on the content"
  const start = Math.max(own.lastIndexOf(';', mention.from), 0)
  const before = own.slice(start, mention.from)
  const after = /^[^.;]{0,140}/.exec(own.slice(mention.to))?.[0] ?? ''
  const lead = before.split(' ').length < 6 ? (clause.leads.at(-1) ?? '').toLowerCase() : ''
  const named = `${lead} ${before} ${onto.test(after) ? after.slice(after.search(onto)) : ''}${/\b(?:on|with|from)\b/.test(words) ? ` ${after}` : ''}`
  const terms = patternOf(context.outputTerms)
  const pronoun =
    /\b(?:it|them|they|these|those|such)\b/.test(before) &&
    !outputNoun.test(named) &&
    !contentNoun.test(named) &&
    !terms?.test(named)
  const earlier = pronoun ? clause.previous.toLowerCase() : ''
  const distils = /^(?:model )?distil/.test(words)
  const aiAround =
    context.ai ||
    /\b(?:ai|a\.i\.|artificial|assistants?|chat ?bots?|bots?|model|generator|copilot)\b/.test(
      clause.previous.toLowerCase(),
    ) ||
    /\b(?:assistant|chat ?bot|the ai|the bot|the model|the app)\b/.test(before)
  const answers = aiAround && /\b(?:answers?|results?|suggestions?|citations?|generations?)\b/.test(named)
  const output =
    outputNoun.test(named) ||
    terms?.test(named) ||
    madeByAi.test(named) ||
    answers ||
    distils ||
    (pronoun && (outputNoun.test(earlier) || madeByAi.test(earlier) || terms?.test(earlier)))
  const withoutOutput = (terms === null ? named : named.replace(new RegExp(terms, 'g'), ' '))
    .replace(allOutput, ' ')
    .replace(allMade, ' ')
    .replace(asTraining, ' ')
    .replace(/\b(?:texts?|images?|pictures?|songs?|music|faces|code|content) (?= {2})/g, ' ')
    .replace(/\b(?:ai|artificial intelligence|machine learning) (?:systems?|tools?|models?)\b/g, ' ')
  const content = !distils && contentNoun.test(withoutOutput) && !(competes && !namedContent.test(withoutOutput))
  const assets: Asset[] = []
  if (output) assets.push('output')
  if (content) assets.push('content')
  // the service alone is named: of an AI service its output is meant, of any other its content
  if (assets.length === 0) assets.push(context.ai || competes || anyRival ? 'output' : 'content')
  return { assets, conditions }
}
