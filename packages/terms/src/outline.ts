import { type Line, LineFlag, type Lines } from './line.ts'
import { plainOf } from './plain.ts'
import { withoutUnfolded } from './unfolded.ts'

/** A paragraph or list item worth reading, with the words that govern it from outside. */
export interface Passage {
  /** Offset of the paragraph or item in the text. */
  readonly start: number
  readonly text: string
  /** Headings above it, outermost first, plain. */
  readonly path: readonly string[]
  /** Lead-ins it hangs from ("You may not:"), outermost first, plain. */
  readonly leads: readonly string[]
}

/** A passage as the lines it is made of. */
export interface PassageLines {
  readonly first: number
  readonly last: number
  readonly path: SectionPath
  /** Place of its section among the text's `turns`. */
  readonly turn: number
  /** Lines of the lead-ins, outermost first. */
  readonly leads: readonly number[]
}

/** A path of headings. Paths of one tree with equal headings are one object. */
export interface SectionPath {
  readonly id: number
  readonly headings: readonly string[]
  readonly below: Map<string, SectionPath>
}

/** All paths met so far, found by their headings. */
export class SectionPaths {
  #top: SectionPath = { id: 0, headings: [], below: new Map() }
  #last = 0
  #since = 0

  path(headings: readonly Heading[]): SectionPath {
    if (this.#last - this.#since > mostPaths) {
      this.#top = { id: ++this.#last, headings: [], below: new Map() }
      this.#since = this.#last
    }
    let path = this.#top
    for (const { label } of headings) {
      let next = path.below.get(label)
      if (next === undefined) {
        next = { id: ++this.#last, headings: [...path.headings, label], below: new Map() }
        path.below.set(label, next)
      }
      path = next
    }
    return path
  }
}

/** How a heading numbers itself; headings of one style are siblings. */
type Style = 'section' | 'roman' | 'upper' | 'number' | 'decimal' | 'deep' | 'lower' | 'bare'

interface Heading {
  readonly label: string
  /** 1–6 for Markdown's own headings, 7 and more for those that only look like one. */
  readonly level: number
  readonly style: Style
}

interface PseudoHeading {
  readonly label: string
  readonly style: Style
  /** Whether text follows the heading on its line. */
  readonly runIn: boolean
}

/** What the outline asks of a line, each found when first asked. */
export interface Shape {
  /** The line read as a heading; `level` of Markdown's `#`. */
  heading?: Heading
  pseudo?: PseudoHeading | null
  indent?: number
  opensList?: boolean
  /** Ends so that the next paragraph goes on. */
  hangs?: boolean
  lead?: string
  /** Ends as a line of print does, inside a sentence. */
  breaksOff?: boolean
}

const MAX_PATH = 8
const LABEL_LENGTH = 120
/** Paths a tree holds before it starts anew: bounds its memory. */
const mostPaths = 50_000

/** Where a section begins: the line of its heading, and how many headings it is under. */
export interface Turn {
  readonly line: number
  readonly depth: number
}

/** What a text holds that may be worth reading, and its sections, in order. */
export interface Outline {
  readonly passages: readonly PassageLines[]
  readonly turns: readonly Turn[]
}

/**
 * Finds the passages of a text that speak of training or collecting, each with its section path and lead-ins.
 * One pass over the lines; only headings, lead-ins and the passages themselves are looked at.
 */
export function outlineOf({ lines, count }: Lines, paths: SectionPaths): Outline {
  const passages: PassageLines[] = []
  const turns: Turn[] = [{ line: 0, depth: 0 }]
  const headings: Heading[] = []
  /** The path of `headings`; null when they have changed since. */
  let path: SectionPath | null = null
  /** Open list items: indent and line. */
  let list: { indent: number; line: number }[] = []
  /** The paragraph a list or an enumeration written as paragraphs hangs from. */
  let lead = -1
  /** Whether paragraphs that follow may be items of an enumeration. */
  let enumerating = false
  let lastParagraph = -1
  let tableHead = -1
  /** A heading or line asked about training: what comes next answers, whatever words it holds. */
  let asked = false
  const spaced = isSpaced()

  for (let at = 0; at < count; at++) {
    const line = lines[at]!
    const flag = line.flags
    if (flag & (LineFlag.blank | LineFlag.underline)) continue
    const underlined = at + 1 < count && (flagsAt(at + 1) & LineFlag.underline) !== 0 && !(flag & LineFlag.table)
    if (flag & LineFlag.atx || underlined) {
      const heading = headingOf(line)
      const { label } = heading
      if (label !== '') {
        const marked = underlined && !(flag & LineFlag.atx)
        const under = marked ? (lines[at + 1]!.text.trim()[0] === '=' ? 1 : 2) : 0
        pushHeading(headings, marked ? { ...heading, level: under } : heading)
        turns.push({ line: at, depth: headings.length })
        path = null
        asked = asks(line)
      }
      list = []
      lead = -1
      enumerating = false
      lastParagraph = -1
      if (flag & LineFlag.concerns && label.length > 60) addPassage(at, at, [])
      continue
    }
    if (flag & LineFlag.item) {
      const pseudo = flag & LineFlag.titled ? pseudoOf(line) : null
      if (pseudo !== null && !isTight(at) && !isPartOfLead(line) && !/^\s*[-*+•]\s/.test(line.text)) {
        openPseudo(pseudo, at)
        if (pseudo.runIn) {
          if (flag & LineFlag.concerns) addPassage(at, paragraphEnd(at), [])
          if (flag & LineFlag.leads) {
            lead = at
            enumerating = true
          } else {
            lead = -1
            enumerating = false
          }
          lastParagraph = at
        }
        continue
      }
      const indent = indentOf(line)
      while (list.length > 0 && list.at(-1)!.indent >= indent) list.pop()
      if (list.length === 0 && lead === -1 && lastParagraph !== -1 && opensList(lines[lastParagraph]!))
        lead = lastParagraph
      const end = paragraphEnd(at)
      if (concernsWithin(at, end) || asked)
        addPassage(at, end, [...(lead === -1 ? [] : [lead]), ...list.map((open) => open.line)])
      list.push({ indent, line: at })
      asked = false
      at = end
      continue
    }
    const pseudo = flag & LineFlag.titled && !(flag & LineFlag.table) && !isPartOfLead(line) ? pseudoOf(line) : null
    if (pseudo !== null) {
      openPseudo(pseudo, at)
      if (!pseudo.runIn) {
        asked = asks(line)
        continue
      }
    }
    const end = flag & LineFlag.table ? at : paragraphEnd(at)
    const row = (flag & LineFlag.table) !== 0 && tableHead !== -1 && (lines[tableHead]!.flags & LineFlag.concerns) !== 0
    const concerns = concernsWithin(at, end) || asked || row
    asked = end === at && asks(line)
    const leads = (flagsAt(end) & LineFlag.leads) !== 0
    if (list.length > 0 && indentOf(line) >= 2) {
      // a further paragraph of an open item; what it leads in hangs from it
      while (list.length > 0 && list.at(-1)!.indent > indentOf(line) - 1) list.pop()
      if (concerns) addPassage(at, end, [...(lead === -1 ? [] : [lead]), ...list.map((open) => open.line)])
      if (leads) list.push({ indent: indentOf(line) - 0.5, line: end })
      at = end
      continue
    }
    // what stands below a list that the lead-in has led in is no further item of it, unless it is marked as one
    const led = list.length > 0 && lastParagraph === lead
    list = []
    const asItem =
      enumerating &&
      lead !== -1 &&
      ((lastParagraph !== -1 && !led && (hangs(lines[lastParagraph]!) || namesAct.test(line.text))) ||
        isPartOfLead(line) ||
        /^\s*[a-z(•]/.test(line.text))
    if (!asItem) {
      lead = -1
      enumerating = false
    }
    // a table's rows hang from its first one
    if (flag & LineFlag.table) {
      if (at === 0 || !(flagsAt(at - 1) & LineFlag.table)) tableHead = line.text.length < 200 ? at : -1
    } else tableHead = -1
    if (concerns)
      addPassage(at, end, tableHead !== -1 && tableHead !== at ? [tableHead] : asItem && lead !== -1 ? [lead] : [])
    if (leads && !asItem) {
      lead = end
      enumerating = true
    }
    lastParagraph = end
    at = end
  }
  return { passages, turns }

  /** Numbered lines one right under the other are a list, whatever they look like; a bold title after the number is none. */
  function isTight(at: number): boolean {
    const besides =
      (at > 0 && (flagsAt(at - 1) & LineFlag.item) !== 0) || (at + 1 < count && (flagsAt(at + 1) & LineFlag.item) !== 0)
    return besides && !/^\s*\S{1,6}\s+(?:\*\*|__)/.test(lines[at]!.text)
  }

  /** "5.2.1" below a lead-in that is "5.2". */
  function isPartOfLead(line: Line): boolean {
    if (lead === -1 || !enumerating) return false
    const number = /^\s*(\d{1,3}(?:\.\d{1,3})*)\.?\s/.exec(lines[lead]!.text)?.[1]
    return number !== undefined && line.text.trimStart().startsWith(`${number}.`)
  }

  function flagsAt(at: number): number {
    return lines[at]!.flags
  }

  function openPseudo(pseudo: PseudoHeading, line: number): void {
    list = []
    lead = -1
    enumerating = false
    lastParagraph = pseudo.runIn ? line : -1
    // siblings share a style: a style already open is closed first, whatever its rank
    const open = headings.findIndex((heading) => heading.level >= 7 && heading.style === pseudo.style)
    if (open !== -1) headings.length = open
    else if (pseudo.style === 'bare')
      while (headings.length > 0 && headings.at(-1)!.style === 'bare' && headings.at(-1)!.level >= 7) headings.pop()
    headings.push({ label: pseudo.label, level: rank[pseudo.style], style: pseudo.style })
    if (headings.length > MAX_PATH) headings.shift()
    turns.push({ line, depth: headings.length })
    path = null
  }

  function addPassage(first: number, last: number, leads: readonly number[]): void {
    path ??= paths.path(headings)
    passages.push({ first, last, path, leads, turn: turns.length - 1 })
  }

  /** A paragraph, or an item, runs on over lines until a blank line, an item, a heading or a table. */
  function paragraphEnd(first: number): number {
    let last = first
    while (last + 1 < count) {
      if (spaced && goesOnBelow(last)) {
        last = nextShown(last)
        continue
      }
      if (flagsAt(last + 1) & (LineFlag.blank | LineFlag.underline | LineFlag.atx | LineFlag.item | LineFlag.table))
        break
      if (last + 2 < count && flagsAt(last + 2) & LineFlag.underline) break
      // a line broken off by hand, and the next one leads in something new
      if (flagsAt(last + 1) & LineFlag.leads && lines[last]!.text.endsWith('  ') && !/^\s/.test(lines[last + 1]!.text))
        break
      last++
    }
    return last
  }

  /** Whether sentences of the text go on below blank lines again and again: pages of print whose every line became a paragraph. */
  function isSpaced(): boolean {
    let paragraphs = 0
    let broken = 0
    for (let at = 0; at + 1 < count; at++) {
      if (flagsAt(at) & LineFlag.blank || !(flagsAt(at + 1) & LineFlag.blank)) continue
      paragraphs++
      if (goesOnBelow(at) && /^\s*[a-z]/.test(lines[nextShown(at)]!.text)) broken++
    }
    return broken > 15 && broken * 8 > paragraphs
  }

  /** Whether a line of prose breaks off before a blank line. */
  function goesOnBelow(at: number): boolean {
    const next = nextShown(at)
    if (next <= at + 1 || next === count || !breaksOff(lines[at]!)) return false
    const others = LineFlag.underline | LineFlag.atx | LineFlag.item | LineFlag.table
    return (
      !(flagsAt(next) & others) &&
      !looksTitled(lines[next]!) &&
      !(next + 1 < count && flagsAt(next + 1) & LineFlag.underline)
    )
  }

  /** The first line below one that is not blank. */
  function nextShown(at: number): number {
    let next = at + 1
    while (next < count && flagsAt(next) & LineFlag.blank) next++
    return next
  }

  /** Whether a line is a question on training. */
  function asks({ text, flags }: Line): boolean {
    return (flags & LineFlag.concerns) !== 0 && text.length < 300 && /\?[\s*_#"”')]*$/.test(text)
  }

  function concernsWithin(first: number, last: number): boolean {
    for (let at = first; at <= last; at++) if (flagsAt(at) & LineFlag.concerns) return true
    return false
  }
}

/** A paragraph that begins with what is done, and with nobody who does it: "Use robots to …", "Selling …". */
const namesAct =
  /^\s*(?:(?:use|access|employ|deploy|utili[sz]e|develop|create|make|modify|adapt|copy|reproduce|distribute|publish|sell|resell|rent|lease|transfer|sublicense|license|reverse|attempt|engage|interfere|circumvent|bypass|remove|post|upload|transmit|send|impersonate|violate|infringe|launch|download|store|index|mine|data-?mine|scrape|crawl|harvest|collect|extract|gather|train|fine-?tune|feed|build|frame|mirror|share|disclose|disrupt|probe|test|monitor|decompile|translate|display|exploit|misuse|submit|introduce|conduct|perform|encourage|assist|permit|allow)(?! of\b)|(?:using|accessing|employing|deploying|developing|creating|making|modifying|copying|reproducing|distributing|publishing|selling|reselling|renting|transferring|sublicensing|attempting|engaging|interfering|circumventing|bypassing|removing|posting|uploading|transmitting|sending|impersonating|violating|infringing|launching|downloading|storing|indexing|mining|scraping|crawling|harvesting|collecting|extracting|gathering|training|fine-?tuning|feeding|building|framing|sharing|disclosing|disrupting|probing|testing|monitoring|submitting|introducing|conducting)(?! (?:is|are|may|can|will|must)\b))\s/i

const rank: Readonly<Record<Style, number>> = {
  section: 7,
  roman: 8,
  upper: 9,
  number: 10,
  decimal: 11,
  deep: 12,
  lower: 13,
  bare: 14,
}

function shapeOf(line: Line): Shape {
  line.shape ??= {}
  return line.shape
}

function headingOf(line: Line): Heading {
  const shape = shapeOf(line)
  if (shape.heading === undefined) {
    const raw = line.text.trim()
    const space = raw.indexOf(' ')
    const label = labelOf(raw.replace(/^#+\s*/, '').replace(/\s*#+$/, ''))
    shape.heading = { label, level: space === -1 ? raw.length : space, style: styleOf(label) }
  }
  return shape.heading
}

function pseudoOf(line: Line): PseudoHeading | null {
  const shape = shapeOf(line)
  if (shape.pseudo === undefined) shape.pseudo = pseudoHeading(line.text, line.flags)
  return shape.pseudo
}

function looksTitled(line: Line): boolean {
  return (line.flags & LineFlag.titled) !== 0 && pseudoOf(line) !== null
}

/** A line as long as those of print that ends inside a sentence. */
function breaksOff(line: Line): boolean {
  if (line.text.length < 40 || line.text.length > 160) return false
  const shape = shapeOf(line)
  shape.breaksOff ??= !(line.flags & LineFlag.table) && !looksTitled(line) && /[\p{L}\d,)’'-]\s*$/u.test(line.text)
  return shape.breaksOff
}

function indentOf(line: Line): number {
  const shape = shapeOf(line)
  shape.indent ??= line.text.length - line.text.trimStart().length
  return shape.indent
}

/** The passage with its words. */
export function passageAt({ lines, starts }: Lines, { first, last, path, leads }: PassageLines): Passage {
  let text = lines[first]!.text
  for (let at = first + 1; at <= last; at++) text += `\n${lines[at]!.text}`
  return { start: starts[first]!, text, path: path.headings, leads: leads.map((lead) => leadText(lines[lead]!)) }
}

/** Of a longer lead-in only this much of its end is kept. */
const LEAD_LENGTH = 1_200

function leadText(line: Line): string {
  const shape = shapeOf(line)
  // of a long paragraph only its last sentence leads in
  shape.lead ??= withoutMarker(withoutUnfolded(plainOf(line.text.slice(-LEAD_LENGTH))).text)
  return shape.lead
}

/** Text of an item without its bullet or number. */
export function withoutMarker(text: string): string {
  return text.replace(
    /^\s*(?:[-*+•·▪◦–—]\s+|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|(?!no\b)[a-z]{1,2}|[ivxlc]{1,6})[.)]\s+)/i,
    '',
  )
}

function labelOf(raw: string): string {
  const label = plainOf(raw)
    .text.replace(/\s*[:.]\s*$/, '')
    .trim()
  return label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label
}

function pushHeading(headings: Heading[], heading: Heading): void {
  while (headings.length > 0 && headings.at(-1)!.level >= heading.level) headings.pop()
  headings.push(heading)
  if (headings.length > MAX_PATH) headings.shift()
}

function styleOf(label: string): Style {
  const match = /^(?:(section|article|part|chapter)\s+)?\(?([ivxlc]+|[a-z]|\d+(?:\.\d+)*)[.):]?\s/i.exec(`${label} `)
  if (match === null) return 'bare'
  if (match[1] !== undefined) return 'section'
  const mark = match[2]!
  if (/^\d+\.\d+\.\d+/.test(mark)) return 'deep'
  if (/^\d+\.\d+/.test(mark)) return 'decimal'
  if (/^\d+$/.test(mark)) return 'number'
  if (/^[IVX]+$/.test(mark) && (mark.length > 1 || mark === 'I' || mark === 'V' || mark === 'X')) return 'roman'
  if (/^[A-Z]$/.test(mark)) return 'upper'
  return 'lower'
}

/**
 * A line that looks like a heading without Markdown's mark: wholly bold, numbered and short, or in capitals; or a run-in
 * heading (bold or numbered title, then text on the same line).
 */
function pseudoHeading(raw: string, flag: number): PseudoHeading | null {
  const body = raw.trim()
  const bold = /^(?:(?:\(?(?:[ivxlc]+|[a-z]|\d+(?:\.\d+)*)\\?[.)]\s+)?)(?:\*\*|__)(.+?)(?:\*\*|__)(.*)$/i.exec(body)
  if (bold !== null) {
    const rest = bold[2]!.replace(/^[\s.:*_]+/, '')
    const title = body.slice(0, body.length - bold[2]!.length)
    const label = labelOf(title)
    if (label === '' || label.length > 110) return null
    if (rest === '') {
      if (/[,;]$/.test(label)) return null
      return { label, style: styleOf(label), runIn: false }
    }
    // a bold word inside a running sentence is no heading: the title must end, or the text must begin anew
    const ends =
      /[.:]\s*(?:\*\*|__)$/.test(title.trim()) ||
      /^[\s]*[.:–—-]/.test(bold[2]!) ||
      /^(?:\(?(?:[ivxlc]+|[a-z]|\d+(?:\.\d+)*)\\?[.)])/i.test(body)
    if (ends && /^["“'(]?[A-Z]/.test(rest) && /[a-z]/i.test(label)) return { label, style: styleOf(label), runIn: true }
    return null
  }
  if (flag & LineFlag.leads && body.length > 60) return null
  const numbered = /^\(?((?:section|article|part|chapter)\s+)?([ivxlc]+|[A-Z]|\d+(?:\.\d+)*)\\?[.):]?\s+(.+)$/i.exec(
    body,
  )
  if (numbered !== null && /^[A-Z"“]/.test(numbered[3]!) && !/^[a-z]$/.test(numbered[2]!)) {
    const hasMark =
      /^\(?(?:(?:section|article|part|chapter)\s+)?(?:[ivxlc]+|[A-Z]|\d+(?:\.\d+)*)\\?[.):]/i.test(body) ||
      /^\d+\.\d+/.test(body) ||
      numbered[1] !== undefined
    if (hasMark) {
      const title = numbered[3]!
      if (
        title.length <= 90 &&
        !/[.;,]$/.test(title) &&
        !/\b(?:you|we|will|shall|must|may not|is|are)\b/i.test(title)
      ) {
        const label = labelOf(body)
        return { label, style: styleOf(label), runIn: false }
      }
      const runIn = /^([A-Z][^.:;]{2,70}?)[.:]\s+(?=["“(]?[A-Z])/.exec(title)
      if (runIn !== null && !/\b(?:you|we|will|shall|must|may|is|are|not)\b/i.test(runIn[1]!)) {
        const label = labelOf(body.slice(0, body.length - title.length + runIn[0].length))
        return { label, style: styleOf(label), runIn: true }
      }
    }
  }
  if (body.length <= 90 && /^[A-Z0-9][A-Z0-9 ,.'’&/()–—-]{5,}[A-Z0-9)?.:]$/.test(body) && /[A-Z]{3}/.test(body)) {
    const label = labelOf(body)
    return { label, style: styleOf(label), runIn: false }
  }
  return null
}

/** Whether a paragraph without a colon still opens the list that follows it. */
function opensList(line: Line): boolean {
  const shape = shapeOf(line)
  if (shape.opensList === undefined) {
    const text = line.text.trim().replace(/[*_\s]+$/, '')
    shape.opensList =
      /:$/.test(text) ||
      !/[.!?;]["”)]?$/.test(text) ||
      /\b(?:following|below|these (?:things|rules|activities))\b[^.]*\.?$/i.test(text)
  }
  return shape.opensList
}

/** Whether a paragraph of an enumeration that is written as paragraphs is followed by another. */
function hangs(line: Line): boolean {
  const shape = shapeOf(line)
  if (shape.hangs === undefined) {
    const text = line.text.trim().replace(/[*_\s]+$/, '')
    shape.hangs = /[:;,]$/.test(text) || /[;,]\s*(?:and|or|and\/or)$/i.test(text)
  }
  return shape.hangs
}
