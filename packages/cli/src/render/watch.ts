import type { BuildResult } from '@proviso/archive/build'
import type { PostponedLook, WatchedLook, WatchRun } from '@proviso/archive/watch/run'
import type { WatchedStatus } from '@proviso/archive/watch/watch-status'
import { count, countOf } from './count.ts'
import { instantText } from './instant.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { byteText, durationText } from './progress.ts'
import { tableLines } from './table.ts'

const changes: Readonly<Record<WatchedLook['change'], string>> = {
  first: 'first record',
  changed: 'changed',
  technical: 'extracted anew',
  unchanged: 'unchanged',
}

/** One look as it happens: what was looked at and what came of it. */
export function lookLine(look: WatchedLook | PostponedLook, { colour, marks }: Look): string[] {
  const name = colour.bold(plain(nameOf(look.path)))
  if ('postponed' in look) return [`${colour.dim(marks.silent)} ${name}  ${postponedText(look)}`]
  const { change } = look
  if (!isRead(look)) return [`${colour.yellow(marks.unknown)} ${name}  ${stateText(look)}`]
  const paint = change === 'unchanged' ? colour.dim : colour.green
  const missing = look.status === null || (look.status >= 200 && look.status < 300) ? '' : ` (${stateText(look)})`
  return [`${paint(change === 'unchanged' ? marks.silent : marks.allowed)} ${name}  ${changes[change]}${missing}`]
}

/** The end of a round. */
export function watchRunLines(
  run: WatchRun,
  built: BuildResult | null,
  milliseconds: number,
  { colour }: Look,
): string[] {
  const { looks, postponed, notDue, requests, bytes, next } = run
  const fresh = looks.filter(({ change }) => change !== 'unchanged')
  const unread = looks.filter((look) => !isRead(look))
  const facts = [
    `${countOf(looks.length, 'look')}`,
    `${count(fresh.length)} new`,
    ...(unread.length > 0 ? [`${count(unread.length)} could not be read`] : []),
    ...(postponed.length > 0 ? [`${count(postponed.length)} postponed`] : []),
    ...(notDue > 0 ? [`${count(notDue)} not due`] : []),
  ]
  return [
    facts.join(', '),
    ...(built === null ? [] : [`rulebook: ${countOf(built.documents, 'document')}, ${countOf(built.states, 'state')}`]),
    colour.dim(
      `${countOf(requests, 'request')}, ${byteText(bytes)}, ${durationText(milliseconds)}${next === null ? '' : `; next due ${instantText(next)}`}`,
    ),
  ]
}

/** What is watched as a table, by service and host. */
export function watchStatusLines(watched: readonly WatchedStatus[], now: number, look: Look): string[] {
  const { colour } = look
  if (watched.length === 0)
    return [
      'nothing is watched here',
      '',
      'try next',
      `  ${look.program} watch add X example.org`,
      `  ${look.program} watch run --once`,
    ]
  const head = ['', 'state', 'since', 'last seen', 'due'].map((title) => colour.dim(title))
  const rows = watched.map((one) => [
    `${colour.bold(plain(one.of))}  ${plain(one.what)}`,
    one.seen === null ? colour.dim('not seen yet') : painted(one, look),
    one.since === null ? '' : one.since.slice(0, 10),
    one.seen === null ? '' : instantText(one.seen),
    dueText(one.next, now),
  ])
  const unread = watched.filter((one) => one.seen !== null && !isRead(one)).length
  const seen = watched.filter((one) => one.seen !== null).length
  return [
    ...tableLines([head, ...rows]),
    '',
    colour.dim(
      `${count(watched.length)} watched, ${count(seen)} seen${unread > 0 ? `, ${count(unread)} could not be read` : ''}`,
    ),
  ]
}

function painted(one: WatchedStatus, { colour, marks }: Look): string {
  const text = stateText(one)
  if (!isRead(one))
    return colour.yellow(`${marks.unknown} ${text}${one.failures > 1 ? ` (${one.failures} times)` : ''}`)
  return text === 'read' ? colour.green(`${marks.allowed} ${text}`) : `${marks.silent} ${text}`
}

interface State {
  readonly outcome: string | null
  readonly status: number | null
  readonly detail?: string
}

/** Whether a look ended in an answer: the file, or that there is none. */
function isRead({ outcome, status }: State): boolean {
  if (outcome === 'soft-404' || outcome === 'not-referenced') return true
  return outcome === 'ok' && (status === null || (status < 500 && status !== 429))
}

function stateText({ outcome, status, detail }: State): string {
  if (outcome === 'ok') {
    if (status === null || (status >= 200 && status < 300)) return 'read'
    return status === 404 || status === 410 ? `none (${status})` : `status ${status}`
  }
  if (outcome === 'soft-404') return 'none (a page in its place)'
  if (outcome === 'not-referenced') return 'no longer named'
  return detail === undefined ? (outcome ?? '') : `${outcome}: ${plain(detail).slice(0, 60)}`
}

function postponedText({ postponed, until }: PostponedLook): string {
  if (postponed === 'budget-spent') return 'postponed: the budget is spent'
  if (postponed === 'no-network') return 'postponed: nothing can be reached'
  return `postponed: the host asks to wait${until === undefined ? '' : ` until ${instantText(until)}`}`
}

/** `Reddit  Privacy Policy`, `x.com  robots.txt`. */
function nameOf(path: string): string {
  return path
    .replace(/^signals\//, '')
    .replace(/\.md$/, '')
    .replace('/', ' › ')
}

function dueText(next: string | null, now: number): string {
  if (next === null) return 'now'
  const wait = Date.parse(next) - now
  if (wait <= 0) return 'now'
  const hours = wait / 3_600_000
  return hours < 1
    ? `in ${Math.ceil(wait / 60_000)} min`
    : hours < 48
      ? `in ${Math.round(hours)} h`
      : `in ${Math.round(hours / 24)} days`
}
