import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type {
  Condition,
  ConditionKind,
  Day,
  DocumentState,
  Issue,
  PositionKind,
  PositionReview,
  RuledPosition,
  StandingQuestion,
} from '@proviso/rights'
import { positionOf, questions } from '@proviso/rights'
import { LineCounter, parseDocument } from 'yaml'
import { isMove } from './is-move.ts'
import { strictness } from './strictest-position.ts'

/** A person's word on one position: confirmed, corrected, or one statement rejected. docs/reviews.md shows how to write one. */
export interface Review {
  readonly service: string
  readonly terms: string
  readonly question: StandingQuestion
  /** The states meant: those with this quote, or the run of states that say the same as on this day. */
  readonly quote?: string
  readonly day?: Day
  readonly verdict:
    | { readonly kind: 'confirm' }
    | { readonly kind: 'correct'; readonly position: PositionKind; readonly conditions: readonly Condition[] }
    | { readonly kind: 'reject'; readonly quote: string }
  readonly by?: string
  readonly note?: string
  /** File and line, for issues. */
  readonly at: string
  readonly line: number
}

const conditionKinds: readonly ConditionKind[] = [
  'opt-out',
  'opt-in',
  'licence',
  'payment',
  'attribution',
  'non-commercial',
  'robots-txt',
  'rate-limit',
  'search-engine',
  'non-competing',
  'class',
  'part',
]

const knownKeys = ['service', 'terms', 'question', 'quote', 'day', 'confirm', 'correct', 'reject', 'by', 'note']

/** Reads one review file: a YAML list. Bad entries become issues with their line; the others stand. SPEC.md V1. */
export function parseReviews(text: string, at: string): { reviews: Review[]; issues: Issue[] } {
  const reviews: Review[] = []
  const issues: Issue[] = []
  const hint = 'docs/reviews.md shows how a review is written'
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    issues.push({ code: 'review-not-yaml', at, line, column: col, message: error.message.split('\n')[0]!, hint })
  }
  if (document.errors.length > 0) return { reviews, issues }
  let entries: unknown
  try {
    // aliases that multiply without end are refused here
    entries = document.toJS({ maxAliasCount: 100 })
  } catch {
    return { reviews, issues: [{ code: 'review-not-yaml', at, message: 'the file has too many aliases', hint }] }
  }
  if (entries === null || entries === undefined) return { reviews, issues }
  if (!Array.isArray(entries)) {
    return { reviews, issues: [{ code: 'review-invalid', at, line: 1, message: 'a review file is a list', hint }] }
  }
  for (const [index, entry] of entries.entries()) {
    const range = (document.getIn([index], true) as { range?: [number, number, number] } | undefined)?.range
    const { line } = lines.linePos(range?.[0] ?? 0)
    const read = readEntry(entry, at, line)
    if (typeof read === 'string') issues.push({ code: 'review-invalid', at, line, message: read, hint })
    else reviews.push(read)
  }
  return { reviews, issues }
}

function readEntry(entry: unknown, at: string, line: number): Review | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'a review is a mapping'
  const map = entry as Record<string, unknown>
  const unknown = Object.keys(map).find((key) => !knownKeys.includes(key))
  if (unknown !== undefined) return `\`${unknown}\` is no part of a review`
  const { service, terms, question, quote, confirm, correct, reject } = map
  if (typeof service !== 'string' || typeof terms !== 'string') return '`service` and `terms` are needed'
  if (!questions.includes(question as StandingQuestion)) return `\`question\` is one of ${questions.join(', ')}`
  const day = map.day instanceof Date ? map.day.toISOString().slice(0, 10) : map.day
  if (day !== undefined && !(typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) && isDay(day))) {
    return '`day` is a day such as 2025-06-04'
  }
  const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value)
  if (quote !== undefined && !isHash(quote))
    return '`quote` is a quote hash of 16 hexadecimal digits, in quotation marks'
  if ([confirm, correct, reject].filter((value) => value !== undefined).length !== 1) {
    return 'one of `confirm`, `correct`, `reject` is needed'
  }
  const { by, note } = map
  const people = { ...(typeof by === 'string' ? { by } : {}), ...(typeof note === 'string' ? { note } : {}) }
  const about = { service, terms, question: question as StandingQuestion, ...people, at, line }
  if (reject !== undefined) {
    if (!isHash(reject)) return '`reject` is a quote hash of 16 hexadecimal digits, in quotation marks'
    return { ...about, quote: reject, verdict: { kind: 'reject', quote: reject } }
  }
  if ((quote === undefined) === (day === undefined)) return 'one of `quote` and `day` is needed'
  const which = { ...(quote === undefined ? {} : { quote }), ...(day === undefined ? {} : { day: day as Day }) }
  if (confirm !== undefined) {
    if (confirm !== true) return '`confirm` is true'
    return { ...about, ...which, verdict: { kind: 'confirm' } }
  }
  const { position, conditions = [] } = (correct ?? {}) as { position?: unknown; conditions?: unknown }
  if (typeof position !== 'string' || !Object.hasOwn(strictness, position)) {
    return '`correct` needs a `position`: allowed, conditional, disallowed or silent'
  }
  if (!Array.isArray(conditions)) return '`conditions` is a list'
  const typed: Condition[] = []
  for (const condition of conditions) {
    const { kind, note } = typeof condition === 'string' ? { kind: condition, note: undefined } : (condition ?? {})
    if (!conditionKinds.includes(kind)) return `a condition is one of ${conditionKinds.join(', ')}`
    typed.push(typeof note === 'string' ? { kind, note } : { kind })
  }
  return { ...about, ...which, verdict: { kind: 'correct', position: position as PositionKind, conditions: typed } }
}

