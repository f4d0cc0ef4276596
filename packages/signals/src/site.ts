import {
  type Because,
  type Condition,
  type Decision,
  type DocumentState,
  decide,
  type HeardQuestion,
  heardQuestions,
  indexRulebook,
  type Outcome,
  profiles,
  questions,
  type RulebookIndex,
  type RuledPosition,
  type RuledStatement,
  type Statement,
  type Unread,
  type Usage,
} from '@proviso/rights'
import type { CaptureReading } from './capture.ts'

/** A file of a site with what was read of it. */
export interface SiteSource {
  /** Its name: `robots.txt`, `page.html` … */
  readonly file: string
  readonly reading: CaptureReading
}

/** A statement, and which text of which file it stands in. */
export interface SaidBy {
  readonly source: string
  readonly statement: Statement
}

/** What the site's signals come to for one usage and one asker, on `/`. */
export interface SiteOutcome {
  readonly usage: Usage
  /** A product token; absent for who has not said a name. */
  readonly agent?: string
  readonly outcome: Outcome
  readonly conditions: readonly Condition[]
  readonly because: readonly SaidBy[]
}

/** Two or more statements that differ on one usage, for some path and some askers. */
export interface SiteConflict {
  readonly usage: Usage
  /** Who hears both; empty: everyone who has not said a name. */
  readonly agents: readonly string[]
  /** The shortest path tried on which they meet. */
  readonly path: string
  /** What decides, the stricter. */
  readonly because: readonly SaidBy[]
  /** What says otherwise. */
  readonly otherwise: readonly SaidBy[]
}

export interface SiteComparison {
  readonly outcomes: readonly SiteOutcome[]
  readonly conflicts: readonly SiteConflict[]
}

const day = '2000-01-01'
const recorded = `${day}T00:00:00Z`
/** The usages in the order they are shown. */
export const siteUsages: readonly Usage[] = ['train-ai', 'ai-input', 'ai-index', 'search', 'crawl']
const mostAgents = 60
const mostPaths = 60

/** The site's files as a rulebook of their own: no service, one host. */
function siteIndex(
  host: string,
  sources: readonly SiteSource[],
): { index: RulebookIndex; said: Map<RuledStatement, SaidBy> } {
  const said = new Map<RuledStatement, SaidBy>()
  const states: DocumentState[] = []
  const unread: Unread[] = []
  for (const { file, reading } of sources) {
    if (reading.unread !== undefined) {
      unread.push({ service: host, terms: file, from: day, to: null, reason: reading.unread, layer: 'signals', host })
    }
    if (reading.statements.length === 0) continue
    const byQuestion = new Map<HeardQuestion, RuledStatement[]>()
    for (const part of reading.parts) {
      for (const statement of part.statements) {
        const question = `public.${statement.usage}.content` as HeardQuestion
        const { actor: _actor, usage: _usage, asset: _asset, quote, start, end, section, ...rest } = statement
        const evidence = {
          archive: '',
          path: part.source,
          version: '',
          recorded,
          start,
          end,
          section,
          quote,
          quoteHash: '',
        }
        const ruled: RuledStatement = { ...rest, evidence }
        said.set(ruled, { source: part.source, statement })
        const held = byQuestion.get(question)
        if (held) held.push(ruled)
        else byQuestion.set(question, [ruled])
      }
    }
    const position = (question: HeardQuestion): RuledPosition => ({
      position: 'silent',
      conditions: [],
      confidence: 1,
      statements: byQuestion.get(question) ?? [],
    })
    const further = heardQuestions.filter((question) => !(questions as readonly HeardQuestion[]).includes(question))
    states.push({
      service: host,
      terms: file,
      layer: 'signals',
      host,
      weighing: reading.weighing,
      from: day,
      to: null,
      basis: 'recorded',
      recorded,
      kind: 'first-record',
      moved: [],
      positions: Object.fromEntries(questions.map((one) => [one, position(one)])) as DocumentState['positions'],
      further: Object.fromEntries(further.map((one) => [one, position(one)])),
      records: [],
      variants: 0,
    })
  }
  const index = indexRulebook({ format: 0, reader: '', sources: [], services: [], states, unread })
  return { index, said }
}

/** A path that a pattern matches. */
function pathLike(pattern: string): string {
  return pattern.replace(/\$$/, '').replaceAll('*', 'x') || '/'
}

