import { join } from 'node:path'
import { obtainedText, questionText } from '@proviso/corpus/question-text'
import { reasonText } from '@proviso/corpus/reason-text'
import { type Report, reportedOutcomes } from '@proviso/corpus/report'
import stringWidth from 'string-width'
import { count, countOf } from './count.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint } from './position.ts'
import { tableLines } from './table.ts'
import { wrap } from './wrap.ts'

/** What an audit came to, for a person: the four counts, what was kept, what decided most, where the rest stands. */
export function auditLines(
  report: Report,
  { out, resumed }: { readonly out: string; readonly resumed: number },
  look: Look,
): string[] {
  const { colour, marks } = look
  const { question, total, counts, kept, keep } = report
  const withTokens = report.tokens !== 'none'
  const share = (part: number, whole: number) => (whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`)
  const cells = (name: string, of: { readonly records: number; readonly tokens: number }) => [
    name,
    count(of.records),
    share(of.records, total.records),
    ...(withTokens ? [count(of.tokens), share(of.tokens, total.tokens)] : []),
  ]
  const rows = [
    ['', 'records', '', ...(withTokens ? ['tokens', ''] : [])].map((text) => colour.dim(text)),
    ...reportedOutcomes.map((outcome) => cells(paint(outcome, `${marks[outcome]} ${outcome}`, look), counts[outcome])),
    cells('total', total),
    cells(colour.bold(`kept (${keep.join(', ')})`), kept),
  ]
  const lines = [
    `${colour.bold(questionText(question))} ${colour.dim(`${obtainedText(question.channel)}, ${question.profile}`)}`,
    '',
    ...tableLines(rightAligned(rows), '  '),
  ]
  const decided = report.services.filter(({ counts }) =>
    reportedOutcomes.some((outcome) => outcome !== 'unknown' && counts[outcome].records > 0),
  )
  const services = decided.slice(0, 5).map(({ service, counts }) => {
    const all = reportedOutcomes.map((outcome) => counts[outcome])
    const size = all.reduce((sum, { records }) => sum + records, 0)
    const parts = reportedOutcomes.flatMap((outcome) =>
      counts[outcome].records > 0 ? [`${outcome} ${count(counts[outcome].records)}`] : [],
    )
    return [plain(service), count(size), colour.dim(parts.join(', '))]
  })
  if (services.length > 0) lines.push('', `  ${colour.bold('services decided most')}`, ...tableLines(services, '    '))
  const counted = tableLines(
    report.undecided.map(({ reason, records }) => [reason, count(records)]),
    '    ',
  )
  const room = Math.max(...counted.map((line) => line.length)) + 2
  const undecided = report.undecided.flatMap(({ reason }, at) =>
    wrap(reasonText(reason), look.width, counted[at]!.padEnd(room), ' '.repeat(room)),
  )
  if (undecided.length > 0) lines.push('', `  ${colour.bold('why unknown')}`, ...undecided)
  const failed = report.files.filter(({ status }) => status === 'failed').length
  const facts = [
    countOf(report.files.length, 'file'),
    ...(resumed > 0 ? [`${count(resumed)} done before`] : []),
    ...(failed > 0 ? [`${count(failed)} could not be read`] : []),
  ]
  lines.push('', `  ${facts.join(`, `)} ${marks.dot} ${join(out, 'report.html')}`)
  if (
    report.dates.missing === total.records &&
    total.records > 0 &&
    question.on === undefined &&
    question.profile !== 'as-of-today'
  )
    lines.push(
      ...wrap(
        'no record says when it was obtained: give the column with --date-column, one day for all with --on, or ask --profile as-of-today',
        look.width,
        '  ',
        '  ',
      ),
    )
  return lines
}

/** Numbers end where their column ends. */
function rightAligned(rows: readonly (readonly string[])[]): string[][] {
  const columns = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ''))))
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell : ' '.repeat(widths[at]! - stringWidth(cell)) + cell)),
  )
}
