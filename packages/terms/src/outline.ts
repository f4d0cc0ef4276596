import { LineFlag, type Lines, lineText } from './line.ts'
import { plainOf } from './plain.ts'

/** A paragraph or list item worth reading, with the words that govern it from outside. */
export interface Passage {
  /** Offsets of the paragraph or item in the text. */
  readonly start: number
  readonly end: number
  /** Headings above it, outermost first, plain. */
  readonly path: readonly string[]
  /** Lead-ins it hangs from ("You may not:"), outermost first, plain. */
  readonly leads: readonly string[]
}

/** How a heading numbers itself; headings of one style are siblings. */
type Style = 'section' | 'roman' | 'upper' | 'number' | 'decimal' | 'deep' | 'lower' | 'bare'

interface Heading {
  readonly label: string
  /** 1–6 for Markdown's own headings, 7 and more for those that only look like one. */
  readonly level: number
  readonly style: Style
}

const MAX_PATH = 8
const LABEL_LENGTH = 120

/**
 * Finds the passages of a text that speak of training or collecting, each with its section path and lead-ins.
 * One pass over the lines; only headings, lead-ins and the passages themselves are looked at.
 */
export function findPassages(lines: Lines): Passage[] {
  const passages: Passage[] = []
  const headings: Heading[] = []
  /** Open list items: indent and line. */
  let list: { indent: number; line: number }[] = []
  /** The paragraph a list or an enumeration written as paragraphs hangs from. */
  let lead = -1
  /** Whether paragraphs that follow may be items of an enumeration. */
  let enumerating = false
  let lastParagraph = -1
  const { count, flags } = lines

  for (let line = 0; line < count; line++) {
    const flag = flags[line]!
    if (flag & (LineFlag.blank | LineFlag.underline)) continue
    const underlined = line + 1 < count && (flags[line + 1]! & LineFlag.underline) !== 0 && !(flag & LineFlag.table)
    if (flag & LineFlag.atx || underlined) {
      const raw = lineText(lines, line).trim()
      const level =
        underlined && !(flag & LineFlag.atx)
          ? lineText(lines, line + 1).trim()[0] === '='
            ? 1
            : 2
          : raw.indexOf(' ') === -1
            ? raw.length
            : raw.indexOf(' ')
      const label = labelOf(raw.replace(/^#+\s*/, '').replace(/\s*#+$/, ''))
      if (label !== '') pushHeading(headings, { label, level, style: styleOf(label) })
      list = []
      lead = -1
      enumerating = false
      lastParagraph = -1
      if (flag & LineFlag.concerns && label.length > 60) addPassage(line, line, [])
      continue
    }
    if (flag & LineFlag.item) {
      const raw = lineText(lines, line)
      const pseudo = flag & LineFlag.titled ? pseudoHeading(raw, flag) : null
      if (pseudo !== null && !/^\s*[-*+•]\s/.test(raw)) {
        openPseudo(pseudo, line)
        if (pseudo.runIn) {
          if (flag & LineFlag.concerns) addPassage(line, paragraphEnd(line), [])
          if (flag & LineFlag.leads) {
            lead = line
            enumerating = true
          } else {
            lead = -1
            enumerating = false
          }
          lastParagraph = line
        }
        continue
      }
      const indent = raw.length - raw.trimStart().length
      while (list.length > 0 && list.at(-1)!.indent >= indent) list.pop()
      if (list.length === 0 && lead === -1 && lastParagraph !== -1 && opensList(lineText(lines, lastParagraph)))
        lead = lastParagraph
      if (concernsWithin(line, itemEnd(line)))
        addPassage(line, itemEnd(line), [...(lead === -1 ? [] : [lead]), ...list.map((open) => open.line)])
      list.push({ indent, line })
      line = itemEnd(line)
      continue
    }
    const raw = lineText(lines, line)
    const pseudo = flag & LineFlag.titled && !(flag & LineFlag.table) ? pseudoHeading(raw, flag) : null
    if (pseudo !== null) {
      openPseudo(pseudo, line)
      if (!pseudo.runIn) continue
    }
    const end = flag & LineFlag.table ? line : paragraphEnd(line)
    const concerns = concernsWithin(line, end)
    const leads = (flags[end]! & LineFlag.leads) !== 0
    const indented = list.length > 0 && /^\s{2,}\S/.test(raw)
    if (indented) {
      // a further paragraph of an open item
      if (concerns) addPassage(line, end, [...(lead === -1 ? [] : [lead]), ...list.map((open) => open.line)])
      line = end
      continue
    }
    list = []
    const asItem =
      enumerating &&
      lead !== -1 &&
      continuesEnumeration(raw, lastParagraph === -1 ? '' : lineText(lines, lastParagraph))
    if (!asItem) {
      lead = -1
      enumerating = false
    }
    if (concerns) addPassage(line, end, asItem && lead !== -1 ? [lead] : [])
    if (leads && !asItem) {
      lead = end
      enumerating = true
    }
    lastParagraph = end
    line = end
  }
  return passages

  function openPseudo(pseudo: { label: string; style: Style; runIn: boolean }, line: number): void {
    list = []
    lead = -1
    enumerating = false
    lastParagraph = pseudo.runIn ? line : -1
    const rank: Record<Style, number> = {
      section: 7,
      roman: 8,
      upper: 9,
      number: 10,
      decimal: 11,
      deep: 12,
      lower: 13,
      bare: 14,
    }
    // siblings share a style: a style already open is closed first, whatever its rank
    const open = headings.findIndex((heading) => heading.level >= 7 && heading.style === pseudo.style)
    if (open !== -1) headings.length = open
    else if (pseudo.style === 'bare')
      while (headings.length > 0 && headings.at(-1)!.style === 'bare' && headings.at(-1)!.level >= 7) headings.pop()
    headings.push({ label: pseudo.label, level: rank[pseudo.style], style: pseudo.style })
    if (headings.length > MAX_PATH) headings.shift()
  }

  function addPassage(first: number, last: number, leadLines: readonly number[]): void {
    passages.push({
      start: lines.starts[first]!,
      end: lines.starts[last + 1]! - 1,
      path: headings.map((heading) => heading.label),
      leads: leadLines.map((at) => leadText(lines, at)),
    })
  }

  /** A paragraph runs on over lines until a blank line, an item, a heading or a table. */
  function paragraphEnd(first: number): number {
    let last = first
    while (last + 1 < count) {
      const next = flags[last + 1]!
      if (next & (LineFlag.blank | LineFlag.underline | LineFlag.atx | LineFlag.item | LineFlag.table)) break
      if (last + 2 < count && flags[last + 2]! & LineFlag.underline) break
      last++
    }
    return last
  }

  function itemEnd(first: number): number {
    let last = first
    while (last + 1 < count) {
      const next = flags[last + 1]!
      if (next & (LineFlag.blank | LineFlag.underline | LineFlag.atx | LineFlag.item | LineFlag.table)) break
      last++
    }
    return last
  }

  function concernsWithin(first: number, last: number): boolean {
    for (let at = first; at <= last; at++) if (flags[at]! & LineFlag.concerns) return true
    return false
  }
}

/** Of a longer lead-in only this much of its end is kept. */
const LEAD_LENGTH = 1_200

function leadText(lines: Lines, line: number): string {
  const raw = lineText(lines, line)
  // of a long paragraph only its last sentence leads in
  const stretch = raw.length > LEAD_LENGTH ? raw.slice(-LEAD_LENGTH) : raw
  return withoutMarker(plainOf(stretch).text)
}

/** Text of an item without its bullet or number. */
export function withoutMarker(text: string): string {
  return text.replace(/^\s*(?:[-*+•·▪◦–—]\s+|\(?(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[a-z]{1,2}|[ivxlc]{1,6})[.)]\s+)/i, '')
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
function pseudoHeading(raw: string, flag: number): { label: string; style: Style; runIn: boolean } | null {
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
function opensList(paragraph: string): boolean {
  const text = paragraph.trim().replace(/[*_\s]+$/, '')
  return (
    /:$/.test(text) ||
    !/[.!?;]["”)]?$/.test(text) ||
    /\b(?:following|below|these (?:things|rules|activities))\b[^.]*\.?$/i.test(text)
  )
}

/** Whether a paragraph goes on an enumeration that is written as paragraphs. */
function continuesEnumeration(paragraph: string, before: string): boolean {
  const text = paragraph.trim()
  const previous = before.trim().replace(/[*_\s]+$/, '')
  if (/[:;,]$/.test(previous) || /[;,]\s*(?:and|or|and\/or)$/i.test(previous)) return true
  return /^[a-z(•]/.test(text)
}
