import { createHash } from 'node:crypto'
import type { Condition, Day, Effect, PositionKind, StandingQuestion } from '@proviso/rights'
import { questions } from '@proviso/rights'
import type { Part, Reading } from '@proviso/terms'

/** A statement as a timeline needs it: the conclusion, the place and the words. */
export interface CondensedStatement {
  readonly effect: Effect
  readonly conditions: readonly Condition[]
  readonly channel?: 'web' | 'api' | 'licence'
  readonly scope?: string
  readonly confidence: number
  readonly start: number
  readonly end: number
  readonly section: readonly string[]
  readonly quote: string
  readonly quoteHash: string
}

/** A position with two keys: `key` says what is said, `wording` how. */
export interface CondensedPosition {
  readonly position: PositionKind
  readonly conditions: readonly Condition[]
  readonly confidence: number
  readonly statements: readonly CondensedStatement[]
  /** The position with the kinds of its conditions. */
  readonly key: string
  /** Hash of the letters and digits of the deciding statements; equal for texts that differ in markup and spacing only. */
  readonly wording: string
}

export type CondensedPositions = Readonly<Record<StandingQuestion, CondensedPosition>>

export interface CondensedPart {
  readonly effective?: Day
  readonly until?: Day
  readonly updated?: Day
  readonly positions: CondensedPositions
}

/** What a timeline keeps of a reading; holds no reference to the text, so that texts can be freed as they stream by. */
export interface CondensedReading {
  readonly unread?: string
  /** Length of the text in UTF-16 code units. */
  readonly length: number
  /** Days the text states about itself, each once. */
  readonly stated: readonly Day[]
  readonly parts: readonly CondensedPart[]
}

/** A silent position. */
export const silent: CondensedPosition = {
  position: 'silent',
  conditions: [],
  confidence: 1,
  statements: [],
  key: 'silent',
  wording: '',
}

/** The key two positions share when they say the same. */
export function positionKey(position: PositionKind, conditions: readonly Condition[]): string {
  const kinds = [...new Set(conditions.map((condition) => condition.kind))].sort()
  return kinds.length === 0 && position !== 'conditional' ? position : `${position} ${kinds.join(',')}`
}

interface Words {
  readonly quote: string
  readonly hash: string
  readonly letters: string
}

/** Remembers words, so that a sentence that stays for years is hashed and kept once. */
export interface WordsMemory {
  readonly quotes: Map<string, Words>
  /** Headings and scopes. */
  readonly names: Map<string, string>
}

export const createWordsMemory = (): WordsMemory => ({ quotes: new Map(), names: new Map() })

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

// a slice would keep the whole text it was cut from alive
const copyOf = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')

function nameOf(text: string, { names }: WordsMemory): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const copy = copyOf(text)
  names.set(copy, copy)
  return copy
}

function wordsOf(quote: string, { quotes }: WordsMemory): Words {
  const known = quotes.get(quote)
  if (known !== undefined) return known
  const copy = copyOf(quote)
  const words = { quote: copy, hash: shortHash(copy), letters: copy.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '') }
  quotes.set(copy, words)
  return words
}

/**
 * Reduces a reading to what timelines need.
 * @example condense(read(text), text.length, createWordsMemory()).parts[0].positions['public.crawl.content'].key // 'disallowed'
 */
export function condense(reading: Reading, length: number, memory: WordsMemory): CondensedReading {
  if (reading.unread !== undefined) return { unread: reading.unread, length, stated: [], parts: [] }
  // a reading that tells no parts apart speaks as a whole
  const spoken = reading.parts.length > 0 ? reading.parts : [{ positions: reading.positions } as Part]
  const parts = spoken.map((part): CondensedPart => {
    const positions = {} as Record<StandingQuestion, CondensedPosition>
    for (const question of questions) {
      const { position, conditions, confidence, statements } = part.positions[question]
      if (position === 'silent') {
        positions[question] = silent
        continue
      }
      const letters: string[] = []
      const condensed = statements.map((statement): CondensedStatement => {
        const words = wordsOf(statement.quote, memory)
        letters.push(words.letters)
        return {
          effect: statement.effect,
          conditions: statement.conditions,
          ...(statement.channel === undefined ? {} : { channel: statement.channel }),
          ...(part.scope === undefined ? {} : { scope: nameOf(part.scope, memory) }),
          confidence: statement.confidence,
          start: statement.start,
          end: statement.end,
          section: statement.section.map((heading) => nameOf(heading, memory)),
          quote: words.quote,
          quoteHash: words.hash,
        }
      })
      positions[question] = {
        position,
        conditions,
        confidence,
        statements: condensed,
        key: positionKey(position, conditions),
        wording: letters.length === 0 ? '' : shortHash([...new Set(letters)].sort().join('\n')),
      }
    }
    return {
      ...(part.effective === undefined ? {} : { effective: part.effective }),
      ...(part.until === undefined ? {} : { until: part.until }),
      ...(part.updated === undefined ? {} : { updated: part.updated }),
      positions,
    }
  })
  return { length, stated: [...new Set(reading.stated.map((stated) => stated.day))].sort(), parts }
}
