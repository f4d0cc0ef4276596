import type { Actor } from '@proviso/rights'
import { allMatches } from '../all-matches.ts'
import { remembering } from '../remembering.ts'

/** Who a clause speaks of. */
export type Subject = Actor

/** Names that stand in a text, lower case, and whom each names: the operator ("we" by another word) or a partner. */
export type Names = ReadonlyMap<string, Subject>

export interface SubjectMention {
  readonly subject: Subject
  readonly from: number
  readonly to: number
  /** Whether it can be the doer of what follows: "us" and "user content" cannot. */
  readonly nominative: boolean
  /** Whether it can be given leave: "you grant us", but not "user content". */
  readonly receives: boolean
}

const operatorWords =
  'we|us|the company|company|our (?:affiliates?|subsidiar\\w+|group|team|engineers?|systems?|contractors?)|(?:its|their|our) (?:affiliates|group companies|subsidiar\\w+)|licensor|the (?:provider|processor|contractor|vendor|supplier|service provider|foundation|university|operator)|processor|contractor|vendor|supplier|affiliates'
const partnerWords =
  "(?:any |other |such |these |those |selected |certain |some |our |the |external |unaffiliated |outside |chosen |approved |commercial |specialist |all |its |a |an |one )*(?:third[- ]part(?:y|ies)(?: (?:(?:\\w+ )?(?:providers?|partners?|vendors?|companies|developers?|collaborators?|platforms?|suppliers?|models?|licensees?|customers?)))?|(?:\\w+ )?partners?|collaborators?|recipients?|(?:ai|llm|model|language[- ]models?|openai|cloud|technology|infrastructure|service|api|artificial intelligence|large language model|generative ai|assessment|detection)[- ](?:model )?(?:providers?|vendors?|suppliers?|partners?|subprocessors?|hosts?|developers?|companies|firms|labs|laboratories|institutes)|ai (?:companies|developers?|firms|labs|laboratories|businesses|researchers)|(?:research )?(?:laboratories|institutes|hospitals)|developers of (?:[\\w-]+ ){0,4}?models|sub-?processors?|processors|providers|vendors|suppliers|(?:model )?hosts|other (?:companies|organi[sz]ations|entities|businesses)|companies (?=(?:that|which|who|to whom|acquir\\w+|receiv\\w+)\\b)|outside (?:companies|parties)|technology compan(?:y|ies)|advertisers|academic institutions|third-party (?:services|apps|applications|tools)|data brokers|buyers|purchasers|(?:\\w+ )?makers?|(?:our|its|their|by our|by its) licensees|companies (?=whose)|universities|model (?:hosts|labs)|licensees of (?:the )?data|syndication clients|research institutions|(?<=\\b(?:or|nor|and|to|with|by) )anyone else|others|(?<=\\b(?:some|certain|third-party|these|such|other) )(?:ai |language |foundation )?models(?= (?:may|can|will|do)\\b))|(?:azure openai|aws bedrock|openai|anthropic|google|microsoft|meta|mistral|cohere|amazon|aws|azure)(?= (?:does|do|did|are|were|may|will|shall|uses?|retains?|keeps?|can|cannot|has|is|to|for|who|which|that|and|or|trains?|not|under)\\b|['’,.;)]|$)"
const publicWords =
  'you|users?|(?:the |any |each )?(?:customers?|licensees?|subscribers?|members?|developers?|visitors?|clients?|participants?|publishers?|sellers?|creators?|merchants?|subscriber|end users?)|researchers?|institutions?|libraries|archives|scholars|students|journalists|readers|listeners|authors?|authori[sz]ed users?|(?:search engine )?operators? of[\\w ]{0,30}search engines?|(?:public |general )?(?:web )?search engines?|crawlers|robots|bots|spiders|agents|anyone(?: else)?|any(?:body| person| individual| entity)|no one|nobody|persons?|people|players?|guests?'
const pattern = new RegExp(
  `(?<operator>\\b(?:${operatorWords})\\b)|(?<partner>\\b(?:${partnerWords})\\b)|(?<public>\\b(?:${publicWords})\\b)`,
  'g',
)

/** A possessor, or the first half of a compound: "user content" does nothing. */
const ownedOrCompound =
  /^(?:['’]s\b|['’](?!\w)|[ -](?:content|data|information|accounts?|inputs?|prompts?|generated|submissions?|materials?|agreements?|settings?|experience|interface|base|names?|ids?|support|service|relations|code|credentials|profiles?|personal|terms|sites?|websites?|products?|services?|platforms?|photos?|posts?|recordings?|work|documents?|files?|tickets?|articles?|comments?|reviews?|chats?)\b)/

/** Finds who is spoken of in plain, lower-case text, in order. */
export function findSubjects(text: string, names: Names): SubjectMention[] {
  const found: SubjectMention[] = []
  for (const [name, subject] of names) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      const to = at + name.length
      if (/[\w-]/.test(text[at - 1] ?? ' ') || /\w/.test(text[to] ?? ' ')) continue
      const whole = !ownedOrCompound.test(text.slice(to, to + 16))
      found.push({ subject, from: at, to, nominative: whole, receives: whole })
    }
  }
  for (const { operator, partner, words, from, to, whole } of findSpoken(text)) {
    if (found.some((other) => other.from < to && other.to > from)) continue
    // the operator under a part of its name: "Example" of "Example AI"
    const isOperator =
      operator || (partner && [...names].some(([name, whose]) => whose === 'operator' && name.startsWith(words)))
    const subject: Subject = isOperator ? 'operator' : partner ? 'partner' : 'public'
    found.push({ subject, from, to, nominative: whole && words !== 'us', receives: whole })
  }
  found.sort((a, b) => a.from - b.from)
  // "our model vendor …: the vendor": the same one again
  return found.map((mention, index) => {
    const role = /^(?:the )?(vendor|provider|supplier|processor|service provider)$/.exec(
      text.slice(mention.from, mention.to),
    )?.[1]
    if (role === undefined || mention.subject !== 'operator') return mention
    const earlier = found
      .slice(0, index)
      .some((other) => other.subject === 'partner' && text.slice(other.from, other.to).includes(role))
    return earlier ? { ...mention, subject: 'partner' as const } : mention
  })
}

/** Somebody spoken of by a word that is no name. */
interface Spoken {
  readonly operator: boolean
  readonly partner: boolean
  readonly words: string
  readonly from: number
  readonly to: number
  readonly whole: boolean
}

/** What `findSubjects` finds whatever the names. */
const findSpoken = remembering((text): readonly Spoken[] => {
  const found: Spoken[] = []
  for (const match of allMatches(text, pattern)) {
    const [words] = match
    const to = match.index + words.length
    const { operator, partner } = match.groups!
    found.push({
      operator: operator !== undefined,
      partner: partner !== undefined,
      words,
      from: match.index,
      to,
      whole: !ownedOrCompound.test(text.slice(to, to + 16)),
    })
  }
  return found
}, 2_000)
