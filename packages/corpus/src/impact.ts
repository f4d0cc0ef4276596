import { type Change, changesOf } from '@proviso/archive/changes'
import {
  type Channel,
  type Day,
  dayAt,
  dayNumber,
  type FixedQuestion,
  type Outcome,
  outcomes,
  profiles,
  questionsOn,
  type Rulebook,
} from '@proviso/rights'
import { type CorpusSize, corpusSize, type SizeOptions } from './corpus-size.ts'
import type { RecordReason } from './verdict.ts'
import { missingDay, noService, type VerdictBook, verdictBook } from './verdict-book.ts'

/** What one day's change of one service's rules did to what a corpus holds of it. */
export interface Impact {
  readonly service: string
  /** The day from which the rules are others. */
  readonly day: Day
  readonly channel: Channel
  readonly before: Outcome
  readonly after: Outcome
  /** `first-record`: the rules were in force on or before the day; `change`: they changed; `end`: a document went or came. */
  readonly kind: 'first-record' | 'change' | 'other'
  /** What changed, in plain English; empty where no position of a document moved. */
  readonly headlines: readonly string[]
  /** Sizes on hosts whose outcome moved, by the measures of the corpus; or, where none did, of all its hosts. */
  readonly sizes: readonly number[]
  readonly hosts: number
  readonly evidence: readonly { readonly terms: string; readonly url?: string; readonly quote?: string }[]
}

/** A service's part of a corpus, and what its rules come to today. */
export interface ServiceSize {
  readonly service: string
  readonly sizes: readonly number[]
  readonly hosts: number
  readonly today: Readonly<Partial<Record<Channel, Outcome>>>
  /** Why today's answer is unknown, where one is. */
  readonly why?: RecordReason
}

export interface ImpactResult {
  readonly size: CorpusSize
  readonly impacts: readonly Impact[]
  readonly services: readonly ServiceSize[]
}

export interface ImpactOptions extends Omit<SizeOptions, 'keep'> {
  readonly corpus: readonly string[]
  /** Services by name; all when absent. */
  readonly services?: readonly string[]
  readonly since?: Day
  readonly until?: Day
  readonly channels: readonly Channel[]
  /** Also changes of positions after which every outcome stayed as it was. */
  readonly all?: boolean
}

/**
 * What changes of rules took out of a corpus, or gave back to it: for each service and day on which the answer for its hosts moved,
 * the size of what it moved for. SPEC.md S3–S6.
 */
