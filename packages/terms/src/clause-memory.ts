import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import type { Names, Subject } from './lexicon/subject.ts'
import { ownCopy } from './own-copy.ts'

/** What a reading may ask for beside the clause's own words, as flags. */
const Asked = {
  previous: 1,
  next: 2,
  later: 4,
  leads: 8,
  path: 16,
  question: 32,
  names: 64,
  trainingTerms: 128,
  ai: 256,
  topic: 512,
  privacy: 1024,
  outputTerms: 2048,
  underQuestion: 4096,
  afterQuestion: 8192,
  excepts: 16_384,
} as const

/** A reading of a clause, and all that it was made from beside the clause's own words. */
interface Known<Found> {
  readonly asked: number
  readonly previous: string
  readonly next: string
  readonly later: string
  readonly leads: readonly string[]
  readonly path: readonly string[]
  readonly question: string
  readonly underQuestion: boolean
  readonly afterQuestion: boolean
  readonly excepts: boolean
  readonly named: string
  readonly trainingTerms: readonly string[]
  readonly outputTerms: readonly string[]
  readonly ai: boolean
  readonly topic: boolean
  readonly privacy: boolean
  readonly found: Found
}

/** Readings of one clause, the last first. */
export type Readings<Found> = Known<Found>[]

/** Readings kept of one clause: it seldom stands in more surroundings at a time. */
const mostReadings = 8

/**
 * What `find` makes of a clause in its text. Of a clause read before it is not asked again, unless something it looked at then
 * is different now: what it looks at is noted while it looks. `find` is a pure function of what it is given, and the
 * offsets in what it finds are those from the clause's beginning. SPEC.md M5.
 */
export function recall<Found>(
  readings: Readings<Found>,
  clause: Clause,
  context: Context,
  find: (clause: Clause, context: Context) => Found,
): Found {
  for (const known of readings) if (holds(known, clause, context)) return known.found
  const seen = new Seen(clause, context)
  const found = find(seen, seen.context)
  readings.unshift(known(seen.asked, clause, context, found))
  if (readings.length > mostReadings) readings.pop()
  return found
}

/** Readings by the clauses' own words, the last ones asked for: bounded by the characters they hold. */
export class ClauseMemory<Found> {
  readonly #most: number
  #young = new Map<string, Readings<Found>>()
  #old = new Map<string, Readings<Found>>()
  #characters = 0

  constructor({ most = 3_000_000 }: { readonly most?: number } = {}) {
    this.#most = most
  }

  /** The readings of a clause: what `recall` adds to. */
  of(clause: Clause): Readings<Found> {
    const own = clauseText(clause)
    const young = this.#young.get(own)
    if (young !== undefined) return young
    if (this.#characters > this.#most) {
      // what was not asked for during a whole generation is forgotten
      this.#old = this.#young
      this.#young = new Map()
      this.#characters = 0
    }
    const readings = this.#old.get(own) ?? []
    this.#young.set(ownCopy(own), readings)
    // about as much again stands around it
    this.#characters += 3 * own.length + 100
    return readings
  }
}

function known<Found>(asked: number, clause: Clause, context: Context, found: Found): Known<Found> {
  const { previous, next, later, leads, path, question, underQuestion, afterQuestion, excepts } = clause
  return {
    asked,
    // what is cut from a text keeps all of it alive
    previous: asked & Asked.previous ? ownCopy(previous) : '',
    next: asked & Asked.next ? ownCopy(next) : '',
    later: asked & Asked.later ? ownCopy(later) : '',
    leads: asked & Asked.leads ? leads.map(ownCopy) : none,
    path: asked & Asked.path ? path : none,
    question: asked & Asked.question ? question : '',
    underQuestion,
    afterQuestion,
    excepts,
    named: context.named,
    trainingTerms: context.trainingTerms,
    outputTerms: context.outputTerms,
    ai: context.ai,
    topic: context.topic,
    privacy: context.privacy,
    found,
  }
}

const none: readonly string[] = []

