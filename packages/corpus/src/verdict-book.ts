import {
  atLongestSuffix,
  dayAt,
  decide,
  type FixedQuestion,
  indexRulebook,
  type Outcome,
  type Profile,
  type ProfileName,
  profiles,
  type Rulebook,
  type RulebookIndex,
  verdictTable,
} from '@proviso/rights'
import { hostAndPath, hostOfKey } from './host-key.ts'
import { type RecordReason, type Verdict, verdictOf } from './verdict.ts'

/** The days of one host: `verdicts[i]` holds from `starts[i]` on. `starts[0]` is `missingDay`. */
export interface Run {
  readonly starts: readonly number[]
  readonly verdicts: readonly number[]
  /** Whether the answers of this host depend on the path, so that it must be asked URL by URL. */
  readonly byPath: boolean
}

/** Stands for a record without a day, and sorts before every day. SPEC.md V3. */
export const missingDay = -2_147_483_648
const openPast = missingDay + 1

/** Numbers of the verdicts, and of the runs, that every book has. */
export const noUrl = 0
export const noHost = 1
export const noService = 2

/** All answers to one question over one rulebook, by host, day and path. Runs and verdicts are numbered as they are met. */
export interface VerdictBook {
  readonly runs: readonly Run[]
  /** The run of a host key (see `hostKey`): `noUrl`, `noHost`, `noService` or one of its own. */
  readonly runOfKey: (key: string) => number
  /** The run of a whole URL, for keys whose run is `byPath`. */
  readonly runOfUrl: (url: string) => number
  /** The number of the verdict for a run on a day; `missingDay` for a record without one. */
  readonly verdictOn: (run: number, day: number) => number
  readonly outcomeOf: (verdict: number) => Outcome
  readonly verdict: (verdict: number) => Verdict
  /** How many verdicts there are by now. */
  readonly size: () => number
}

/** Compared in every audit, side by side. SPEC.md P3. */
export const comparedProfiles: readonly ProfileName[] = ['as-of-crawl', 'as-of-today', 'strictest-ever']

/** URLs remembered at once, so that memory does not grow with the corpus. */
const mostRemembered = 100_000

/**
 * Arranges a rulebook's answers to one question: every host is resolved once, every day is found by intervals. All meaning is
 * that of `rights`; nothing is decided here. SPEC.md V1–V5.
 * @example
 * const book = verdictBook(rulebook, { usage: 'train-ai', actor: 'public', channel: 'web', today: '2026-01-01' })
 * book.outcomeOf(book.verdictOn(book.runOfKey('www.x.com'), dayNumber('2025-06-10')))
 */
