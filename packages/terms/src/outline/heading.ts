import type { Line } from '../line.ts'
import { plainOf } from '../plain.ts'
import { shapeOf } from './shape.ts'

/** How a heading numbers itself; headings of one style are siblings. */
export type Style = 'section' | 'roman' | 'upper' | 'number' | 'decimal' | 'deep' | 'lower' | 'bare'

export interface Heading {
  readonly label: string
  /** 1–6 for Markdown's own headings, 7 and more for those that only look like one. */
  readonly level: number
  readonly style: Style
}

const mostOfLabel = 120

/** A line read as one of Markdown's headings. */
export function headingOf(line: Line): Heading {
  const shape = shapeOf(line)
  if (shape.heading === undefined) {
    const raw = line.text.trim()
    const space = raw.indexOf(' ')
    const label = labelOf(raw.replace(/^#+\s*/, '').replace(/\s*#+$/, ''))
    shape.heading = { label, level: space === -1 ? raw.length : space, style: styleOf(label) }
  }
  return shape.heading
}

/** A heading's words, plain, without what closes it [O2]. */
export function labelOf(raw: string): string {
  const label = plainOf(raw)
    .text.replace(/\s*[:.]\s*$/, '')
    .trim()
  return label.length > mostOfLabel ? `${label.slice(0, mostOfLabel - 1)}…` : label
}

/** [O5] */
export function styleOf(label: string): Style {
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