function holds<Found>(known: Known<Found>, clause: Clause, context: Context): boolean {
  const { asked } = known
  return (
    (!(asked & Asked.previous) || known.previous === clause.previous) &&
    (!(asked & Asked.next) || known.next === clause.next) &&
    (!(asked & Asked.later) || known.later === clause.later) &&
    (!(asked & Asked.leads) || areSame(known.leads, clause.leads)) &&
    (!(asked & Asked.path) || areSame(known.path, clause.path)) &&
    (!(asked & Asked.question) || known.question === clause.question) &&
    (!(asked & Asked.underQuestion) || known.underQuestion === clause.underQuestion) &&
    (!(asked & Asked.afterQuestion) || known.afterQuestion === clause.afterQuestion) &&
    (!(asked & Asked.excepts) || known.excepts === clause.excepts) &&
    (!(asked & Asked.names) || known.named === context.named) &&
    (!(asked & Asked.trainingTerms) || areSame(known.trainingTerms, context.trainingTerms)) &&
    (!(asked & Asked.outputTerms) || areSame(known.outputTerms, context.outputTerms)) &&
    (!(asked & Asked.ai) || known.ai === context.ai) &&
    (!(asked & Asked.topic) || known.topic === context.topic) &&
    (!(asked & Asked.privacy) || known.privacy === context.privacy)
  )
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some === others) return true
  return some.length === others.length && some.every((one, at) => one === others[at])
}

/** A clause, with its own words only for its passage, that notes what is asked of it and of its context. */
class Seen implements Clause {
  asked = 0
  readonly plain: Clause['plain']
  readonly from = 0
  readonly to: number
  readonly context: Context
  readonly #clause: Clause

  constructor(clause: Clause, context: Context) {
    this.#clause = clause
    const { plain, from, to } = clause
    this.plain = { text: plain.text.slice(from, to), at: plain.at.subarray(from, to + 1) }
    this.to = to - from
    this.context = new SeenContext(context, this)
  }

  get previous() {
    this.asked |= Asked.previous
    return this.#clause.previous
  }
  get next() {
    this.asked |= Asked.next
    return this.#clause.next
  }
  get later() {
    this.asked |= Asked.later
    return this.#clause.later
  }
  get leads() {
    this.asked |= Asked.leads
    return this.#clause.leads
  }
  get path() {
    this.asked |= Asked.path
    return this.#clause.path
  }
  get question() {
    this.asked |= Asked.question
    return this.#clause.question
  }
  get underQuestion() {
    this.asked |= Asked.underQuestion
    return this.#clause.underQuestion
  }
  get afterQuestion() {
    this.asked |= Asked.afterQuestion
    return this.#clause.afterQuestion
  }
  get excepts() {
    this.asked |= Asked.excepts
    return this.#clause.excepts
  }
}

class SeenContext implements Context {
  readonly names: Names
  readonly #context: Context
  readonly #seen: Seen

  constructor(context: Context, seen: Seen) {
    this.#context = context
    this.#seen = seen
    this.names = new SeenNames(context.names, seen)
  }

  get trainingTerms() {
    this.#seen.asked |= Asked.trainingTerms
    return this.#context.trainingTerms
  }
  get outputTerms() {
    this.#seen.asked |= Asked.outputTerms
    return this.#context.outputTerms
  }
  get ai() {
    this.#seen.asked |= Asked.ai
    return this.#context.ai
  }
  get topic() {
    this.#seen.asked |= Asked.topic
    return this.#context.topic
  }
  get privacy() {
    this.#seen.asked |= Asked.privacy
    return this.#context.privacy
  }
  get named() {
    this.#seen.asked |= Asked.names
    return this.#context.named
  }
  get signature() {
    this.#seen.asked |= Asked.names | Asked.trainingTerms | Asked.outputTerms | Asked.ai | Asked.topic | Asked.privacy
    return this.#context.signature
  }
}

/** Names that are handed on count once somebody looks at them. */
class SeenNames implements Names {
  readonly #names: Names
  readonly #seen: Seen

  constructor(names: Names, seen: Seen) {
    this.#names = names
    this.#seen = seen
  }

  get #looked(): Names {
    this.#seen.asked |= Asked.names
    return this.#names
  }
  get size() {
    return this.#looked.size
  }
  get(name: string) {
    return this.#looked.get(name)
  }
  has(name: string) {
    return this.#looked.has(name)
  }
  keys() {
    return this.#looked.keys()
  }
  values() {
    return this.#looked.values()
  }
  entries() {
    return this.#looked.entries()
  }
  [Symbol.iterator]() {
    return this.#looked[Symbol.iterator]()
  }
  forEach(each: (subject: Subject, name: string, names: Names) => void) {
    for (const [name, subject] of this.#looked) each(subject, name, this)
  }
}
