import type { Day } from '@proviso/rights'
import { type Line, LineFlag, type Lines } from './line.ts'
import type { StatedDay } from './reading.ts'

// Every regex below runs on a window of bounded length around a year, so the whole is linear in the text.
const lookBack = 320
const lookAhead = 160
const labelLine = 130
const frameLength = 130

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

const year = /(?:199\d|20[0-4]\d)(?!\d)/g
const monthDay = new RegExp(
  `\\b${month}\\.?\\s{0,3}(\\d{1,2})(?:\\s?(?:st|nd|rd|th))?\\s?[,.]?\\s{0,3}(?:of\\s)?$`,
  'i',
)
const dayMonth = new RegExp(
  `(?<![\\d.,/-])(\\d{1,2})(?:\\s?(?:st|nd|rd|th))?(?:\\s{1,3}of)?(?:\\s{1,3}|-)?${month}(?:\\.|,)?(?:\\s{0,3}|-)$`,
  'i',
)
const numeric = /(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2$/
const isoRest = /^([-/.])(\d{1,2})\1(\d{1,2})(?![\d.]?\d)/

/** A day written out in a text, with the place it takes there. */
interface WrittenDay {
  readonly day: Day
  readonly start: number
  readonly end: number
}

function dayOf(y: number, m: number, d: number): Day | undefined {
  if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return undefined
  return `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
}

function writtenDayAt(text: string, at: number): WrittenDay | undefined {
  const before = text.slice(Math.max(0, at - 26), at)
  const y = Number(text.slice(at, at + 4))
  const end = at + 4
  const found = (match: RegExpExecArray, m: number, d: number): WrittenDay | undefined => {
    const day = dayOf(y, m, d)
    return day === undefined ? undefined : { day, start: at - before.length + match.index, end }
  }
  const last = before.charCodeAt(before.length - 1)
  // A letter, a full stop, a comma, a space or a hyphen can close the month; a digit or `=` cannot.
  let match = monthDay.exec(before)
  if (match) return found(match, monthNumber(match[1]!), Number(match[2]))
  match = dayMonth.exec(before)
  if (match) return found(match, monthNumber(match[2]!), Number(match[1]))
  if (last === 46 || last === 47 || last === 45) {
    match = numeric.exec(before)
    if (match) {
      const [first, second] = [Number(match[1]), Number(match[3])]
      if (first > 12) return found(match, second, first)
      if (second > 12) return found(match, first, second)
      // Full stops are the day-first habit of Europe; with `/` or `-` both orders are in use, so the day stays open [T4].
      if (match[2] === '.' || first === second) return found(match, second, first)
      return undefined
    }
  }
  if (/[\w/.=&%-]$/.test(before)) return undefined
  const iso = isoRest.exec(text.slice(end, end + 8))
  if (iso) {
    const day = dayOf(y, Number(iso[2]), Number(iso[3]))
    if (day !== undefined) return { day, start: at, end: end + iso[0].length }
  }
  return undefined
}

/** The days written out in a short text, in order. */
export function writtenDays(text: string): Day[] {
  const found: Day[] = []
  for (const { index } of text.matchAll(year)) {
    const written = writtenDayAt(text, index)
    if (written !== undefined) found.push(written.day)
  }
  return found
}

function monthNumber(name: string): number {
  return months.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

// Markdown marks and link targets become spaces, so that every offset stays what it was.
function bare(text: string): string {
  return text
    .replace(/\]\([^()\s]{0,300}\)?/g, (target) => ' '.repeat(target.length))
    .replace(/[*_#>|~`\\[\]\t\u00a0\r]/g, ' ')
}

const on =
  '(?:\\s*(?::|-|–|—|=|,|\\(|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|on|at|by|as\\s+of|as\\s+at|as\\s+from|from|since|is|was|are|the|date|beginning|starting|day|upon)\\b))*\\s*'
const document =
  '(?:polic(?:y|ies)|terms|agreement|notice|statement|guidelines?|conditions|t&cs?|version|document|page|addendum|rules|standards?|contract|code|tos|eula|licen[cs]e|principles|faq|supplement|schedule|annex|appendix|information|disclosures?|declaration|text|article|tou|requirements|website|site)'

