import { type Positions, questions } from '@proviso/rights'
import type { Part, Reading } from '@proviso/terms'
import type { FileReading } from '../file-reading.ts'
import { issueLines } from './issue.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { mark, paint, positionText } from './position.ts'
import { questionLabels, questionWidth } from './question.ts'
import { quoteLines } from './quote.ts'
import { placeText } from './section.ts'
import { pad } from './table.ts'
import { wrap } from './wrap.ts'

const clauseLimit = 600

/** One text's positions on the five questions, each with the clause it rests on. */
export function readingLines(value: FileReading, { full }: { readonly full: boolean }, look: Look): string[] {
  const { file, format, text, reading, issues } = value
  const { colour } = look
  const facts = [format, ...(reading.language === 'und' ? [] : [reading.language]), ...statedFacts(reading)]
  const lines = [`${colour.bold(plain(file))}  ${colour.dim(facts.join(` ${look.marks.dot} `))}`]
  if (reading.unread !== undefined)
    lines.push(
      ...wrap(
        `${mark('unknown', look)} not read: ${reading.unread}; what it says is unknown, not silent`,
        look.width,
        '  ',
        '    ',
      ),
    )
  else if (reading.parts.length > 1)
    reading.parts.forEach((part, index) => {
      lines.push(
        '',
        `  ${colour.bold(partTitle(part, index, reading.parts.length))}`,
        ...positionsLines(part.positions, full, look),
      )
    })
  else lines.push(...positionsLines(reading.positions, full, look))
  for (const issue of [...issues, ...reading.issues])
    lines.push(
      ...issueLines(issue, look, 'note', issue.line === undefined ? undefined : text.split('\n')[issue.line - 1]),
    )
  return lines
}

function positionsLines(positions: Positions, full: boolean, look: Look): string[] {
  return questions.flatMap((question) => {
    const { position, conditions, statements } = positions[question]
    const word = paint(position, positionText(position, conditions), look)
    const lines = [`  ${mark(position, look)} ${pad(questionLabels[question], questionWidth)}  ${word}`]
    const shown = full ? statements : statements.slice(0, 2)
    for (const { quote, section } of shown) {
      if (section.length > 0)
        lines.push(
          ...wrap(look.colour.dim(placeText(section[0]!, section.slice(1), look)), look.width, '    ', '      '),
        )
      lines.push(...quoteLines(quote, look, '    ', full ? undefined : clauseLimit))
    }
    if (statements.length > shown.length)
      lines.push(look.colour.dim(`    and ${statements.length - shown.length} more (--full)`))
    return lines
  })
}

function statedFacts({ stated }: Reading): string[] {
  const words = { effective: 'effective', until: 'until', updated: 'updated', 'as-of': 'as of' } as const
  return [...new Set(stated.map(({ kind, day }) => `${words[kind]} ${day}`))].slice(0, 3)
}

function partTitle(part: Part, index: number, count: number): string {
  const facts = [
    ...(part.scope === undefined ? [] : [plain(part.scope)]),
    ...(part.effective === undefined ? [] : [`in force from ${part.effective}`]),
    ...(part.until === undefined ? [] : [`until ${part.until}`]),
  ]
  return `part ${index + 1} of ${count}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`
}
