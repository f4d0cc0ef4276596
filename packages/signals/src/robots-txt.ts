import type { Day, Issue, Statement } from '@proviso/rights'
import { lowerAscii, octetsOf } from './octets.ts'
import { authorsOf, type RobotsAuthor } from './robots-author.ts'
import { entriesOf, type RobotsEntry } from './robots-entry.ts'
import { groupsOf, type RobotsGroup } from './robots-group.ts'
import { robotsIssues } from './robots-issues.ts'
import { lineKinds } from './robots-line.ts'
import { kindAt, type LineTable, lineAt, lineWidth, robotsLines } from './robots-lines.ts'
import { mostRobotsBytes, type RobotsProfile } from './robots-profile.ts'
import { type RobotsLineReport, robotsReport } from './robots-report.ts'
import { RuleSet, rulesOfLine } from './robots-rules.ts'
import { robotsStatements } from './robots-statements.ts'

export { pathOfUrl } from './path-of-url.ts'
export type { RobotsAuthor } from './robots-author.ts'
export type { RobotsGroup } from './robots-group.ts'
export { mostRobotsBytes, type RobotsProfile } from './robots-profile.ts'
export type { RobotsLineReport } from './robots-report.ts'
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
  #byAgent: Map<string, RobotsGroup[]> | undefined
  #own: Map<string, RuleSet> | undefined
  #everyone: RuleSet | undefined
  #text: string | undefined
  #contentUsages: readonly RobotsEntry[] | undefined

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
    this.#byAgent ??= byAgent(this.groups)
    const groups = this.#byAgent.get(token)
    if (groups === undefined) {
      this.#everyone ??= this.#ruleSet(
        'everyone',
        this.groups.filter(({ everyone }) => everyone),
      )
      return this.#everyone
    }
    this.#own ??= new Map()
    let rules = this.#own.get(token)
    if (rules === undefined) {
      rules = this.#ruleSet('own', groups)
      this.#own.set(token, rules)
    }
    return rules
  }

  /** The file as text: UTF-8, without byte order mark. Offsets of statements are offsets into it. */
  get text(): string {
    this.#text ??= new TextDecoder().decode(this.bytes)
    return this.#text
  }

  /** Its Content-Usage lines, in the order of the file. */
  get contentUsages(): readonly RobotsEntry[] {
    this.#contentUsages ??= [...entriesOf(this)].filter(({ key }) => key === 'content-usage')
    return this.#contentUsages
  }

  /** Whether any line is one that a `robots.txt` has: a page sent in its place has none. */
  get isRobots(): boolean {
    for (let at = 0; at < this.#lines.length; at += lineWidth)
      if (kindAt(this.#lines, at) !== lineKinds.other) return true
    for (const { tag } of this.report()) if (tag === 'unused') return true
    return false
  }

  /** Whether a group has a rule that may match; one with an empty pattern, or none that begins with `/` or `*`, is none [R11]. */
  hasRule({ from, to }: RobotsGroup): boolean {
    const lines = this.#lines
    for (let at = from; at < to; at += lineWidth) {
      const kind = kindAt(lines, at)
      if (kind !== lineKinds.allow && kind !== lineKinds.disallow) continue
      const first = lines[at + 1]! < lines[at + 2]! ? this.bytes[lines[at + 1]!] : undefined
      if (first === 0x2f || first === 0x2a) return true
    }
    return false
  }

  /** Every line with what became of it. SPEC.md R17. */
  report(): Generator<RobotsLineReport> {
    return robotsReport(this.bytes, this.profile)
  }

  /** Addresses of sitemaps, as written, in the order of the file. */
  get sitemaps(): string[] {
    return [...entriesOf(this)].flatMap(({ report, value }) => (report.tag === 'sitemap' ? [value] : []))
  }

  /** `License` lines: pointers to RSL documents, in the order of the file. SPEC.md R19. */
  get licences(): LicenceLine[] {
    return [...entriesOf(this)].flatMap(({ report: { line }, key, value, group }): LicenceLine[] => {
      if (key !== 'license') return []
      if (group === undefined) return [{ url: value, line, everyone: false, global: true }]
      return [{ url: value, line, agents: group.agents, everyone: group.everyone, global: false }]
    })
  }

  /**
   * The licences an agent has to heed: those of the groups it heeds; where these have none, those before the first group. RSL 1.0,
   * section 4. SPEC.md R19.
   */
  licencesFor(agent: string): LicenceLine[] {
    const { licences } = this
    const token = lowerAscii(agent)
    const { group } = this.rulesFor(agent)
    const its = licences.filter(({ agents, everyone }) => (group === 'own' ? agents?.includes(token) : everyone))
    return its.length > 0 ? its : licences.filter(({ global }) => global)
  }

  /** Who wrote it or parts of it, where that shows. SPEC.md R18. */
  get authors(): RobotsAuthor[] {
    return authorsOf(this.text.split(/\r\n|\r|\n/))
  }

  #ruleSet(group: 'own' | 'everyone', groups: readonly RobotsGroup[]): RuleSet {
    return new RuleSet(groups.length > 0 ? group : 'none', this.#rulesOf(groups), this.profile)
  }

  #rulesOf(groups: readonly RobotsGroup[]) {
    if (groups.length === 0) return []
    const lines = this.#lines
    const { bytes, text } = this
    // of a file in ASCII, which most are, pieces of its text are its octets
    const ascii = text.length === bytes.length && !/[^\0-\x7f]/.test(text)
    const octets = (from: number, to: number) => (ascii ? text.slice(from, to) : octetsOf(bytes, from, to))
    const rules = []
    for (const { from, to } of groups) {
      for (let at = from; at < to; at += lineWidth) {
        const kind = kindAt(lines, at)
        if (kind !== lineKinds.allow && kind !== lineKinds.disallow) continue
        const value = octets(lines[at + 1]!, lines[at + 2]!)
        for (const rule of rulesOfLine(value, kind, lineAt(lines, at), this.profile)) rules.push(rule)
      }
    }
    return rules
  }
}

function byAgent(groups: readonly RobotsGroup[]): Map<string, RobotsGroup[]> {
  const found = new Map<string, RobotsGroup[]>()
  for (const group of groups) {
    for (const agent of group.agents) {
      const its = found.get(agent)
      if (its === undefined) found.set(agent, [group])
      else its.push(group)
    }
  }
  return found
}

/** A `License` line: a pointer to an RSL document. */
export interface LicenceLine {
  /** As written. */
  readonly url: string
  readonly line: number
  /** Product tokens, lower case, of the group it stands in; absent before the first group. */
  readonly agents?: readonly string[]
  /** It stands in a group `*`. */
  readonly everyone: boolean
  /** It stands before the first group: agents whose group has a licence of its own do not heed it (RSL 1.0, section 4). */
  readonly global: boolean
}

/** The bytes up to the end of the last line that ends within the limit: half a pattern would be another rule [R3]. */
function wholeLines(bytes: Uint8Array, most: number): Uint8Array {
  let end = most
  while (end > 0 && bytes[end - 1] !== 0x0a && bytes[end - 1] !== 0x0d) end--
  return bytes.subarray(0, end)
}

/** A file that was read; statements and issues are made when they are asked for, and kept. */
export class RobotsReading {
  readonly value: RobotsTxt
  readonly #at: string
  readonly #on: Day | undefined
  #statements: readonly Statement[] | undefined
  #issues: readonly Issue[] | undefined

  constructor(value: RobotsTxt, at: string, on: Day | undefined) {
    this.value = value
    this.#at = at
    this.#on = on
  }

  /** What the file says, in its order; to be weighed as `robots` in `packages/rights`. */
  get statements(): readonly Statement[] {
    this.#statements ??= robotsStatements(this.value, this.#on)
    return this.#statements
  }

  /** At most a hundred, and how many more. */
  get issues(): readonly Issue[] {
    this.#issues ??= robotsIssues(this.value, this.#at, this.#on)
    return this.#issues
  }
}

/** How a `robots.txt` is read. */
export interface RobotsOptions {
  /** `rfc9309` when absent. */
  readonly profile?: RobotsProfile
  /** Where it was found, for issues; `robots.txt` when absent. */
  readonly at?: string
  /** The day it was seen: its usage preferences are read by the vocabulary of that day, the newest when absent. */
  readonly on?: Day | undefined
}

/**
 * Reads a `robots.txt`, bytes as they came or text. Never throws; linear in the length. SPEC.md R1–R20.
 * @example
 * parseRobotsTxt('User-agent: GPTBot\nDisallow: /').value.rulesFor('GPTBot').allows('/a') // false
 */
export function parseRobotsTxt(body: Uint8Array | string, options: RobotsOptions = {}): RobotsReading {
  const { profile = 'rfc9309', at = 'robots.txt', on } = options
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return new RobotsReading(new RobotsTxt(bytes, profile), at, on)
}
