import type { Decision, FixedQuestion } from './decision.ts'
import type { Heard } from './heard.ts'
import { askingOf, decisionOf, type Judged, judgeReading, outcomeOf } from './judge.ts'
import type { Outcome } from './outcome.ts'
import { type Profile, profiles } from './profile.ts'
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
  const heardBy = (entry: HostEntry, path: string | undefined) =>
    asked.map(({ profile, asking: atRoot }, at): Hearing => {
      const asking = path === undefined ? atRoot : askingOf(question, pathTest(path), profile)
      const reading = (heard: Heard): Reading => ({
        judged: judgeReading(asking, heard, profile),
        limited: path === undefined ? limitedIn(heard) : [],
      })
      const fixed = (name: 'today' | 'ever') =>
        needed[at]!.has(name) ? reading(fixedReading(entry, name, question, profile)) : undefined
      const days = needed[at]!.has('on')
        ? Array.from(daysRead(entry, profile), ({ start, heard }) => ({ start, ...reading(heard!) }))
        : []
      return { days, today: fixed('today'), ever: fixed('ever') }
    })

  return (host, path) => {
    const entry = entryAt(index, host)
    if (!entry) return undefined
    const heard = heardBy(entry, path)
    const starts = new Set([beginning])
    for (const { days } of heard) for (const { start } of days) starts.add(start)
    const at = heard.map(() => 0)
    const answers: HostAnswer[] = []
    let last: { readonly decision: Decision; readonly limited: readonly IndexedState[] } | undefined
    for (const start of [...starts].sort((a, b) => a - b)) {
      heard.forEach(({ days }, one) => {
        while (at[one]! + 1 < days.length && days[at[one]! + 1]!.start <= start) at[one]! += 1
      })
      const readings = all.map(({ read }, one) => {
        const { days, today, ever } = heard[hearing[one]!]!
        return read.map((name) => (name === 'on' ? days[at[hearing[one]!]!]! : name === 'today' ? today! : ever!))
      })
      const judged = readings.map((those) => those.map((reading) => reading.judged))
      const decision = decisionOf(entry.services, judged[0]!)
      const outcomes = judged.slice(1).map(outcomeOf)
      const limited = readings.flatMap((those) => those.flatMap((reading) => reading.limited))
      const before = answers.at(-1)
      if (
        last &&
        sameDecision(last.decision, decision) &&
        sameItems(last.limited, limited) &&
        before!.compared.every((outcome, one) => outcome === outcomes[one])
      )
        continue
      answers.push({ start, outcome: decision.outcome, decision, compared: outcomes, byPath: limited.length > 0 })
      last = { decision, limited }
    }
    if (!index.byHost.has(host)) forget(entry)
    return answers
  }
}

/** What was listened to for these answers alone: kept for every host of a large rulebook it would outweigh the rulebook. */
function forget({ states }: HostEntry): void {
  for (const state of states) {
    state.voices.length = 0
    state.entries = null
    if (state.weighed) delete state.weighed
  }
}

interface Reading {
  readonly judged: Judged
  readonly limited: readonly IndexedState[]
}

interface Hearing {
  readonly days: readonly (Reading & { readonly start: number })[]
  readonly today: Reading | undefined
  readonly ever: Reading | undefined
}

const onDay = ['on'] as const

/** All of a profile but its name and the days it reads. */
function hearingOf({ name, read, ...rest }: Profile): string {
  return JSON.stringify(rest)
}
