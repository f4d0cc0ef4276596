import { dayAt, dayNumber } from './day.ts'
import { decide } from './decide.ts'
import type { Because, Decision, DecisionPart, FixedQuestion } from './decision.ts'
import { absenceOf, firstRecordOf, type Heard, hearDay, hearEver } from './heard.ts'
import { type Asking, askingOf, judge, unanswered } from './judge.ts'
import { type Outcome, outcomes } from './outcome.ts'
import { type Profile, profiles } from './profile.ts'
import type { HostEntry, IndexedState, RulebookIndex } from './rulebook-index.ts'
import { suffixTable } from './suffix-table.ts'

/** Every answer to one fixed question, by host and day: no evaluation is left but a walk and a binary search. */
export interface VerdictTable {
  /** The outcome for a host (lower case, punycode) on a day (see `dayNumber`). */
  readonly lookup: (host: string, day: number) => Outcome
  /** The number of the segment that answers, a key for `outcomeOf` and `reason`. */
  readonly segment: (host: string, day: number) => number
  readonly outcomeOf: (segment: number) => Outcome
  /** The whole decision behind a segment, made anew on each call. */
  readonly reason: (segment: number) => Decision
  /** How many segments there are. */
  readonly size: number
}

const noService = 0
const noDay = 1
const reserved = 2
/** Sorts before every day an Int32 holds: the first segment of each host opens with it. */
const beginning = -2_147_483_648

/**
 * Compiles a rulebook for one fixed question and profile. SPEC.md V1–V3.
 * Time is linear in states × the states in force beside them; memory is 9 bytes a segment and about 70 a host suffix.
 * @example
 * const table = verdictTable(index, { usage: 'train-ai', actor: 'public', channel: 'web' })
 * table.lookup('x.com', dayNumber('2025-06-10'))
 */
export function verdictTable(
  index: RulebookIndex,
  question: FixedQuestion,
  profile: Profile = profiles['as-of-crawl'],
): VerdictTable {
  const asking = askingOf(question)
  const readsDay = profile.read.includes('on')
  const runs = new Map<HostEntry, number>()
  const runOf = new Map<string, number>()
  const runHost: string[] = []
  const runEnd: number[] = []
  const starts: number[] = [beginning, beginning]
  const codes: number[] = [outcomes.indexOf('unknown'), outcomes.indexOf('unknown')]
  const owners: number[] = [-1, -1]
  for (const [suffix, entry] of index.bySuffix) {
    let run = runs.get(entry)
    if (run === undefined) {
      run = runHost.length
      runs.set(entry, run)
      runHost.push(suffix)
      for (const { start, outcome } of segmentsOf(entry, asking, question, profile)) {
        starts.push(start)
        codes.push(outcomes.indexOf(outcome))
        owners.push(run)
      }
      runEnd.push(starts.length)
    }
    runOf.set(suffix, run)
  }
  const bySuffix = suffixTable(runOf)
  const start = Int32Array.from(starts)
  const code = Uint8Array.from(codes)
  const owner = Int32Array.from(owners)
  const end = Int32Array.from(runEnd)

  const segment = (host: string, day: number): number => {
    const run = bySuffix.find(host)
    if (run < 0) return noService
    if (readsDay && Number.isNaN(day)) return noDay
    let low = run === 0 ? reserved : end[run - 1]!
    let high = end[run]! - 1
    // the last segment that opens on or before the day
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (start[middle]! <= day) low = middle
      else high = middle - 1
    }
    return low
  }
  const outcomeOf = (number: number): Outcome => outcomes[code[number]!]!
  return {
    lookup: (host, day) => outcomeOf(segment(host, day)),
    segment,
    outcomeOf,
    reason: (number) => {
      if (number < reserved) return unanswered(number === noService ? 'no-service' : 'no-day')
      // the first segment has no first day: the day before the second one lies in it
      const next = owner[number] === owner[number + 1] ? start[number + 1]! - 1 : 0
      const day = start[number] === beginning ? next : start[number]!
      return decide(index, { ...question, host: runHost[owner[number]!]!, on: dayAt(day) }, profile)
    },
    size: start.length,
  }
}

interface Segment {
  readonly start: number
  readonly outcome: Outcome
}

/** The runs of days with one decision for one host entry, the first open to the past [V2]. */
function segmentsOf(entry: HostEntry, asking: Asking, question: FixedQuestion, profile: Profile): Segment[] {
  const fixed = new Map(
    profile.read.map((reading) => [
      reading,
      reading === 'ever'
        ? hearEver(entry, profile.layers)
        : hearDay(entry, profile.layers, dayNumber(question.today ?? '')),
    ]),
  )
  const segments: Segment[] = []
  let last: Decision | undefined
  for (const { start, heard } of profile.read.includes('on')
    ? daysHeard(entry, profile)
    : [{ start: beginning, heard: null }]) {
    const readings = profile.read.map((reading) => (reading === 'on' ? heard! : fixed.get(reading)!))
    const decision = judge(entry.services, asking, readings)
    if (last && sameDecision(last, decision)) continue
    segments.push({ start, outcome: decision.outcome })
    last = decision
  }
  return segments
}

/** Sweeps the days: what is heard changes only where a state or an unread source begins or ends, or a first record lies. */
function* daysHeard(entry: HostEntry, { layers }: Profile): Generator<{ start: number; heard: Heard }> {
  const known = entry.states.filter(({ layer }) => layers.includes(layer))
  const firstRecord = firstRecordOf(known)
  const cuts = new Set<number>([beginning, firstRecord])
  for (const { from, to } of [...known, ...entry.unread]) {
    if (from < to) cuts.add(from).add(to)
  }
  const states = sweep(known)
  const unread = sweep(entry.unread)
  for (const start of [...cuts].filter(Number.isFinite).sort((a, b) => a - b)) {
    const inForce: readonly IndexedState[] = states(start)
    const unreadNow = unread(start).map((source) => source.unread)
    const absence = absenceOf(firstRecord, inForce.length, unreadNow.length, start)
    yield { start, heard: { states: inForce, unread: unreadNow, absence, oneDay: true } }
  }
}

/** Gives, for days asked in rising order, the items in force; each enters and leaves once, and their order means nothing [C3]. */
function sweep<T extends { readonly from: number; readonly to: number }>(items: readonly T[]): (day: number) => T[] {
  const entering = items.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  let next = 0
  let active: T[] = []
  return (day) => {
    active = active.filter(({ to }) => day < to)
    for (; next < entering.length && entering[next]!.from <= day; next++) {
      if (day < entering[next]!.to) active.push(entering[next]!)
    }
    return active
  }
}

// entries of `because` are made once per state, question and channel, so that identity is equality; order says nothing [C3]
function sameDecision(a: Decision, b: Decision): boolean {
  return (
    samePart(a.obtaining, b.obtaining) &&
    samePart(a.using, b.using) &&
    sameItems<Because>(a.conflicts, b.conflicts) &&
    sameItems(a.unread, b.unread)
  )
}

function samePart(a: DecisionPart, b: DecisionPart): boolean {
  return a.outcome === b.outcome && a.reason === b.reason && sameItems<Because>(a.because, b.because)
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at] || b.includes(item))
}
