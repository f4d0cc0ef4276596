import { type Clause, splitClauses } from '../clause.ts'
import { type Context, contextOf } from '../context.ts'
import { LineMemory, scanLines } from '../line.ts'
import { outlineOf, passageAt, SectionPaths } from '../outline.ts'
import { originalSpan } from '../plain.ts'

/** A clause of a text, what is known of the text, and where the clause stands in it. */
export interface PlacedClause {
  readonly clause: Clause
  readonly context: Context
  readonly start: number
  readonly end: number
}

/** Every clause of the passages worth reading: what the model learns from and is tried on. */
export function clausesOf(text: string): readonly PlacedClause[] {
  const lines = scanLines(text, new LineMemory())
  const context = contextOf(lines)
  return outlineOf(lines, new SectionPaths()).passages.flatMap((place) => {
    const offset = lines.starts[place.first]!
    return splitClauses(passageAt(lines, place)).map((clause) => {
      const [start, end] = originalSpan(clause.plain, clause.from, clause.to)
      return { clause, context, start: start + offset, end: end + offset }
    })
  })
}
