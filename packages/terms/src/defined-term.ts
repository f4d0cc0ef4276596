import { allMatches } from './all-matches.ts'
import { findTraining } from './lexicon/training.ts'

/** "Model Development" means …; “AI Purposes” shall include …. */
const means =
  /["“]\*{0,2}([A-Z][\w’'-]*(?: (?:and |or |of )?[A-Z][\w’'-]*){0,4})\*{0,2}["”]\*{0,2},? (?:shall |will )?(?:means?|refers? to|includes?|has the meaning|is defined as|are|is)\b([^\n]{0,500})|^\W*\*\*([A-Z][\w’'-]*(?: (?:and |or |of )?[A-Z][\w’'-]*){0,4})\*\* (?:means?|refers? to|includes?)\b([^\n]{0,500})/g
/** … developing or operating AI (collectively, “AI Purposes”). */
const collects =
  /\((?:(?:collectively|together|each|jointly|the|such|any|all|an?|hereinafter|hereafter|referred to as|these|our|as)[, ]+)*["“]\*{0,2}([A-Z][\w’'-]*(?: (?:and |or |of )?[A-Z][\w’'-]*){0,4})\*{0,2}["”]\)/g

/**
 * The terms a line defines to mean the developing of AI, as they are written: what is said of them later is said of training.
 *
 * @example
 * trainingTermsOf('“Model Development” means the training and testing of machine learning systems.') // ['Model Development']
 */
