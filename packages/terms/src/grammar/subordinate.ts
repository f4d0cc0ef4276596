import { auxiliaries, banVerbs, denials, leaveVerbs, useVerbs } from '../lexicon/verb.ts'
import type { Token } from './token.ts'

/**
 * Sets aside what rules nothing outside itself: exceptions, conditions, relative clauses [G6], and clauses that only tell
 * which thing is meant [G12, G18].
 */
export function setAsideSubordinates(tokens: readonly Token[]): void {
  for (let at = 0; at < tokens.length; at++) {
    setAsideWhatIsUsed(tokens, at)
    setAsideHowItCame(tokens, at)
    setAsideWhoIsMeant(tokens, at)
    if (tokens[at]!.word === 'no' && nothings.has(wordAt(tokens, at + 1))) tokens[at]!.subordinate = true
    if (opens(tokens, at)) at = setAsideFrom(tokens, at)
  }
}

/** What is sought or asked by none, so that no use is denied: "others who seek no profit", "at no charge". */
const nothings = new Set(['profit', 'profits', 'gain', 'fee', 'charge', 'cost', 'charges', 'fees'])

const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.word ?? ''

function setAside(tokens: readonly Token[], ...places: readonly number[]): void {
  for (const at of places) if (tokens[at] !== undefined) tokens[at]!.subordinate = true
}

/** "Will not use what they receive from us to train": what is used is told by a verb of its own. */
function setAsideWhatIsUsed(tokens: readonly Token[], at: number): void {
  if (!objects.has(tokens[at]!.word) || !doers.has(wordAt(tokens, at + 1))) return
  const verb = wordAt(tokens, at + 2)
  if (/^[a-z]+$/.test(verb) && !auxiliaries.has(verb) && !denials.has(verb)) setAside(tokens, at + 1, at + 2)
}

const objects = new Set(['what', 'whatever', 'whichever', 'anything', 'everything'])
const doers = new Set(['we', 'you', 'they', 'it', 'he', 'she', 'users', 'customers'])

/** "May not use the data they receive, including to train": how the data came to be there. */
function setAsideHowItCame(tokens: readonly Token[], at: number): void {
  if (!doers.has(tokens[at]!.word) || at < 2 || !passing.test(wordAt(tokens, at + 1))) return
  const relative = /^(?:that|which)$/.test(tokens[at - 1]!.word)
  if (thing.test(tokens[relative ? at - 2 : at - 1]!.word) && isUsedBefore(tokens, at)) setAside(tokens, at, at + 1)
}

/** Verbs by which what is used came to be there. */
const passing =
  /^(?:receiv|collect|shar|provid|submit|hold|stor|obtain|gather|get|send|upload|enter|giv|disclos|transmit|suppl|pass|access|post|import|upload|handl|host|process)(?:es?|s|ies|y|t|ts|ed)?$/
const thing =
  /^(?:data|information|content|contents|inputs?|outputs?|materials?|files?|prompts?|posts?|documents?|images?|photos?|recordings?|conversations?|messages?|text|texts|anything|everything|works?|submissions?)$/

/** Whether a verb of use that an auxiliary governs stands before a place in its sentence: "may not use …". */
function isUsedBefore(tokens: readonly Token[], at: number): boolean {
  for (let verb = at - 1; verb > 0; verb--) {
    if (/^[.;:()!?|]$/.test(tokens[verb]!.word)) return false
    if (!useVerbs.test(tokens[verb]!.word)) continue
    for (let before = verb - 1; before >= Math.max(0, verb - 4); before--)
      if (auxiliaries.has(tokens[before]!.word) || /^(?:to|let|lets|letting)$/.test(tokens[before]!.word)) return true
  }
  return false
}

