import type {
  Basis,
  Day,
  DocumentState,
  Instant,
  RecordRef,
  RuledPosition,
  RuledStatement,
  StandingQuestion,
  Unread,
} from '@proviso/rights'
import { questions } from '@proviso/rights'
import { dayOf } from './calendar.ts'
import { isDeveloperTerms } from './developer-terms.ts'
import { isMove } from './is-move.ts'
import { mergeTracks } from './merge.ts'
import type { ArchiveRecord } from './records.ts'
import { type Step, type Steps, stepsOf } from './step.ts'
import { type Sighting, type Track, tracksOf } from './track.ts'
import { collapseVariants } from './variant.ts'

/** Raised when the rules of section T change what equal records give; remembered timelines of other versions are not used. */
export const timelineVersion = 2

/** A document's history: what it said from which day on, and when its pages could not be read. */
export interface Timeline {
  readonly states: readonly DocumentState[]
  readonly unread: readonly Unread[]
}

/**
 * The history of one document (a service's terms of one type) from all its records in all collections and under all names.
 * A pure function of its input, in any order. SPEC.md section T.
 * @example timelineOf('X', 'Developer Terms', sightings).states.at(-1).positions['public.train-ai.content'].position
 */
export function timelineOf(service: string, terms: string, sightings: readonly Sighting[]): Timeline {
  const tracks = tracksOf(sightings)
  const read = tracks.filter(({ versions }) => versions.length > 0)
  const states: DocumentState[] = []
  for (const life of livesOf(read)) states.push(...statesOf(service, terms, life))
  return { states, unread: unreadOf(service, terms, tracks) }
}

/** Tracks grouped by life: a document removed everywhere and recorded anew later begins again. SPEC.md T16. */
function livesOf(tracks: readonly Track[]): Track[][] {
  const started = (track: Track) => Date.parse(track.versions[0]!.record.recorded)
  const lives: Track[][] = []
  let ends = Number.NEGATIVE_INFINITY
  for (const track of [...tracks].sort((a, b) => started(a) - started(b) || (a.collection < b.collection ? -1 : 1))) {
    if (started(track) >= ends || lives.length === 0) lives.push([])
    lives.at(-1)!.push(track)
    ends = Math.max(started(track) >= ends ? Number.NEGATIVE_INFINITY : ends, endOf(track))
  }
  return lives
}

const endOf = ({ ended }: Track) => (ended === null ? Number.POSITIVE_INFINITY : Date.parse(ended))

function statesOf(service: string, terms: string, tracks: readonly Track[]): DocumentState[] {
  const merged = mergeTracks(
    tracks.map((track) => {
      const steps = stepsOf(track)
      for (const question of questions) steps[question] = collapseVariants(steps[question])
      const unreadSince = track.gaps.find(({ to }) => to === null)?.from ?? null
      return { collection: track.collection, steps, ended: track.ended, unreadSince }
    }),
  )
  const ends = Math.max(...tracks.map(endOf))
  const end = ends === Number.POSITIVE_INFINITY ? null : dayOf(new Date(ends).toISOString())
  const channel = isDeveloperTerms(terms) ? 'api' : undefined

  const days = [...new Set(questions.flatMap((question) => merged[question].map(({ from }) => from)))].sort()
  const ruled = new Map<Step, RuledPosition>()
  for (const question of questions) ruleSteps(question, merged[question], channel, ruled)

  const states: DocumentState[] = []
  const standing = {} as Record<StandingQuestion, Step | undefined>
  for (const day of days) {
    if (end !== null && day >= end) break
    const starting: [StandingQuestion, Step][] = []
    for (const question of questions) {
      const step = stepOn(merged, question, day)
      if (step !== undefined) starting.push([question, step])
    }
    const first = states.length === 0
    // a day on which only a technical record moved a position is technical, whatever else was worded anew
    const moving = starting.filter(([question, step]) => isMove(standing[question]?.said ?? silence, step.said))
    const telling = moving.length > 0 ? moving : starting
    const kind = first ? 'first-record' : telling.some(([, step]) => step.kind === 'change') ? 'change' : 'technical'
    const counted = kind === 'change' ? telling.filter(([, step]) => step.kind === 'change') : telling
    const moved = first || moving.length === 0 ? [] : counted.map(([question]) => question)
    for (const [question, step] of starting) standing[question] = step
    const positions = Object.fromEntries(
      questions.map((question) => {
        const step = standing[question]
        return [question, step === undefined ? silence : ruled.get(step)!]
      }),
    ) as Record<StandingQuestion, RuledPosition>
    const leading = leadingStep(counted)
    const previous = states.at(-1)
    if (previous !== undefined) states[states.length - 1] = { ...previous, to: day }
    states.push({
      service,
      terms,
      from: day,
      to: end,
      basis: leading.basis,
      recorded: leading.recorded,
      kind,
      moved,
      positions,
      records: recordsOf(counted.map(([, step]) => step)),
      variants: Math.max(...starting.map(([, step]) => step.variants)),
    })
  }
  return states
}