/**
 * What a site's signals come to and where they disagree: every usage for who has not said a name and for every agent that is named,
 * decided as `packages/rights` decides, on `/` and on paths the statements name. SPEC.md SI1–SI4.
 */
export function compareSite(host: string, sources: readonly SiteSource[]): SiteComparison {
  const { index, said } = siteIndex(host, sources)
  const statements = sources.flatMap(({ reading }) => reading.statements)
  const agents = namedAgents(statements)
  const paths = namedPaths(statements)
  const decideFor = (usage: Usage, agent: string | undefined, path: string): Decision =>
    decide(
      index,
      { host, path, usage, actor: 'public', channel: 'web', on: day, ...(agent === undefined ? {} : { agent }) },
      profiles['signals-only'],
    )
  const told = (because: readonly Because[], usage: Usage): SaidBy[] =>
    unique(
      because.flatMap(({ question, statement }) => {
        const from = statement && said.get(statement)
        const onUsage =
          question === `public.${usage}.content` ||
          (usage !== 'crawl' && usage !== 'search' && question === 'public.tdm.content')
        return from && onUsage ? [from] : []
      }),
    )
  const outcomes: SiteOutcome[] = []
  const conflicts = new Map<string, { conflict: SiteConflict; agents: Set<string>; everyone: boolean }>()
  for (const usage of siteUsages) {
    // What everyone hears comes first: a pair of statements is told once, with the widest who hear it.
    const met = new Map<string, string>()
    for (const agent of [undefined, ...agents]) {
      for (const path of paths) {
        const decision = decideFor(usage, agent, path)
        const part = usage === 'crawl' ? decision.obtaining : decision.using
        const because = told(part.because, usage)
        if (path === '/') {
          const { outcome, conditions } = part
          outcomes.push({ usage, ...(agent === undefined ? {} : { agent }), outcome, conditions, because })
        }
        const pairs = because
          .flatMap((one) => told(decision.conflicts, usage).map((other) => [one, other] as const))
          // who has said no name may be an agent or not: what is said to agents is met when asking as one
          .filter((pair) => agent !== undefined || pair.every(({ statement }) => statement.agents === undefined))
        const keys = pairs.map(([one, other]) => `${keyOf(one)} ${keyOf(other)}`)
        for (const key of keys) {
          const known = conflicts.get(met.get(key) ?? '')
          if (known !== undefined && agent !== undefined) known.agents.add(agent)
        }
        const fresh = pairs.filter((_, at) => !met.has(keys[at]!))
        if (fresh.length === 0) continue
        const name = `${usage} ${keys.join('|')}`
        for (const key of keys) if (!met.has(key)) met.set(key, name)
        conflicts.set(name, {
          conflict: {
            usage,
            agents: [],
            path,
            because: unique(fresh.map(([one]) => one)),
            otherwise: unique(fresh.map(([, other]) => other)),
          },
          agents: new Set(agent === undefined ? [] : [agent]),
          everyone: agent === undefined,
        })
      }
    }
  }
  return {
    outcomes,
    conflicts: [...conflicts.values()].map(({ conflict, agents, everyone }) => ({
      ...conflict,
      agents: everyone ? [] : [...agents].sort(),
    })),
  }
}

function keyOf({ source, statement }: SaidBy): string {
  return `${source}:${statement.start}:${statement.usage}`
}

function unique(some: readonly SaidBy[]): SaidBy[] {
  return [...new Set(some)]
}

/** Agents that are named, those told of a use before those told of access alone. */
function namedAgents(statements: readonly Statement[]): string[] {
  const named = new Set<string>()
  for (const { usage, agents = [] } of statements) if (usage !== 'crawl') for (const agent of agents) named.add(agent)
  for (const { agents = [] } of statements) for (const agent of agents) named.add(agent)
  return [...named].slice(0, mostAgents)
}

/** `/`, then paths that the patterns match, shortest first. */
function namedPaths(statements: readonly Statement[]): string[] {
  const paths = new Set<string>()
  for (const { path } of statements) if (path !== undefined) paths.add(pathLike(path))
  paths.delete('/')
  return ['/', ...[...paths].sort((a, b) => a.length - b.length).slice(0, mostPaths)]
}
