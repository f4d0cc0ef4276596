import { createHash } from 'node:crypto'
import { type Condition, type PositionKind, questions, type StandingQuestion } from '@proviso/rights'
import type { Part, Reading } from '@proviso/terms'
import { condense, createWordsMemory } from '../src/condensed-reading.ts'
import type { ArchiveRecord, RecordKind } from '../src/records.ts'
import type { Sighting } from '../src/track.ts'

/** What a made-up text says on one question: a position, or a position with conditions and words. */
type Said =
  | PositionKind
  | { position: PositionKind; conditions?: Condition['kind'][]; words?: string; confidence?: number }

export interface ToldPart extends Partial<Record<StandingQuestion, Said>> {
  scope?: string
  effective?: string
  until?: string
  updated?: string
}

const effects = { allowed: 'allow', conditional: 'conditional', disallowed: 'disallow' } as const

/** A reading as the reader would give it, of a text that says just this. */
export function told(parts: readonly ToldPart[] | { unread: string }): Reading {
  const silence = { position: 'silent', conditions: [], confidence: 1, statements: [] } as const
  const positionsOf = (part: ToldPart): Part['positions'] =>
    Object.fromEntries(
      questions.map((question) => {
        const said = part[question] ?? 'silent'
        const {
          position,
          conditions = [],
          words,
          confidence = 0.9,
        } = typeof said === 'string' ? { position: said } : said
        if (position === 'silent') return [question, silence]
        const quote = words ?? `${question} is ${position}`
        const [actor, usage, asset] = question.split('.') as ['public', 'crawl', 'content']
        const typed = conditions.map((kind) => ({ kind }))
        const effect = effects[position]
        const place = { quote, start: 0, end: quote.length, section: ['1', '(a)'], confidence }
        const statements = [{ effect, actor, usage, asset, conditions: typed, ...place }]
        return [question, { position, conditions: typed, confidence, statements }]
      }),
    ) as Part['positions']
  const base = { reader: 'told', language: 'en', statements: [], issues: [] }
  if ('unread' in parts) return { ...base, unread: parts.unread, parts: [], positions: positionsOf({}), stated: [] }
  const stated = parts.flatMap(({ effective, updated, until }) =>
    (
      [
        ['effective', effective],
        ['updated', updated],
        ['until', until],
      ] as const
    ).flatMap(([kind, day]) => (day === undefined ? [] : [{ kind, day, start: 0, end: 1 }])),
  )
  const made = parts.map((part) => {
    const { scope, effective, until, updated } = part
    const dated = { scope, effective, until, updated }
    const given = Object.fromEntries(Object.entries(dated).filter(([, value]) => value !== undefined))
    return { start: 0, end: 1, ...given, positions: positionsOf(part) }
  })
  return { ...base, parts: made, positions: made[0]?.positions ?? positionsOf({}), stated }
}

export interface Sight {
  /** `2025-06-04` or a whole instant; noon when only a day is given. */
  on: string
  says?: ToldPart | readonly ToldPart[] | { unread: string } | null
  kind?: RecordKind
  collection?: string
  path?: string
  blob?: string
  length?: number
}

/** A record with what its version says; `says: null` removes the document. */
export function sight({
  on,
  says = {},
  kind,
  collection = 'a-versions',
  path = 'Site/Terms of Service.md',
  blob,
  length = 10_000,
}: Sight): Sighting {
  const recorded = on.length === 10 ? `${on}T12:00:00Z` : on
  const commit = createHash('sha1').update(`${collection}${path}${recorded}`).digest('hex')
  const removed = says === null
  const record: ArchiveRecord = {
    collection,
    commit,
    stored: commit,
    path,
    service: path.split('/')[0]!,
    terms: path.split('/')[1]!.replace('.md', ''),
    blob: removed ? null : (blob ?? commit),
    recorded,
    kind: removed ? 'removed' : (kind ?? 'update'),
    url: `https://example.org/${collection}/commit/${commit}`,
  }
  if (says === null) return { record, reading: null }
  const reading = told(
    'unread' in says ? (says as { unread: string }) : Array.isArray(says) ? says : [says as ToldPart],
  )
  return { record, reading: condense(reading, length, createWordsMemory()) }
}