const silence: RuledPosition = { position: 'silent', conditions: [], confidence: 1, statements: [] }

function stepOn(merged: Steps, question: StandingQuestion, day: Day): Step | undefined {
  return merged[question].find(({ from }) => from === day)
}

function leadingStep(steps: readonly [StandingQuestion, Step][]): { basis: Basis; recorded: Instant } {
  let [[, leading]] = steps as [[StandingQuestion, Step]]
  for (const [, step] of steps) if (Date.parse(step.recorded) < Date.parse(leading.recorded)) leading = step
  return leading
}

/** Gives each step its statements with evidence; words that stay keep the evidence of their first sighting. SPEC.md T18. */
function ruleSteps(
  question: StandingQuestion,
  steps: readonly Step[],
  channel: 'api' | undefined,
  ruled: Map<Step, RuledPosition>,
): void {
  let before = new Map<string, RuledStatement>()
  for (const step of steps) {
    const now = new Map<string, RuledStatement>()
    for (const statement of step.said.statements) {
      const speaksTo = statement.channel ?? (question.startsWith('public.') ? channel : undefined)
      const record = step.evidence
      const key = [statement.effect, statement.quoteHash, statement.scope, JSON.stringify(statement.conditions)].join(
        '\0',
      )
      now.set(
        key,
        before.get(key) ?? {
          effect: statement.effect,
          conditions: statement.conditions,
          ...(speaksTo === undefined ? {} : { channel: speaksTo }),
          ...(statement.scope === undefined ? {} : { scope: statement.scope }),
          confidence: statement.confidence,
          evidence: {
            archive: record.collection,
            path: record.path,
            version: record.commit,
            recorded: record.recorded,
            start: statement.start,
            end: statement.end,
            section: statement.section,
            quote: statement.quote,
            quoteHash: statement.quoteHash,
            ...(record.url === undefined ? {} : { url: record.url }),
          },
        },
      )
    }
    const { position, conditions, confidence } = step.said
    ruled.set(step, { position, conditions, confidence, statements: [...now.values()] })
    before = now
  }
}

/** One entry per collection, the earliest sighting there. */
function recordsOf(steps: readonly Step[]): RecordRef[] {
  const earliest = new Map<string, ArchiveRecord>()
  for (const step of steps) {
    for (const record of [step.record, ...step.alsoIn]) {
      const known = earliest.get(record.collection)
      if (known === undefined || Date.parse(record.recorded) < Date.parse(known.recorded)) {
        earliest.set(record.collection, record)
      }
    }
  }
  return [...earliest.values()]
    .map(recordRef)
    .sort((a, b) => Date.parse(a.recorded) - Date.parse(b.recorded) || (a.collection < b.collection ? -1 : 1))
}

const recordRef = ({ collection, commit, path, recorded, url }: ArchiveRecord): RecordRef => ({
  collection,
  commit,
  path,
  recorded,
  ...(url === undefined ? {} : { url }),
})

/** When none of the document's pages could be read, and why. SPEC.md T3. */
function unreadOf(service: string, terms: string, tracks: readonly Track[]): Unread[] {
  const unread: Unread[] = []
  for (const track of tracks) {
    for (const gap of track.gaps) {
      const readElsewhere = tracks.some((other) => other !== track && isReadThroughout(other, gap.from, gap.to))
      if (readElsewhere) continue
      const from = dayOf(gap.from)
      const to = gap.to === null ? null : dayOf(gap.to)
      // a page that was back the same day left no day unread
      if (to !== from) unread.push({ service, terms, from, to, reason: gap.reason, evidence: recordRef(gap.record) })
    }
  }
  const ends = Math.max(...tracks.map(endOf))
  if (Number.isFinite(ends)) {
    unread.push({ service, terms, from: dayOf(new Date(ends).toISOString()), to: null, reason: 'removed' })
  }
  return unread.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.reason < b.reason ? -1 : 1))
}

function isReadThroughout(track: Track, from: Instant, to: Instant | null): boolean {
  const start = Date.parse(from)
  const end = to === null ? Number.POSITIVE_INFINITY : Date.parse(to)
  const seen = track.versions[0]
  if (seen === undefined || Date.parse(seen.record.recorded) > start || endOf(track) < end) return false
  return !track.gaps.some((gap) => {
    const gapEnd = gap.to === null ? Number.POSITIVE_INFINITY : Date.parse(gap.to)
    return Date.parse(gap.from) < end && gapEnd > start
  })
}
