import { type Issue, type Position, type Positions, positionsOf, questions, type Statement } from '@proviso/rights'
import { splitClauses } from './clause.ts'
import { readCollecting } from './collecting.ts'
import { type Context, contextOf } from './context.ts'
import { withoutExamples } from './example.ts'
import { detectLanguage } from './language.ts'
import { LineMemory, type Lines, scanLines } from './line.ts'
import { findPassages, type Passage, type PassageLines, passageAt, SectionPaths } from './outline.ts'
import { splitParts } from './part.ts'
import { originalSpan } from './plain.ts'
import type { Part, Reading } from './reading.ts'
import { statedDaysOf } from './stated-day.ts'
import { readTraining } from './training.ts'
import { showsMuch, wrongPage } from './wrong-page.ts'

/** Version of the reader. Whatever can change a reading changes it: remembered readings of another version are not used. */
export const readerVersion = '1'

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
export function read(text: string): Reading {
  return createReader()(text)
}

/** A text this short may be a clause put before the reader, UTF-16 code units. */
const SHORT = 2_000

/** How many passages a reader remembers before it starts anew: bounds its memory. */
const mostRemembered = 100_000

/**
 * A reader that remembers: what an earlier version of a text shares with the next is not looked at again, and a passage
 * read once is not read twice. It gives the same readings as `read`, faster over the versions of a history.
 */
export function createReader(): (text: string) => Reading {
  const memory = new LineMemory()
  const paths = new SectionPaths()
  let remembered = new Map<string, readonly RelativeStatement[]>()
  let earlier: Lines | undefined

  return (text) => {
    if (text.length > mostLength) return unread('und', 'too-large', [])
    const lines = scanLines(text, memory, earlier)
    earlier = lines
    const wrong = showsMuch(lines) ? null : wrongPage(text)
    // a long page that is not the document is not read at all; a short text may be one clause about such pages [W]
    if (wrong !== null && text.length > SHORT) return unread('und', wrong, [])
    const { language } = detectLanguage(text)
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
    const statements: Statement[] = []
    for (const place of findPassages(lines, paths)) {
      const key = keyOf(place, lines, context)
      let found = remembered.get(key)
      if (found === undefined) {
        found = readPassage(passageAt(lines, place), context)
        if (remembered.size >= mostRemembered) remembered = new Map()
        remembered.set(key, found)
      }
      const offset = lines.starts[place.first]!
      for (const { start, end, statement } of found)
        statements.push({ ...statement, start: start + offset, end: end + offset })
    }
    return [...withoutExamples(statements)]
  }
}

/** Equal keys are read alike: the same lines under the same headings and lead-ins, in the same context. */
function keyOf({ first, last, path, leads }: PassageLines, { lines }: Lines, context: Context): string {
  let key = `${lines[first]!.id}`
  for (let at = first + 1; at <= last; at++) key += `,${lines[at]!.id}`
  key += `/${path.id}/`
  for (const lead of leads) key += `${lines[lead]!.id},`
  return `${key}${context.signature}`
}

/** A statement with offsets from its passage's start: what is remembered of a passage. */
interface RelativeStatement {
  readonly start: number
  readonly end: number
  readonly statement: Omit<Statement, 'start' | 'end'>
}

const nothing: readonly RelativeStatement[] = []

function readPassage(passage: Passage, context: Context): readonly RelativeStatement[] {
  let found: RelativeStatement[] | undefined
  for (const clause of splitClauses(passage)) {
    const drafts = readTraining(clause, context)
    const collecting = readCollecting(clause, context)
    if (collecting !== null) drafts.push(collecting)
    for (const { from, to, effect, actor, usage, asset, conditions, confidence } of drafts) {
      const [start, end] = originalSpan(clause.plain, from, to)
      found ??= []
      found.push({
        start,
        end,
        statement: {
          effect,
          actor,
          usage,
          asset,
          conditions,
          section: clause.path,
          confidence: Math.round(confidence * 100) / 100,
          quote: copyOf(passage.text.slice(start, end)),
        },
      })
    }
  }
  return found ?? nothing
}

/** A string of its own: what is cut from a text keeps all of it alive. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
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
