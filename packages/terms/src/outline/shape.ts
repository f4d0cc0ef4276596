import type { Line } from '../line.ts'
import type { Heading } from './heading.ts'
import type { PseudoHeading } from './pseudo-heading.ts'

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

export function shapeOf(line: Line): Shape {
  line.shape ??= {}
  return line.shape
}

export function indentOf(line: Line): number {
  const shape = shapeOf(line)
  shape.indent ??= line.text.length - line.text.trimStart().length
  return shape.indent
}
