import {
  type Condition,
  type HeardQuestion,
  heardQuestions,
  hears,
  type Issue,
  type Outcome,
  positionOn,
  profiles,
  type Rulebook,
  type RuledStatement,
} from '@proviso/rights'
import type { AuditResult, HostSummary } from './audit.ts'
import type { Count, DateCount, Tally } from './tally.ts'
import { ruleNameOf, type Verdict } from './verdict.ts'
import { comparedProfiles } from './verdict-book.ts'

/** The four outcomes, in the order every report shows them. */
export const reportedOutcomes: readonly Outcome[] = ['allowed', 'conditional', 'disallowed', 'unknown']

/** Records and tokens by outcome; all four are always there. */
export type Counts = Readonly<Record<Outcome, Count>>

/** A clause that decided, with its words where the rulebook holds them, or where they stand. */
export interface RuleCount {
  readonly name: string
  readonly service: string
  readonly terms: string
  readonly question: HeardQuestion
  readonly effect: string
  readonly conditions: readonly Condition[]
  readonly section: readonly string[]
  readonly quote?: string
  readonly url?: string
  readonly archive?: string
  readonly version?: string
  readonly quoteHash?: string
  readonly from: string
  readonly to: string | null
  readonly counts: Counts
}

/** `report.json`: what an audit found, with all that is needed to repeat it. */
export interface Report {
  readonly proviso: 'audit'
  readonly format: 1
  readonly program: string
  readonly question: {
    readonly usage: string
    readonly actor: string
    readonly channel: string
    readonly agent?: string
    readonly profile: string
    readonly today: string
    readonly on?: string
  }
  readonly rulebook: { readonly sha256: string; readonly sources: readonly unknown[] }
  readonly command: string
  readonly keep: readonly Outcome[]
  readonly mode: string
  readonly total: Count
  /** Whether tokens were counted, and how. */
  readonly tokens: 'column' | 'estimated' | 'partly' | 'none'
  readonly counts: Counts
  readonly kept: Count
  readonly dropped: Count
  /** What each profile would give; the question's own is among them. */
  readonly profiles: readonly { readonly profile: string; readonly counts: Counts }[]
  /** `read`: whether a document of it that the profile hears was read. */
  readonly services: readonly { readonly service: string; readonly read: boolean; readonly counts: Counts }[]
  readonly rules: readonly RuleCount[]
  readonly months: readonly { readonly month: string | null; readonly counts: Counts }[]
  /** Why records are unknown. */
  readonly undecided: readonly ({ readonly reason: string } & Count)[]
  readonly dates: DateCount
  readonly hosts: HostSummary
  readonly files: readonly {
    readonly path: string
    readonly format: string
    readonly compression: string
    readonly bytes: number
    readonly status: 'done' | 'failed'
    readonly schema?: string
    readonly columns?: Readonly<Record<string, string>>
    readonly records: number
    readonly parts: readonly string[]
    readonly duplicates?: { readonly ids: number; readonly rows: number }
    readonly issues: readonly Issue[]
    readonly moreIssues: number
  }[]
  readonly issues: readonly Issue[]
}

export interface ReportFacts {
  readonly rulebook: Rulebook
  /** The command that repeats the audit. */
  readonly command: string
}

