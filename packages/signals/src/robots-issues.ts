import type { Day, Issue } from '@proviso/rights'
import { contentUsageIssues } from './content-usage.ts'
import { entriesOf, type RobotsEntry } from './robots-entry.ts'
import { robotsReport } from './robots-report.ts'
import { signalOf } from './robots-signal.ts'
import type { RobotsTxt } from './robots-txt.ts'

/** Issues that are told of one file; how many more there are is told too. */
const mostRobotsIssues = 100

type Place = { readonly line?: number; readonly column?: number }

/**
 * What is worth telling of a file: lines that are lost, forgiven, or mean what their author may not have meant. SPEC.md R20.
 * @param at the file's name
 */
export function robotsIssues(robots: RobotsTxt, at: string, day?: Day): Issue[] {
  const issues: Issue[] = []
  let untold = 0
  const push = (issue: Issue) => {
    if (issues.length < mostRobotsIssues) issues.push(issue)
    else untold++
  }
  const tell = (code: string, place: Place, message: string, hint: string) => {
    const { line, column } = place
    push({ code, at, ...(line !== undefined && { line }), ...(column !== undefined && { column }), message, hint })
  }

  if (robots.truncated)
    tell('past-limit', {}, 'the file is longer than what is read of it', 'keep a `robots.txt` below 500 KiB')
  else if (robots.bytes.length > 500 * 1024)
    tell('past-limit', {}, 'crawlers may ignore what stands beyond 500 KiB', 'keep a `robots.txt` below 500 KiB')
  if (!robots.isRobots) {
    if (robots.text.trim() !== '' && !onlyComments(robots))
      tell(
        'not-robots',
        {},
        'no line of it is one of a `robots.txt`',
        'look at what the server sends: it may be a page',
      )
    return issues
  }

  for (const { line, tooLong } of robotsReport(robots.bytes, robots.profile)) {
    if (tooLong) tell('line-too-long', { line, column: 1 }, 'only 16,663 bytes of the line are read', 'shorten it')
  }
  let usage: Place | undefined
  let group: RobotsEntry['group']
  for (const entry of entriesOf(robots)) {
    const { report, key, value } = entry
    const place = { line: report.line, column: entry.column }
    if (entry.group !== group) usage = undefined
    group = entry.group
    if (report.misspelled) {
      const message = `\`${key}\` is read as \`${report.tag}\`, as Google's crawlers do`
      tell('misspelled-directive', place, message, 'correct it: other crawlers ignore the line')
    }
    if (report.colonMissing)
      tell('missing-colon', place, 'white space stands where the colon should', 'write the colon')
    switch (report.tag) {
      case 'user-agent':
        if (!/^(?:\*|[\w-]*[A-Za-z_-][\w-]*)$/.test(value) || /\d/.test(value)) {
          const message = `\`${value.slice(0, 80)}\` is no product token`
          tell('invalid-product-token', place, message, 'write letters, `-` and `_` alone, without version')
        }
        if (usage !== undefined) {
          const message = 'to the AIPREF draft this line ends the list of user agents, to RFC 9309 it does not'
          tell('content-usage-may-split-group', usage, message, 'put a rule of access after it')
          usage = undefined
        }
        break
      case 'allow':
      case 'disallow':
        usage = undefined
        if (group === undefined)
          tell('rule-before-group', place, 'the rule stands before any group', 'put a `User-agent` line before it')
        else if (value !== '' && !/^[/*]/.test(value))
          tell('pattern-without-slash', place, `\`${value.slice(0, 80)}\` matches nothing`, 'begin it with `/`')
        break
      case 'unknown':
        tell('unknown-directive', place, `\`${key.slice(0, 80)}\` is no directive`, 'correct or remove the line')
        break
      case 'unused':
        if (key === 'content-usage' && group !== undefined) usage ??= place
        signalIssues(entry, at, day, push, tell)
        break
    }
  }
  tieIssues(robots, tell)
  if (untold > 0) issues.push({ code: 'more-issues', at, message: `${untold} more issues are not told` })
  return issues
}

function onlyComments(robots: RobotsTxt): boolean {
  for (const { empty, comment } of robotsReport(robots.bytes, robots.profile))
    if (!empty && comment !== 'whole') return false
  return true
}

type Tell = (code: string, place: Place, message: string, hint: string) => void

function signalIssues(entry: RobotsEntry, at: string, day: Day | undefined, push: (issue: Issue) => void, tell: Tell) {
  const { key, value, group, report, column } = entry
  const place = { line: report.line, column }
  if (key === 'license') {
    if (!/^[a-z][a-z\d+.-]*:/i.test(value))
      tell('relative-licence', place, 'the address of a licence must be absolute', 'write `https://…`')
    return
  }
  const signal = signalOf(key, value, day)
  if (signal === undefined) return
  if (group === undefined)
    tell('signal-before-group', place, 'the signal stands before any group', 'put a `User-agent` line before it')
  if (signal.contentUsage !== undefined)
    for (const issue of contentUsageIssues(signal.text, signal.contentUsage, { at, ...place })) push(issue)
  if (key === 'content-signal' && /\btrain-ai\s*=/.test(signal.text))
    tell('label-of-content-usage', place, '`train-ai` says nothing in a Content-Signal', 'write `ai-train`')
}

/** An `Allow` that undoes an equal `Disallow`: what a block put before a file does to the file's own bar. */
function tieIssues(robots: RobotsTxt, tell: Tell): void {
  const bars = new Map<string, number>()
  const leaves = new Map<string, number>()
  for (const { allow, pattern, line } of robots.rulesFor('*').rules) {
    const to = allow ? leaves : bars
    if (!to.has(pattern)) to.set(pattern, line)
  }
  for (const [pattern, line] of bars) {
    const leave = leaves.get(pattern)
    if (leave === undefined) continue
    const message = `\`Allow: ${pattern.slice(0, 80)}\` in line ${leave} undoes this bar for every crawler without a group of its own`
    tell('allow-undoes-disallow', { line, column: 1 }, message, 'remove one of them')
  }
}
