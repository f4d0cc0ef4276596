import type { Hint } from './context.ts'
import { concernsEither } from './lexicon/trigger.ts'
import type { Shape } from './outline/shape.ts'
import { ownCopy } from './own-copy.ts'
import type { RegionalScope } from './part.ts'
import type { PassageReading } from './read.ts'
import type { DaysInLine } from './stated-day.ts'

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
  /** Begins with bold words. */
  bold: 512,
} as const

/**
 * One line, without its break. Lines of one memory with equal characters are one object, so that what is found out about
 * a line is found out once, however many versions it stands in.
 */
export class Line {
  /** Two lines with one id have the same characters. */
  readonly id: number
  readonly text: string
  /** Its characters as they stood in what was split: `text`, or its UTF-8 bytes as one character each. */
  readonly raw: string
  readonly flags: number
  /** Where it stands in the version before the one being split. */
  place = -1
  // What the rest of the reader found out when it first asked: each a pure function of the characters, but for `days`,
  // which says above what the line stood. All are set here, so that every line has one shape in memory.
  hint: Hint | null | undefined = undefined
  shape: Shape | undefined = undefined
  scope: RegionalScope | null | undefined = undefined
  days: DaysInLine | undefined = undefined
  readings: PassageReading[] | undefined = undefined
  shown = -1
  visible: string | undefined = undefined

  constructor(id: number, text: string, raw: string, flags: number) {
    this.id = id
    this.text = text
    this.raw = raw
    this.flags = flags
  }
}

/** A text as its lines. */
export class Lines {
  /** Length of the text, UTF-16 code units. */
  readonly length: number
  readonly count: number
  readonly lines: readonly Line[]
  /** UTF-16 offset of each line's start; one more entry marks the place after the text's end. */
  readonly starts: Int32Array
  /** What was split, the text or its UTF-8, and where each line begins in it. */
  readonly source: string | Buffer
  readonly sourceStarts: Int32Array

  constructor(lines: readonly Line[], starts: Int32Array, source: string | Buffer, sourceStarts: Int32Array) {
    this.lines = lines
    this.count = lines.length
    this.starts = starts
    this.length = starts[lines.length]! - 1
    this.source = source
    this.sourceStarts = sourceStarts
  }

  /** The characters from one offset to another. */
  slice(from: number, to: number): string {
    const { lines, starts } = this
    const first = lastUpTo(starts, from)
    const end = Math.min(to, this.length)
    let text = lines[first]!.text.slice(from - starts[first]!, end - starts[first]!)
    for (let line = first + 1; line < lines.length && starts[line]! <= end; line++) {
      text += `\n${lines[line]!.text.slice(0, end - starts[line]!)}`
    }
    return text
  }

  /** Copies the characters from one offset to another; tells how many there were. */
  codes(from: number, to: number, into: Uint16Array): number {
    const { lines, starts } = this
    const end = Math.min(to, this.length)
    let at = from
    for (let line = lastUpTo(starts, from); at < end; line++) {
      const { text } = lines[line]!
      const start = starts[line]!
      const stop = Math.min(end, start + text.length)
      for (; at < stop; at++) into[at - from] = text.charCodeAt(at - start)
      if (at < end) into[at++ - from] = 10
    }
    return end - from
  }

  /** Index of the line that holds an offset, its break included. */
  at(offset: number): number {
    return lastUpTo(this.starts, offset)
  }
}

const noLine = new Line(0, '', '', LineFlag.blank)
/** Before the first version. */
const noLines = new Lines([], Int32Array.of(0), '', Int32Array.of(0))

/** Characters of lines that a memory holds before it starts anew: bounds it to some tens of megabytes. */
const mostCharacters = 12_000_000

/** Remembers lines by their characters. */
export class LineMemory {
  readonly #most: number
  #known = new Map<string, Line>()
  #characters = 0
  #last = 0

  constructor({ most = mostCharacters }: { readonly most?: number } = {}) {
    this.#most = most
  }