export function trainingTermsOf(line: string): readonly string[] {
  if (!/["“*]/.test(line)) return none
  const found = new Set<string>()
  // most definitions are of other things: whether the line speaks of training at all is asked last
  let speaks: boolean | undefined
  const add = (term: string, tell: () => string): void => {
    if (!act.test(term)) return
    const told = tell()
    if (told === '') return
    speaks ??= findTraining(line.toLowerCase()).length > 0
    if (speaks && findTraining(told.toLowerCase()).length > 0) found.add(term)
  }
  for (const match of allMatches(line, means)) add(match[1] ?? match[3]!, () => sentence(match[2] ?? match[4]!))
  for (const match of allMatches(line, collects)) add(match[1]!, () => before(line, match.index))
  return [...found]
}

/**
 * The terms a line defines to mean what the service's AI makes, as they are written: what is said of them later is said of its output.
 * Names of the service, of people and of what they put in are none.
 *
 * @example
 * outputTermsOf('The pictures our model draws for you are your "Creations".') // ['Creations']
 */
export function outputTermsOf(line: string): readonly string[] {
  if (!/["“*]/.test(line) || !making.test(line)) return none
  const found = new Set<string>()
  const add = (term: string, told: string): void => {
    if (otherThing.test(term)) return
    const lower = told.toLowerCase()
    if (byPeople.test(lower)) return
    if (madeThing.test(term) ? making.test(lower) : byMachine.test(lower)) found.add(term)
  }
  for (const match of allMatches(line, means)) add(match[1] ?? match[3]!, sentence(match[2] ?? match[4]!))
  for (const match of [...allMatches(line, collects), ...allMatches(line, called)])
    add(match[1]!, before(line, match.index) + sentence(line.slice(match.index + match[0].length, match.index + 200)))
  return [...found]
}

/** … are called “Results”; … is referred to as a “Draft”; … are your “Creations”. */
const called =
  /\b(?:called|named|referred to as|known as|are(?: your| our)?|is(?: your| our)?) (?:an? |the )?["“]\*{0,2}([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})\*{0,2}["”]/g
const makes =
  '(?:generat(?:e|es|ed|ing)|produc(?:e|es|ed|ing)|creat(?:e|es|ed|ing)|render(?:s|ed)?|return(?:s|ed)?|compos(?:e|es|ed)|comput(?:e|es|ed)|draft(?:s|ed)?|writ(?:e|es|ten)|draws?|drawn|synthesi[sz](?:e|es|ed)|delivers?|suggests?|put together|made|makes?|issues|(?:gives?|sends?|comes?) back|answers?|translat(?:e|es|ed)|transcrib(?:e|es|ed)|predict(?:s|ed)?|calculat(?:e|es|ed)|propos(?:e|es|ed))'
const making = new RegExp(`\\b${makes}\\b`, 'i')
const machine =
  '(?:ai|a\\.i\\.|artificial intelligence|machine[- ]learning|machines?|models?|engines?|generators?|assistants?|(?:chat ?)?bots?|algorithms?|neural networks?|copilot)'
const byMachine = new RegExp(
  `\\b${makes}\\b[^.;]{0,40}\\b(?:by|from|with|using|through|by means of|via)\\s+(?:[\\w'’-]+\\s+){0,5}?${machine}\\b|\\b${machine}\\b(?:\\s+[\\w'’-]+){0,4}?\\s+${makes}\\b|\\b(?:ai|machine)[- ](?:generated|made|written|produced)\\b|\\b${makes}\\b[^.;]{0,60}\\b(?:in response to|on the basis of|based on|from) (?:your|the|customer's|its|any) (?:prompts?|inputs?|instructions?)\\b|\\b(?:the|our|this) (?:game|app|api|service|platform|studio|tool)s? (?:generates?|renders?|composes?|synthesi[sz]es?|writes?|draws?)\\b`,
)
/** What people make is no output. */
const byPeople = new RegExp(
  `\\b(?:by|from) (?:you|our (?:users|members|customers|staff|team)|(?:other )?users|members|authors|contributors|customers?|third parties|us|the (?:user|customer|author))\\b(?![^.;]{0,30}\\b(?:with|through|using|by means of)\\b)|\\b(?:you|users|members|authors|contributors|customers|artists|staff|people)(?:\\s+(?!receive|get|see|are|is|were|was)[\\w'’-]+){0,3}?\\s+${makes}\\b(?![^.;]{0,30}\\b(?:with|through|using|by means of)\\b)`,
)
/** Things that are made. */
const madeThing =
  /(?:^(?:Generated|Synthetic|AI[- ]Generated|Synthesi[sz]ed|Rendered)\b|\b(?:Outputs?|AI Results?|Results?|Generations?|Creations?|Completions?|Responses?|Translations?|Summar(?:y|ies)|Drafts?|Suggestions?|Recommendations?|Predictions?|Estimates?|Render(?:ing)?s?|Avatars?|Detections?|Synthetic \w+)$)/
/** Words that never mean what an AI made, or not that alone. */
const otherThing =
  /^(?:Our |The |Your )?(?:Content|Materials?|Works?|AIs?|ML|LLMs?|LLMS|Code)$|\b(?:Services?|Software|Platform|Apps?|API|Site|Website|Features?|Tools?|Products?|Offerings?|Models?|Engine|Assistant|Copilot|Beta|Technology|Systems?|Automation|Inputs?|Prompts?|Users?|Customers?|Parties|Party|Personal|Licensed|Proprietary|Permitted|Third|Data|Information|Documentation|Agreement|Terms|Policy|Account|Feedback|Exceptions?|Act|Company|Players?|Members?|Tasks?|Purposes?|License|Licence|Ask)\b/

/** Finds defined terms in plain, lower-case text, in the singular or the plural; null when there are none. */
export function patternOf(terms: readonly string[]): RegExp | null {
  if (terms.length === 0) return null
  let pattern = patterns.get(terms)
  if (pattern === undefined) {
    // a term is written in letters, apostrophes, hyphens and spaces
    const stems = terms.map((term) => term.toLowerCase().replace(/(?<=[^s])s$/, ''))
    pattern = new RegExp(`\\b(?:${stems.join('|')})s?\\b`)
    patterns.set(terms, pattern)
  }
  return pattern
}

const patterns = new WeakMap<readonly string[], RegExp>()

const none: readonly string[] = []
/** A word that names a thing, a person or a product does not become an act by its definition. */
const act =
  /(?:Purposes?|Training|Development|Learning|Uses?|Improvements?|Activit(?:y|ies)|Exploitation|Mining|Research)$/

/** The first sentence of what follows. */
function sentence(text: string): string {
  return text.split(/[.;](?:\s|$)/, 1)[0]!
}

/** The last sentence of what stands before a place. */
function before(text: string, place: number): string {
  let from = place
  while (from > 0 && from > place - 300 && text[from - 1] !== '.' && text[from - 1] !== ';') from--
  return text.slice(from, place)
}
