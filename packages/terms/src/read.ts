import { type Issue, type Position, type Positions, questions, type Statement } from '@proviso/rights'
import { type Clause, splitClauses } from './clause.ts'
import { readCollecting } from './collecting.ts'
import { positionsOf } from './combine.ts'
import { type Context, contextOf } from './context.ts'
import { detectLanguage } from './language.ts'
import { type Lines, scanLines } from './line.ts'
import { findPassages, type Passage } from './outline.ts'
import { splitParts } from './part.ts'
import { originalSpan } from './plain.ts'
import type { Part, Reading } from './reading.ts'
import { findStatedDays } from './stated-day.ts'
import { readTraining } from './training.ts'
import { wrongPage } from './wrong-page.ts'

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
const mostRemembered = 200_000

/**
 * A reader that remembers: what an earlier version of a text shares with the next is not looked at again, and a passage
 * read once is not read twice. It gives the same readings as `read`, faster over the versions of a history.
 */
export function createReader(): (text: string) => Reading {
  let earlier: Lines | undefined
  const remembered = new Map<string, readonly RelativeStatement[]>()
  return (text) => {
    if (text.length > mostLength) return unread('und', 'too-large', [])
    const wrong = wrongPage(text)
    // a long page that is not the document is not read at all; a short text may be one clause about such pages [W]
    if (wrong !== null && text.length > SHORT) return unread('und', wrong, [])
    const { language } = detectLanguage(text)
    if (language !== 'und' && !readable.has(language)) return unread(language, 'language', [])
    const lines = scanLines(text, earlier)
    earlier = lines
    const context = contextOf(lines)
    const statements: Statement[] = []
    for (const passage of findPassages(lines)) {
      const raw = text.slice(passage.start, passage.end)
      const key = `${context.signature}\u0000${passage.path.join('\u0001')}\u0000${passage.leads.join('\u0001')}\u0000${raw}`
      let found = remembered.get(key)
      if (found === undefined) {
        found = readPassage(text, passage, context)
        if (remembered.size >= mostRemembered) remembered.clear()
        // a key cut from a text would keep the whole text alive: what speaks of nothing is remembered by its own copy
        remembered.set(copyOf(key), found)
      }
      for (const statement of found) {
        const start = passage.start + statement.start
        const end = passage.start + statement.end
        statements.push({ ...statement.statement, quote: text.slice(start, end), start, end })
      }
    }
    if (wrong !== null && statements.length === 0) return unread(language, wrong, [])
    const stated = findStatedDays(text)
    const spans = splitParts(text, stated)
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
}

/** A statement with offsets from its passage's start, and no quote: what is remembered of a passage. */
interface RelativeStatement {
  readonly start: number
  readonly end: number
  readonly statement: Omit<Statement, 'quote' | 'start' | 'end'>
}

function readPassage(text: string, passage: Passage, context: Context): readonly RelativeStatement[] {
  const found: RelativeStatement[] = []
  for (const clause of splitClauses(text, passage)) {
    const drafts = readTraining(clause, context)
    const collecting = readCollecting(clause, context)
    if (collecting !== null) drafts.push(collecting)
    for (const { from, to, ...draft } of drafts) {
      const [start, end] = originalSpan(clause.plain, from, to)
      const { effect, actor, usage, asset, conditions, confidence } = draft
      found.push({
        start: start - passage.start,
        end: end - passage.start,
        statement: {
          effect,
          actor,
          usage,
          asset,
          conditions,
          section: sectionOf(clause),
          confidence: Math.round(confidence * 100) / 100,
        },
      })
    }
  }
  return found
}

function sectionOf(clause: Clause): readonly string[] {
  return clause.path
}

function copyOf(key: string): string {
  return Buffer.from(key, 'utf16le').toString('utf16le')
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