/** "Keeping out those we've banned": whom it is about. */
function setAsideWhoIsMeant(tokens: readonly Token[], at: number): void {
  if (!people.test(wordAt(tokens, at - 1)) || !/^(?:we|we've|you|you've)$/.test(tokens[at]!.word)) return
  const verb = wordAt(tokens, at + 1)
  if (!keepsOut.test(verb)) return
  setAside(tokens, at, at + 1)
  if (verb.startsWith('ha')) setAside(tokens, at + 2)
}

const people = /^(?:those|people|persons|anyone|everyone|users|members|accounts)$/
const keepsOut =
  /^(?:have|had|ban|ban(?:ned|s)|block(?:ed|s)?|bar(?:red|s)|suspend(?:ed|s)?|exclud(?:ed|es|e)|remov(?:ed|es|e))$/

/** Whether an exception, a condition or a relative clause begins at a place. */
function opens(tokens: readonly Token[], at: number): boolean {
  const { word } = tokens[at]!
  return (
    conjunctions.has(word) ||
    (word === 'provided' && proviso.has(wordAt(tokens, at + 1))) ||
    opensAsPhrase(tokens, at) ||
    (relatives.has(word) &&
      auxiliaries.has(wordAt(tokens, at + 1)) &&
      at > 0 &&
      !/^(?:agree|agrees|acknowledge|ensure|warrant|represent|,|and)$/.test(tokens[at - 1]!.word))
  )
}

function opensAsPhrase(tokens: readonly Token[], at: number): boolean {
  const rest = phrases.get(tokens[at]!.word)
  if (rest === undefined) return false
  const next = wordAt(tokens, at + 1)
  return rest.includes(next) || rest.includes(`${next} ${wordAt(tokens, at + 2)}`)
}

const conjunctions = new Set('except excepting unless notwithstanding if where when whenever whether while'.split(' '))
const proviso = new Set(['they', 'that', 'you', 'it', 'we'])
const relatives = new Set(['which', 'that', 'who'])
/** "Other than", "to the extent": what follows, by the first word. */
const phrases: ReadonlyMap<string, readonly string[]> = new Map([
  ['other', ['than']],
  ['save', ['as', 'for']],
  ['without', ['limiting']],
  ['subject', ['to']],
  ['to', ['the extent']],
  ['in', ['accordance']],
  ['as', 'permitted expressly otherwise specifically explicitly allowed authorized provided set described'.split(' ')],
])

/** Sets aside from where a subordinate clause opens to where it ends, and tells that place. */
function setAsideFrom(tokens: readonly Token[], start: number): number {
  let end = start
  while (end < tokens.length && !/^[,;:().!?]$/.test(tokens[end]!.word) && !beginsVerb(tokens, end))
    tokens[end++]!.subordinate = true
  // what the stretch ends in is no aside: "to a provider, which may not use it to …"
  if (end >= tokens.length && relatives.has(tokens[start]!.word) && !describes(tokens, start))
    for (let at = start; at < tokens.length; at++) tokens[at]!.subordinate = false
  return end
}

/** "… is subject to these terms and does not include …": what is joined by "and" has its own verb. */
function beginsVerb(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:and|but)$/.test(tokens[at]!.word) &&
    (auxiliaries.has(wordAt(tokens, at + 1)) ||
      (auxiliaries.has(wordAt(tokens, at + 2)) && /^(?:you|we|they|it)$/.test(wordAt(tokens, at + 1))))
  )
}

/** "… that is processed by the service", "who are identified as children": a relative clause that only tells which [G18]. */
function describes(tokens: readonly Token[], at: number): boolean {
  if (!/^(?:is|are|was|were)$/.test(wordAt(tokens, at + 1))) return false
  const denied = wordAt(tokens, at + 2) === 'not'
  const verb = wordAt(tokens, denied ? at + 3 : at + 2)
  return (
    (denied ? !/(?:ed|en|own|ept|ent|to)$/.test(verb) : /(?:ed|en|own|ept|ent)$/.test(verb)) &&
    !leaveVerbs.test(verb) &&
    !banVerbs.test(verb) &&
    !/^(?:used|trained|required|bound|supposed)$/.test(verb)
  )
}
