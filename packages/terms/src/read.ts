import { type Issue, type Position, type Positions, positionsOf, questions, type Statement } from '@proviso/rights'
import { References } from './by-number.ts'
import { type Clause, splitClauses } from './clause.ts'
import { ClauseMemory, type Readings, recall } from './clause-memory.ts'
import { mayTellOfCollecting } from './clause-trigger.ts'
import { readCollecting } from './collecting.ts'
import { type Context, contextOf } from './context.ts'
import { concerns, type Doubt, doubt } from './doubt.ts'
import { withoutExamples } from './example.ts'
import { detectLanguage } from './language.ts'
import { choiceAbove, choiceBelow, reach, underChoice } from './later-choice.ts'
import { type Line, LineMemory, type Lines, scanLines } from './line.ts'
import { Objections } from './objections.ts'
import {
  type Outline,
  outlineOf,
  type Passage,
  type PassageLines,
  passageAt,
  type SectionPath,
  SectionPaths,
  type Turn,
} from './outline.ts'
import { ownCopy } from './own-copy.ts'
import { splitParts } from './part.ts'
import { originalSpan, plainOf } from './plain.ts'
import { readerVersion } from './reader-version.ts'
import type { Part, Reading } from './reading.ts'
import { statedDaysOf } from './stated-day.ts'
import { questionOf, type StatementDraft } from './statement-draft.ts'
import { readTraining } from './training.ts'
import { limited, limitHeard, surmise, weigh } from './weigh.ts'
import { showsMuch, wrongPage } from './wrong-page.ts'

/** Languages the reader reads. */
const readable: ReadonlySet<string> = new Set(['en'])

/** Longest text read, UTF-16 code units. */
export const mostLength = 64 * 1024 * 1024

/**
 * Reads one Markdown text: its statements, its parts and their positions, the days it states. A pure function of the text.
 * Never throws on any text; a text it cannot read has an `unread` reason and no statements. SPEC.md.
 *
 * @example
 * read('You may not scrape the site.').positions['public.crawl.content'].position // 'disallowed'
 */
export function read(text: string, options?: ReaderOptions): Reading {
  return createReader(options)(text)
}

export interface ReaderOptions {
  /** Whether the encoder is heard, or what the rules read is all; true unless said otherwise. SPEC.md Q1. */
  readonly encoder?: boolean
}

/** Clauses of a text that the encoder hears, at most: a text with more is no document [Q7]. */
const mostAsked = 200

/** A text this short may be a clause put before the reader, UTF-16 code units. */
const SHORT = 2_000

/** Reads the versions of histories, one after the other. */
export interface Reader {
  (text: string): Reading
  /** Reads a text that comes as UTF-8 (a broken sequence is U+FFFD). What was read before is not decoded again. */
  utf8(bytes: Buffer): Reading
}

/**
 * A reader that remembers: what an earlier version of a text shares with the next is not looked at again, and a passage
 * read once is not read twice. It gives the same readings as `read`, faster over the versions of a history. SPEC.md M1–M3.
 *
 * @example
 * const reader = createReader()
 * for (const bytes of versions) console.log(reader.utf8(bytes).positions)
 */
export function createReader({ encoder = true }: ReaderOptions = {}): Reader {
  const texts = readerOf(encoder)
  const utf8 = readerOf(encoder)
  const reader = (text: string) => (text.length > mostLength ? tooLarge() : texts(text))
  // bytes are their caller's again once read: the version in hand and the one before are kept, by turns
  let held = Buffer.alloc(0)
  let spare = Buffer.alloc(0)
  reader.utf8 = (bytes: Buffer) => {
    if (bytes.length > mostLength) return reader(bytes.toString('utf8'))
    if (!bytes.equals(held)) {
      const place = spare.buffer.byteLength < bytes.length ? Buffer.allocUnsafeSlow(bytes.length * 2) : spare
      spare = held
      held = Buffer.from(place.buffer, 0, bytes.length)
      bytes.copy(held)
    }
    return utf8(held)
  }
  return reader
}

const tooLarge = (): Reading => unread('und', 'too-large', [])