/** What the words right before a day make of it. Order matters: the first that fits wins. */
const frames: readonly { kind: StatedDay['kind']; words: RegExp }[] = (
  [
    [
      'until',
      '(?:(?:effective|valid|applicable|in\\s+(?:force|effect)|applie[sd]|apply|governed)(?:\\s+(?:up\\s+)?)?\\s*(?:until|till|through|to)|(?:from|since|effective)\\s[^.;]{4,40},?\\s*(?:until|till))(?:\\s+and\\s+including)?\\s*:?\\s*',
    ],
    [
      'effective',
      `(?:effective(?:\\s+date(?:\\s+of\\s+[\\w\\s&’'-]{3,60}?|\\s+(?:in|outside|for)\\s[\\w\\s,&-]{2,60}?(?=:))?)?|date\\s+effective|in\\s+(?:effect|force)|into\\s+(?:effect|force)|(?:takes?|took|taking)\\s+effect|with\\s+effect|enters?\\s+into\\s+force|entry\\s+into\\s+force(?:\\s+of\\s+[\\w\\s]{3,50})?|w\\.?e\\.?f\\.?|(?:applies|apply|applicable|valid|binding)(?=\\s*(?:as\\s+)?(?:from|of|as\\s+of|beginning|starting|since)))${on}`,
    ],
    [
      'updated',
      `(?:(?:last|latest|most\\s+recent(?:ly)?|date\\s+of(?:\\s+(?:last|latest|the))*|previously|page)\\s+)*(?:updated?|modified|modification|revised|revision|changed?|amended|amendment|edited|reviewed|refreshed|published|publication|posted|released|issued|dated|version|drafted|written)(?:\\s+(?:of\\s+(?:this|these|the|our)\\s+[\\w\\s]{3,40}|and\\s+(?:posted|published|effective|approved|reviewed)|(?:v(?:er(?:sion)?)?\\.?\\s?)?\\d{1,3}(?:\\.\\d{1,3}){0,2}|date|dated|as|by))*${on}`,
    ],
    [
      'updated',
      "(?:last|we|have|['’]ve|has)\\s+(?:last\\s+)?(?:updated|revised|modified|amended)\\s+(?:our|this|these|the|its)\\s[\\w\\s&’'-]{3,60}?\\son\\s+",
    ],
    ['effective', '(?:updating|changing|revising|amending)\\s[^.]{3,60}?\\son\\s+'],
    ['updated', '(?:version|status|date|version\\s+of|terms\\s+of|stand|ver\\.?)\\s*:\\s*'],
    ['as-of', 'as\\s+(?:of|at)\\s*:?\\s*(?:the\\s+)?'],
  ] as const
).map(([kind, words]) => ({ kind, words: new RegExp(`(?:^|[^a-z])(${words})$`, 'i') }))

const keyword =
  /effect|force|updat|modif|revis|chang|amend|edit|review|refresh|publi|post|release|issued|dated?|version|draft|written|as\s+(?:of|at)|applie|apply|applicable|valid|until|till|through|status|w\.?e\.?f|stand|governed|binding/i

const subject = new RegExp(
  `\\b(?:this|these|our|the|following|present|said|your|updated|revised|current|new|latest|its|[a-z]+['’]s?)\\s+(?:[\\w&’'“"”/(),.-]+\\s+){0,7}?${document}\\b|\\b(?:we|it\\s+was|it\\s+is|they\\s+are|it)\\b[^.]{0,20}\\b(?:last|updated|revised|effective)`,
  'i',
)
// What another text carries: laws, other people's rules, prices, the reader's own account.
const foreign =
  /\b(?:act|regulations?|directive|decision|law|decree|statute|ordinance|bill|gdpr|ccpa|cpra|coppa|commission|parliament|council|jams|aaa|namadr|arbitration\s+(?:rules|procedures)|fees?|prices?|standard\s+contractual\s+clauses|sccs?|module|§|contractual|transfer\s+addendum\s+to|as\s+amended|registered|purchas\w+|sign(?:ed)?\s+up|joined|created|copyright|©|incorporated|wikipedia|license\s+v|cc\s+by|gnu|apache)\b[^.]{0,60}$/i

