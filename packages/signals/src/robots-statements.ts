import type { Day, Effect, Statement, Usage } from '@proviso/rights'
import { policyOf, usagesOf } from './agents/agent.ts'
import { octetsOf } from './octets.ts'
import { authorsOf } from './robots-author.ts'
import { entriesOf, type RobotsEntry } from './robots-entry.ts'
import type { RobotsGroup } from './robots-group.ts'
import { lineKinds } from './robots-line.ts'
import { rulesOfLine } from './robots-rules.ts'
import { type RobotsSignal, signalOf } from './robots-signal.ts'
import type { RobotsTxt } from './robots-txt.ts'

/** What a statement of a line needs beside its place. */
interface Said {
  readonly effect: Effect
  readonly usage: Usage
  readonly path?: string | undefined
  readonly agents?: readonly string[] | undefined
  readonly directive?: string
  readonly confidence?: number
}

/** Agents of a group by what a rule for them speaks on. */
interface Heard {
  readonly fetchers: readonly string[]
  readonly byUsage: ReadonlyMap<Usage, readonly string[]>
  /** Whether the group has a rule at all. */
  readonly ruled: boolean
}

/**
 * What a file says, in its order. To be weighed as `robots` in `packages/rights`. SPEC.md R16, R18, R19, AG2, CU7, CS2.
 * @param day the day it was seen: Content-Usage is read by the vocabulary of that day
 */
export function robotsStatements(robots: RobotsTxt, day?: Day): Statement[] {
  const statements: Statement[] = []
  const authors = authorsOf(robots.text.split(/\r\n|\r|\n/))
  const heard = new Map<RobotsGroup, Heard>()
  const say = (entry: RobotsEntry, { effect, usage, path, agents, directive, confidence = 1 }: Said) => {
    const { names, quote, start, end, report } = entry
    const author = authors.find(({ from, to }) => from <= report.line && report.line <= to)?.author
    const written = author === undefined ? [] : [`written by ${author}`]
    const section = [...(names.length > 0 ? [names.join(', ')] : []), `line ${report.line}`, ...written]
    const limits = {
      ...(path !== undefined && { path }),
      ...(agents !== undefined && { agents }),
      ...(directive !== undefined && { directive }),
    }
    const about = { actor: 'public', asset: 'content', conditions: [] } as const
    statements.push({ effect, usage, ...about, ...limits, quote, start, end, section, confidence })
  }

  /** Groups without a rule, with the line that shows it best: a rule without effect, else the first user agent. */
  const bare = new Map<RobotsGroup, RobotsEntry>()
  for (const entry of entriesOf(robots)) {
    const { report, group, usageGroup, key, value } = entry
    if (report.tag === 'user-agent' || report.tag === 'allow' || report.tag === 'disallow') {
      if (group === undefined) continue
      const its = heard.get(group) ?? hear(robots, group)
      heard.set(group, its)
      if (!its.ruled) {
        if (!bare.has(group) || (bare.get(group)!.report.tag === 'user-agent' && report.tag !== 'user-agent'))
          bare.set(group, entry)
        continue
      }
      if (report.tag === 'user-agent') continue
      const kind = report.tag === 'allow' ? lineKinds.allow : lineKinds.disallow
      const { bytes, profile } = robots
      for (const rule of rulesOfLine(octetsOf(bytes, report.value, report.valueEnd), kind, report.line, profile)) {
        if (!/^[/*]/.test(rule.pattern)) continue
        const said = { effect: rule.allow ? 'allow' : 'disallow', path: rule.pattern } as const
        if (group.everyone) say(entry, { ...said, usage: 'crawl' })
        if (its.fetchers.length > 0) say(entry, { ...said, usage: 'crawl', agents: its.fetchers })
        for (const [usage, agents] of its.byUsage) say(entry, { ...said, usage, agents })
      }
    } else {
      const signal = signalOf(key, value, day)
      if (signal !== undefined)
        for (const said of saidBySignal(signal, key === 'content-usage' ? usageGroup : group)) say(entry, said)
    }
  }
  // who has a group of his own without a rule may fetch all, whatever the group `*` says [R9]
  for (const [group, entry] of bare) {
    const agents = group.agents.filter((agent) => agent !== '')
    if (group.everyone && entry.report.tag !== 'user-agent') say(entry, { effect: 'allow', usage: 'crawl' })
    if (agents.length > 0) say(entry, { effect: 'allow', usage: 'crawl', agents })
  }
  return statements.sort((a, b) => a.start - b.start)
}

/** Who hears a rule for a group: those who fetch on `crawl`, those known for it on what they do with what was fetched [R16]. */
function hear(robots: RobotsTxt, group: RobotsGroup): Heard {
  const { agents } = group
  const byUsage = new Map<Usage, string[]>()
  for (const agent of agents) {
    for (const usage of usagesOf(agent)) {
      const its = byUsage.get(usage)
      if (its === undefined) byUsage.set(usage, [agent])
      else its.push(agent)
    }
  }
  return {
    fetchers: agents.filter((agent) => agent !== '' && policyOf(agent) === undefined),
    byUsage,
    ruled: robots.hasRule(group),
  }
}

/** A signal speaks to its group, to everyone where that is `*`; before any group Content-Signal alone does [CS3]. */
function saidBySignal(signal: RobotsSignal, group: RobotsEntry['usageGroup']): Said[] {
  const { directive, path } = signal
  if (group === undefined && directive !== 'content-signal') return []
  return signal.says.flatMap(({ usage, effect, legacy }): Said[] => {
    const said = { usage, effect, path, directive, confidence: legacy || group === undefined ? 0.8 : 1 }
    const everyone = group === undefined || group.everyone ? [said] : []
    const agents = group?.agents.filter((agent) => agent !== '') ?? []
    return agents.length > 0 ? [...everyone, { ...said, agents }] : everyone
  })
}
