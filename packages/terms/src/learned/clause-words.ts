import { type Clause, clauseText } from '../clause.ts'
import type { Context } from '../context.ts'
import { patternOf } from '../defined-term.ts'
import type { Governed } from '../grammar/force.ts'
import { governs } from '../grammar/governing.ts'
import { contentNoun, outputNoun, userNoun } from '../lexicon/asset.ts'
import { findCollecting } from '../lexicon/collecting.ts'
import { findConditions } from '../lexicon/condition.ts'
import { findSubjects } from '../lexicon/subject.ts'
import { findTraining, type TrainingMention } from '../lexicon/training.ts'
import { namesIn } from '../names.ts'
import type { StatementDraft } from '../statement-draft.ts'
import { modelOwner, partnerTrains } from '../trainer.ts'

/** The words of a clause and of what it stands under, in lower case with a space between any two. */
export interface OwnWords {
  readonly own: string
  /** What leads into it. */
  readonly lead: string
  readonly heading: string
}

/** A clause and what stands around it: what the encoder is asked about. */
export interface ClauseWords extends OwnWords {
  /** The sentences before and after it. */
  readonly previous: string
  readonly next: string
  /** What the rules make of its grammar, each once: who is bound, what is named, under which conditions. */
  readonly signs: readonly string[]
}

/** What a rule reads in a clause. */
export type Ruling = Pick<StatementDraft, 'effect' | 'actor' | 'usage' | 'asset'>

const speaksOfAi =
  /\b(?:a\.?i\.?|artificial intelligence|machine[- ]?learning|models?|algorithms?|neural|llms?|gpt|chat ?bots?|generative|machines?|(?:re-?|pre-?)?train(?:s|ed|ing)?|fine-?tun\w*|distil\w*|data ?sets?|corpus|corpora|learn\w*|teach\w*|taught|recogni[sz]ers?|classifiers?|generators?|imitat\w*|tun(?:e|ed|ing)|predict(?:s|ions?|ive)|lessons?|schoolbooks?|(?:practice|study|teaching) (?:materials?|matter|pieces?|examples?)|artificial (?:systems?|minds?|assistants?))\b/
const namesAi =
  /\b(?:a\.?i\.?|artificial intelligence|machine[- ]?learning|models?|algorithms?|neural|llms?|gpt|chat ?bots?|generative|training (?:data|sets?)|generators?|classifiers?|recogni[sz]ers?|recognition|neural|networks?|corpus|corpora|engines?|translators?|assistants?|machines?|(?:visual|image|semantic) search|software)\b/
const speaksOfMachines =
  /\b(?:ro)?bots?\b|scrap|crawl|spider|harvest|automat|programmatic|mining|\bmine\b|machine|scripts?\b|extract|bulk|systematic|robots\.txt|\bindex|archiv|download|\bcop(?:y|ies|ied)|aggregat|database|agents?\b|\bsoftware\b|programs?\b|tools?\b|retriev|mirror|cach|collect|gather|captur|tdm|\bapi\b|unattended|headless|grabber|watchers?\b|\bhuman\b|one (?:page|screen|item|entry) at a time/

/** Where the words of a clause turn to training, or to machines, when no lexicon knows them. */
const aiPlace = /\b(?:train|fine-?tun|learn|teach|distil|machine|artificial|ai\b|model|algorithm|data ?set|corp)/

/** Most characters of the neighbours that are looked at. */
const REACH = 400

/**
 * The words of a clause that speaks of AI or of machines, with what stands around it; null when it speaks of neither, or when its own
 * words are not `worth` a look at the rest. `ruled`: what the rules read in it. SPEC.md Q2.
 */
