import type { Actor, Effect } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { isTier } from './lexicon/condition.ts'
import { findLessons, type Lesson } from './lexicon/lesson.ts'
import { lifts } from './lexicon/say.ts'
import { agreement, goesBack, strangers } from './lexicon/told.ts'
import { namesIn } from './names.ts'
import type { StatementDraft } from './statement-draft.ts'
import { type DataToldOf, dataToldOf } from './told/data.ts'
import { isNoLesson, isWhether, tellsNothing } from './told/no-lesson.ts'
import { imperative, ordersPublic } from './told/rule-for-public.ts'
import { sayIn } from './told/say.ts'
import { Sentence, Telling } from './told/telling.ts'
import { type Who, whoTrains } from './told/who.ts'

/** A statement, and whether its words leave so little doubt that they go before what grammar makes of them. */
export interface Told {
  readonly draft: StatementDraft
  readonly sure: boolean
  /** Who trains is said. */
  readonly named: boolean
  /** Told of the operator and of partners in one. */
  readonly both: boolean
  /** Told by words that go back to what was said before: it adds to that. */
  readonly further: boolean
}

const nothing: readonly Told[] = []
/** Sentences longer than this are lists of things, and are read by their grammar alone. */
const longest = 900
const mostLessons = 4

/**
 * Reads training told in other words than those of permission: what goes into a model, what a model learns from, what a
 * contract rules out. Who trains is who stands nearest; whether it is barred is told by the words that deny. SPEC.md X.
 */
export function readTold(clause: Clause, context: Context): readonly Told[] {
  const text = clauseText(clause)
  const own = text.toLowerCase()
  if (own.length > longest) return nothing
  const lessons = lessonsIn(clause, own)
  if (lessons.length === 0 || imperative.test(own) || own.includes('|')) return nothing
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  const sentence = new Sentence(clause, own, context, names)
  if (tellsNothing(sentence)) return nothing
  return readSentence(sentence, lessons.slice(0, mostLessons))
}

function readSentence(sentence: Sentence, lessons: readonly Lesson[]): readonly Told[] {
  const found: Told[] = []
  let partner = false
  for (const lesson of lessons) {
    for (const told of readLesson(new Telling(sentence, lesson))) {
      const { actor, effect } = told.draft
      // the same one goes on: "their contracts let them train, … their training store"
      if (partner && actor === 'operator' && !told.named) continue
      partner ||= actor === 'partner'
      if (!found.some(({ draft }) => draft.actor === actor && draft.effect === effect)) found.push(told)
    }
  }
  return found
}

/** Where a sentence tells of a machine's learning, and where it goes back to what was told of it: "… and let nobody else do so" [X8]. */
function lessonsIn(clause: Clause, own: string): readonly Lesson[] {
  const lessons = findLessons(own)
  const back = goesBack.exec(own)
  if (back === null) return lessons
  const isTold =
    lessons.length === 0 ? findLessons(clause.previous.toLowerCase()).length > 0 : lessons.at(-1)!.to <= back.index
  if (!isTold) return lessons
  return [...lessons, { from: back.index, to: back.index + back[0].length, kind: 'train', ai: true }]
}

function readLesson(telling: Telling): readonly Told[] {
  if (isNoLesson(telling)) return nothing
  const { words, barred, sentence } = telling
  const { own, leads, previous } = sentence
  const who = whoTrains(telling)
  const { actor } = who
  if (actor === 'public') return nothing
  const data = dataToldOf(telling, who)
  const contract = agreement.test(own) || agreement.test(`${previous} ${leads}`)
  if (actor === 'operator' ? !isOfOperator(telling, who, data) : !isOfPartner(telling, who, data, contract))
    return nothing

  const conditions = sayIn(telling, actor)
  const effect: Effect = isWhether(telling) ? 'conditional' : effectOf(own, barred, conditions.length > 0)
  const limited = effect === 'conditional' || (effect === 'disallow' && isTier(own))
  const sure = actor === 'partner' && who.named && (barred ? contract || who.near : who.direct && !data.foreign)
  const give = (actor: Actor): Told => ({
    draft: {
      effect,
      actor,
      usage: 'train-ai',
      asset: 'content',
      conditions: limited ? conditions : [],
      confidence: sure ? 0.75 : 0.65,
    },
    sure,
    named: who.named,
    both: who.both,
    further: goesBack.test(words),
  })
  return who.both ? [give('operator'), give('partner')] : [give(actor)]
}

function effectOf(own: string, barred: boolean, limited: boolean): Effect {
  if (!limited) return barred ? 'disallow' : 'allow'
  return barred && !lifts.test(own) ? 'disallow' : 'conditional'
}

/** Whether it is the operator's to do: it is named, or what is used is its users' [X6]. */
function isOfOperator({ part, main, barred, sentence }: Telling, who: Who, data: DataToldOf): boolean {
  const { users, broad, foreign } = data
  if (foreign) return false
  // what models were made with once says nothing of what comes in now
  if (!barred && !users && /\b(?:was|were|had been) (?:\w+ )?$/.test(main.slice(-24))) return false
  if (who.named)
    return broad || /\b(?:it|them|they|this|that|these|those|what|everything|anything|any|none)\b/.test(part)
  return users || (broad && (who.owned || barred || isPractised(sentence)))
}

/** Told as what is done, and not as what may be done with what the service hands out. */
function isPractised({ own, leads, previous }: Sentence): boolean {
  return (
    !strangers.test(`${leads} ${own} ${previous}`) &&
    !/\b(?:may|can|could|might) (?:also )?be (?:used|applied|put|employed)\b/.test(own)
  )
}

/** Whether a partner trains, or is kept from it: with what it is given, by what it may do, or by contract [X7]. */
function isOfPartner(telling: Telling, who: Who, { broad, foreign }: DataToldOf, contract: boolean): boolean {
  const { part, before, words, barred, lesson, sentence } = telling
  const { own, leads, previous } = sentence
  if (ordersPublic.test(own) || ordersPublic.test(leads)) return false
  if (!goesBack.test(words) && !broad && !foreignData.test(part) && !passesOn.test(`${previous} ${before}`))
    return false
  if (foreign && !contract) return false
  return barred ? contract || acts.test(before) || who.near : acts.test(`${previous} ${own.slice(0, lesson.from)}`)
}

const passesOn = /\b(?:receiv\w+|gets?|shar\w+|licens\w+|buyers?|sold|sells?|suppl\w+|given|pass\w*)\b/
const foreignData = /\b(?:data|information|content|records?|audio|it|them|what|everything|anything)\b/
/** Somebody is given or denied something: what a partner does, it does with that. */
const acts =
  /\b(?:may|can|could|must|shall|will|would|free to|allow\w*|permit\w*|entitled|authori[sz]ed|lets?|rights?|receiv\w+|gets?|given|gives?|shar\w+|sells?|selling|sold|licen[sc]\w+|suppl(?:y|ies|ied)|provided?|provides|pass(?:es|ed)?|transfer\w*|made available|make available|sent|sends?|disclos\w+|goes? to|forward\w*|hand(?:s|ed)?|deliver\w*|trains?|use[sd]?|agree[sd]?|undertakes?|promised|is|are|whose|who)\b/