/** Makes the report of an audit: a function of its result alone, without a clock, so that equal audits give equal bytes. SPEC.md P1–P8. */
export function reportOf(result: AuditResult, { rulebook, command }: ReportFacts): Report {
  const { plan } = result
  const tally: Told = { ...result.tally, verdicts: toldOf(result) }
  const counts = countsOf(tally.verdicts.map(({ verdict, ...count }) => [verdict.outcome, count] as const))
  const kept = sum(plan.keep.map((outcome) => counts[outcome]))
  const total = sum(Object.values(counts))
  const done = result.files.filter(({ status }) => status === 'done')
  const counted = done.filter(({ columns }) => columns?.tokens !== undefined).length
  const profile = profiles[plan.profile]
  const read = new Set(rulebook.states.flatMap((state) => (hears(profile, state) ? state.service : [])))
  const names = new Set(tally.verdicts.flatMap(({ verdict }) => verdict.rules))
  const beside = plan.compare === false ? [] : comparedProfiles
  const profileNames = beside.includes(plan.profile) ? beside : [plan.profile, ...beside]
  return {
    proviso: 'audit',
    format: 1,
    program: plan.program,
    question: {
      usage: plan.question.usage,
      actor: plan.question.actor,
      channel: plan.question.channel,
      ...(plan.question.agent === undefined ? {} : { agent: plan.question.agent }),
      profile: plan.profile,
      today: result.today,
      ...(plan.on === undefined ? {} : { on: plan.on }),
    },
    rulebook: { sha256: plan.rulebook, sources: rulebook.sources },
    command,
    keep: plan.keep,
    mode: plan.mode,
    total,
    tokens:
      counted === done.length && counted > 0 ? 'column' : counted > 0 ? 'partly' : plan.estimate ? 'estimated' : 'none',
    counts,
    kept,
    dropped: { records: total.records - kept.records, tokens: total.tokens - kept.tokens },
    profiles: profileNames.map((profile) => ({
      profile,
      counts: countsOf(
        tally.verdicts.map(({ verdict, ...count }) => {
          const at = comparedProfiles.indexOf(profile)
          return [profile === plan.profile ? verdict.outcome : verdict.compared[at]!, count] as const
        }),
      ),
    })),
    services: byName(
      tally.verdicts.flatMap(({ verdict, ...count }) =>
        verdict.services.map((service) => [service, verdict.outcome, count] as const),
      ),
    )
      .map(([service, counts]) => ({ service, read: read.has(service), counts }))
      .sort((a, b) => bySize(decidedOf(a.counts), decidedOf(b.counts))),
    rules: rulesOf(tally, rulebook, names),
    months: [...byMonth(tally)],
    undecided: undecidedOf(tally),
    dates: tally.dates,
    hosts: result.hosts,
    files: result.files.map((file) => {
      const { schema, ...columns } = file.columns ?? {}
      return {
        path: file.path,
        format: file.format,
        compression: file.compression,
        bytes: file.size,
        status: file.status,
        ...(schema === undefined ? {} : { schema }),
        ...(file.columns === undefined ? {} : { columns: columns as Record<string, string> }),
        records: file.tally.verdicts.reduce((all, { records }) => all + records, 0),
        parts: file.parts,
        ...(file.duplicates === undefined ? {} : { duplicates: file.duplicates }),
        issues: file.issues,
        moreIssues: file.more,
      }
    }),
    issues: result.issues,
  }
}

/** The verdicts of a tally, asked for host by host, which keys end with. */
function toldOf({ tally, verdict }: AuditResult): Told['verdicts'] {
  const hosts = tally.verdicts.map(({ key }) => key.slice(key.lastIndexOf(' ') + 1))
  const byHost = hosts
    .map((_, at) => at)
    .sort((a, b) => (hosts[a]! < hosts[b]! ? -1 : hosts[a]! > hosts[b]! ? 1 : a - b))
  const told: Told['verdicts'][number][] = new Array(hosts.length)
  for (const at of byHost) {
    const { key, records, tokens } = tally.verdicts[at]!
    told[at] = { verdict: verdict(key), records, tokens }
  }
  return told
}

/** A tally with its verdicts told. */
type Told = Omit<Tally, 'verdicts'> & { readonly verdicts: readonly (Count & { readonly verdict: Verdict })[] }

const none: Count = { records: 0, tokens: 0 }

function sum(counts: readonly Count[]): Count {
  return counts.reduce((all, one) => ({ records: all.records + one.records, tokens: all.tokens + one.tokens }), none)
}

function countsOf(entries: readonly (readonly [Outcome, Count])[]): Counts {
  const counts = { allowed: none, conditional: none, disallowed: none, unknown: none }
  for (const [outcome, count] of entries) counts[outcome] = sum([counts[outcome], pure(count)])
  return counts
}

/** What is not unknown: services that were decided come first, the sort is stable for the rest. */
function decidedOf({ allowed, conditional, disallowed }: Counts): Count {
  return sum([allowed, conditional, disallowed])
}

const pure = ({ records, tokens }: Count): Count => ({ records, tokens })

