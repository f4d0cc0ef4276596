import type { Day } from '@proviso/rights'
import { type Line, LineFlag, type Lines, scanLines } from './line.ts'
import { orderPeriods } from './order-period.ts'
import type { StatedDay } from './reading.ts'

/** One text on a page that may hold several. Offsets are UTF-16 code units of the page; the spans cover it without a gap. */
export interface PartSpan {
  readonly start: number
  readonly end: number
  /** The day the part states, or the page implies, that it comes into force. */
  readonly effective?: Day
  /** The day from which the part no longer is in force. */
  readonly until?: Day
  /** The day the part states it was last updated. */
  readonly updated?: Day
  /** The region or group the part speaks for, in the page's words. */
  readonly scope?: string
  /** Set on a part that stands beside the text in force: until that day it is announced only. */
  readonly announcedUntil?: Day
}

// A text shorter than this is a notice or a summary, not a text of its own [T12].
const leastText = 2000
const leastRegion = 4000
const leastRegionShare = 0.1
const edge = 3000
const mostTexts = 24

const document = /\b(?:polic(?:y|ies)|terms|agreement|notice|statement|guidelines?|conditions|rules|contract|eula)\b/i
const underline = /^\s*(?:={3,}|-{3,})\s*$/
const clause = /\b(?:you|we|our|your|will|shall|may|must)\b/i

const untilAlone = /^\W*(?:effective|valid|applicable|in\s+(?:force|effect))\W+(?:until|till|through)\b/i
const announcedWords =
  /^\W*(?:(?:part|section)\s+\w{1,3}\W+)?(?:this\s+is\s+(?:our|the)\s+)?(?:new|updated|upcoming|revised|announced|future)\b[\s\S]{0,60}?\b(?:version|terms|policy|notice|agreement|statement|conditions)\b/i
const inForceWords =
  /^\W*(?:(?:part|section)\s+\w{1,3}\W+)?(?:this\s+is\s+(?:our|the)\s+)?(?:old|current|existing|previous|present)\b[\s\S]{0,60}?\b(?:version|terms|policy|notice|agreement|statement|conditions)\b/i

/** A line that opens a text of its own. */
interface Opener {
  readonly start: number
  readonly role: 'announced' | 'in-force'
  readonly day: Day | undefined
  readonly ends: boolean
}

/** The line a place stands in, never longer than `limit` either way: a longer line opens nothing. */
function lineAround(page: Lines, at: number, limit = 240): { line: Line; start: number; end: number } | undefined {
  const index = page.at(at)
  const start = page.starts[index]!
  const line = page.lines[index]!
  const end = start + line.text.length
  return at - start > limit || end - at > limit ? undefined : { line, start, end }
}

function plain(line: string): string {
  return line.replace(/[*_#>|\\]/g, ' ').trim()
}

/** Moves up from an opening line over the title that stands right above it. */
function withTitle(page: Lines, start: number): number {
  let first = start
  let below = ''
  for (let at = start, looked = 0; at > 0 && looked < 8; looked++) {
    const line = lineAround(page, at - 1, 120)
    if (line === undefined) return first
    const words = line.line.text
    const said = plain(words)
    at = line.start
    if (said !== '' && !underline.test(words)) {
      const heading = /^\s*#/.test(words) || underline.test(below)
      if (said.length > 90 || /[.!?;:)\]]$/.test(said) || /\]\(/.test(words)) return first
      if (!heading && !(document.test(said) && !clause.test(said))) return first
      first = line.start
    }
    below = words
  }
  return first
}

function openers(page: Lines, stated: readonly StatedDay[]): Opener[] {
  const found: Opener[] = []
  let lastLine = -1
  for (const [i, one] of stated.entries()) {
    const line = lineAround(page, one.start)
    if (line === undefined || line.start === lastLine) continue
    const raw = line.line.text
    if (one.kind === 'until') {
      const rest = plain(`${raw.slice(0, one.start - line.start)} ${raw.slice(one.end - line.start)}`)
      if (!untilAlone.test(page.slice(one.start, one.end)) || rest.length > 90 || clause.test(rest)) continue
      lastLine = line.start
      found.push({ start: withTitle(page, line.start), role: 'in-force', day: one.day, ends: true })
      continue
    }
    const words = plain(raw)
    if (words.length > 140) continue
    const role = announcedWords.test(words) ? 'announced' : inForceWords.test(words) ? 'in-force' : undefined
    if (role === undefined) continue
    // "updated on March 1 and effective as of April 1": the line's day in force counts, not the day of its last update.
    const day = (other: StatedDay | undefined) =>
      other?.kind === 'effective' && other.end <= line.end ? other.day : undefined
    lastLine = line.start
    found.push({ start: withTitle(page, line.start), role, day: day(one) ?? day(stated[i + 1]), ends: false })
  }
  return found
}

