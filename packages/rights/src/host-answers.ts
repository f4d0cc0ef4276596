import type { Decision, FixedQuestion } from './decision.ts'
import type { Heard } from './heard.ts'
import { askingOf, decisionOf, type Judged, judgeReading } from './judge.ts'
import { type Outcome, stricterOutcome } from './outcome.ts'
import { type DayReading, type Profile, profiles } from './profile.ts'
import { entryAt, type HostEntry, type IndexedState, type RulebookIndex } from './rulebook-index.ts'
import { beginning, daysRead, fixedReading, limitedIn, sameDecision, sameItems } from './verdict-table.ts'
import { pathTest } from './weigh.ts'

/** The answers for a host from one day on, until the next of them begins. */
export interface HostAnswer {
  /** A day number; of the first, -2147483648: it is open to the past. */
  readonly start: number
  readonly outcome: Outcome
  /** The whole decision under the profile. */
  readonly decision: Decision
  /** Outcomes under the profiles compared, in their order. */
  readonly compared: readonly Outcome[]
  /** Whether any of them depends on the path, where none was asked about; the outcomes are those for `/`. */
  readonly byPath: boolean
}

/**
 * The answers to a fixed question host by host, each worked out when it is asked for and not kept: for callers that meet a part of
 * the hosts of a large rulebook, once each; for any path, or for one. SPEC.md V7.
 * @example
 * const answers = hostAnswers(index, { usage: 'train-ai', actor: 'public', channel: 'web' })
 * answers('x.com') // [{ start: -2147483648, outcome: 'unknown', … }, …]
 */
export function hostAnswers(
  index: RulebookIndex,
  question: FixedQuestion,
  profile: Profile = profiles['as-of-crawl'],
  compared: readonly Profile[] = [],
): (host: string, path?: string) => readonly HostAnswer[] | undefined {
  const all = [profile, ...compared]
  // profiles that hear the same on a day share what is heard and judged
  const hearings = [...new Map(all.map((one) => [hearingOf(one), one])).values()]
  const asked = hearings.map((one) => ({
    profile: { ...one, read: onDay },
    asking: askingOf(question, pathTest('/'), one),
  }))
  const hearing = all.map((one) => hearings.findIndex((other) => hearingOf(other) === hearingOf(one)))
  const needed = asked.map((_, at) => new Set(all.flatMap(({ read }, one) => (hearing[one] === at ? read : []))))

  /** Heard and judged on the days asked; `days[i].start` rises. */
  const heardBy = (entry: HostEntry, path: string | undefined, at: number): Hearing => {
    const { profile, asking: atRoot } = asked[at]!
    const asking = path === undefined ? atRoot : askingOf(question, pathTest(path), profile)
    const reading = (start: number, heard: Heard): Reading => ({
      start,
      judged: judgeReading(asking, heard, profile),
      limited: path === undefined ? limitedIn(heard) : none,
    })
    const fixed = (name: 'today' | 'ever') =>
      needed[at]!.has(name) ? reading(beginning, fixedReading(entry, name, question, profile)) : undefined
    const days = needed[at]!.has('on')
      ? daysRead(entry, profile).map(({ start, heard }) => reading(start, heard!))
      : nothingRead
    return { days, at: 0, today: fixed('today'), ever: fixed('ever') }
  }

  return (host, path) => {
    const entry = entryAt(index, host)
    if (!entry) return undefined
    const heard = asked.map((_, at) => heardBy(entry, path, at))
    const answers: HostAnswer[] = []
    let last: Change | undefined
    for (let start = beginning; start !== endless; start = nextStart(heard)) {
      for (const one of heard) while (one.at + 1 < one.days.length && one.days[one.at + 1]!.start <= start) one.at += 1
      const change = changeOn(entry.services, all, hearing, heard, last)
      if (change === last) continue
      const { decision, compared, limited } = change
      answers.push({ start, outcome: decision.outcome, decision, compared, byPath: limited.length > 0 })
      last = change
    }
    if (!index.byHost.has(host)) forget(entry)
    return answers
  }
}

