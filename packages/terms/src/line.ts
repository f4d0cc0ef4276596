import { type Hint, hintOf } from './context.ts'
import { concernsCollecting, concernsTraining } from './lexicon/trigger.ts'

/** What a line of a Markdown text is, as flags: cheap facts that decide whether anyone looks closer. */
export const LineFlag = {
  blank: 1,
  atx: 2,
  /** `===` or `---` under a line: makes that line a heading. */
  underline: 4,
  item: 8,
  table: 16,
  /** Speaks of training, AI, or automated collection: worth reading. */
  concerns: 32,
  /** Ends with a colon, or reads like a lead-in. */
  leads: 64,
  /** Has a year: may state a day. */
  dated: 128,
  /** Looks like a heading without Markdown's mark: bold, numbered, or in capitals. */
  titled: 256,
} as const

/** The lines of a text: where each starts, and its flags. */
export interface Lines {
  readonly text: string
  readonly count: number
  /** UTF-16 offset of each line's start; one more entry marks the text's end. */
  readonly starts: Int32Array
  readonly flags: Uint16Array
  /** What each line adds to the context of its text. */
  readonly hints: readonly (Hint | null)[]
}

const year = /\b(?:19|20)\d\d\b/
const titled =
  /^\s*(?:\*\*|__)?(?:(?:(?:section|article|part|chapter)\s+)?(?:[ivxlc]+|[a-z]|\d+(?:\.\d+)*)\\?[.):]?\s+)?["“']?[A-Z0-9]/
const item = /^\s*(?:[-*+•·▪◦–—]\s|\(?(?:[0-9]{1,3}|[a-z]{1,2}|[ivxlc]{1,6})\\?[.)]\s)/i

/** Flags of one line; a pure function of its characters. */
function flagsOf(line: string): number {
  const body = line.trim()
  if (body === '') return LineFlag.blank
  let flags = 0
  const first = body.charCodeAt(0)
  if (first === 35 && /^#{1,6}(?:\s|$)/.test(body)) flags |= LineFlag.atx
  if ((first === 61 && /^=+$/.test(body)) || (first === 45 && /^-{2,}$/.test(body))) return LineFlag.underline
  if (first === 124) flags |= LineFlag.table
  if (item.test(line)) flags |= LineFlag.item
  if (concernsTraining(body) || concernsCollecting(body)) flags |= LineFlag.concerns
  if (/:[*_\s]*$/.test(body)) flags |= LineFlag.leads
  if (year.test(body)) flags |= LineFlag.dated
  // a long line may open with a heading of its own: "**A. Restrictions.** You shall not …"
  if ((body.length <= 160 || /^(?:\*\*|__|\d|[A-Z]\\?[.)]|\(?[ivxlc]+\\?[.)])/.test(body)) && titled.test(body))
    flags |= LineFlag.titled
  return flags
}

/**
 * Splits a text into lines with their flags. Given the lines of an earlier version of the same document, only the lines
 * that differ are looked at: what the two versions share at their beginning and end is taken over.
 *
 * @example scanLines('Terms\n=====\n\nYou may not scrape.').count // 4
 */
export function scanLines(text: string, earlier?: Lines): Lines {
  if (earlier === undefined) return scanFresh(text, 0, text.length)
  const before = earlier.text
  if (before === text) return { ...earlier, text }
  const prefix = commonPrefix(before, text)
  const suffix = commonSuffix(before, text, Math.min(before.length, text.length) - prefix)
  // whole lines only: the shared beginning ends after a line break, the shared end begins after one
  const head = prefix === 0 ? 0 : before.lastIndexOf('\n', prefix - 1) + 1
  let tail = before.length - suffix
  const breakAfter = before.indexOf('\n', tail)
  tail = breakAfter === -1 ? before.length : breakAfter + 1
  const shift = text.length - before.length
  if (head > tail || head > tail + shift) return scanFresh(text, 0, text.length)
  const headLines = lineAt(earlier, head)
  const tailLine = tail >= before.length ? earlier.count : lineAt(earlier, tail)
  const middle = scanFresh(text, head, tail + shift, factsBetween(earlier, headLines, tailLine))
  // the last fresh line ends where the taken-over tail begins, unless nothing is left of the tail
  const middleCount =
    tail + shift > head
      ? middle.count - (tailLine < earlier.count ? 1 : 0)
      : tailLine < earlier.count
        ? 0
        : middle.count
  const count = headLines + middleCount + (earlier.count - tailLine)
  const starts = new Int32Array(count + 1)
  const flags = new Uint16Array(count)
  starts.set(earlier.starts.subarray(0, headLines), 0)
  flags.set(earlier.flags.subarray(0, headLines), 0)
  starts.set(middle.starts.subarray(0, middleCount), headLines)
  flags.set(middle.flags.subarray(0, middleCount), headLines)
  for (let line = tailLine, at = headLines + middleCount; line < earlier.count; line++, at++) {
    starts[at] = earlier.starts[line]! + shift
    flags[at] = earlier.flags[line]!
  }
  starts[count] = text.length + 1
  const hints = [
    ...earlier.hints.slice(0, headLines),
    ...middle.hints.slice(0, middleCount),
    ...earlier.hints.slice(tailLine),
  ]
  return { text, count, starts, flags, hints }
}

/** What is known of the lines an earlier version had where the two differ: most of them stand in the new version too. */
function factsBetween(earlier: Lines, from: number, to: number): ReadonlyMap<string, LineFacts> {
  const known = new Map<string, LineFacts>()
  for (let line = from; line < to; line++) {
    if (earlier.flags[line] !== LineFlag.blank)
      known.set(lineText(earlier, line), [earlier.flags[line]!, earlier.hints[line] ?? null])
  }
  return known
}

type LineFacts = readonly [flags: number, hint: Hint | null]

function scanFresh(text: string, from: number, to: number, known?: ReadonlyMap<string, LineFacts>): Lines {
  const starts: number[] = []
  const flags: number[] = []
  const hints: (Hint | null)[] = []
  let at = from
  for (;;) {
    let end = text.indexOf('\n', at)
    if (end === -1 || end > to) end = to
    starts.push(at)
    const line = text.slice(at, end)
    const facts = known?.get(line)
    const flag = facts === undefined ? flagsOf(line) : facts[0]
    flags.push(flag)
    hints.push(facts !== undefined ? facts[1] : flag & LineFlag.blank ? null : hintOf(line))
    if (end >= to) break
    at = end + 1
  }
  const count = starts.length
  starts.push(to + 1)
  return { text, count, starts: Int32Array.from(starts), flags: Uint16Array.from(flags), hints }
}

/** Index of the line that starts at an offset, or holds it. */
export function lineAt(lines: Lines, offset: number): number {
  let low = 0
  let high = lines.count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines.starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

/** The characters of a line, without its break. */
export function lineText(lines: Lines, line: number): string {
  return lines.text.slice(lines.starts[line]!, lines.starts[line + 1]! - 1)
}

const CHUNK = 4096

function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length)
  let at = 0
  while (at + CHUNK <= limit && a.slice(at, at + CHUNK) === b.slice(at, at + CHUNK)) at += CHUNK
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

function commonSuffix(a: string, b: string, limit: number): number {
  let length = 0
  while (
    length + CHUNK <= limit &&
    a.slice(a.length - length - CHUNK, a.length - length) === b.slice(b.length - length - CHUNK, b.length - length)
  )
    length += CHUNK
  while (length < limit && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++
  return length
}
