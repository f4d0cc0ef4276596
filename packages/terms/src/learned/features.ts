import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import { type Governed, governs } from '../force.ts'
import { contentNoun, outputNoun, userNoun } from '../lexicon/asset.ts'
import { findCollecting } from '../lexicon/collecting.ts'
import { findConditions } from '../lexicon/condition.ts'
import { findSubjects } from '../lexicon/subject.ts'
import { findTraining } from '../lexicon/training.ts'
import { namesIn } from '../names.ts'
import { modelOwner, partnerTrains } from '../trainer.ts'
import { classOf, wordsOf } from './word-class.ts'

const speaksOfAi =
  /\b(?:a\.?i\.?|artificial intelligence|machine[- ]?learning|models?|algorithms?|neural|llms?|gpt|chat ?bots?|generative|machines?|(?:re-?|pre-?)?train(?:s|ed|ing)?|fine-?tun\w*|distil\w*|data ?sets?|corpus|corpora|learn\w*|teach\w*)\b/
const namesAi =
  /\b(?:a\.?i\.?|artificial intelligence|machine[- ]?learning|models?|algorithms?|neural|llms?|gpt|chat ?bots?|generative|training (?:data|sets?))\b/
const speaksOfMachines =
  /\b(?:ro)?bots?\b|scrap|crawl|spider|harvest|automat|programmatic|mining|\bmine\b|machine|scripts?\b|extract|bulk|systematic|robots\.txt|\bindex|archiv|download|\bcop(?:y|ies|ied)|aggregat|database|agents?\b|\bsoftware\b|programs?\b|tools?\b|retriev|mirror|cach|collect|gather|captur|tdm|\bapi\b/
/** Where the words of a clause turn to training, or to machines, when no lexicon knows them. */
const aiPlace = /\b(?:train|fine-?tun|learn|teach|distil|machine|artificial|ai\b|model|algorithm|data ?set|corp)/

/** Words before and after the place that are told apart from the rest of the clause. */
const REACH = 14
/** Words of a clause that are looked at. */
const MOST_WORDS = 120

/**
 * What a clause shows on the training of AI and on collection by machines, as named features; null when it speaks of
 * neither. The same clause shows the same features, in the same order. SPEC.md Q2.
 */
export function featuresOf(clause: Clause, context: Context): readonly string[] | null {
  const text = clauseText(clause)
  const own = text.toLowerCase()
  const mentions = findTraining(own)
  const collecting = findCollecting(own)
  // "used for training" where nothing speaks of AI may be training of anybody
  const ofPeople =
    mentions[0]?.kind === 'bare' &&
    !context.topic &&
    !namesAi.test(`${own} ${clause.previous} ${clause.leads.join(' ')}`.toLowerCase())
  const ofAi = !ofPeople && (mentions.length > 0 || speaksOfAi.test(own))
  const ofMachines = collecting.length > 0 || speaksOfMachines.test(own)
  if (!ofAi && !ofMachines) return null
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  const found = new Set<string>()

  const [mention] = mentions
  if (ofAi) around('training', mention, aiPlace)
  if (ofMachines) around('machines', collecting[0], speaksOfMachines)
  let last: string | null = null
  for (const word of wordsOf(own).slice(0, MOST_WORDS)) {
    const name = classOf(word) ?? word
    found.add(`word:${name}`)
    if (last !== null) found.add(`word:${last} ${name}`)
    last = name
  }
  for (const word of wordsOf(clause.leads.join(' ')).slice(-16)) found.add(`lead:${classOf(word) ?? word}`)
  for (const word of wordsOf(clause.path.slice(-2).join(' ')).slice(-16)) found.add(`heading:${classOf(word) ?? word}`)
  classesOnly('previous', wordsOf(clause.previous).slice(-40))
  classesOnly('next', wordsOf(clause.next).slice(0, 40))

  const doers = findSubjects(own, names).filter((subject) => subject.nominative)
  found.add(`doer:${doers.at(-1)?.subject ?? 'none'}`)
  found.add(`first doer:${doers[0]?.subject ?? 'none'}`)
  for (const { kind } of findConditions(own, conditions)) found.add(`condition:${kind}`)
  for (const { kind } of findConditions(clause.next.toLowerCase(), choices)) found.add(`next condition:${kind}`)
  if (outputNoun.test(own)) found.add('names:output')
  if (contentNoun.test(own)) found.add('names:content')
  if (userNoun.test(own)) found.add('names:user')
  if (outputNoun.test(clause.previous.toLowerCase())) found.add('previous names:output')
  if (userNoun.test(clause.previous.toLowerCase())) found.add('previous names:user')
  for (const { kind } of mentions) found.add(`mention:${kind}`)
  for (const { kind } of collecting) found.add(`collecting:${kind}`)
  if (mention === undefined) found.add('mention:none')
  if (collecting.length === 0) found.add('collecting:none')
  if (mention !== undefined) {
    const governed = governs(own, mention.from, clause.leads, clause.path, names, clause.previous)
    const owner = modelOwner(own, mention, names)
    found.add(`owner:${owner}`)
    found.add(`owner and force:${owner}.${governed?.force}.${governed?.subject}`)
    found.add(`partner:${partnerTrains(own, mention, governed, owner, names)}`)
  }
  if (context.privacy) found.add('text:privacy')
  if (context.ai) found.add('text:ai')
  if (context.topic) found.add('text:topic')
  if (/\?\s*$/.test(own)) found.add('form:question')
  if (own.includes(' | ')) found.add('form:row')
  return [...found]

  /** The words around a place, and what governs it. */
  function around(place: string, at: { from: number; to: number } | undefined, words: RegExp): void {
    const from = at?.from ?? own.search(words)
    if (from < 0) return
    const to = at?.to ?? from + 4
    row(`before ${place}`, wordsOf(own.slice(0, from)).slice(-REACH))
    row(`after ${place}`, wordsOf(own.slice(to)).slice(0, REACH))
    for (const word of wordsOf(own.slice(from, to)).slice(0, 8)) found.add(`at ${place}:${classOf(word) ?? word}`)
    force(place, governs(own, from, clause.leads, clause.path, names, clause.previous))
  }

  function row(place: string, words: readonly string[]): void {
    let last: string | null = null
    for (const word of words) {
      const name = classOf(word) ?? word
      found.add(`${place}:${name}`)
      if (last !== null) found.add(`${place}:${last} ${name}`)
      last = name
    }
  }

  function classesOnly(place: string, words: readonly string[]): void {
    for (const word of words) {
      const name = classOf(word)
      if (name !== null) found.add(`${place}:${name}`)
    }
  }

  function force(place: string, governed: Governed | null): void {
    if (governed === null) {
      found.add(`${place} force:none`)
      return
    }
    found.add(`${place} force:${governed.force}`)
    found.add(`${place} force:${governed.force} ${governed.subject}`)
    found.add(`${place} force:${governed.force} ${governed.where}${governed.passive ? ' passive' : ''}`)
    found.add(`${place} bound:${governed.subject}`)
    if (governed.told) found.add(`${place} force:told`)
  }
}

const choices = ['opt-out', 'opt-in', 'class'] as const
const conditions = [...choices, 'robots-txt', 'search-engine', 'non-commercial'] as const
