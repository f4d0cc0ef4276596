import { type Day, dayAt, dayNumber, type Service, type StandingQuestion } from '@proviso/rights'

/** What a press report says a service did or does. Offsets are UTF-16 code units of the report. */
export interface ReportClaim {
  /** As the services know it; a name nobody knows as the report writes it. */
  readonly service: string
  readonly known: boolean
  /** Kind of document the report names, as archives call it; absent when it names none. */
  readonly terms?: string
  readonly question: StandingQuestion
  readonly says: 'bars' | 'allows'
  /** Whether the report tells of a move, or only of how things stand. */
  readonly move: boolean
  /** Days the report places it in, both included; absent when it names none. */
  readonly when?: { readonly from: Day; readonly to: Day }
  readonly sentence: string
  readonly start: number
  readonly end: number
}

/** Longest report read, UTF-16 code units. */
export const longestReport = 1024 * 1024

/** Most claims taken from one report. */
const mostClaims = 200

const training =
  /\b(?:train(?:s|ed|ing)?|fine-?tun(?:e[sd]?|ing)|teach(?:es|ing)?)\b[^.]{0,60}\b(?:AI|A\.I\.|artificial intelligence|models?|LLMs?|chatbots?|algorithms?|machine learning|Grok|Gemini|Llama)\b|\b(?:AI|A\.I\.|artificial intelligence|(?:large )?(?:language )?model|machine[- ]learning)s?[- ](?:model[- ])?training\b|\btraining (?:of )?(?:AI|foundation|large|frontier)\b/i
const collecting = /\b(?:scrap(?:e[sd]?|ing|ers?)|crawl(?:s|ed|ing|ers?)?|harvest(?:s|ed|ing)?|automated access)\b/i
const barring =
  /\b(?:prohibit|forbid|forbad|disallow|ban(?:s|ned|ning)?\b|bar(?:s|red|ring)?\b|block|prevent|outlaw|restrict|clos(?:e[sd]?|ing) (?:its|off|the door)|no longer (?:allow|permit|let)|(?:may|can|must|shall) ?not|cannot|not (?:be )?(?:allowed|permitted)|(?:does|do|did|will) not (?:allow|permit|let)|safeguards? against|off[- ]limits|no(?:body|[ -]one)(?: else)? (?:may|can))/i
const allowing =
  /\b(?:allow|permit|lets?\b|letting|open(?:s|ed|ing)? (?:up|its)|can now|may now|grant|authori[sz]|use[sd]?\b|using\b|train(?:s|ed)? its|share)/i
const moving =
  /\b(?:updat|chang|amend|revis|rewr[io]t|add(?:s|ed|ing)?\b|introduc|now\b|new\b|no longer|has begun|began|start(?:s|ed)|recently|this week|last week|on (?:Monday|Tuesday|Wednesday|Thursday|Friday)|in (?:January|February|March|April|May|June|July|August|September|October|November|December)|since)/i