const another =
  /\b(?:(?:new|updated|revised|upcoming|next|forthcoming|amended)\s+(?:(?:version\s+of\s+)?(?:the\s+|our\s+|these\s+)?[\w\s&’'-]{0,40}?)?(?:polic(?:y|ies)|terms|agreement|notice|statement|guidelines?|conditions|version|rules|standards|addendum)|updates?|updating|changing|revising|changes?|amendments?|revisions?|replaced|superseded|(?:will\s+be|being|are\s+being|is\s+being)\s+(?:updated|changed|revised|amended|modified))\b/i
const future =
  /\b(?:will|shall|going\s+to|becomes?|updating|changing|revising|amending|(?:come|go|take)s?\s+(?:in)?to?)\b/i
const elsewhere =
  /\b(?:(?:read|see|view|preview|review|find|check|click|learn|access|visit)\s[^.]{0,60}\b(?:new|updated|upcoming|revised|changes|here|version|preview)|current\s[^.]{0,60}\b(?:below|here|appl)|previous\s[^.]{0,40}\bappl|until\s+then|prior\s+to\s+(?:that|this|it)|before\s+(?:that|then)|preview)\b/i
// The words before a day that make it the day of an earlier text, or of a text only mentioned.
const earlier =
  /\b(?:(?:previous|prior|former|legacy|earlier)\s(?:[\w’'-]+\s+){0,4}?(?:version|polic(?:y|ies)|terms|agreement|notice|statement|conditions|document)[^,.;]*|(?:which|that)\s+(?:(?:was|were|is|are|had|have|has)\b[^,.;]{0,30})?|originally|incorporated\s+into[^.]*|scheduled\s+to\b[^.]*)$/i
const itself =
  /\b(?:this|these)\s+(?:[\w’'&-]+\s+){0,3}?(?:version|polic(?:y|ies)|terms|agreement|notice|statement|guidelines?|conditions|document|rules|addendum)\b/i

const labelRest =
  /^\s*(?:$|[.)!;\]]|[-–—|/(•·]|\b(?:at|by|to|until|till|for|and|or|\d{1,2}:\d\d|unless|except|version|v\d|last|view|previous|see|archived?)\b|,?\s*(?:version|v\.?\s?\d|last|rev|replac|supersed|until|effective|at\s+\d|\d{1,2}:\d\d|unless|except|for|and|or|updated|published|with\s+effect)|[A-Z“"])/i
const clauseRest =
  /^\s*,?\s*(?:we|you|the|our|all|any|a|an|if|in|this|these|it|they|users?|customers?|members?|please|certain|no|your)\b(?!\s+(?:previous|prior|last))/i

const previousLabel =
  /^(?:the\s+)?(?:(?:effective(?:\s+(?:date|as\s+of|from|since|on))?|date\s+effective|in\s+force\s+(?:since|from|as\s+of)|valid\s+from)|((?:last|latest|date\s+(?:of\s+)?(?:last|latest)|most\s+recently|page\s+last)?\s*(?:updated?|modified|revised|revision|modification|changed?|published|posted)(?:\s+(?:date|on|at))?))\s*[:\-–]?$/i

function lineStartBefore(text: string, at: number): number {
  const stop = Math.max(0, at - lookBack)
  let start = at
  while (start > stop && text.charCodeAt(start - 1) !== 10) start--
  return start
}

function lineEndAfter(text: string, at: number): number {
  const stop = Math.min(text.length, at + lookAhead)
  let end = at
  while (end < stop && text.charCodeAt(end) !== 10) end++
  return end
}

// The sentence that runs up to the end of `before`: after the last full stop that is followed by a space and a capital.
function sentenceStart(before: string): number {
  for (let i = before.length - 3; i >= 0; i--) {
    const code = before.charCodeAt(i)
    if (code !== 46 && code !== 33 && code !== 63) continue
    if (!/^[.!?][)”"’]?\s+[A-Z“"(]/.test(before.slice(i, i + 8))) continue
    if (
      /\b(?:inc|co|corp|ltd|no|art|sec|seq|ch|cal|civ|stat|gen|rev|subd|v|ver|sept?|u\.s|e\.g|i\.e)$/i.test(
        before.slice(Math.max(0, i - 5), i),
      )
    )
      continue
    return i + 1
  }
  return 0
}

// A link whose words are a day and its frame leads to another version [T6].
function insideLink(text: string, start: number, end: number): boolean {
  const stop = Math.max(0, start - 120)
  for (let i = start - 1; i >= stop; i--) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 93) return false
    if (code === 91) {
      for (let j = end; j < Math.min(text.length, end + 120); j++) {
        const close = text.charCodeAt(j)
        if (close === 10 || close === 91) return false
        if (close === 93) return text.charCodeAt(j + 1) === 40
      }
      return false
    }
  }
  return false
}

/**
 * Finds the days a text states about itself: in force from or until, last updated, describing a day. Days of laws, of other
 * documents, of accounts and prices are left out, and so is a day whose order is open (`03/04/2024`) or that names a month only.
 * Offsets are UTF-16 code units of `text` and cover the words and the day. Linear in the length of the text. SPEC.md T1–T8.
 *
 * @example
 * findStatedDays('**Effective:** September 29, 2023')
 * // [{ day: '2023-09-29', kind: 'effective', start: 2, end: 33 }]
 */
export function findStatedDays(text: string): StatedDay[] {
  const stated: StatedDay[] = []
  findFrom(text, 0, stated)
  return stated
}

/** Adds the days whose year stands at or after an offset; tells the earliest character of a written day. */
function findFrom(text: string, from: number, stated: StatedDay[]): number {
  let earliest = from
  year.lastIndex = from
  for (let match = year.exec(text); match !== null; match = year.exec(text)) {
    const previous = text.charCodeAt(match.index - 1)
    if (previous >= 48 && previous <= 57) continue
    const written = writtenDayAt(text, match.index)
    if (written === undefined) continue
    earliest = Math.min(earliest, written.start)
    const one = statedAt(text, written)
    if (one !== undefined) stated.push(one)
    year.lastIndex = Math.max(year.lastIndex, written.end)
  }
  return earliest
}

/** The days a line states, as offsets from its start, and the characters above it that had a say in it. */
export interface DaysInLine {
  readonly above: string
  readonly days: readonly StatedDay[]
}

/** How many characters above a line can matter to it: a month on the line above, a label on the lines above. */
const reach = 190

/** As `findStatedDays`, from lines: only those with a year are looked at, and those that stand where they stood not again. */
export function statedDaysOf(lines: Lines): StatedDay[] {
  const stated: StatedDay[] = []
  for (let at = 0; at < lines.count; at++) {
    const line = lines.lines[at]!
    if (!(line.flags & LineFlag.dated)) continue
    const start = lines.starts[at]!
    for (const one of daysIn(line, lines, start))
      stated.push({ ...one, start: one.start + start, end: one.end + start })
  }
  return stated
}

function daysIn(line: Line, lines: Lines, start: number): readonly StatedDay[] {
  const above = lines.slice(Math.max(0, start - reach), start)
  if (line.days?.above === above) return line.days.days
  const found: StatedDay[] = []
  const earliest = findFrom(above + line.text, above.length, found)
  if (earliest < above.length) {
    // the day begins on the line above: what is said of it stands higher up
    const more = lines.slice(Math.max(0, start - 3 * lookBack), start)
    const days: StatedDay[] = []
    findFrom(more + line.text, more.length, days)
    return days.map((one) => ({ ...one, start: one.start - more.length, end: one.end - more.length }))
  }
  const days = found.map((one) => ({ ...one, start: one.start - above.length, end: one.end - above.length }))
  line.days = { above, days }
  return days
}

function statedAt(text: string, written: WrittenDay): StatedDay | undefined {
  const lineStart = lineStartBefore(text, written.start)
  const rawBefore = text.slice(lineStart, written.start)
  if (rawBefore.length > 0 && !keyword.test(rawBefore.slice(-frameLength))) {
    return /[a-z]/i.test(rawBefore) ? undefined : fromLabelAbove(text, lineStart, written)
  }
  const before = bare(rawBefore)
  const near = Math.max(0, before.length - frameLength)
  if (before.trim() === '') return fromLabelAbove(text, lineStart, written)
  if (insideLink(text, written.start, written.end)) return undefined
  const rest = bare(text.slice(written.end, lineEndAfter(text, written.end)))
  for (const { kind, words } of frames) {
    const frame = words.exec(before.slice(near))
    if (frame === null) continue
    const at = near + frame.index + frame[0].length - frame[1]!.length
    const said = framed(kind, rawBefore, before, at, rest, lineStart === 0 || text.charCodeAt(lineStart - 1) === 10)
    if (said === undefined) return undefined
    const lead = frame[1]!.length - frame[1]!.trimStart().length
    return { day: written.day, kind: said, start: lineStart + at + lead, end: written.end }
  }
  return undefined
}

function framed(
  kind: StatedDay['kind'],
  raw: string,
  before: string,
  at: number,
  rest: string,
  wholeLine: boolean,
): StatedDay['kind'] | undefined {
  const from = sentenceStart(before)
  const sentence = before.slice(from)
  const lead = before.slice(from, Math.max(from, at)).trim()
  if (foreign.test(lead)) return undefined
  if (kind !== 'updated' && earlier.test(lead)) return undefined
  if (kind === 'until' && /\b(?:for|of|see|view|read|find)\s+(?:the|our)\s+(?:[\w-]+\s+){0,3}$/i.test(lead))
    return undefined
  if (kind === 'updated' && /\b(?:which|that)\s[^,.;]{0,30}$/i.test(lead)) return undefined
  // A cell that tells what changed on that day, and an item of a list of versions, date another text [T6].
  if (before.includes('<br')) return undefined
  if (
    /^\s*[-•+*]\s+\S/.test(raw) &&
    wholeLine &&
    (/[-–—:]\s*$/.test(lead) || /\bfrom\b.*\buntil\b/i.test(`${before} ${rest}`))
  )
    return undefined
  if (/^\s*\([^)]{0,60}\)\s*,/.test(rest) || /^\s*[-–—]\s*[a-z]/.test(rest)) return undefined
  const listed = /^\s*(?:[-•+]|\d{1,3}[.)])?\s*:?\s*$/.test(lead)
  // An announcement of another text: the text at hand is in force until that day, or the day is not its own [T5].
  if (kind === 'effective' && another.test(sentence) && !speaksOfItself(sentence)) {
    const context = `${before} ${rest}`
    if (future.test(sentence) && elsewhere.test(context)) return 'until'
    if (future.test(sentence) && !/\b(?:went|came|took|has|have)\b/i.test(sentence)) return undefined
  }
  const spoken = subject.test(sentence) && sentence.length <= 260
  const short = wholeLine && before.trim().length + Math.min(rest.trim().length, 40) <= labelLine
  if (kind === 'as-of') {
    if (/^\s*[-•+*]\s+\S/.test(raw)) return undefined
    return short && /^\s*[.)]?\s*$/.test(rest) && lead.length <= 70 && !/\b(?:you|we|our|your|is|are|was)\b/i.test(lead)
      ? kind
      : undefined
  }
  // `Effective Date:` with its colon and capital is a label wherever it stands.
  if (
    /(?:^|[\s(])(?:Effective|Last|LAST|EFFECTIVE|Revised|Updated|UPDATED|REVISED|Date of Last|Latest)[\w\s]{0,24}:\s*$/.test(
      before,
    ) &&
    (short || /^\s*(?:$|[.)]|,?\s*[A-Z“"(])/.test(rest))
  )
    return kind
  if (listed || (short && labelled(lead))) {
    // A sentence that only begins with a day ("Effective May 1, 2020, we …") speaks of something else.
    if (clauseRest.test(rest) && !/^\s*[.]/.test(rest)) return undefined
    if (!labelRest.test(rest)) return undefined
    return kind
  }
  if (!spoken || /^\s*(?:shall|will|is|are|was|were|has|have)\b/i.test(rest)) return undefined
  if (/^(?:if|when|where|unless|after|before|once)\b/i.test(lead) && !/,/.test(lead)) return undefined
  return kind
}

// "This version will go into effect" speaks of the text at hand; "these terms will be updated" does not.
function speaksOfItself(sentence: string): boolean {
  if (
    /\b(?:will|being|going\s+to)\b[^.]{0,20}\b(?:updated|changed|revised|amended|modified|replaced)\b/i.test(sentence)
  )
    return false
  return itself.test(sentence.slice(0, 120))
}

// Words before a label that still leave it a label: a title, a version number, another label; no clause.
function labelled(lead: string): boolean {
  if (lead === '') return true
  if (/[:|–—(•,;-]$/.test(lead) && lead.length <= 90 && !clauseVerb.test(lead)) return true
  return lead.length <= 80 && !clauseVerb.test(lead)
}
const clauseVerb =
  /\b(?:you|your|users?|customers?|may|shall|must|will|were\s+(?:created|made)|provides?d?|if|before|after|which|that|who|accessed|claims?|requests?|accounts?|data\s+(?:from|by)|available|launched|starting|offers?|promotion|sold|bought|orders?)\b/i

function fromLabelAbove(text: string, lineStart: number, written: WrittenDay): StatedDay | undefined {
  if (!/^[\s*_.)|\\]*$/.test(text.slice(written.end, lineEndAfter(text, written.end)))) return undefined
  const floor = Math.max(0, lineStart - 160)
  const above = text.slice(floor, lineStart)
  const lines = above.split('\n')
  let offset = floor + above.length
  for (let i = lines.length - 1, looked = 0; i >= 0 && looked < 5; i--, looked++) {
    offset -= lines[i]!.length + (i === lines.length - 1 ? 0 : 1)
    const line = bare(lines[i]!)
    if (/^[\s=-]*$/.test(line)) continue
    if (i === 0 && floor > 0) return undefined
    const label = previousLabel.exec(line.trim())
    if (label === null) return undefined
    const lead = line.length - line.trimStart().length
    return {
      day: written.day,
      kind: label[1] === undefined ? 'effective' : 'updated',
      start: offset + lead,
      end: written.end,
    }
  }
  return undefined
}