const region =
  /\b(?:united\s+states|u\.?s\.?a?|north\s+america|european?|e\.?u|eea|eu\/eea|efta|united\s+kingdom|uk|great\s+britain|switzerland|outside|rest\s+of\s+(?:the\s+)?world|worldwide|brazil|korea|japan|india|australia|california|canada|china|turkey|russia|latin\s+america|asia)\b/i
const speaksFor =
  /\b(?:if\s+you\s+(?:live|reside|are\s+(?:located|resident|residing|based|living)|are\s+(?:a\s+(?:user|resident|consumer))|have\s+your)|(?:for|applicable\s+to|applies\s+to|apply\s+to)\s+(?:all\s+)?(?:(?:users?|persons?|residents?|people|individuals|customers?|consumers?|those|members?|anyone|you)\b)?)/i
const aside =
  /\b(?:additional|supplement\w*|rights?|legal\s+bas[ei]s|transfers?|contact|disclosures?|information|addend\w+|special|specific|provisions?|jurisdiction|representative|arbitration|disputes?|refunds?|withdrawal|cookies?\s+(?:settings|list)|only)\b/i
const regionCue =
  /\b(?:if\s+you\s+(?:live|reside|are|have)|for\s+(?:all\s+)?(?:users?|residents?|people|persons?|customers?|consumers?|those|members?)|(?:applicable|applies|apply)\s+to)\b/gi

interface Heading {
  readonly start: number
  readonly scope: string
}

/** A line that says whom its text is for; `marked` when it is a heading by itself, not only with a line under it. */
export interface RegionalScope {
  readonly scope: string
  readonly marked: boolean
}

/** Headings that open the text of one region: "If you live outside the European Union …", "Terms for users residing in …". */
function regionHeadings(page: Lines): Heading[] {
  const found: Heading[] = []
  const { lines, starts } = page
  for (let at = 0; at < page.count; at++) {
    const line = lines[at]!
    const underlined = at + 1 < page.count && (lines[at + 1]!.flags & LineFlag.underline) !== 0
    if (!underlined && !(line.flags & (LineFlag.atx | LineFlag.bold))) continue
    const scope = scopeIn(line, page, starts[at + 1]!)
    if (scope === null) continue
    if (scope.marked || (underlined && isUnderline(lines[at + 1]!.text)))
      found.push({ start: starts[at]!, scope: scope.scope })
  }
  return found
}

const isUnderline = (line: string): boolean => line.length <= 240 && underline.test(line)

/** Whom a line says its text is for, remembered with the line unless the next one has a say. */
function scopeIn(line: Line, page: Lines, next: number): RegionalScope | null {
  if (line.scope !== undefined) return line.scope
  const scope = regionalScope(line.text, '')
  if (scope === null && cueBegun.test(line.text)) return regionalScope(line.text, page.slice(next, next + 400))
  line.scope = scope
  return scope
}

/** A cue that runs on over the line's end. */
const cueBegun = /\b(?:if|if\s+you|for|for\s+all|applicable|applies|apply)\s*$/i