export async function impactOn(
  rulebook: Rulebook,
  question: FixedQuestion,
  options: ImpactOptions,
): Promise<ImpactResult> {
  const wanted = options.services === undefined ? undefined : new Set(options.services)
  const books = options.channels.map((channel) =>
    verdictBook(rulebook, { ...question, channel }, profiles['as-of-crawl'], []),
  )
  const known = (key: string) => {
    const run = books[0]!.runOfKey(key)
    if (run <= noService) return false
    return wanted === undefined || servicesOf(books[0]!, run).some((service) => wanted.has(service))
  }
  const size = await corpusSize(options.corpus, { ...options, keep: known })
  const changes = changesByDay(rulebook, question)
  const firsts = firstRecords(rulebook)
  const impacts: Impact[] = []
  const services: ServiceSize[] = []
  const byService = hostsByService(books[0]!, size, wanted)
  // who is named is answered for, also when the corpus holds nothing of it
  for (const { name, hosts } of rulebook.services)
    if (wanted?.has(name) && !byService.has(name))
      byService.set(
        name,
        hosts.map((key) => ({ key, sizes: size.measures.map(() => 0) })),
      )
  for (const [service, hosts] of byService) {
    const now = dayNumber(question.today!)
    const here = hosts.map(({ key }) => books[0]!.verdict(books[0]!.verdictOn(books[0]!.runOfKey(key), now)))
    const why = here.find(({ outcome }) => outcome === 'unknown')?.reason
    const today: Partial<Record<Channel, Outcome>> = {}
    for (const [at, channel] of options.channels.entries()) {
      const book = books[at]!
      const runs = runsOf(book, hosts)
      today[channel] = strictest([...runs.keys()].map((run) => book.outcomeOf(book.verdictOn(run, now))))
      const moves = movesOf(book, runs, size.measures.length)
      for (const { day, before, after, sizes, hosts } of moves) {
        const own = changes.get(`${service} ${day}`)?.filter((change) => speaksThrough(change, channel)) ?? []
        impacts.push({
          service,
          day,
          channel,
          before,
          after,
          kind:
            firsts.get(service)?.has(day) && own.length === 0 ? 'first-record' : own.length > 0 ? 'change' : 'other',
          headlines: own.map(({ headline }) => headline),
          sizes,
          hosts,
          evidence: own.flatMap(evidenceOf),
        })
      }
      if (options.all) impacts.push(...unmoved(service, channel, book, runs, changes, moves, size))
    }
    services.push({
      service,
      sizes: sum(
        hosts.map(({ sizes }) => sizes),
        size.measures.length,
      ),
      hosts: hosts.filter(({ sizes }) => sizes.some((size) => size > 0)).length,
      today,
      ...(why === undefined ? {} : { why }),
    })
  }
  const within = ({ day }: Impact) =>
    (options.since === undefined || day >= options.since) &&
    (options.until === undefined || day <= options.until) &&
    day <= question.today!
  return {
    size,
    impacts: impacts
      .filter(within)
      .sort((a, b) => compare(a.service, b.service) || compare(a.day, b.day) || compare(a.channel, b.channel)),
    services: services.sort((a, b) => (b.sizes[0] ?? 0) - (a.sizes[0] ?? 0) || compare(a.service, b.service)),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type SizedHost = CorpusSize['hosts'][number]

function servicesOf(book: VerdictBook, run: number): readonly string[] {
  return book.verdict(book.verdictOn(run, missingDay)).services
}

function hostsByService(
  book: VerdictBook,
  { hosts }: CorpusSize,
  wanted: ReadonlySet<string> | undefined,
): Map<string, SizedHost[]> {
  const byService = new Map<string, SizedHost[]>()
  for (const host of hosts) {
    for (const service of servicesOf(book, book.runOfKey(host.key))) {
      if (wanted !== undefined && !wanted.has(service)) continue
      const own = byService.get(service)
      if (own) own.push(host)
      else byService.set(service, [host])
    }
  }
  return byService
}

function runsOf(book: VerdictBook, hosts: readonly SizedHost[]): Map<number, SizedHost[]> {
  const runs = new Map<number, SizedHost[]>()
  for (const host of hosts) {
    const run = book.runOfKey(host.key)
    const own = runs.get(run)
    if (own) own.push(host)
    else runs.set(run, [host])
  }
  return runs
}

interface Move {
  readonly day: Day
  readonly before: Outcome
  readonly after: Outcome
  readonly sizes: readonly number[]
  readonly hosts: number
}

/** Days on which the outcome of any of the hosts moved; hosts that moved alike on one day are one move. */
function movesOf(book: VerdictBook, runs: ReadonlyMap<number, SizedHost[]>, measures: number): Move[] {
  const moves = new Map<string, { day: number; before: Outcome; after: Outcome; hosts: SizedHost[] }>()
  for (const [run, hosts] of runs) {
    const { starts, verdicts } = book.run(run)
    // the first start stands for no day, the second for the open past
    for (let at = 2; at < starts.length; at++) {
      const [before, after] = [book.outcomeOf(verdicts[at - 1]!), book.outcomeOf(verdicts[at]!)]
      if (before === after) continue
      const key = `${starts[at]} ${before} ${after}`
      const move = moves.get(key)
      if (move) move.hosts.push(...hosts)
      else moves.set(key, { day: starts[at]!, before, after, hosts: [...hosts] })
    }
  }
  return [...moves.values()].map(({ day, before, after, hosts }) => ({
    day: dayAt(day),
    before,
    after,
    sizes: sum(
      hosts.map(({ sizes }) => sizes),
      measures,
    ),
    hosts: hosts.length,
  }))
}

/** Changes of positions on days when no outcome moved: the words are others, the answer is not. */
function unmoved(
  service: string,
  channel: Channel,
  book: VerdictBook,
  runs: ReadonlyMap<number, SizedHost[]>,
  changes: ReadonlyMap<string, readonly Change[]>,
  moves: readonly Move[],
  size: CorpusSize,
): Impact[] {
  const moved = new Set(moves.map(({ day }) => day))
  const hosts = [...runs.values()].flat()
  return [...changes].flatMap(([key, all]) => {
    const own = all.filter((change) => change.service === service && speaksThrough(change, channel))
    const day = key.slice(service.length + 1)
    if (own.length === 0 || moved.has(day)) return []
    const outcome = strictest([...runs.keys()].map((run) => book.outcomeOf(book.verdictOn(run, dayNumber(day)))))
    return [
      {
        service,
        day,
        channel,
        before: outcome,
        after: outcome,
        kind: 'change' as const,
        headlines: own.map(({ headline }) => headline),
        sizes: sum(
          hosts.map(({ sizes }) => sizes),
          size.measures.length,
        ),
        hosts: hosts.length,
        evidence: own.flatMap(evidenceOf),
      },
    ]
  })
}

/** Moves of positions that bear on the question or on obtaining, by service and day. */
function changesByDay({ states }: Rulebook, { actor, usage, asset = 'content' }: FixedQuestion): Map<string, Change[]> {
  const bearing = new Set<string>([...questionsOn(actor, usage, asset), ...questionsOn(actor, 'crawl', asset)])
  const byDay = new Map<string, Change[]>()
  for (const change of changesOf(states)) {
    if (!bearing.has(change.question)) continue
    const key = `${change.service} ${change.inForce}`
    const own = byDay.get(key)
    if (own) own.push(change)
    else byDay.set(key, [change])
  }
  return byDay
}

function firstRecords({ states }: Rulebook): Map<string, Set<string>> {
  const days = new Map<string, Set<string>>()
  for (const { service, kind, from, recorded } of states) {
    if (kind !== 'first-record' && kind !== 'technical') continue
    const own = days.get(service) ?? new Set()
    days.set(service, own.add(from).add(recorded.slice(0, 10)))
  }
  return days
}

/** Words limited to one channel explain no move through another. */
function speaksThrough({ added, removed }: Change, channel: Channel): boolean {
  const said = [...added, ...removed]
  return said.length === 0 || said.some((statement) => statement.channel === undefined || statement.channel === channel)
}

function evidenceOf({ terms, evidence }: Change): Impact['evidence'][number][] {
  return evidence.slice(0, 1).map(({ url, quote }) => ({
    terms,
    ...(url === undefined ? {} : { url }),
    ...(quote === undefined ? {} : { quote }),
  }))
}

function strictest(all: readonly Outcome[]): Outcome {
  return all.reduce<Outcome>((one, other) => (outcomes.indexOf(other) > outcomes.indexOf(one) ? other : one), 'allowed')
}

function sum(all: readonly (readonly number[])[], measures: number): number[] {
  const total = Array.from({ length: measures }, () => 0)
  for (const sizes of all)
    sizes.forEach((size, at) => {
      total[at]! += size
    })
  return total
}
