import { allMatches } from '../all-matches.ts'
import type { Clause } from '../clause.ts'
import type { Context } from '../context.ts'
import type { Lesson } from '../lexicon/lesson.ts'
import type { Names } from '../lexicon/subject.ts'
import { denials } from '../lexicon/told.ts'

/** A sentence that tells of a machine's learning, and what stands around it. Plain, in lower case. */
export class Sentence {
  readonly clause: Clause
  readonly context: Context
  readonly names: Names
  readonly own: string
  readonly leads: string
  readonly previous: string

  constructor(clause: Clause, own: string, context: Context, names: Names) {
    this.clause = clause
    this.context = context
    this.names = names
    this.own = own
    this.leads = clause.leads.join(' ').toLowerCase()
    this.previous = clause.previous.toLowerCase()
  }

  // asked for only where it counts: what a reading looks at is what it must be read again for [M5]
  get next(): string {
    return this.clause.next.toLowerCase()
  }
}

/** A lesson in its part of the sentence [X4]. */
export class Telling {
  readonly sentence: Sentence
  readonly lesson: Lesson
  /** Where its part of the sentence begins. */
  readonly start: number
  /** Its part up to the lesson, asides blanked. */
  readonly before: string
  readonly words: string
  /** What follows in its part. */
  readonly after: string
  #main: string | undefined
  #barred: boolean | undefined

  constructor(sentence: Sentence, lesson: Lesson) {
    const { own } = sentence
    const quiet = blank(own, asides)
    const upTo = quiet.slice(0, lesson.from)
    const rest = quiet.slice(lesson.to)
    const stop = rest.search(/;|\.\s|\s–\s|\bbut (?!not|never)/)
    const begins = allMatches(upTo, anew).at(-1)
    this.sentence = sentence
    this.lesson = lesson
    this.start = begins === undefined ? 0 : begins.index + begins[0].length
    this.before = upTo.slice(this.start)
    this.words = own.slice(lesson.from, lesson.to)
    this.after = (stop === -1 ? rest : rest.slice(0, stop)).slice(0, longestAfter)
  }

  /** Its part up to the lesson without conditions: what is denied in them is not denied outside. */
  get main(): string {
    this.#main ??= blank(this.before, conditions)
    return this.#main
  }

  /** Whether training is barred: before the lesson, behind it, in it, or in the lead-in [X5]. */
  get barred(): boolean {
    this.#barred ??=
      denials.before.test(this.main) ||
      denials.after.test(this.after) ||
      denials.inside.test(this.words) ||
      denials.lead.test(this.sentence.leads)
    return this.#barred
  }

  /** Its part of the sentence. */
  get part(): string {
    return `${this.before}${this.words}${this.after}`
  }
}

/** Of what follows a lesson this much is looked at. */
const longestAfter = 220

/** Where a new part begins, whose denials do not reach back. */
const anew =
  /;|\s[–—-]{1,2}\s|—|:\s(?!read|sell|no\b)|\bbut (?!not|never)|\b(?:and|while|whereas|so|because|since|as|although|though|however),? (?=(?:we|they|it|you|our|this|these|those|the [\w-]+ (?:is|are|may|will|can|has|have)|[\w-]+s (?:may|can|will|are))\b)|,\s(?=(?:we|they|it|our|the [\w-]+ (?:is|are|may|will|can)|which|who|where|whose|whereupon)\b)/g

/** Conditions: what is denied in them is not denied outside. */
const conditions =
  /\b(?:if|unless|until|when(?:ever)?|where(?:ver)?|as long as|so long as|insofar as|in case|except(?: that| for| where| when)?|save (?:for|where|that|as)|provided|once|without (?:regard|prejudice|limit\w*|charge|cost|your name|names?|naming))\b[^,;:.]*/g

/** Asides: "(not by us)", "… , not the video, …". */
const asides = /\([^()]{0,200}\)|[,–-] ?(?:but )?not [^,–.;]{1,60}(?:[,–]|(?= (?:may|can|will|is|are|to) ))/g

const blank = (text: string, pattern: RegExp): string => text.replace(pattern, (words) => ' '.repeat(words.length))
