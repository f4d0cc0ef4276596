import { LinePlaces } from './line-place.ts'
import { lowerAscii, octetsOf } from './octets.ts'
import { productToken, type RobotsGroup } from './robots-group.ts'
import { type RobotsLineReport, robotsReport } from './robots-report.ts'
import type { RobotsTxt } from './robots-txt.ts'

/** A line with a key, where it stands and what it says. */
export interface RobotsEntry {
  readonly report: RobotsLineReport
  /** The group it stands in; absent before the first one. */
  readonly group: RobotsGroup | undefined
  /**
   * Who hears it if it is a Content-Usage: to the AIPREF draft that is a rule, which ends a list of user agents; to RFC 9309 it is not
   * [CU7]. Absent before the first group.
   */
  readonly usageGroup: Pick<RobotsGroup, 'agents' | 'everyone'> | undefined
  /** The first names of the group, as written: `User-agent: GPTBot`. */
  readonly names: readonly string[]
  /** Lower case. */
  readonly key: string
  /** As written. */
  readonly value: string
  /** The line's words without comment, in code units of the text. */
  readonly quote: string
  readonly start: number
  readonly end: number
  readonly column: number
}

/** Names of a group that are told: a group may have thousands. */
const mostNames = 10

/** The lines of a file that have a key, in order. */
export function* entriesOf(robots: RobotsTxt): Generator<RobotsEntry> {
  const { bytes, groups, profile } = robots
  const places = new LinePlaces(bytes, robots.text)
  let at = -1
  let names: string[] = []
  let usageGroup: { agents: string[]; everyone: boolean } | undefined
  let closed = true
  for (const report of robotsReport(bytes, profile)) {
    if (report.key === report.keyEnd) continue
    if (at + 1 < groups.length && groups[at + 1]!.line === report.line) {
      at++
      names = []
    }
    if (report.tag === 'user-agent') {
      const token = productToken(bytes, report.value, report.valueEnd, profile)
      if (closed) usageGroup = { agents: [], everyone: false }
      if (token === '*') usageGroup!.everyone = true
      else usageGroup!.agents.push(token)
      closed = false
    }
    const { unit: start, column } = places.of(report.key, report.start)
    const end = places.of(report.valueEnd, report.start).unit
    const value = places.text.slice(places.of(report.value, report.start).unit, end)
    const quote = places.text.slice(start, end)
    if (report.tag === 'user-agent' && names.length < mostNames) names = [...names, quote]
    const key = lowerAscii(octetsOf(bytes, report.key, report.keyEnd))
    const rule = report.tag === 'allow' || report.tag === 'disallow' || key === 'content-usage'
    if (rule && usageGroup !== undefined) closed = true
    yield { report, group: groups[at], usageGroup, names, key, value, quote, start, end, column }
  }
}
