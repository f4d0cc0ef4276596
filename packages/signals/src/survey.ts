import type { Effect, Usage } from '@proviso/rights'
import type { RobotsTxt } from './robots-txt.ts'
import type { SiteSource } from './site.ts'

/** How far a robots.txt lets somebody in, by its rules for `/` and beyond [SU1]. */
export type Access = 'barred' | 'partly' | 'open'

/** One host of a survey. */
export interface SurveyedHost {
  readonly host: string
  /** For who has no group of his own; absent when there is no robots.txt that was read. */
  readonly everyone?: Access
  /** Named agents, lower case, with how far each is let in. */
  readonly agents: Readonly<Record<string, Access>>
  /** What is said on usages other than access: each kind once. */
  readonly said: readonly SurveyedWord[]
  /** Who wrote the robots.txt or parts of it, where it shows. */
  readonly authors: readonly string[]
  readonly unread: readonly string[]
}

/** What a file says on a usage, without its place: `robots.txt content-signal train-ai disallow`. */
export interface SurveyedWord {
  readonly file: string
  readonly directive?: string
  readonly usage: Usage
  readonly effect: Effect
}

/** What many hosts say, counted. */
export interface Survey {
  readonly hosts: number
  /** Hosts by how far everyone is let in; `none` without a robots.txt that was read. */
  readonly everyone: Readonly<Record<Access | 'none', number>>
  /** Named agents, the most often barred first. */
  readonly agents: readonly ({ readonly agent: string; readonly named: number } & Readonly<Record<Access, number>>)[]
  /** Words on usages, the most frequent first. */
  readonly said: readonly (SurveyedWord & { readonly hosts: number })[]
  readonly authors: readonly { readonly author: string; readonly hosts: number }[]
  readonly unread: readonly { readonly file: string; readonly reason: string; readonly hosts: number }[]
}

/** How far a file lets an agent in. */
function accessOf(robots: RobotsTxt, agent: string): Access {
  const rules = robots.rulesFor(agent)
  if (!rules.allows('/')) return 'barred'
  return rules.rules.some(({ allow }) => !allow) ? 'partly' : 'open'
}

/**
 * What one host says, for counting. SPEC.md SU1–SU3.
 * @example
 * surveyHost('q.example', []).agents // {}
 */
export function surveyHost(host: string, sources: readonly SiteSource[]): SurveyedHost {
  const robots = sources.find(({ reading }) => reading.robots !== undefined)?.reading.robots
  const named = new Set(robots?.groups.flatMap(({ agents }) => agents))
  const said = new Map<string, SurveyedWord>()
  for (const { file, reading } of sources) {
    for (const { usage, effect, directive, agents } of reading.statements) {
      // Bans on training agents are counted with the agents.
      if (usage === 'crawl' || (agents !== undefined && directive === undefined && file === 'robots.txt')) continue
      const word = { file, ...(directive === undefined ? {} : { directive }), usage, effect }
      said.set(JSON.stringify(word), word)
    }
  }
  return {
    host,
    ...(robots === undefined ? {} : { everyone: accessOf(robots, '*') }),
    agents: robots === undefined ? {} : Object.fromEntries([...named].map((agent) => [agent, accessOf(robots, agent)])),
    said: [...said.values()],
    authors: [...new Set(robots?.authors.map(({ author }) => author))],
    unread: sources.flatMap(({ file, reading }) => (reading.unread === undefined ? [] : [`${file} ${reading.unread}`])),
  }
}

/**
 * Counts what many hosts say. SPEC.md SU1–SU3.
 * @example
 * countSurvey([]).hosts // 0
 */
export function countSurvey(hosts: readonly SurveyedHost[]): Survey {
  const everyone = { barred: 0, partly: 0, open: 0, none: 0 }
  const agents = new Map<string, { named: number } & Record<Access, number>>()
  const said = new Map<string, { word: SurveyedWord; hosts: number }>()
  const authors = new Map<string, number>()
  const unread = new Map<string, number>()
  for (const one of hosts) {
    everyone[one.everyone ?? 'none']++
    for (const [agent, access] of Object.entries(one.agents)) {
      const counted = agents.get(agent) ?? { named: 0, barred: 0, partly: 0, open: 0 }
      counted.named++
      counted[access]++
      agents.set(agent, counted)
    }
    for (const word of one.said) {
      const key = JSON.stringify(word)
      const counted = said.get(key)
      if (counted) counted.hosts++
      else said.set(key, { word, hosts: 1 })
    }
    for (const author of one.authors) authors.set(author, (authors.get(author) ?? 0) + 1)
    for (const reason of one.unread) unread.set(reason, (unread.get(reason) ?? 0) + 1)
  }
  return {
    hosts: hosts.length,
    everyone,
    agents: [...agents]
      .map(([agent, counted]) => ({ agent, ...counted }))
      .sort((a, b) => b.barred - a.barred || b.named - a.named || byName(a.agent, b.agent)),
    said: [...said.values()]
      .sort((a, b) => b.hosts - a.hosts || byName(JSON.stringify(a.word), JSON.stringify(b.word)))
      .map(({ word, hosts }) => ({ ...word, hosts })),
    authors: ranked(authors).map(([author, hosts]) => ({ author, hosts })),
    unread: ranked(unread).map(([key, hosts]) => {
      const space = key.lastIndexOf(' ')
      return { file: key.slice(0, space), reason: key.slice(space + 1), hosts }
    }),
  }
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function ranked(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort((a, b) => b[1] - a[1] || byName(a[0], b[0]))
}
