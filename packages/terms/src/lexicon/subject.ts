import type { Actor } from '@proviso/rights'

/** Who a clause speaks of. */
export type Subject = Actor

/** The operator's own names in a text, lower case: "we" by another word. */
export type Names = ReadonlySet<string>

export interface SubjectMention {
  readonly subject: Subject
  readonly from: number
  readonly to: number
  /** Whether it can be the doer of what follows; "your" and "our" cannot. */
  readonly nominative: boolean
}

const pattern =
  /(?<operator>\b(?:we|us|the company|company|our (?:affiliates?|subsidiar\w+|group|team|engineers?|systems?)|(?:its|their|our) affiliates|licensor|the provider)\b)|(?<partner>\b(?:(?:any |other |such |these |those |selected |certain |our |the |external |unaffiliated )*(?:third[- ]part(?:y|ies)(?: (?:\w+ )?(?:providers?|partners?|vendors?|services?|companies|developers?|collaborators?|platforms?))?|partners?|collaborators?|recipients?|(?:ai|llm|model|language model|cloud|technology|infrastructure|service|artificial intelligence)[- ](?:model )?(?:providers?|vendors?|suppliers?|partners?|subprocessors?)|sub-?processors?|providers|vendors?|suppliers?|other (?:companies|organi[sz]ations|entities)|data brokers|advertisers and partners|buyers|purchasers|licensees of (?:the )?data)|openai|anthropic|google|microsoft|meta|mistral|cohere|amazon|aws|azure)\b)|(?<public>\b(?:you|users?|(?:the |any |each )?(?:customers?|licensees?|subscribers?|members?|developers?|visitors?|clients?|participants?|publishers?|sellers?|creators?|merchants?|subscriber|end users?)|anyone|any(?:body| person| individual| entity)|no one|nobody|persons?|people|others|players?|guests?)\b)|(?<possessive>\b(?:your|our|their|its)\b)/g

/** A possessor, or the first half of a compound: "user content" does nothing. */
const ownedOrCompound =
  /^(?:['’]s?\b|['’]|[ -](?:content|data|information|accounts?|inputs?|prompts?|generated|submissions?|materials?|agreements?|settings?|experience|interface|base|names?|ids?|support|service|relations|code|credentials|profiles?|personal|terms|sites?|websites?|products?|services?|platforms?)\b)/

/** Finds who is spoken of in plain, lower-case text. */
export function findSubjects(text: string, names: Names): SubjectMention[] {
  const found: SubjectMention[] = []
  for (const match of text.matchAll(pattern)) {
    const groups = match.groups!
    const word = match[0]
    const to = match.index + word.length
    if (groups.possessive !== undefined) continue
    let subject: Subject =
      groups.operator !== undefined ? 'operator' : groups.partner !== undefined ? 'partner' : 'public'
    if (names.has(word)) subject = 'operator'
    // "your users", "our customers' data": a possessor does nothing
    const possessive = ownedOrCompound.test(text.slice(to, to + 16))
    found.push({ subject, from: match.index, to, nominative: !possessive })
  }
  for (const name of names) {
    for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
      const to = at + name.length
      if (/\w/.test(text[at - 1] ?? ' ') || /\w/.test(text[to] ?? ' ')) continue
      if (found.some((other) => other.from < to && other.to > at)) continue
      found.push({ subject: 'operator', from: at, to, nominative: !ownedOrCompound.test(text.slice(to, to + 16)) })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
