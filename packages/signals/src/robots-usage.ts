import { compilePathPattern, type Day, matchPath, type PathPattern, type Usage } from '@proviso/rights'
import { signalOf } from './robots-signal.ts'
import type { RobotsTxt } from './robots-txt.ts'

/**
 * What Content-Usage lines come to for one agent and path: per usage `allow` or `disallow`, a usage that is absent is unknown;
 * `not-applicable` where the agent may not fetch the path at all.
 */
export type UsagePreferences = Partial<Record<Usage, 'allow' | 'disallow'>> | 'not-applicable'

/**
 * The usage preferences of a `robots.txt` for one agent and path, in the two steps of draft-ietf-aipref-attach-05: may it fetch, then
 * the Content-Usage lines with the longest path that matches, of several the stricter of each usage. SPEC.md CU7–CU9.
 * @param path with its query, as `pathOfUrl` gives it
 * @param day the day it was seen; the newest vocabulary when absent
 * @example
 * const { value } = parseRobotsTxt('User-agent: *\nContent-Usage: train-ai=n')
 * usagePreferences(value, 'AnyBot', '/a') // { 'train-ai': 'disallow' }
 */
export function usagePreferences(robots: RobotsTxt, agent: string, path: string, day?: Day): UsagePreferences {
  const rules = robots.rulesFor(agent)
  if (!rules.allows(path)) return 'not-applicable'
  const token = agent.toLowerCase()
  let most = -1
  let says: NonNullable<ReturnType<typeof signalOf>>['says'][number][] = []
  for (const { value, usageGroup } of robots.contentUsages) {
    if (usageGroup === undefined) continue
    if (rules.group === 'own' ? !usageGroup.agents.includes(token) : !usageGroup.everyone) continue
    const signal = signalOf('content-usage', value, day)!
    const pattern: PathPattern = compilePathPattern(signal.path ?? '')
    if (pattern.octets < most || !matchPath(pattern, path)) continue
    if (pattern.octets > most) says = []
    most = pattern.octets
    says.push(...signal.says)
  }
  const preferences: Partial<Record<Usage, 'allow' | 'disallow'>> = {}
  for (const { usage, effect } of says) if (preferences[usage] !== 'disallow') preferences[usage] = effect
  return preferences
}