  /** The line that stands in a text, or in UTF-8, from one place to another; `raw` is how it reads there. */
  line(raw: string, source: string | Buffer, from: number, to: number): Line {
    if (raw === '') return noLine
    const known = this.#known.get(raw)
    if (known !== undefined) return known
    if (this.#characters > this.#most) {
      this.#known = new Map()
      this.#characters = 0
    }
    // what is cut from a text keeps all of it alive: a line has its own copy
    const text = typeof source === 'string' ? ownCopy(raw) : source.toString('utf8', from, to)
    const own = text === raw ? text : source.toString('latin1', from, to)
    const line = new Line(++this.#last, text, own, flagsOf(text))
    this.#known.set(own, line)
    this.#characters += raw.length
    return line
  }
}

const year = /(?:199\d|20[0-4]\d)(?!\d)/
const titled =
  /^\s*(?:\*\*|__)?(?:(?:(?:section|article|part|chapter)\s+)?(?:[ivxlc]+|[a-z]|\d+(?:\.\d+)*)\\?[.):]?\s+)?["“']?[A-Z0-9]/
// "No. We do not" is an answer and no mark
const item = /^\s*(?:[-*+•·▪◦–—]\s|\(?(?:[0-9]{1,3}|(?!no\b)[a-z]{1,2}|[ivxlc]{1,6})\\?[.)]\s)/i

/** Flags of one line; a pure function of its characters. */
function flagsOf(line: string): number {
  const body = line.trim()
  if (body === '') return LineFlag.blank
  let flags = 0
  const first = body.charCodeAt(0)
  if (first === 35 && /^#{1,6}(?:\s|$)/.test(body)) flags |= LineFlag.atx
  if ((first === 61 && /^=+$/.test(body)) || (first === 45 && /^-{2,}$/.test(body))) return LineFlag.underline
  if (first === 124) flags |= LineFlag.table
  if (first === 42 && body.charCodeAt(1) === 42) flags |= LineFlag.bold
  if (item.test(line)) flags |= LineFlag.item
  if (concernsEither(body)) flags |= LineFlag.concerns
  if (endsWithColon(body)) flags |= LineFlag.leads
  if (year.test(body)) flags |= LineFlag.dated
  // a long line may open with a heading of its own: "**A. Restrictions.** You shall not …"
  if ((body.length <= 160 || /^(?:\*\*|__|\d|[A-Z]\\?[.)]|\(?[ivxlc]+\\?[.)])/.test(body)) && titled.test(body))
    flags |= LineFlag.titled
  return flags
}

/** Whether a colon ends a line, marks of emphasis and white space aside. */
function endsWithColon(body: string): boolean {
  let last = body.length - 1
  while (last >= 0 && /[*_\s]/.test(body[last]!)) last--
  return body.charCodeAt(last) === 58
}

/**
 * Splits a text, or its UTF-8, into lines. Given the lines of an earlier version of the same document in the same memory,
 * only what stands between their common beginning and their common end is split.
 *
 * @example scanLines('Terms\n=====\n\nYou may not scrape.').count // 4
 */
export function scanLines(source: string | Buffer, memory = new LineMemory(), earlier = noLines): Lines {
  const before = earlier.source
  const beginning = commonBeginning(before, source)
  if (beginning === before.length && beginning === source.length && earlier !== noLines) return earlier
  const end = commonEnd(before, source, Math.min(before.length, source.length) - beginning)
  // whole lines only: with their breaks in the common beginning, or with the break before them in the common end
  const head = lastUpTo(earlier.sourceStarts, beginning)
  const tail = lastUpTo(earlier.sourceStarts, before.length - end) + 1
  const shift = source.length - before.length
  const from = earlier.sourceStarts[head]!
  const stop = tail < earlier.count ? earlier.sourceStarts[tail]! + shift - 1 : source.length
  const between = typeof source === 'string' ? source.slice(from, stop) : source.toString('latin1', from, stop)

  const lines = earlier.lines.slice(0, head)
  for (let line = head; line < tail && line < earlier.count; line++) earlier.lines[line]!.place = line
  const starts: number[] = []
  // most lines between are where they were, or a few places off
  let expected = head
  for (let at = 0; ; ) {
    let next = between.indexOf('\n', at)
    if (next === -1) next = between.length
    starts.push(from + at)
    let line = earlier.lines[expected]
    const raw = between.slice(at, next)
    if (line === undefined || line.raw !== raw) {
      line = memory.line(raw, source, from + at, from + next)
      if (earlier.lines[line.place] === line) expected = line.place
    }
    lines.push(line)
    expected++
    if (next === between.length) break
    at = next + 1
  }
  const shared = lines.length
  for (let line = tail; line < earlier.count; line++) lines.push(earlier.lines[line]!)

  const sourceStarts = new Int32Array(lines.length + 1)
  sourceStarts.set(earlier.sourceStarts.subarray(0, head))
  sourceStarts.set(starts, head)
  for (let line = shared; line < lines.length; line++)
    sourceStarts[line] = earlier.sourceStarts[line - shared + tail]! + shift
  sourceStarts[lines.length] = source.length + 1
  return new Lines(lines, typeof source === 'string' ? sourceStarts : startsOf(lines), source, sourceStarts)
}

function startsOf(lines: readonly Line[]): Int32Array {
  const starts = new Int32Array(lines.length + 1)
  let at = 0
  for (let line = 0; line < lines.length; line++) {
    starts[line] = at
    at += lines[line]!.text.length + 1
  }
  starts[lines.length] = at
  return starts
}

/** The last line that starts at or before an offset: as many lines end before it. */
function lastUpTo(starts: Int32Array, offset: number): number {
  let low = 0
  let high = starts.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}

const stretch = 4096

/** Whether two texts, or two texts in UTF-8, have the same characters for a length from two places on. */
function agree(a: string | Buffer, from: number, b: string | Buffer, at: number, length: number): boolean {
  if (typeof a === 'string') return a.slice(from, from + length) === (b as string).slice(at, at + length)
  return a.compare(b as Buffer, at, at + length, from, from + length) === 0
}

/** How long the common beginning is, found by halves. */
function commonBeginning(a: string | Buffer, b: string | Buffer): number {
  if (typeof a !== typeof b) return 0
  const limit = Math.min(a.length, b.length)
  let length = 0
  for (let step = stretch; step >= 1; step >>= 1) {
    while (length + step <= limit && agree(a, length, b, length, step)) length += step
  }
  return length
}

/** How long the common end is, at most `limit`. */
function commonEnd(a: string | Buffer, b: string | Buffer, limit: number): number {
  if (typeof a !== typeof b) return 0
  let length = 0
  for (let step = stretch; step >= 1; step >>= 1) {
    while (length + step <= limit && agree(a, a.length - length - step, b, b.length - length - step, step))
      length += step
  }
  return length
}