export function verdictBook(
  rulebook: Rulebook,
  question: FixedQuestion,
  profile: Profile = profiles['as-of-crawl'],
  compared: readonly ProfileName[] = comparedProfiles,
): VerdictBook {
  const index = indexRulebook(rulebook)
  const main = verdictTable(index, question, profile)
  const others = compared.filter((name) => name !== profile.name)
  const tables = [main, ...others.map((name) => verdictTable(index, question, profiles[name]))]
  const readsDay = [profile, ...others.map((name) => profiles[name])].some(({ read }) => read.includes('on'))

  const runs: Run[] = []
  const outcomeOf: Outcome[] = []
  const facts: (Verdict | (() => Verdict))[] = []
  const add = (outcome: Outcome, verdict: Verdict | (() => Verdict)): number => {
    outcomeOf.push(outcome)
    return facts.push(verdict) - 1
  }
  for (const reason of ['no-url', 'no-host', 'no-service'] as const satisfies readonly RecordReason[]) {
    const unknown = compared.map(() => 'unknown' as const)
    const verdict = { outcome: 'unknown' as const, reason, conditions: [], compared: unknown, services: [], rules: [] }
    runs.push({ starts: [missingDay], verdicts: [add('unknown', verdict)], byPath: false })
  }

  const runFrom = (starts: readonly number[], numberOn: (start: number) => number, byPath: boolean): Run => {
    const run = { starts: [] as number[], verdicts: [] as number[], byPath }
    for (const start of starts) {
      const number = numberOn(start)
      if (run.verdicts.at(-1) === number) continue
      run.starts.push(start)
      run.verdicts.push(number)
    }
    return run
  }

  const segmentsOn = (host: string, start: number) =>
    tables.map((table) => table.segment(host, start === missingDay ? Number.NaN : start))

  /** What the segments of one day come to for a path: the whole answer, made when it is asked for. */
  const verdictFrom = (host: string, start: number, segments: readonly number[], path: string | undefined): Verdict => {
    const outcomes = compared.map((name) => {
      const at = name === profile.name ? 0 : others.indexOf(name) + 1
      return tables[at]!.outcomeOf(segments[at]!, path)
    })
    // the segment of undated records does not say whose they are
    const decision =
      start === missingDay
        ? decide(index, { ...question, host, on: '', ...(path === undefined ? {} : { path }) }, profile)
        : main.reason(segments[0]!, path)
    return verdictOf(decision, outcomes)
  }

  const bySegments = new Map<string, number>()
  const byEntry = new Map<Entry, number>()
  const startsByEntry = new Map<Entry, number[]>()
  const startsAt = (entry: Entry): number[] => {
    let starts = startsByEntry.get(entry)
    if (!starts) {
      starts = startsOf(entry, readsDay)
      startsByEntry.set(entry, starts)
    }
    return starts
  }
  const runOfHost = (host: string): number => {
    const entry = entryOf(index, host)
    if (!entry) return noService
    const known = byEntry.get(entry)
    if (known !== undefined) return known
    let byPath = false
    const numberOn = (start: number): number => {
      const segments = segmentsOn(host, start)
      byPath ||= segments.some((segment, at) => tables[at]!.dependsOnPath(segment))
      const key = start === missingDay ? `${segments.join(' ')} ${entry.services.join('\n')}` : segments.join(' ')
      let number = bySegments.get(key)
      if (number === undefined) {
        number = add(main.outcomeOf(segments[0]!), () => verdictFrom(host, start, segments, undefined))
        bySegments.set(key, number)
      }
      return number
    }
    const run = runFrom(startsAt(entry), numberOn, false)
    const number = runs.push({ ...run, byPath }) - 1
    byEntry.set(entry, number)
    return number
  }

  const byContent = new Map<string, number>()
  const byDays = new Map<string, number>()
  const byUrl = new Map<string, number>()
  const runOfUrl = (url: string): number => {
    const place = hostAndPath(url)
    if (!place) return noHost
    const { host, path } = place
    const entry = entryOf(index, host)
    if (!entry) return noService
    const known = byUrl.get(host + path)
    if (known !== undefined) return known
    const numberOn = (start: number): number => {
      const verdict = verdictFrom(host, start, segmentsOn(host, start), path)
      const key = JSON.stringify(verdict)
      let number = byContent.get(key)
      if (number === undefined) {
        number = add(verdict.outcome, verdict)
        byContent.set(key, number)
      }
      return number
    }
    const run = runFrom(startsAt(entry), numberOn, false)
    const days = `${run.starts.join(' ')}|${run.verdicts.join(' ')}`
    let number = byDays.get(days)
    if (number === undefined) {
      number = runs.push(run) - 1
      byDays.set(days, number)
    }
    if (byUrl.size >= mostRemembered) byUrl.clear()
    byUrl.set(host + path, number)
    return number
  }

  return {
    runs,
    runOfKey: (key) => {
      if (key === '/') return noUrl
      const host = hostOfKey(key)
      return host === undefined ? noHost : runOfHost(host)
    },
    runOfUrl,
    verdictOn: (run, day) => {
      const { starts, verdicts } = runs[run]!
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >>> 1
        if (starts[middle]! <= day) low = middle
        else high = middle - 1
      }
      return verdicts[low]!
    },
    outcomeOf: (number) => outcomeOf[number]!,
    verdict: (number) => {
      const fact = facts[number]!
      if (typeof fact !== 'function') return fact
      const made = fact()
      facts[number] = made
      return made
    },
    size: () => facts.length,
  }
}

/** All that bears on one host; hosts that share it share their answers [V5]. */
type Entry = NonNullable<ReturnType<RulebookIndex['bySuffix']['get']>>

function entryOf({ byHost, bySuffix }: RulebookIndex, host: string): Entry | undefined {
  return byHost.get(host) ?? atLongestSuffix(bySuffix, host)
}

/** The days on which anything may change for a host, rising, after no day at all and the open past. */
function startsOf({ states, unread }: Entry, readsDay: boolean): number[] {
  if (!readsDay) return [missingDay]
  const days = new Set<number>()
  for (const { from, to, firstRecord } of states) days.add(from).add(to).add(firstRecord)
  for (const { from, to } of unread) days.add(from).add(to)
  const finite = [...days].filter((day) => Number.isFinite(day) && day > openPast)
  return [missingDay, openPast, ...finite.sort((a, b) => a - b)]
}

/** A day as Parquet and JSON show it. */
export function dayText(day: number): string | null {
  return day === missingDay ? null : dayAt(day)
}