/** Grouped by name, most tokens (then records) first. */
function byName(entries: readonly (readonly [string, Outcome, Count])[]): [string, Counts][] {
  const groups = new Map<string, (readonly [Outcome, Count])[]>()
  for (const [name, outcome, count] of entries) {
    const group = groups.get(name)
    if (group) group.push([outcome, count])
    else groups.set(name, [[outcome, count]])
  }
  return [...groups]
    .map(([name, group]): [string, Counts] => [name, countsOf(group)])
    .sort(([a, x], [b, y]) => bySize(sum(Object.values(x)), sum(Object.values(y))) || (a < b ? -1 : 1))
}

function bySize(a: Count, b: Count): number {
  return b.tokens - a.tokens || b.records - a.records
}

function* byMonth(tally: Told): Generator<Report['months'][number]> {
  const groups = new Map<string, (readonly [Outcome, Count])[]>()
  for (const { month, outcome, ...count } of tally.months) {
    const group = groups.get(month) ?? []
    groups.set(month, group)
    group.push([outcome, count])
  }
  for (const month of [...groups.keys()].sort())
    yield { month: month === '' ? null : month, counts: countsOf(groups.get(month)!) }
}

function undecidedOf(tally: Told): Report['undecided'] {
  const reasons = new Map<string, Count>()
  for (const { verdict, ...count } of tally.verdicts)
    if (verdict.outcome === 'unknown') reasons.set(verdict.reason, sum([reasons.get(verdict.reason) ?? none, count]))
  return [...reasons]
    .map(([reason, count]) => ({ reason, ...count }))
    .sort((a, b) => bySize(a, b) || (a.reason < b.reason ? -1 : 1))
}

/** Records under each clause that decides them; one that two clauses decide counts under both. SPEC.md P5. */
function rulesOf(tally: Told, rulebook: Rulebook, names: ReadonlySet<string>): RuleCount[] {
  const clauses = clausesOf(rulebook, names)
  return byName(
    tally.verdicts.flatMap(({ verdict, ...count }) =>
      verdict.rules.map((name) => [name, verdict.outcome, count] as const),
    ),
  ).map(([name, counts]) => ({ ...(clauses.get(name) ?? unknownClause(name)), name, counts }))
}

type Clause = Omit<RuleCount, 'name' | 'counts'>

/** The clauses behind the names, each with the days it stood: from its first state to its last. */
function clausesOf(rulebook: Rulebook, names: ReadonlySet<string>): Map<string, Clause> {
  const clauses = new Map<string, Clause>()
  const note = (name: string, clause: Clause) => {
    const known = clauses.get(name)
    if (!known) clauses.set(name, clause)
    else
      clauses.set(name, {
        ...known,
        from: clause.from < known.from ? clause.from : known.from,
        to: known.to === null || clause.to === null ? null : clause.to > known.to ? clause.to : known.to,
      })
  }
  const areWordless = [...names].some((name) => (heardQuestions as readonly string[]).includes(lastOf(name)))
  for (const state of rulebook.states) {
    const document = ruleNameOf(state, '')
    for (const question of heardQuestions) {
      const said = positionOn(state, question)
      if (!said || (said.statements.length === 0 && !areWordless)) continue
      const about = { service: state.service, terms: state.terms, question, from: state.from, to: state.to }
      for (const statement of said.statements) {
        const name = document + statement.evidence.quoteHash
        if (names.has(name)) note(name, { ...about, ...told(statement) })
      }
      const wordless = document + question
      if (areWordless && names.has(wordless))
        note(wordless, { ...about, effect: said.position, conditions: said.conditions, section: [] })
    }
  }
  return clauses
}

/** What the name of a rule ends with: the hash of its words, or the question it answers without any. */
function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1)
}

function told({ effect, conditions, evidence }: RuledStatement) {
  const { section, quote, url, archive, version, quoteHash } = evidence
  return {
    effect,
    conditions,
    section,
    archive,
    version,
    quoteHash,
    ...(quote === undefined ? {} : { quote }),
    ...(url === undefined ? {} : { url }),
  }
}

function unknownClause(name: string): Clause {
  const [service = '', terms = ''] = name.split('/')
  return {
    service,
    terms,
    question: 'public.train-ai.content',
    effect: '',
    conditions: [],
    section: [],
    from: '',
    to: null,
  }
}