const isDay = (day: string) => {
  const time = Date.parse(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

/** Reads all `*.yaml` and `*.yml` of a folder, in the order of their names; a missing folder holds no reviews. */
export async function readReviews(folder: string): Promise<{ reviews: Review[]; issues: Issue[] }> {
  const reviews: Review[] = []
  const issues: Issue[] = []
  let names: string[]
  try {
    names = await readdir(folder)
  } catch {
    return { reviews, issues }
  }
  for (const name of names.filter((name) => /\.ya?ml$/i.test(name)).sort()) {
    try {
      const parsed = parseReviews(await readFile(join(folder, name), 'utf8'), name)
      reviews.push(...parsed.reviews)
      issues.push(...parsed.issues)
    } catch (error) {
      const hint = 'make the file readable, or move it away'
      issues.push({ code: 'review-unreadable', at: name, message: (error as Error).message, hint })
    }
  }
  return { reviews, issues }
}

/**
 * Applies reviews to states, in their order; a review that matches nothing is an issue and changes nothing. Names are those
 * of the rulebook; `canonical` folds aliases. SPEC.md V2–V6.
 */
export function applyReviews(
  states: readonly DocumentState[],
  reviews: readonly Review[],
  canonical: (service: string) => string = (service) => service,
): { states: DocumentState[]; issues: Issue[] } {
  const reviewed = [...states]
  const issues: Issue[] = []
  const documents = new Map<string, number[]>()
  if (reviews.length > 0) {
    for (const [index, { service, terms }] of states.entries()) {
      const key = `${service}\0${terms}`
      const list = documents.get(key)
      if (list === undefined) documents.set(key, [index])
      else list.push(index)
    }
  }
  for (const review of reviews) {
    const indexes = documents.get(`${canonical(review.service)}\0${review.terms}`) ?? []
    const matching = matchingStates(reviewed, indexes, review)
    if (matching.length === 0) {
      issues.push({
        code: 'review-matches-nothing',
        at: review.at,
        line: review.line,
        message: `no state of ${review.service}, ${review.terms} matches the review`,
        hint: 'the terms may have changed, or a name is spelt differently: see `proviso history`',
      })
      continue
    }
    for (const index of matching) {
      const state = reviewed[index]!
      const position = verdictOn(state.positions[review.question], review)
      reviewed[index] = { ...state, positions: { ...state.positions, [review.question]: position } }
    }
    for (const [place, index] of indexes.entries()) {
      const state = reviewed[index]!
      if (place === 0 || state.kind === 'first-record') continue
      const before = reviewed[indexes[place - 1]!]!.positions[review.question]
      const after = state.positions[review.question]
      const was = states[index]!.moved.includes(review.question)
      const read = [states[indexes[place - 1]!]!, states[index]!].map(({ positions }) => positions[review.question])
      // what a technical record moved is no move whoever reads it [T19]
      if (!was && isMove(read[0]!, read[1]!)) continue
      const moved = before.position !== after.position || (was && before.position === 'conditional')
      if (moved === state.moved.includes(review.question)) continue
      reviewed[index] = {
        ...state,
        moved: questions.filter((q) => (q === review.question ? moved : state.moved.includes(q))),
      }
    }
  }
  return { states: reviewed, issues }
}

function matchingStates(states: readonly DocumentState[], indexes: readonly number[], review: Review): number[] {
  const { question, quote, day } = review
  if (quote !== undefined) {
    return indexes.filter((index) =>
      states[index]!.positions[question].statements.some(({ evidence }) => evidence.quoteHash === quote),
    )
  }
  const place = indexes.findIndex((index) => {
    const { from, to } = states[index]!
    return day !== undefined && from <= day && (to === null || day < to)
  })
  if (place === -1) return []
  const said = (index: number) => {
    const { position, statements } = states[index]!.positions[question]
    return [position, ...statements.map(({ evidence }) => evidence.quoteHash)].join('\0')
  }
  const words = said(indexes[place]!)
  let first = place
  while (first > 0 && said(indexes[first - 1]!) === words) first -= 1
  let last = place
  while (last < indexes.length - 1 && said(indexes[last + 1]!) === words) last += 1
  return indexes.slice(first, last + 1)
}

const effects = { allowed: 'allow', conditional: 'conditional', disallowed: 'disallow' } as const

const silence: RuledPosition = { position: 'silent', conditions: [], confidence: 1, statements: [] }

function verdictOn(position: RuledPosition, { verdict, by, note }: Review): RuledPosition {
  const marked = (kind: PositionReview['verdict']): { readonly review: PositionReview } => ({
    review: {
      verdict: kind,
      // of several reviews the last speaks, and what the reader read stays what it was [V6]
      read: position.review?.read ?? { position: position.position, conditions: position.conditions },
      ...(by === undefined ? {} : { by }),
      ...(note === undefined ? {} : { note }),
    },
  })
  switch (verdict.kind) {
    case 'confirm':
      return { ...position, confidence: 1, statements: position.statements.map((s) => ({ ...s, confidence: 1 })) }
    case 'correct': {
      if (verdict.position === 'silent') return { ...silence, ...marked('correct') }
      const effect = effects[verdict.position]
      const { conditions } = verdict
      const statements = position.statements.map((s) => ({ ...s, effect, conditions, confidence: 1 }))
      return { position: verdict.position, conditions, confidence: 1, statements, ...marked('correct') }
    }
    case 'reject': {
      const statements = position.statements.filter(({ evidence }) => evidence.quoteHash !== verdict.quote)
      return { ...positionOf(statements), ...marked('reject') }
    }
  }
}