export function clauseWords(
  clause: Clause,
  context: Context,
  ruled: readonly Ruling[] = [],
  worth: (words: OwnWords) => boolean = () => true,
): ClauseWords | null {
  const text = clauseText(clause)
  const lower = text.toLowerCase()
  const mentions = findTraining(lower)
  const acts = findCollecting(lower)
  // "used for training" where nothing speaks of AI may be training of anybody
  const ofPeople =
    mentions[0]?.kind === 'bare' &&
    !context.topic &&
    !namesAi.test(`${lower} ${clause.previous} ${clause.leads.join(' ')}`.toLowerCase())
  const ofAi = !ofPeople && (mentions.length > 0 || speaksOfAi.test(lower))
  const ofMachines = acts.length > 0 || speaksOfMachines.test(lower)
  if (!ofAi && !ofMachines) return null
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  const known = [...names].filter(([name]) => name.length > 2).sort(([a], [b]) => b.length - a.length)
  const outputs = patternOf(context.outputTerms)
  const allOutputs = outputs === null ? null : new RegExp(outputs, 'g')
  const own = {
    own: words(lower),
    lead: words(clause.leads.join(' : ').slice(-REACH).toLowerCase()),
    heading: words(clause.path.slice(-3).join(' : ').slice(-REACH).toLowerCase()),
  }
  if (!worth(own)) return null
  return {
    ...own,
    previous: words(clause.previous.slice(-REACH).toLowerCase()),
    next: words(clause.next.slice(0, REACH).toLowerCase()),
    signs: Array.from(signs(), shared),
  }

  function signs(): Set<string> {
    const found = new Set<string>()
    const [mention] = mentions
    if (ofAi) force('training', mention?.from ?? lower.search(aiPlace))
    if (ofMachines) force('machines', acts[0]?.from ?? lower.search(speaksOfMachines))
    const doers = findSubjects(lower, names).filter((subject) => subject.nominative)
    found.add(`doer:${doers.at(-1)?.subject ?? 'none'}`)
    found.add(`first doer:${doers[0]?.subject ?? 'none'}`)
    for (const { kind } of findConditions(lower, conditions)) found.add(`condition:${kind}`)
    for (const { kind } of findConditions(clause.next.toLowerCase(), choices)) found.add(`next condition:${kind}`)
    if (outputNoun.test(lower) || outputs?.test(lower)) found.add('names:output')
    if (contentNoun.test(lower)) found.add('names:content')
    if (userNoun.test(lower)) found.add('names:user')
    const before = clause.previous.toLowerCase()
    if (outputNoun.test(before) || outputs?.test(before)) found.add('previous names:output')
    if (userNoun.test(before)) found.add('previous names:user')
    for (const { kind } of mentions) found.add(`mention:${kind}`)
    for (const { kind } of acts) found.add(`collecting:${kind}`)
    if (mention === undefined) found.add('mention:none')
    else for (const sign of roles(mention)) found.add(sign)
    if (acts.length === 0) found.add('collecting:none')
    if (context.privacy) found.add('text:privacy')
    if (context.ai) found.add('text:ai')
    if (context.topic) found.add('text:topic')
    if (/\?\s*$/.test(lower)) found.add('form:question')
    if (lower.includes(' | ')) found.add('form:row')
    for (const { actor, usage, asset, effect } of ruled) found.add(`rule:${actor}.${usage}.${asset} ${effect}`)
    return found

    function force(place: string, from: number): void {
      const governed = from < 0 ? null : governs(lower, from, clause.leads, clause.path, names, clause.previous)
      for (const sign of forces(governed)) found.add(`${place} ${sign}`)
    }
  }

  /** Whose model it is, and who trains it. */
  function roles(mention: TrainingMention): string[] {
    const governed = governs(lower, mention.from, clause.leads, clause.path, names, clause.previous)
    const owner = modelOwner(lower, mention, names)
    return [
      `owner:${owner}`,
      `owner and force:${owner}.${governed?.force}.${governed?.subject}`,
      `partner:${partnerTrains(lower, mention, governed, owner, names)}`,
    ]
  }

  /** Names of the operator and of its partners, and terms for what its AI makes, become what they are. */
  function words(text: string): string {
    let named = text.replace(rivalOrNot, ' ')
    for (const [name, who] of known)
      if (who === 'operator' || who === 'partner') named = named.split(name).join(` the ${who} `)
    named = named.replace(domain, ' $<who> ')
    if (allOutputs !== null) named = named.replace(allOutputs, ' output ')
    return (named.match(word) ?? []).join(' ').replaceAll('’', "'")
  }
}

function forces(governed: Governed | null): string[] {
  if (governed === null) return ['force:none']
  const { force, subject, where, passive, told } = governed
  return [
    `force:${force}`,
    `force:${force} ${subject}`,
    `force:${force} ${where}${passive ? ' passive' : ''}`,
    `bound:${subject}`,
    ...(told ? ['told'] : []),
  ]
}

/** Signs are few, and the same ones come again and again: each is kept once. */
const kept = new Map<string, string>()

function shared(sign: string): string {
  const known = kept.get(sign)
  if (known === undefined) kept.set(sign, sign)
  return known ?? sign
}

const choices = ['opt-out', 'opt-in', 'class'] as const
const conditions = [...choices, 'robots-txt', 'search-engine', 'non-commercial'] as const

/** A name of an operator or a partner that stands in an address. */
const domain =
  /(?:\bwww\.)? (?<who>the (?:operator|partner)) \.(?:com|org|net|io|ai|co|app|dev|tv|eu|uk|de|fr)(?:\.[a-z]{2})?(?![\w-])/g

/** What is said of rivals and of all others alike says nothing of rivals. */
const rivalOrNot =
  /,? ?\b(?:whether (?:or not )?|no matter (?:whether|if) |even (?:if|where|when) )(?:it|they|that|those|these|this|such|the|any|one)\b[^,;.()]{0,60}\b(?:compet|rival)\w*[^,;.()]{0,40}/g

const word = /[a-z][a-z'’-]*[a-z]|[a-z]|[0-9]+|[,;:()?|]/g