function readerOf(hears: boolean): (source: string | Buffer) => Reading {
  const memory = new LineMemory()
  const paths = new SectionPaths()
  const clauses = new ClauseMemory<RuledClause>()
  let earlier: Lines | undefined

  return (source) => {
    const lines = scanLines(source, memory, earlier)
    earlier = lines
    const wrong = showsMuch(lines) ? null : wrongPage(lines)
    // a long page that is not the document is not read at all; a short text may be one clause about such pages [W]
    if (wrong !== null && lines.length > SHORT) return unread('und', wrong, [])
    const { language } = detectLanguage(lines)
    if (language !== 'und' && !readable.has(language)) return unread(language, 'language', [])
    const statements = statementsOf(lines)
    if (wrong !== null && statements.length === 0) return unread(language, wrong, [])
    const stated = statedDaysOf(lines)
    const spans = splitParts(lines, stated)
    const positions = positionsOf(statements)
    const parts: Part[] = spans.map(({ start, end, scope, effective, until, updated }) => ({
      start,
      end,
      ...(scope === undefined ? {} : { scope }),
      ...(effective === undefined ? {} : { effective }),
      ...(until === undefined ? {} : { until }),
      ...(updated === undefined ? {} : { updated }),
      positions:
        spans.length === 1
          ? positions
          : positionsOf(statements.filter((statement) => statement.start >= start && statement.start < end)),
    }))
    return { reader: readerVersion, language, parts, statements, positions, stated, issues: [] }
  }

  function statementsOf(lines: Lines): Statement[] {
    const context = contextOf(lines)
    const outline = outlineOf(lines, paths)
    const said = outline.passages.flatMap((place) => {
      const offset = lines.starts[place.first]!
      return readingOf(place, lines, context, clauses).map((clause) => ({ clause, offset }))
    })
    const all: Statement[] = []
    const examples = new Set<Statement>()
    // of very many clauses only the first are heard [Q7]
    let more = mostAsked
    for (const { clause, offset } of said) {
      const { ruled, doubt } = clause
      const weighs = hears && ruled.length > 0 && doubt !== null && more-- > 0
      for (const draft of weighs ? weigh(doubt) : ruled) {
        const one = placed(draft, clause, offset)
        all.push(one)
        if (draft.example) examples.add(one)
      }
    }
    if (hears) {
      const open = new Set<string>(questions.filter((question) => !all.some((one) => questionOf(one) === question)))
      more = mostAsked
      for (const { clause, offset } of said) {
        const { doubt } = clause
        if (doubt === null || !concerns(doubt, open) || more-- <= 0) continue
        for (const draft of surmise(doubt, open)) all.push(placed(draft, clause, offset))
      }
      all.push(...limitsBeside(all, said))
      all.sort((a, b) => a.start - b.start)
    }
    const references = new References(lines)
    const objections = new Objections(lines)
    return withoutExamples(all, examples).map((one) => withChoice(one, outline, lines, context, references, objections))
  }
}

/** How far below a statement, within its section, a limit that the encoder hears is looked for: UTF-16 code units. */
const mostBelow = 1_500

/** What the encoder hears as a limit in clauses that stand below what was read, in the same section. SPEC.md Q20. */
function limitsBeside(
  all: readonly Statement[],
  said: readonly { clause: SaidInClause; offset: number }[],
): Statement[] {
  let more = mostAsked
  return limited(all).flatMap(({ question, statements }) => {
    // both stand in order: of the statements above a clause only the last few can be near enough
    let above = 0
    return said.flatMap(({ clause, offset }) => {
      const { doubt, section } = clause
      const start = clause.start + offset
      while (above < statements.length && statements[above]!.end < start) above++
      if (doubt === null || !doubt.limiting.has(question) || more <= 0) return []
      let below = false
      for (let at = above - 1; at >= 0 && !below && start - statements[at]!.end < mostBelow; at--)
        below = isSame(statements[at]!.section, section)
      if (!below) return []
      more--
      const heard = limitHeard(doubt, question)
      return heard === null ? [] : [placed(heard, clause, offset)]
    })
  })
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, at) => part === b[at])
}

/** A statement with the say that stands around it in its section, or names it by its number, where it has none [N37, N44]. */
function withChoice(
  one: Statement,
  { passages, turns }: Outline,
  lines: Lines,
  context: Context,
  references: References,
  objections: Objections,
): Statement {
  if (one.effect === 'disallow' && one.conditions.length === 0) {
    const conditions = references.sayOf(one)
    return conditions.length === 0 ? one : underChoice(one, conditions)
  }
  if (one.effect !== 'allow' || one.usage !== 'train-ai' || one.actor === 'public') return one
  const place = passageOf(lines.at(one.start), passages)
  if (place === undefined) return one
  const heading = choiceAbove(place.path.headings.at(-1) ?? '')
  if (heading.length > 0) return underChoice(one, heading)
  const end = sectionEnd(place.turn, turns, lines, one.end + reach)
  const below = plainOf(lines.slice(one.end, end)).text.split(/(?<=[.!?])\s+|\n/)
  const said = lines.slice(Math.max(lines.starts[turns[place.turn]!.line]!, one.start - reach), one.end)
  const conditions = choiceBelow(one.actor, said, below, context.names)
  if (conditions.length > 0) return underChoice(one, conditions)
  const named = references.sayOf(one)
  if (named.length > 0) return underChoice(one, named)
  return one.actor === 'operator' && objections.toTraining() ? underChoice(one, [{ kind: 'opt-out' }]) : one
}

/** The passage that holds a line; passages stand in order. */
function passageOf(line: number, passages: readonly PassageLines[]): PassageLines | undefined {
  let low = 0
  let high = passages.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passages[middle]!.last < line) low = middle + 1
    else high = middle
  }
  return passages[low]
}