const ownTraining =
  /\b(?:its|their|the company['’]s|his) own\b[^.]{0,40}\b(?:AI|models?|systems?|chatbot)|\b(?:to train (?:its|Grok|Gemini|Llama)|train(?:s|ed|ing)? (?:its|Grok|Gemini|Llama)|allow(?:ed|s|ing)? (?:itself|xAI))\b/i
const partners = /\b(?:third[- ]party (?:collaborators?|partners?)|third parties|partners|collaborators|licensees)\b/i
const output =
  /\b(?:outputs?|what (?:its|the) (?:AI|chatbot) (?:generates|writes)|(?:its )?(?:chatbot|assistant)['’]s (?:answers|responses))\b/i

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const month = months.map((name) => name[0]!.toUpperCase() + name.slice(1)).join('|')
/** Words that open sentences and names of days and months: no service's name begins so. */
const opener = new RegExp(`^(?:The|An?|In|On|By|At|For|From|As|But|And|It|Its|This|That|These|Since|Until|${month})\\b`)

/** Kinds of document as reports call them, and as archives do; the first that matches counts. */
const documents: readonly (readonly [RegExp, string])[] = [
  [/\b(?:developer|API) (?:agreement|terms|policy|policies|rules)\b/i, 'Developer Terms'],
  [/\bprivacy (?:policy|notice|statement)\b/i, 'Privacy Policy'],
  [/\b(?:terms of (?:service|use)|user agreement|terms and conditions|service terms)\b/i, 'Terms of Service'],
  [/\b(?:community|content) (?:guidelines|rules|policy)\b/i, 'Community Guidelines'],
]

const dated = [
  new RegExp(`\\b(?<month>${month}) (?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>(?:19|20)\\d\\d)\\b`),
  new RegExp(`\\b(?<day>\\d{1,2})(?:st|nd|rd|th)? (?<month>${month}),? (?<year>(?:19|20)\\d\\d)\\b`),
  /\b(?<year>(?:19|20)\d\d)-(?<number>\d\d)-(?<day>\d\d)\b/,
  new RegExp(`\\b(?<month>${month}),? (?:of )?(?<year>(?:19|20)\\d\\d)\\b`),
  /\b(?:in|since|during|of) (?<year>(?:19|20)\d\d)\b/,
]

/**
 * What a press report claims about services it names, one claim per service and sentence that tells of training or collecting
 * and of leave or a ban. A sentence without a name speaks of the service named last. Linear in the length of the report.
 * SPEC.md R1–R5.
 * @example
 * reportClaims('In June 2025 X changed its developer agreement to prohibit training AI models on its posts.', services)
 * // [{ service: 'X', terms: 'Developer Terms', question: 'public.train-ai.content', says: 'bars', move: true, … }]
 */
export function reportClaims(text: string, services: readonly Service[]): ReportClaim[] {
  const names = namesOf(services)
  const claims: ReportClaim[] = []
  const seen = new Set<string>()
  let about: { readonly service: string; readonly known: boolean } | undefined
  for (const { sentence, start } of sentencesOf(text.slice(0, longestReport))) {
    const named = namedIn(sentence, names)
    const stranger = named.length > 0 ? undefined : strangerIn(sentence)
    if (named[0] !== undefined) about = { service: named[0], known: true }
    else if (stranger !== undefined) about = { service: stranger, known: false }
    const trains = training.test(sentence)
    const collects = collecting.test(sentence)
    const says = barring.test(sentence) ? 'bars' : allowing.test(sentence) ? 'allows' : undefined
    if (about === undefined || says === undefined || !(trains || collects)) continue
    const question = questionOf(sentence, trains, says)
    const terms = documents.find(([called]) => called.test(sentence))?.[1]
    const when = whenOf(sentence)
    const key = JSON.stringify([about.service, question, says, terms ?? null, when ?? null])
    if (seen.has(key)) continue
    seen.add(key)
    claims.push({
      ...about,
      ...(terms === undefined ? {} : { terms }),
      question,
      says,
      move: moving.test(sentence),
      ...(when === undefined ? {} : { when }),
      sentence,
      start,
      end: start + sentence.length,
    })
    if (claims.length >= mostClaims) break
  }
  return claims
}

function questionOf(sentence: string, trains: boolean, says: 'bars' | 'allows'): StandingQuestion {
  if (!trains) return 'public.crawl.content'
  if (output.test(sentence)) return 'public.train-ai.output'
  if (says === 'allows' && partners.test(sentence)) return 'partner.train-ai.content'
  if (says === 'allows' && ownTraining.test(sentence)) return 'operator.train-ai.content'
  return 'public.train-ai.content'
}

/** Names and aliases by their first word, longest first; each with the service meant. */
function namesOf(services: readonly Service[]): Map<string, { readonly name: string; readonly service: string }[]> {
  const byWord = new Map<string, { name: string; service: string }[]>()
  for (const { name, aliases } of services)
    for (const each of [name, ...aliases]) {
      // a name that begins with a small letter or is all digits is a word or a number in most sentences
      if (!/^\p{Lu}/u.test(each)) continue
      const first = /^[\p{L}\p{N}]+/u.exec(each)![0]
      const list = byWord.get(first)
      if (list) list.push({ name: each, service: name })
      else byWord.set(first, [{ name: each, service: name }])
    }
  for (const list of byWord.values()) list.sort((a, b) => b.name.length - a.name.length)
  return byWord
}

function namedIn(sentence: string, names: ReturnType<typeof namesOf>): string[] {
  const found: string[] = []
  let past = 0
  for (const { 0: word, index } of sentence.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (index < past) continue
    const match = names.get(word)?.find(({ name }) => {
      if (!sentence.startsWith(name, index)) return false
      return !/^[\p{L}\p{N}]/u.test(sentence.slice(index + name.length, index + name.length + 2))
    })
    if (match === undefined) continue
    past = index + match.name.length
    if (!found.includes(match.service)) found.push(match.service)
  }
  return found
}

/** A name of two words or more that opens a sentence and that no service bears. */
function strangerIn(sentence: string): string | undefined {
  const found = /^(\p{Lu}[\p{L}\p{N}]+(?: \p{Lu}[\p{L}\p{N}]+){1,3})(?=[ ,])/u.exec(sentence)?.[1]
  return found === undefined || opener.test(found) ? undefined : found
}

function whenOf(sentence: string): ReportClaim['when'] {
  for (const pattern of dated) {
    const groups = pattern.exec(sentence)?.groups
    if (groups === undefined) continue
    const number =
      groups.number ?? (groups.month === undefined ? undefined : pad(months.indexOf(groups.month.toLowerCase()) + 1))
    if (number === undefined) return { from: `${groups.year}-01-01`, to: `${groups.year}-12-31` }
    const first = `${groups.year}-${number}-${pad(Number(groups.day ?? 1))}`
    const at = dayNumber(first)
    if (Number.isNaN(at)) continue
    if (groups.day !== undefined) return { from: first, to: first }
    const next = dayNumber(
      number === '12' ? `${Number(groups.year) + 1}-01-01` : `${groups.year}-${pad(Number(number) + 1)}-01`,
    )
    return { from: first, to: dayAt(next - 1) }
  }
  return undefined
}

const pad = (value: number) => String(value).padStart(2, '0')

/** Sentences, headings and list items, with their offsets; a full stop inside `A.I.` or `U.S.` ends none. */
function* sentencesOf(text: string): Generator<{ readonly sentence: string; readonly start: number }> {
  for (const { 0: line, index } of text.matchAll(/[^\n]+(?:\n(?![\n#*>-])[^\n]+)*/g)) {
    let from = 0
    for (const end of line.matchAll(
      /(?<![A-Z]\.[A-Z]|\b(?:Mr|Ms|Dr|Inc|Corp|St|vs|No|[A-Z]))[.!?]["”’)]?(?=\s+["“‘(]?[\p{Lu}\d])|$/gu,
    )) {
      const to = end.index + end[0].length
      const piece = line.slice(from, to)
      const lead = /^[\s#*>-]*/.exec(piece)![0].length
      const sentence = piece.slice(lead).trimEnd()
      if (sentence !== '') yield { sentence, start: index + from + lead }
      from = to
    }
  }
}
