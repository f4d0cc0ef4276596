import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import { type Governed, governs } from '../force.ts'
import { contentNoun, outputNoun, userNoun } from '../lexicon/asset.ts'
import { findConditions } from '../lexicon/condition.ts'
import { findSubjects } from '../lexicon/subject.ts'
import { findTraining } from '../lexicon/training.ts'
import { namesIn } from '../names.ts'
import { modelOwner, partnerTrains } from '../trainer.ts'
import { classOf, wordsOf } from './word-class.ts'

const speaksOfAi =
  /\b(?:a\.?i\.?|artificial intelligence|machine[- ]?learning|models?|algorithms?|neural|llms?|chat ?bots?|generative|training (?:data|sets?))\b/
const speaksOfMaking =
  /\b(?:train|fine-?tun|learn|teach|develop|improv|build|corpus|data ?set|feed|fed|ground|distil|calibrat|construct|enrich|label|ingest|input)/
const middle = /\b(?:train|fine-?tun|learn|teach|machine|artificial|ai\b|model)/

/** Words before and after the place of training that are looked at. */
const REACH = 14

/**
 * What a clause shows on the training of AI, as named features; null when it does not speak of it. The same clause shows
 * the same features, in the same order. SPEC.md Q2.
 */
export function featuresOf(clause: Clause, context: Context): readonly string[] | null {
  const text = clauseText(clause)
  const own = text.toLowerCase()
  const mentions = findTraining(own)
  if (mentions.length === 0 && !(speaksOfAi.test(own) && speaksOfMaking.test(own))) return null
  const [mention] = mentions
  // "used for training" where nothing speaks of AI may be training of anybody
  if (
    mention?.kind === 'bare' &&
    !context.topic &&
    !speaksOfAi.test(`${own} ${clause.previous} ${clause.leads.join(' ')}`.toLowerCase())
  )
    return null
  const from = mention?.from ?? Math.max(0, own.search(middle))
  const to = mention?.to ?? own.length
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  const found = new Set<string>()

  row('before', wordsOf(own.slice(0, from)).slice(-REACH))
  row('after', wordsOf(own.slice(to)).slice(0, REACH))
  for (const word of wordsOf(own.slice(from, to)).slice(0, 8)) found.add(`at:${classOf(word) ?? word}`)
  for (const word of wordsOf(clause.leads.join(' ')).slice(-16)) found.add(`lead:${classOf(word) ?? word}`)
  for (const heading of clause.path.slice(-2))
    for (const word of wordsOf(heading).slice(0, 10)) found.add(`heading:${classOf(word) ?? word}`)
  classesOnly('previous', clause.previous)
  classesOnly('next', clause.next)

  const doers = findSubjects(own, names).filter((subject) => subject.nominative && subject.to <= from)
  found.add(`doer:${doers.at(-1)?.subject ?? 'none'}`)
  found.add(`first doer:${doers[0]?.subject ?? 'none'}`)
  for (const { kind } of findConditions(own, [
    'opt-out',
    'opt-in',
    'class',
    'robots-txt',
    'search-engine',
    'non-commercial',
  ]))
    found.add(`condition:${kind}`)
  for (const { kind } of findConditions(clause.next.toLowerCase(), ['opt-out', 'opt-in', 'class']))
    found.add(`next condition:${kind}`)
  if (outputNoun.test(own)) found.add('names:output')
  if (contentNoun.test(own)) found.add('names:content')
  if (userNoun.test(own)) found.add('names:user')
  if (outputNoun.test(clause.previous.toLowerCase())) found.add('previous names:output')
  if (userNoun.test(clause.previous.toLowerCase())) found.add('previous names:user')

  const governed = governs(own, from, clause.leads, clause.path, names, clause.previous)
  force(governed)
  const owner = mention === undefined ? null : modelOwner(own, mention, names)
  found.add(`mention:${mention?.kind ?? 'none'}`)
  found.add(`owner:${owner}`)
  found.add(`owner and force:${owner}.${governed?.force}.${governed?.subject}`)
  if (mention !== undefined) found.add(`partner:${partnerTrains(own, mention, governed, owner, names)}`)
  if (context.privacy) found.add('text:privacy')
  if (context.ai) found.add('text:ai')
  if (context.topic) found.add('text:topic')
  if (/\?\s*$/.test(own)) found.add('form:question')
  if (own.includes(' | ')) found.add('form:row')
  return [...found]

  function row(place: string, words: readonly string[]): void {
    let last: string | null = null
    for (const word of words) {
      const name = classOf(word) ?? word
      found.add(`${place}:${name}`)
      if (last !== null) found.add(`${place}:${last} ${name}`)
      last = name
    }
  }

  function classesOnly(place: string, sentence: string): void {
    for (const word of wordsOf(sentence).slice(0, 40)) {
      const name = classOf(word)
      if (name !== null) found.add(`${place}:${name}`)
    }
  }

  function force(governed: Governed | null): void {
    if (governed === null) {
      found.add('force:none')
      return
    }
    found.add(`force:${governed.force}`)
    found.add(`force:${governed.force} ${governed.subject}`)
    found.add(`force:${governed.force} ${governed.where}${governed.passive ? ' passive' : ''}`)
    found.add(`bound:${governed.subject}`)
    if (governed.told) found.add('force:told')
  }
}