/** Where a section, and those beside it under the same headings, end: an offset, `most` at most. */
function sectionEnd(turn: number, turns: readonly Turn[], lines: Lines, most: number): number {
  const { depth } = turns[turn]!
  for (let at = turn + 1; at < turns.length; at++) {
    const start = lines.starts[turns[at]!.line]!
    if (start >= most) break
    if (turns[at]!.depth < depth || (depth < 2 && turns[at]!.depth === depth)) return start
  }
  return Math.min(most, lines.length)
}

/** What was read of a passage that begins with a line, and all that it depends on. */
export interface PassageReading {
  /** The lines after the first, then the lead-ins. */
  readonly others: readonly Line[]
  readonly length: number
  readonly path: SectionPath
  readonly context: string
  readonly said: SaidInPassage
}

/** Readings of one line kept: a line seldom stands in more surroundings at a time. */
const mostReadings = 12

/** What a passage says, read once for its lines, section path, lead-ins and context. */
function readingOf(
  place: PassageLines,
  lines: Lines,
  context: Context,
  clauses: ClauseMemory<RuledClause>,
): SaidInPassage {
  const first = lines.lines[place.first]!
  first.readings ??= []
  for (const known of first.readings) if (isOf(known, place, lines, context)) return known.said
  const said = readPassage(passageAt(lines, place), context, clauses)
  const others = lines.lines.slice(place.first + 1, place.last + 1)
  for (const lead of place.leads) others.push(lines.lines[lead]!)
  first.readings.unshift({
    others,
    length: place.last - place.first,
    path: place.path,
    context: context.signature,
    said,
  })
  if (first.readings.length > mostReadings) first.readings.pop()
  return said
}

function isOf(known: PassageReading, { first, last, path, leads }: PassageLines, { lines }: Lines, context: Context) {
  const { others, length } = known
  if (known.path !== path || length !== last - first || others.length !== length + leads.length) return false
  for (let at = 0; at < length; at++) if (others[at] !== lines[first + 1 + at]) return false
  for (let at = 0; at < leads.length; at++) if (others[length + at] !== lines[leads[at]!]) return false
  return known.context === context.signature
}

/** A clause of a passage that may say something, with offsets from the passage's start: what is remembered of it. */
interface SaidInClause extends Pick<Statement, 'start' | 'end' | 'section' | 'quote'> {
  /** What the rules read in it. */
  readonly ruled: readonly StatementDraft[]
  readonly doubt: Doubt | null
}

type SaidInPassage = readonly SaidInClause[]

/** What the rules read in a clause, and the doubts that were had of it. */
interface RuledClause {
  readonly drafts: readonly StatementDraft[]
  readonly doubts: Readings<Doubt | null>
}

const nothing: SaidInPassage = []

function readPassage(passage: Passage, context: Context, clauses: ClauseMemory<RuledClause>): SaidInPassage {
  let said: SaidInClause[] | undefined
  for (const clause of splitClauses(passage)) {
    const readings = clauses.of(clause)
    const { drafts, doubts } = recall(readings, clause, context, (clause, context) =>
      readClause(clause, context, readings),
    )
    const doubted = recall(doubts, clause, context, (clause, context) => doubt(clause, context, drafts))
    if (drafts.length === 0 && doubted === null) continue
    const [start, end] = originalSpan(clause.plain, clause.from, clause.to)
    const quote = ownCopy(passage.text.slice(start, end))
    said ??= []
    said.push({ ruled: drafts, doubt: doubted, start, end, section: clause.path, quote })
  }
  return said ?? nothing
}

function placed(
  { example, ...draft }: StatementDraft,
  { start, end, section, quote }: SaidInClause,
  offset: number,
): Statement {
  const confidence = Math.round(draft.confidence * 100) / 100
  return { ...draft, confidence, section, quote, start: start + offset, end: end + offset }
}

function readClause(clause: Clause, context: Context, earlier: Readings<RuledClause>): RuledClause {
  const drafts = readTraining(clause, context)
  const collecting = mayTellOfCollecting(clause) ? readCollecting(clause, context) : null
  if (collecting !== null) drafts.push(collecting)
  // where no rule reads anything, what else differed made no difference
  const alike = drafts.length === 0 ? earlier.find(({ found }) => found.drafts.length === 0) : undefined
  return { drafts, doubts: alike?.found.doubts ?? [] }
}

function unread(language: string, reason: string, issues: readonly Issue[]): Reading {
  return {
    reader: readerVersion,
    language,
    unread: reason,
    parts: [],
    statements: [],
    positions: noPositions(),
    stated: [],
    issues,
  }
}

function noPositions(): Positions {
  const silent: Position = { position: 'silent', conditions: [], confidence: 0, statements: [] }
  return Object.fromEntries(questions.map((question) => [question, silent])) as unknown as Positions
}
