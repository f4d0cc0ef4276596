import type { Issue } from '@proviso/rights'
import { asStarted } from '../program-name.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { wrap } from './wrap.ts'

/** How much an issue matters: an `error` ended something, a `warning` left something out, a `note` is worth knowing. */
export type Weight = 'error' | 'warning' | 'note'

/**
 * An issue for a person: its code and what happened, the place, the line with a caret when it is known, what to do next.
 * `source` is the line the issue points into.
 */
export function issueLines(issue: Issue, look: Look, weight: Weight = 'error', source?: string): string[] {
  const { colour } = look
  const paint = weight === 'error' ? colour.red : weight === 'warning' ? colour.yellow : colour.dim
  const head = `${paint(colour.bold(`${weight} ${issue.code}`))}: ${plain(issue.message)}`
  const place = [issue.at, issue.line, issue.column].filter((each) => each !== undefined).join(':')
  const lines = wrap(head, look.width, '', '  ')
  if (place !== '') lines.push(`  at ${plain(place)}`)
  if (source !== undefined && issue.line !== undefined) lines.push(...caretLines(issue, source, look))
  if (issue.hint)
    lines.push(
      ...wrap(`${colour.dim('hint:')} ${plain(asStarted(issue.hint, look.program))}`, look.width, '  ', '        '),
    )
  return lines
}

function caretLines(issue: Issue, source: string, look: Look): string[] {
  const number = String(issue.line)
  const room = look.width - number.length - 6
  const column = Math.max((issue.column ?? 1) - 1, 0)
  const start = column > room - 10 ? column - Math.floor(room / 2) : 0
  // each replaced character keeps its column, so that the caret stands under the right one
  const shown = source.slice(start, start + room).replace(/[\p{Cc}\p{Cf}]/gu, '?')
  const margin = ' '.repeat(number.length)
  const lines = [`  ${look.colour.dim(number)} ${look.marks.bar} ${shown}`.trimEnd()]
  if (issue.column !== undefined)
    lines.push(`  ${margin} ${look.marks.bar} ${' '.repeat(column - start)}${look.colour.red('^')}`)
  return lines
}