/** Sorts behind every day. */
const endless = Number.POSITIVE_INFINITY

function nextStart(heard: readonly Hearing[]): number {
  let next = endless
  for (const { days, at } of heard) if (at + 1 < days.length) next = Math.min(next, days[at + 1]!.start)
  return next
}

/** What holds from one day on: the answer, and what it was made from. */
interface Change {
  /** What is judged under the profile itself, reading by reading. */
  readonly judged: readonly Judged[]
  readonly decision: Decision
  readonly compared: readonly Outcome[]
  readonly limited: readonly IndexedState[]
}

/** What holds where the hearings stand; the same as before where nothing of it has changed. */
function changeOn(
  services: readonly string[],
  all: readonly Profile[],
  hearing: readonly number[],
  heard: readonly Hearing[],
  before: Change | undefined,
): Change {
  const own = heard[hearing[0]!]!
  const { read } = all[0]!
  let limited: readonly IndexedState[] = none
  for (let one = 0; one < all.length; one++) {
    for (const name of all[one]!.read) {
      const more = readingOf(heard[hearing[one]!]!, name).limited
      if (more.length > 0) limited = [...limited, ...more]
    }
  }
  const compared = all.length === 1 ? noOutcomes : outcomesOf(all, hearing, heard)
  const judgedNow = () => read.map((name) => readingOf(own, name).judged)
  if (
    !before ||
    !sameItems(before.limited, limited) ||
    before.compared.some((outcome, at) => outcome !== compared[at])
  ) {
    const judged = judgedNow()
    return { judged, decision: decisionOf(services, judged), compared, limited }
  }
  // most days change nothing, which is seen before anything is made
  if (read.every((name, at) => sameJudged(readingOf(own, name).judged, before.judged[at]!))) return before
  const judged = judgedNow()
  const decision = decisionOf(services, judged)
  return sameDecision(before.decision, decision) ? before : { judged, decision, compared, limited }
}

/** The outcomes under the profiles compared. */
function outcomesOf(all: readonly Profile[], hearing: readonly number[], heard: readonly Hearing[]): Outcome[] {
  return all.slice(1).map(({ read }, one) => strictestOn(heard[hearing[one + 1]!]!, read))
}

function readingOf({ days, at, today, ever }: Hearing, name: DayReading): Reading {
  return name === 'on' ? days[at]! : name === 'today' ? today! : ever!
}

/** The outcome of the decision that readings come to, without its reasons. */
function strictestOn(heard: Hearing, read: readonly DayReading[]): Outcome {
  let obtaining: Outcome | undefined
  let using: Outcome | undefined
  for (const name of read) {
    const { judged } = readingOf(heard, name)
    obtaining = stricterOutcome(judged.obtaining.shown.outcome, obtaining ?? judged.obtaining.shown.outcome)
    using = stricterOutcome(judged.using.shown.outcome, using ?? judged.using.shown.outcome)
  }
  return stricterOutcome(obtaining ?? 'unknown', using ?? 'unknown') // O5
}

function sameJudged(a: Judged, b: Judged): boolean {
  return a.obtaining === b.obtaining && a.using === b.using && sameItems(a.unread, b.unread)
}

/** What was listened to for these answers alone: kept for every host of a large rulebook it would outweigh the rulebook. */
function forget({ states }: HostEntry): void {
  for (const state of states) {
    state.voices = null
    state.entries = null
    if (state.weighed) delete state.weighed
  }
}

interface Reading {
  readonly start: number
  readonly judged: Judged
  readonly limited: readonly IndexedState[]
}

interface Hearing {
  readonly days: readonly Reading[]
  /** The day that is looked at. */
  at: number
  readonly today: Reading | undefined
  readonly ever: Reading | undefined
}

const none: readonly IndexedState[] = []
const noOutcomes: readonly Outcome[] = []
const nothingRead: readonly Reading[] = []
const onDay = ['on'] as const

/** All of a profile but its name and the days it reads. */
function hearingOf({ name, read, ...rest }: Profile): string {
  return JSON.stringify(rest)
}
