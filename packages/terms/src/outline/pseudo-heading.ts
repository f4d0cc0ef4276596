import { type Line, LineFlag } from '../line.ts'
import { labelOf, type Style, styleOf } from './heading.ts'
import { shapeOf } from './shape.ts'

/** A line that looks like a heading without Markdown's mark. */
export interface PseudoHeading {
  readonly label: string
  readonly style: Style
  /** Whether text follows the heading on its line. */
  readonly runIn: boolean
}

/** The heading that a line looks like, where it does. */
export function pseudoOf(line: Line): PseudoHeading | null {
  const shape = shapeOf(line)
  if (shape.pseudo === undefined) shape.pseudo = pseudoHeading(line.text.trim(), line.flags)
  return shape.pseudo
}

export function looksTitled(line: Line): boolean {
  return (line.flags & LineFlag.titled) !== 0 && pseudoOf(line) !== null
}

function pseudoHeading(body: string, flags: number): PseudoHeading | null {
  const bold = /^(?:(?:\(?(?:[ivxlc]+|[a-z]|\d+(?:\.\d+)*)\\?[.)]\s+)?)(?:\*\*|__)(.+?)(?:\*\*|__)(.*)$/i.exec(body)
  if (bold !== null) return inBold(body, bold[2]!)
  if (flags & LineFlag.leads && body.length > 60) return null
  return numbered(body) ?? inCapitals(body)
}

/** A title in bold, alone [O3] or with its text [O4]; `behind`: what stands behind the bold words. */
function inBold(body: string, behind: string): PseudoHeading | null {
  const rest = behind.replace(/^[\s.:*_]+/, '')
  const title = body.slice(0, body.length - behind.length)
  const label = labelOf(title)
  if (label === '' || label.length > 110) return null
  if (rest === '') return /[,;]$/.test(label) ? null : { label, style: styleOf(label), runIn: false }
  // a bold word inside a running sentence is no heading: the title must end, or the text must begin anew
  const ends =
    /[.:]\s*(?:\*\*|__)$/.test(title.trim()) ||
    /^[\s]*[.:–—-]/.test(behind) ||
    /^(?:\(?(?:[ivxlc]+|[a-z]|\d+(?:\.\d+)*)\\?[.)])/i.test(body)
  if (ends && /^["“'(]?[A-Z]/.test(rest) && /[a-z]/i.test(label)) return { label, style: styleOf(label), runIn: true }
  return null
}

/** A numbered title, alone, short and without a verb that rules [O3], or with its text [O4]. */
function numbered(body: string): PseudoHeading | null {
  const parts = /^\(?((?:section|article|part|chapter)\s+)?([ivxlc]+|[A-Z]|\d+(?:\.\d+)*)\\?[.):]?\s+(.+)$/i.exec(body)
  if (parts === null || !/^[A-Z"“]/.test(parts[3]!) || /^[a-z]$/.test(parts[2]!)) return null
  const hasMark =
    /^\(?(?:(?:section|article|part|chapter)\s+)?(?:[ivxlc]+|[A-Z]|\d+(?:\.\d+)*)\\?[.):]/i.test(body) ||
    /^\d+\.\d+/.test(body) ||
    parts[1] !== undefined
  if (!hasMark) return null
  const title = parts[3]!
  if (title.length <= 90 && !/[.;,]$/.test(title) && !/\b(?:you|we|will|shall|must|may not|is|are)\b/i.test(title)) {
    const label = labelOf(body)
    return { label, style: styleOf(label), runIn: false }
  }
  const runIn = /^([A-Z][^.:;]{2,70}?)[.:]\s+(?=["“(]?[A-Z])/.exec(title)
  if (runIn === null || /\b(?:you|we|will|shall|must|may|is|are|not)\b/i.test(runIn[1]!)) return null
  const label = labelOf(body.slice(0, body.length - title.length + runIn[0].length))
  return { label, style: styleOf(label), runIn: true }
}

/** [O3] */
function inCapitals(body: string): PseudoHeading | null {
  if (body.length > 90 || !/^[A-Z0-9][A-Z0-9 ,.'’&/()–—-]{5,}[A-Z0-9)?.:]$/.test(body) || !/[A-Z]{3}/.test(body))
    return null
  const label = labelOf(body)
  return { label, style: styleOf(label), runIn: false }
}