function regionalScope(raw: string, next: string): RegionalScope | null {
  if (raw.length > 480) return null
  const words = plain(raw)
  if (words.length < 12 || words.length > 170) return null
  if (!region.test(words) || !speaksFor.test(words) || aside.test(words) || /\]\(/.test(raw) || /[,;:]$/.test(words))
    return null
  if (/[.!?]$/.test(words)) return null
  const cued = [...`${raw}\n${next}`.matchAll(regionCue)].some(
    ({ index }) => index <= Math.min(raw.length, 240) && raw.length - index <= 240,
  )
  if (!cued) return null
  return {
    scope: words.replace(/\s+/g, ' ').replace(/^[("]|[)"]$/g, ''),
    marked: /^\s*\*\*[^*]+\*\*\s*$/.test(raw) || /^\s*#{1,6}\s/.test(raw),
  }
}

/** The day among several that a whole text goes by: the one at its head, else at its foot, else the only one. */
function dayOf(days: readonly StatedDay[], start: number, end: number): { day: Day; edge: boolean } | undefined {
  const head = days.find((one) => one.start < start + edge)
  if (head) return { day: head.day, edge: true }
  const foot = days.at(-1)
  if (foot === undefined) return undefined
  if (foot.end > end - edge) return { day: foot.day, edge: true }
  return days.every((one) => one.day === foot.day) ? { day: foot.day, edge: false } : undefined
}

function dated(
  stated: readonly StatedDay[],
  start: number,
  end: number,
  split: boolean,
): { effective?: Day; until?: Day; updated?: Day } {
  const within = stated.filter((one) => one.start >= start && one.end <= end)
  const updated = dayOf(
    within.filter((one) => one.kind === 'updated'),
    start,
    end,
  )
  let effective = dayOf(
    within.filter((one) => one.kind === 'effective'),
    start,
    end,
  )
  let until = split
    ? undefined
    : dayOf(
        within.filter((one) => one.kind === 'until'),
        start,
        end,
      )
  // A date deep in the text that is older than the text itself belongs to a supplement.
  if (effective && !effective.edge && updated && updated.day > effective.day) effective = undefined
  // A page that says both of one day holds two texts that cannot be told apart: it dates neither [T13].
  if (until && within.some((one) => one.kind === 'effective' && one.day >= until!.day)) {
    until = undefined
    effective = undefined
  }
  return {
    ...(effective && { effective: effective.day }),
    ...(until && { until: until.day }),
    ...(updated && { updated: updated.day }),
  }
}

/** Splits a page in time: the text announced and the text in force, each with its days. */
function inTime(page: Lines, stated: readonly StatedDay[]): PartSpan[] {
  const whole = { start: 0, end: page.length, ...dated(stated, 0, page.length, false) }
  const opened = openers(page, stated)
  if (opened.length === 0 || opened.length > mostTexts) return [whole]
  const roles = new Set(opened.map((one) => one.role))
  if (!opened.some((one) => one.ends && one.start >= leastText) && roles.size < 2) return [whole]
  const bounds: { start: number; opener?: Opener }[] = opened.map((opener) => ({ start: opener.start, opener }))
  // What stands before the first opening line is the announced text if it is long enough to be one, else a preamble.
  if (bounds[0]!.start < leastText) bounds[0] = { ...bounds[0]!, start: 0 }
  else bounds.unshift({ start: 0 })
  if (bounds.length < 2) return [whole]
  const spans = bounds.map((bound, i) => ({ ...bound, end: bounds[i + 1]?.start ?? page.length }))
  if (spans.some((span) => span.end - span.start < leastText)) return [whole]
  return spans.map((span, i) => {
    const next = spans[i + 1]
    const before = spans[i - 1]
    const days = dated(stated, span.start, span.end, true)
    const announced = span.opener ? span.opener.role === 'announced' : next?.opener?.ends === true
    if (announced) {
      const day = span.opener?.day ?? (next?.opener?.ends ? next.opener.day : undefined) ?? days.effective
      return {
        start: span.start,
        end: span.end,
        ...days,
        ...(day !== undefined && { effective: day, announcedUntil: day }),
      }
    }
    const successor = before?.opener?.role === 'announced' ? before : undefined
    const until = span.opener?.ends
      ? span.opener.day
      : (successor?.opener?.day ?? (successor && dated(stated, successor.start, successor.end, true).effective))
    const own = stated.filter((one) => until === undefined || one.day < until)
    const { effective } = dated(own, span.start, span.end, true)
    const from = span.opener?.ends ? effective : (span.opener?.day ?? effective)
    return {
      start: span.start,
      end: span.end,
      ...(from !== undefined && { effective: from }),
      ...(until !== undefined && { until }),
      ...(days.updated !== undefined && { updated: days.updated }),
    }
  })
}

/** A page that keeps the texts of earlier orders below its own: each was in force until its period ended [T15]. */
function byPeriod(page: Lines, stated: readonly StatedDay[]): PartSpan[] | undefined {
  const periods = orderPeriods(page)
  const [first] = periods
  if (first === undefined || first.start < leastText || periods.length > mostTexts) return undefined
  const earlier = periods.map(({ start, from, until }, at) => ({
    start,
    end: periods[at + 1]?.start ?? page.length,
    ...(from !== undefined && { effective: from }),
    until,
  }))
  if (earlier.some(({ start, end }) => end - start < leastText)) return undefined
  return [{ start: 0, end: first.start, ...dated(stated, 0, first.start, false) }, ...earlier]
}

/** A page whose regional headings come round again holds the text twice: a new one and, below it, the one in force [T11]. */
function comesRound(page: Lines, headings: readonly Heading[], stated: readonly StatedDay[]): PartSpan[] | undefined {
  const again = headings.findIndex((one, i) => i >= 2 && one.scope === headings[0]!.scope)
  if (again < 2 || headings.length !== 2 * again) return undefined
  for (let i = 0; i < again; i++) if (headings[i]!.scope !== headings[again + i]!.scope) return undefined
  const second = headings[again]!.start
  const effective = stated.filter((one) => one.kind === 'effective')
  const day = effective[0]?.day
  const before = effective.at(-1)?.day
  if (day === undefined || before === undefined || before >= day) return undefined
  const foot = effective.findLast((one) => one.day === day)!
  if (foot.end >= second || effective.some((one) => one.day !== (one.end <= foot.end ? day : before))) return undefined
  const footLine = page.at(foot.end)
  const bound = Math.min(second, page.starts[footLine]! + page.lines[footLine]!.text.length)
  return [
    { start: 0, end: bound, effective: day, announcedUntil: day },
    { start: bound, end: page.length, effective: before, until: day },
  ]
}

/** Splits one text of a page by the regions its headings speak for; what stands before the first speaks for all. */
function byRegion(part: PartSpan, headings: readonly Heading[], stated: readonly StatedDay[]): PartSpan[] {
  const least = Math.max(leastRegion, (part.end - part.start) * leastRegionShare)
  const within = headings.filter((one) => one.start >= part.start && one.start < part.end)
  const long = within.filter((one, i) => (within[i + 1]?.start ?? part.end) - one.start >= least)
  if (long.length < 2 && !(long.length === 1 && document.test(long[0]!.scope) && long[0]!.start - part.start >= least))
    return [part]
  const spans: PartSpan[] = []
  const { start, end, ...days } = part
  if (long[0]!.start > start) spans.push({ start, end: long[0]!.start, ...days })
  for (const [i, { start: from, scope }] of long.entries()) {
    const to = long[i + 1]?.start ?? end
    const own = dated(stated, from, to, true)
    spans.push({ start: from, end: to, ...days, ...(days.effective === undefined && own), scope })
  }
  return spans
}

/**
 * Splits a page into the texts it holds: the one announced and the one in force, and within each the texts for single regions.
 * Most pages hold one. `stated` is what `findStatedDays` found. The spans follow each other from 0 to the end of the text.
 * A wrong split is worse than none: short pieces and supplements never become parts. Linear in the text. SPEC.md T9–T15.
 *
 * @example
 * splitParts(page, findStatedDays(page))
 * // [{ start: 0, end: 41200, effective: '2024-11-15', announcedUntil: '2024-11-15' },
 * //  { start: 41200, end: 80100, effective: '2023-09-29', until: '2024-11-15' }]
 */
export function splitParts(page: string | Lines, stated: readonly StatedDay[]): PartSpan[] {
  const lines = typeof page === 'string' ? scanLines(page) : page
  let parts = inTime(lines, stated)
  if (lines.length < 2 * leastRegion) return parts
  const headings = regionHeadings(lines)
  if (parts.length === 1) parts = byPeriod(lines, stated) ?? comesRound(lines, headings, stated) ?? parts
  return headings.length === 0 ? parts : parts.flatMap((part) => byRegion(part, headings, stated))
}
