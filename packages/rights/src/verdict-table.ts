import { dayAt, dayNumber } from './day.ts'
import { decideAt } from './decide.ts'
import type { Because, Decision, DecisionPart, FixedQuestion } from './decision.ts'
import { absenceOf, binds, firstRecordOf, type Heard, hearDay, hearEver, wouldBind } from './heard.ts'
import { atLongestSuffix } from './host.ts'
import { isInOrder } from './in-order.ts'
import { type Asking, askingOf, decisionOf, judge, judgeReading, unanswered } from './judge.ts'
import { type Outcome, outcomes } from './outcome.ts'
import { type PathTree, pathRows, pathTree, treeOutcome } from './path-tree.ts'
import { type Profile, profiles } from './profile.ts'
import type { HostEntry, IndexedState, RulebookIndex } from './rulebook-index.ts'
import { suffixTable } from './suffix-table.ts'
import { weighedOf } from './voice.ts'
import { pathTest } from './weigh.ts'

/**
 * One row of a table written out. Of the rows for a host and a day, in the order of `order`, the first whose `paths` all match the
 * path of the URL answers; the last one has no `paths`. A host with rows of its own (`exact`) has no other; any other host has those
 * of its longest suffix.
 */
export interface VerdictRow {
  readonly host: string
  /** The row answers for that host alone, not for hosts that end in it. */
  readonly exact: boolean
  /** First day, as a number; `null`: from the beginning. */
  readonly from: number | null
  /** First day no more; `null`: without end. */
  readonly to: number | null
  /** RFC 9309 path patterns, all of which must match. */
  readonly paths: readonly string[]
  readonly order: number
  readonly outcome: Outcome
  readonly segment: number
}

/** Every answer to one fixed question, by host, day and path: no evaluation is left but a walk and a binary search. */
export interface VerdictTable {
  /** The outcome for a host (lower case, punycode) on a day (see `dayNumber`) for a path, `/` when absent. */
  readonly lookup: (host: string, day: number, path?: string) => Outcome
  /** The number of the segment that answers, a key for `outcomeOf` and `reason`. */
  readonly segment: (host: string, day: number) => number
  readonly outcomeOf: (segment: number, path?: string) => Outcome
  /** Whether the answer of a segment depends on the path. */
  readonly dependsOnPath: (segment: number) => boolean
  /** The whole decision behind a segment, made anew on each call. */
  readonly reason: (segment: number, path?: string) => Decision
  /** How many segments there are. */
  readonly size: number
  /** The table written out, for another engine to join with; hosts and days that are not listed are `unknown`. */
  readonly rows: () => Generator<VerdictRow>
}

const noService = 0
const noDay = 1
const reserved = 2
/** Sorts before every day an Int32 holds: the first segment of each host opens with it. */
export const beginning = -2_147_483_648

/**
 * Compiles a rulebook for one fixed question and profile. SPEC.md V1–V6.
 * Time is linear in states × the states in force beside them; memory is 9 bytes a segment and about 70 a host suffix. What depends on
 * the path is worked out when it is first asked for.
 * @example
 * const table = verdictTable(index, { usage: 'train-ai', actor: 'public', channel: 'web' })
 * table.lookup('x.com', dayNumber('2025-06-10'), '/jack/status/20')
 */
