import { readFile } from 'node:fs/promises'
import type { Issue } from '@proviso/rights'
import { claimJson } from '@proviso/web/json/claim'
import { jsonLines } from '@proviso/web/json/lines'
import { checkReport as check } from '@proviso/web/report'
import { parseDay } from '../arguments/day.ts'
import { today } from '../clock.ts'
import { claimLines } from '../render/claim.ts'
import { countOf } from '../render/count.ts'
import { chooseRulebook, chooseRulebookFor, knownServices, provenanceText } from '../rulebook-choice.ts'
import { type ExitStatus, Stop } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'

export interface CheckReportOptions {
  readonly on?: string
  readonly full?: boolean
  readonly json?: boolean
}

/** `proviso check-report`: what a press report claims, beside what the record says. */
export async function checkReport(
  file: string,
  options: CheckReportOptions,
  terminal: Terminal,
  host: Host,
): Promise<ExitStatus> {
  const on = options.on === undefined ? today(terminal.env) : parseDay(options.on, '--on')
  const chosen = chooseRulebook(terminal.env)
  const bytes = await bytesOf(file, host)
  const load = (names: readonly string[]) => chooseRulebookFor(terminal.env, () => names).rulebook
  const checked = await check(bytes, file, { services: knownServices(terminal.env), load }, on)
  if ('issue' in checked) throw new Stop(checked.issue)
  const { checks } = checked.value
  if (options.json) {
    terminal.write(jsonLines(checks.map(claimJson)))
    return 0
  }
  if (checks.length === 0)
    terminal.print(['the report makes no claim that could be told: no service, no ban and no leave'])
  terminal.print(checks.flatMap((each) => claimLines(each, options.full === true, terminal.look)))
  terminal.note([
    terminal.errLook.colour.dim(
      `${countOf(checks.length, 'claim')} ${terminal.errLook.marks.dot} ${provenanceText(chosen, terminal.errLook)}`,
    ),
  ])
  return 0
}

/** The bytes of a file, or of standard input for `-`; a report that cannot be read ends the command. */
async function bytesOf(file: string, host: Host): Promise<Buffer> {
  try {
    if (file !== '-') return await readFile(file)
    const chunks: Buffer[] = []
    for await (const chunk of host.stdin) chunks.push(Buffer.from(chunk))
    return Buffer.concat(chunks)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const issue: Issue =
      code === 'ENOENT'
        ? {
            code: 'file-missing',
            at: file,
            message: 'there is no such file',
            hint: 'check the path; - reads standard input',
          }
        : {
            code: 'file-unreadable',
            at: file,
            message: `the file cannot be read (${code ?? message})`,
            hint: 'check its permissions',
          }
    throw new Stop(issue)
  }
}
