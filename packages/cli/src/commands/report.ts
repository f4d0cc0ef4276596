import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '@proviso/corpus/report'
import { reportHtml } from '@proviso/corpus/report-html'
import { domainSizes, summaryMarkdown, trainingSummary } from '@proviso/corpus/training-summary'
import { parseChoice } from '../arguments/choice.ts'
import { auditLines } from '../render/audit.ts'
import { type ExitStatus, Stop } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

const forms = ['text', 'html', 'eu-training-summary'] as const

/** `proviso report`: an audit that is done, in another form. */
export async function report(
  folder: string,
  options: { readonly format: string; readonly sme?: boolean; readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitStatus> {
  const form = parseChoice(options.format, '--format', 'format', forms)
  const found = readReport(folder)
  if (form === 'eu-training-summary') {
    const summary = trainingSummary(found, await domainSizes(folder), options.sme === true)
    terminal.write(options.json ? `${JSON.stringify(summary)}\n` : summaryMarkdown(summary))
  } else if (options.json) terminal.write(`${JSON.stringify(found)}\n`)
  else if (form === 'html') terminal.write(reportHtml(found))
  else terminal.print(auditLines(found, { out: folder, resumed: 0 }, terminal.look))
  return 0
}

function readReport(folder: string): Report {
  try {
    const found = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report
    if (found.proviso === 'audit' && found.format === 1) return upToDate(found, folder)
  } catch (error) {
    if (error instanceof Stop) throw error
    // said below
  }
  throw new Stop({
    code: 'not-an-audit',
    at: folder,
    message: 'there is no report of an audit here',
    hint: 'give the folder that proviso audit wrote to (--out)',
  })
}

/** A report that does not tell of which services documents were read must not be filed as if none had been. */
function upToDate(found: Report, folder: string): Report {
  if (found.services.every(({ read }) => read !== undefined)) return found
  throw new Stop({
    code: 'report-of-before',
    at: folder,
    message: 'an earlier version made this report, and it does not tell of which services documents were read',
    hint: 'run the same audit again, or with --restart if it asks for that',
  })
}
