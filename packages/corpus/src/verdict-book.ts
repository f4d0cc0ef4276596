import {
  atLongestSuffix,
  type Decision,
  dayAt,
  dayNumber,
  decide,
  type FixedQuestion,
  type HostAnswer,
  hostAnswers,
  indexRulebook,
  type Outcome,
  outcomes,
  type Profile,
  type ProfileName,
  pathClasses,
  profiles,
  type Rulebook,
  type RulebookIndex,
} from '@proviso/rights'
import { hostAndPath, hostOfKey } from './host-key.ts'
import { numberColumn } from './number-column.ts'
import { type RecordReason, type Verdict, verdictOf, type Words, wordsOf } from './verdict.ts'

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
const unaddressed = ['no-url', 'no-host', 'no-service'] as const satisfies readonly RecordReason[]

/** No document begins in the year 1: what holds then holds in the open past. */
const firstDay = dayNumber('0001-01-01')

/** All answers to one question over one rulebook, by host, day and path. Runs and verdicts are numbered as they are met. */
export interface VerdictBook {
  /** The hosts and suffixes that the rulebook names. */
  readonly hosts: readonly string[]
  /** A run, made anew on each call. */
  readonly run: (run: number) => Run
  readonly isByPath: (run: number) => boolean
  /** How many runs there are by now. */
  readonly runCount: () => number
  /** Whether a host that the rulebook names speaks for all below it that are not named themselves: they have its run. */
  readonly holdsBelow: (host: string) => boolean
  /** The run of a host, lower case and punycode. */
  readonly runOfHost: (host: string) => number
  /** The run of a host key (see `hostKey`): `noUrl`, `noHost`, `noService` or one of its own. */
  readonly runOfKey: (key: string) => number
  /** The run of a whole URL, for keys whose run is `byPath`. */
  readonly runOfUrl: (url: string) => number
  /** The number of the verdict for a run on a day; `missingDay` for a record without one. */
  readonly verdictOn: (run: number, day: number) => number
  readonly outcomeOf: (verdict: number) => Outcome
  /** A text for a verdict that means the same in every run over the same rulebook and question. */
  readonly keyOf: (verdict: number) => string
  readonly verdictOfKey: (key: string) => Verdict
  readonly verdict: (verdict: number) => Verdict
  readonly words: (verdict: number) => Words
  /** How many verdicts there are by now. */
  readonly size: () => number
}

/** Compared in every audit, side by side. SPEC.md P3. */
export const comparedProfiles: readonly ProfileName[] = ['as-of-crawl', 'as-of-today', 'strictest-ever']

/** Classes of paths remembered at once, so that memory does not grow with the corpus. */
const mostRemembered = 100_000