export function verdictTable(
  index: RulebookIndex,
  question: FixedQuestion,
  profile: Profile = profiles['as-of-crawl'],
): VerdictTable {
  const asking = askingOf(question, pathTest('/'), profile)
  const readsDay = profile.read.includes('on')
  const runs = new Map<HostEntry, number>()
  const suffixRuns = new Map<string, number>()
  const hostRuns = new Map<string, number>()
  const runEntry: HostEntry[] = []
  const runEnd: number[] = []
  /** Length of the host a run answers for alone, 0 for a run of suffixes. */
  const runExact: number[] = []
  /** The run of the suffix that an exact host lies under, -1 when there is none. */
  const runWide: number[] = []
  const starts: number[] = [beginning, beginning]
  const codes: number[] = [outcomes.indexOf('unknown'), outcomes.indexOf('unknown')]
  const owners: number[] = [-1, -1]
  const byPath = new Map<number, PathTree | (() => PathTree)>()
  const compile = (entry: HostEntry, exact: number, wide: number): number => {
    const run = runEntry.length
    runEntry.push(entry)
    runExact.push(exact)
    runWide.push(wide)
    for (const { start, outcome, tree } of segmentsOf(entry, asking, question, profile)) {
      if (tree) byPath.set(starts.length, tree)
      starts.push(start)
      codes.push(outcomes.indexOf(outcome))
      owners.push(run)
    }
    runEnd.push(starts.length)
    return run
  }
  for (const [suffix, entry] of index.bySuffix) {
    let run = runs.get(entry)
    if (run === undefined) {
      run = compile(entry, 0, -1)
      runs.set(entry, run)
    }
    suffixRuns.set(suffix, run)
  }
  for (const [host, entry] of index.byHost) {
    const wide = atLongestSuffix(index.bySuffix, host)
    hostRuns.set(host, compile(entry, host.length, wide === undefined ? -1 : runs.get(wide)!))
  }
  const bySuffix = suffixTable(new Map([...suffixRuns, ...hostRuns]))
  const start = Int32Array.from(starts)
  const code = Uint8Array.from(codes)
  const owner = Int32Array.from(owners)
  const end = Int32Array.from(runEnd)
  const exact = Uint8Array.from(runExact)
  const wide = Int32Array.from(runWide)

  const segment = (host: string, day: number): number => {
    let run = bySuffix.find(host)
    // what speaks for one host is silent on those below it [S1]
    if (run >= 0 && exact[run] !== 0 && exact[run] !== host.length) run = wide[run]!
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
  const reason = (number: number, path?: string): Decision => {
    if (number < reserved) return unanswered(number === noService ? 'no-service' : 'no-day')
    // the first segment has no first day: the day before the second one lies in it
    const next = owner[number] === owner[number + 1] ? start[number + 1]! - 1 : 0
    const day = start[number] === beginning ? next : start[number]!
    const when = path === undefined ? { on: dayAt(day) } : { on: dayAt(day), path }
    return decideAt(runEntry[owner[number]!]!, question, when, profile)
  }
  const treeOf = (number: number): PathTree => {
    let tree = byPath.get(number)!
    if (typeof tree === 'function') {
      tree = tree()
      byPath.set(number, tree)
    }
    return tree
  }
  const outcomeOf = (number: number, path = '/'): Outcome => {
    if (path === '/' || !byPath.has(number)) return outcomes[code[number]!]!
    const tree = treeOf(number)
    return tree.whole ? treeOutcome(tree, path) : reason(number, path).outcome
  }
  return {
    lookup: (host, day, path) => outcomeOf(segment(host, day), path),
    segment,
    outcomeOf,
    dependsOnPath: (number) => byPath.has(number),
    reason,
    size: start.length,
    *rows() {
      for (const [host, run] of [...suffixRuns, ...hostRuns]) {
        for (let number = run === 0 ? reserved : end[run - 1]!; number < end[run]!; number++) {
          const from = start[number] === beginning ? null : start[number]!
          const to = number + 1 < end[run]! ? start[number + 1]! : null
          const paths = byPath.has(number)
            ? pathRows(treeOf(number))
            : [{ paths: [], outcome: outcomes[code[number]!]! }]
          for (const [order, row] of paths.entries()) {
            yield {
              host,
              exact: exact[run] !== 0,
              from,
              to,
              paths: row.paths,
              order,
              outcome: row.outcome,
              segment: number,
            }
          }
        }
      }
    },
  }
}

interface Segment {
  readonly start: number
  readonly outcome: Outcome
  /** Where the outcome depends on the path: works out how. */
  readonly tree?: () => PathTree
}

/** The runs of days with one decision for one host entry, the first open to the past [V2]. */
function segmentsOf(entry: HostEntry, asking: Asking, question: FixedQuestion, profile: Profile): Segment[] {
  const fixed = profile.read.map((reading) => {
    if (reading === 'on') return undefined
    const heard = fixedReading(entry, reading, question, profile)
    return { heard, judged: judgeReading(asking, heard, profile) }
  })
  const segments: Segment[] = []
  let last: { decision: Decision; limited: readonly IndexedState[] } | undefined
  for (const { start, heard } of daysRead(entry, profile)) {
    const readings = fixed.map((one) => one ?? { heard: heard!, judged: judgeReading(asking, heard!, profile) })
    const decision = decisionOf(
      entry.services,
      readings.map(({ judged }) => judged),
    )
    const limited = readings.flatMap(({ heard }) => limitedIn(heard))
    if (last && sameDecision(last.decision, decision) && sameItems(last.limited, limited)) continue
    const tree = () =>
      pathTree(
        (matches) =>
          judge(
            entry.services,
            askingOf(question, matches, profile),
            readings.map((one) => one.heard),
            profile,
          ).outcome,
      )
    segments.push({ start, outcome: decision.outcome, ...(limited.length > 0 ? { tree } : {}) })
    last = { decision, limited }
  }
  return segments
}

/** What a profile hears on other days than the one asked. */
export function fixedReading(
  entry: HostEntry,
  reading: 'today' | 'ever',
  question: FixedQuestion,
  profile: Profile,
): Heard {
  return reading === 'ever' ? hearEver(entry, profile) : hearDay(entry, profile, dayNumber(question.today ?? ''))
}

/** The states among those heard that are limited to paths. */
export function limitedIn({ states }: Heard): readonly IndexedState[] {
  return states.some(isLimited) ? states.filter(isLimited) : none
}

function isLimited(state: IndexedState): boolean {
  return weighedOf(state)?.hasPaths === true
}

interface DayHeard {
  readonly start: number
  readonly heard: Heard | null
}

/** The days on which what a profile hears may change; for one that does not read the day, the beginning alone. */
export function daysRead(entry: HostEntry, profile: Profile): readonly DayHeard[] {
  return profile.read.includes('on') ? daysHeard(entry, profile) : [{ start: beginning, heard: null }]
}

/** What is heard changes only where a state or an unread source begins or ends, or a first record lies. */
function daysHeard(entry: HostEntry, profile: Profile): DayHeard[] {
  const known = some(entry.states, (state) => binds(state, profile))
  const missed = some(entry.unread, (source) => wouldBind(source, profile))
  const firstRecord = firstRecordOf(known)
  const cuts = [beginning, firstRecord]
  for (const items of [known, missed]) for (const { from, to } of items) if (from < to) cuts.push(from, to)
  if (!isInOrder(cuts, rising)) cuts.sort(rising)
  const states = inForceOf(known)
  const unread = inForceOf(missed)
  const days: DayHeard[] = []
  for (let at = 0; at < cuts.length; at++) {
    const start = cuts[at]!
    if (!Number.isFinite(start) || start === cuts[at - 1]) continue
    const inForce = states(start)
    const unreadNow = missed.length === 0 ? none : unread(start).map((source) => source.unread)
    const absence = absenceOf(firstRecord, inForce.length, unreadNow.length, start)
    days.push({ start, heard: { states: inForce, unread: unreadNow, absence, oneDay: true } })
  }
  return days
}

const none: readonly never[] = []
const rising = (a: number, b: number) => a - b

/** Up to so many items are looked through for every day. */
const few = 32

/** Gives, for days asked in rising order, the items in force, in the order they were given. */
function inForceOf<T extends Dated>(items: readonly T[]): (day: number) => readonly T[] {
  return items.length > few ? sweep(items) : (day) => some(items, ({ from, to }) => from <= day && day < to)
}

/** Those items of a few that pass, often all or none: then nothing is made for them. */
function some<T>(items: readonly T[], passes: (item: T) => boolean): readonly T[] {
  let count = 0
  let last: T | undefined
  for (const item of items) {
    if (!passes(item)) continue
    last = item
    count += 1
  }
  if (count === items.length) return items
  return count === 0 ? none : count === 1 ? [last!] : items.filter(passes)
}

interface Dated {
  readonly from: number
  readonly to: number
}

/** The same for many items: each enters and leaves once. */
function sweep<T extends Dated>(items: readonly T[]): (day: number) => readonly T[] {
  const order = new Map(items.map((item, at) => [item, at]))
  const entering = items.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)
  let next = 0
  let active: T[] = []
  return (day) => {
    active = active.filter(({ to }) => day < to)
    const first = next
    for (; next < entering.length && entering[next]!.from <= day; next++) {
      if (day < entering[next]!.to) active.push(entering[next]!)
    }
    if (next > first && active.length > 1) active.sort((a, b) => order.get(a)! - order.get(b)!)
    return active
  }
}

// entries of `because` are made once per state, question and channel, so that identity is equality; order says nothing [C3]
export function sameDecision(a: Decision, b: Decision): boolean {
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

export function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at] || b.includes(item))
}
