import { lowerAscii } from './octets.ts'
import { groupsOf, type RobotsGroup } from './robots-group.ts'
import { lineKinds } from './robots-line.ts'
import { type LineTable, lineWidth, robotsLines } from './robots-lines.ts'
import { mostRobotsBytes, type RobotsProfile } from './robots-profile.ts'
import { RuleSet, rulesOfLine } from './robots-rules.ts'

export { pathOfUrl } from './path-of-url.ts'
export type { RobotsGroup } from './robots-group.ts'
export { mostRobotsBytes, type RobotsProfile } from './robots-profile.ts'
export type { RobotsRule, RuleSet } from './robots-rules.ts'

/**
 * A `robots.txt` that was read: its lines are found, groups and rules are made of them when they are asked for and kept. The bytes stay
 * the caller's and must not change.
 */
export class RobotsTxt {
  readonly profile: RobotsProfile
  /** What was read: of a longer file the lines that end within the limit. */
  readonly bytes: Uint8Array
  /** Whether bytes were left unread [R3]. */
  readonly truncated: boolean
  readonly #lines: LineTable
  #groups: readonly RobotsGroup[] | undefined
  readonly #ruleSets = new Map<string, RuleSet>()

  constructor(bytes: Uint8Array, profile: RobotsProfile) {
    const most = mostRobotsBytes[profile]
    this.profile = profile
    this.truncated = bytes.length > most
    this.bytes = this.truncated ? wholeLines(bytes, most) : bytes
    this.#lines = robotsLines(this.bytes, profile)
  }

  /** In the order of the file. */
  get groups(): readonly RobotsGroup[] {
    this.#groups ??= groupsOf(this.bytes, this.#lines, this.profile)
    return this.#groups
  }

  /**
   * What an agent has to heed: all groups that name it; where there is none, all groups of `*`. The token is compared whole, without
   * regard to case. SPEC.md R8, R9.
   * @param agent a product token, such as `GPTBot`
   */
  rulesFor(agent: string): RuleSet {
    const token = lowerAscii(agent)
    let rules = this.#ruleSets.get(token)
    if (rules === undefined) {
      rules = this.#makeRules(token)
      this.#ruleSets.set(token, rules)
    }
    return rules
  }

  #makeRules(token: string): RuleSet {
    const own = this.groups.filter(({ agents }) => agents.includes(token))
    if (own.length > 0) return new RuleSet('own', this.#rulesOf(own), this.profile)
    const everyone = this.#ruleSets.get('*')
    if (everyone !== undefined) return everyone
    const groups = this.groups.filter((group) => group.everyone)
    const rules = new RuleSet(groups.length > 0 ? 'everyone' : 'none', this.#rulesOf(groups), this.profile)
    this.#ruleSets.set('*', rules)
    return rules
  }

  #rulesOf(groups: readonly RobotsGroup[]) {
    const lines = this.#lines
    const rules = []
    for (const { from, to } of groups) {
      for (let at = from; at < to; at += lineWidth) {
        const kind = lines[at]!
        if (kind !== lineKinds.allow && kind !== lineKinds.disallow) continue
        rules.push(...rulesOfLine(this.bytes, kind, lines[at + 1]!, lines[at + 3]!, lines[at + 4]!, this.profile))
      }
    }
    return rules
  }
}

/** The bytes up to the end of the last line that ends within the limit: half a pattern would be another rule [R3]. */
function wholeLines(bytes: Uint8Array, most: number): Uint8Array {
  let end = most
  while (end > 0 && bytes[end - 1] !== 0x0a && bytes[end - 1] !== 0x0d) end--
  return bytes.subarray(0, end)
}

/**
 * Reads a `robots.txt`, bytes as they came or text. Never throws; linear in the length. SPEC.md R1–R19.
 * @example
 * parseRobotsTxt('User-agent: GPTBot\nDisallow: /').value.rulesFor('GPTBot').allows('/a') // false
 */
export function parseRobotsTxt(
  body: Uint8Array | string,
  { profile = 'rfc9309' }: { readonly profile?: RobotsProfile } = {},
): { readonly value: RobotsTxt } {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return { value: new RobotsTxt(bytes, profile) }
}
