import type { Change } from '@proviso/archive/changes'
import type { RuledStatement } from '@proviso/rights'
import { monthText } from './calendar.ts'
import { clauseText } from './clause.ts'
import { instantText } from './instant.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint, positionText } from './position.ts'
import { shorten } from './shorten.ts'
import { wrap } from './wrap.ts'

const clauseLimit = 300

/** Changes as headlines grouped by month, newest first, each with what moved and the words added and removed. */
export function changesLines(changes: readonly Change[], { full }: { readonly full: boolean }, look: Look): string[] {
  const lines: string[] = []
  let month = ''
  for (const change of [...changes].reverse()) {
    const its = monthText(change.inForce)
    if (its !== month) lines.push(...(month === '' ? [] : ['']), look.colour.bold(look.colour.underline(its)))
    month = its
    lines.push('', ...changeLines(change, full, look))
  }
  return lines
}

function changeLines(change: Change, full: boolean, look: Look): string[] {
  const { colour, marks } = look
  const lines = wrap(
    `${colour.cyan(change.inForce)}  ${colour.bold(plain(change.headline))}`,
    look.width,
    '',
    '            ',
  )
  const before = paint(change.before.position, positionText(change.before.position, change.before.conditions), look)
  const after = paint(change.after.position, positionText(change.after.position, change.after.conditions), look)
  const indent = '            '
  lines.push(
    ...wrap(
      `${before} ${marks.arrow} ${after}  ${colour.dim(`${change.question} ${marks.dot} ${plain(change.terms)}`)}`,
      look.width,
      indent,
    ),
  )
  const basis = change.basis === 'stated' ? 'in force as the text states, ' : ''
  lines.push(`${indent}${colour.dim(`${basis}recorded ${instantText(change.recorded)}`)}`)
  lines.push(
    ...wordLines('+', colour.green, change.added, full, indent, look),
    ...wordLines('-', colour.red, change.removed, full, indent, look),
  )
  const url = change.records.find((record) => record.url !== undefined)?.url
  if (url !== undefined) lines.push(`${indent}${colour.dim(plain(url))}`)
  return lines
}

function wordLines(
  sign: string,
  paintSign: (text: string) => string,
  statements: readonly RuledStatement[],
  full: boolean,
  indent: string,
  look: Look,
): string[] {
  const quotes = statements.flatMap(({ evidence }) =>
    evidence.quote === undefined ? [] : [clauseText(evidence.quote)],
  )
  return (full ? quotes : quotes.slice(0, 2)).flatMap((quote) => {
    const shown = full ? quote : shorten(quote, clauseLimit, look.marks.ellipsis)
    return wrap(shown, look.width, `${indent}${sign} `, `${indent}  `).map((line, index) =>
      index === 0 ? indent + paintSign(sign) + line.slice(indent.length + 1) : line,
    )
  })
}