/** Words held for whoever asks for them next. */
const mostSpoken = 10_000

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
  const others = compared.filter((name) => name !== profile.name)
  const answersAt = hostAnswers(
    index,
    question,
    profile,
    others.map((name) => profiles[name]),
  )
  /** Where an answer begins in a run. */
  const firstDayOf = ({ start }: HostAnswer): number => (readsDay ? Math.max(start, openPast) : missingDay)
  const comparedOf = ({ outcome, compared: outcomes }: HostAnswer): Outcome[] =>
    compared.map((name) => (name === profile.name ? outcome : outcomes[others.indexOf(name)]!))
  const onlyReadsDay = profile.read.every((reading) => reading === 'on')
  const readsDay = [profile, ...others.map((name) => profiles[name])].some(({ read }) => read.includes('on'))

  // columns, because runs and verdicts are many and an object for each would be looked through again and again
  const ends = numberColumn(Int32Array)
  const starts = numberColumn(Int32Array)
  const verdicts = numberColumn(Int32Array)
  const byPath = numberColumn(Uint8Array)
  const firstOf = (run: number): number => (run === 0 ? 0 : ends.values[run - 1]!)
  /** Ends the run whose days were added, and gives its number. */
  const endRun = (isByPath: boolean): number => {
    ends.push(starts.length)
    byPath.push(isByPath ? 1 : 0)
    return ends.length - 1
  }
  const addDay = (start: number, verdict: number) => {
    starts.push(start)
    verdicts.push(verdict)
  }
  /** Outcomes of verdicts, by their places in `outcomes`. */
  const codes = numberColumn(Uint8Array)
  /** Numbers the next verdict. */
  const addVerdict = (outcome: Outcome): number => {
    codes.push(outcomes.indexOf(outcome))
    return codes.length - 1
  }
  /** What tells a verdict from others: a text, or of a verdict on one host the run and the day. */
  const texts = new Map<number, string>()
  const runOf = numberColumn(Int32Array)
  /** The day from which a verdict on one host holds: those of a run follow one another. */
  const startOf = (number: number): number => {
    const first = firstOf(runOf.values[number]!)
    return starts.values[first + number - verdicts.values[first]!]!
  }
  /** The hosts whose runs are numbered, by run. */
  const hostOf: string[] = []
  const byKey = new Map<string, number>()
  const add = (key: string, outcome: () => Outcome): number => {
    let number = byKey.get(key)
    if (number === undefined) {
      number = addVerdict(outcome())
      runOf.push(-1)
      texts.set(number, key)
      byKey.set(key, number)
    }
    return number
  }
  /** Words of the verdicts met last, once somebody asks for words: he asks soon after a verdict was met. */
  const spoken = new Map<number, Words>()
  let wantsWords = false
  const addOn = (run: number, start: number, outcome: Outcome, decision?: Decision): void => {
    const number = addVerdict(outcome)
    runOf.push(run)
    addDay(start, number)
    if (wantsWords && decision) {
      if (spoken.size >= mostSpoken) spoken.clear()
      spoken.set(number, wordsOf(decision))
    }
  }
  const keyOf = (number: number): string => {
    const run = runOf.values[number]!
    if (run < 0) return texts.get(number)!
    const start = startOf(number)
    return start === missingDay && readsDay ? `u ${hostOf[run]}` : `s ${start} ${hostOf[run]}`
  }
  for (const reason of unaddressed) {
    addDay(
      missingDay,
      add(reason, () => 'unknown'),
    )
    endRun(false)
  }

  /** What a host comes to on no day: profiles that read other days as well may know more than that there is none. */
  const undated = (host: string, path: string | undefined, using: Profile) =>
    decide(index, { ...question, host, on: '', ...(path === undefined ? {} : { path }) }, using)

  /** The same where all days read are that of the record: on none nothing is heard, on whichever host, and only its services differ. */
  let nothing: Decision | undefined
  const undatedOf = (host: string, answers: readonly HostAnswer[]): Decision => {
    nothing ??= undated(host, undefined, profile)
    return { ...nothing, services: answers[0]?.decision.services ?? undated(host, undefined, profile).services }
  }

  const decisionOn = (host: string, start: number, path: string, using: Profile): Decision =>
    start === missingDay
      ? undated(host, path, using)
      : decide(index, { ...question, host, path, on: dayAt(Math.max(start, firstDay)) }, using)

  const verdictOn = (host: string, start: number, path: string): Verdict =>
    verdictOf(
      decisionOn(host, start, path, profile),
      compared.map((name) => decisionOn(host, start, path, profiles[name]).outcome),
    )

  /** A host whose answers are at hand: who asks for verdicts host by host has each host listened to once. */
  let at: { readonly host: string; readonly answers: readonly HostAnswer[] } | undefined
  const verdictOfHost = (host: string, start: number): Verdict => {
    if (at?.host !== host) at = { host, answers: answersAt(host) ?? [] }
    const answer = at.answers.find((one) => firstDayOf(one) === start)
    return answer ? verdictOf(answer.decision, comparedOf(answer)) : verdictOn(host, start, '/')
  }

  /** The verdict behind a key, in this run or in one before: keys hold a host and a day, which follow from the rulebook. */
  const verdictOfKey = (key: string): Verdict => {
    const rest = key.slice(2)
    if (key.startsWith('s ')) {
      const [start = '', host = ''] = rest.split(' ')
      return verdictOfHost(host, Number(start))
    }
    if (key.startsWith('u ')) {
      const outcomes = compared.map((name) => undated(rest, undefined, profiles[name]).outcome)
      return verdictOf(undated(rest, undefined, profile), outcomes)
    }
    if (key.startsWith('p ')) return JSON.parse(rest) as Verdict
    const reason = unaddressed.find((one) => one === key) ?? 'no-service'
    const unknown = compared.map(() => 'unknown' as const)
    return { outcome: 'unknown', reason, conditions: [], compared: unknown, services: [], rules: [] }
  }

  const byEntry = new Map<Entry, number>()
  /** One of the hosts or suffixes that share an entry, the same in every run. */
  const nameOf = (entry: Entry): string => {
    const own = index.byHost.size > 0 ? index.byHost.get(entry.listed) : undefined
    // where a document speaks for the suffix as a host, a host below it stands for the rest
    return own === undefined || own === entry ? entry.listed : `_.${entry.listed}`
  }
  const runOfHost = (host: string): number => {
    const entry = entryOf(index, host)
    if (!entry) return noService
    const known = byEntry.get(entry)
    if (known !== undefined) return known
    const name = nameOf(entry)
    const answers = answersAt(host)!
    const number = ends.length
    hostOf[number] = name
    if (readsDay && onlyReadsDay)
      addOn(number, missingDay, 'unknown', wantsWords ? undatedOf(name, answers) : undefined)
    else if (readsDay) addOn(number, missingDay, undated(name, undefined, profile).outcome)
    for (const answer of answers) addOn(number, firstDayOf(answer), answer.outcome, answer.decision)
    endRun(answers.some(({ byPath }) => byPath))
    byEntry.set(entry, number)
    return number
  }

  const byDays = new Map<string, number>()
  const runOfPath = (host: string, path: string): number => {
    const found: (readonly [start: number, verdict: number])[] = []
    const open = (start: number, verdict: Verdict) => {
      const number = add(`p ${JSON.stringify(verdict)}`, () => verdict.outcome)
      if (found.at(-1)?.[1] !== number) found.push([start, number])
    }
    if (readsDay) open(missingDay, verdictOn(host, missingDay, path))
    for (const answer of answersAt(host, path)!)
      open(firstDayOf(answer), verdictOf(answer.decision, comparedOf(answer)))
    const days = found.join(' ')
    const known = byDays.get(days)
    if (known !== undefined) return known
    for (const [start, verdict] of found) addDay(start, verdict)
    const number = endRun(false)
    byDays.set(days, number)
    return number
  }
  /** Runs by class of paths: of the URLs on a host, most are alike. */
  let byClass = new Map<Entry, Map<string, number>>()
  let remembered = 0
  const classAt = pathClasses(index)
  const runOfUrl = (url: string): number => {
    const place = hostAndPath(url)
    if (!place) return noHost
    const { host, path } = place
    const entry = entryOf(index, host)
    if (!entry) return noService
    const alike = classAt(host, path)
    const known = byClass.get(entry)?.get(alike)
    if (known !== undefined) return known
    const number = runOfPath(host, path)
    if (++remembered > mostRemembered) {
      byClass = new Map()
      remembered = 1
    }
    const classes = byClass.get(entry) ?? new Map<string, number>()
    byClass.set(entry, classes.set(alike, number))
    return number
  }

  return {
    hosts:
      index.byHost.size === 0
        ? [...index.bySuffix.keys()]
        : [...new Set([...index.bySuffix.keys(), ...index.byHost.keys()])],
    run: (run) => {
      const days: number[] = []
      const found: number[] = []
      for (let at = firstOf(run); at < ends.values[run]!; at++) {
        days.push(starts.values[at]!)
        found.push(verdicts.values[at]!)
      }
      return { starts: days, verdicts: found, byPath: byPath.values[run] === 1 }
    },
    // beside documents for the host alone stands what holds for its suffix
    holdsBelow: (host) => index.bySuffix.has(host) && !index.byHost.has(host),
    runOfHost,
    isByPath: (run) => byPath.values[run] === 1,
    runCount: () => ends.length,
    runOfKey: (key) => {
      if (key === '/') return noUrl
      const host = hostOfKey(key)
      return host === undefined ? noHost : runOfHost(host)
    },
    runOfUrl,
    verdictOn: (run, day) => {
      let low = firstOf(run)
      let high = ends.values[run]! - 1
      while (low < high) {
        const middle = (low + high + 1) >>> 1
        if (starts.values[middle]! <= day) low = middle
        else high = middle - 1
      }
      return verdicts.values[low]!
    },
    outcomeOf: (number) => outcomes[codes.values[number]!]!,
    keyOf,
    verdictOfKey,
    words: (number) => {
      wantsWords = true
      const known = spoken.get(number)
      if (known) return known
      const run = runOf.values[number]!
      if (run < 0) {
        const { outcome, reason, services, rules } = verdictOfKey(texts.get(number)!)
        return { outcome, reason, service: services.join(', ') || null, rule: rules[0] ?? null }
      }
      const start = startOf(number)
      const host = hostOf[run]!
      return wordsOf(
        start === missingDay && readsDay ? undated(host, undefined, profile) : decisionOn(host, start, '/', profile),
      )
    },
    verdict: (number) => verdictOfKey(keyOf(number)),
    size: () => codes.length,
  }
}

/** All that bears on one host; hosts that share it share their answers [V5]. */
type Entry = NonNullable<ReturnType<RulebookIndex['bySuffix']['get']>>

function entryOf({ byHost, bySuffix }: RulebookIndex, host: string): Entry | undefined {
  return byHost.get(host) ?? atLongestSuffix(bySuffix, host)
}

/** A day as Parquet and JSON show it. */
export function dayText(day: number): string | null {
  return day === missingDay ? null : dayAt(day)
}
