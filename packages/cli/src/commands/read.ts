import { readingJson } from '@proviso/web/json/reading'
import { parseChoice } from '../arguments/choice.ts'
import { readTermsFile } from '../file-reading.ts'
import { readingLines } from '../render/reading.ts'
import type { ExitStatus } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'

export interface ReadOptions {
  readonly format?: string
  readonly full?: boolean
  readonly json?: boolean
}

const formats = ['md', 'html', 'pdf', 'txt'] as const

/** `proviso read`: the positions of texts. A file that cannot be read is named, the others are read, and the status is 1. */
export async function read(
  files: readonly string[],
  options: ReadOptions,
  terminal: Terminal,
  host: Host,
): Promise<ExitStatus> {
  const format = options.format === undefined ? undefined : parseChoice(options.format, '--format', 'format', formats)
  let status: ExitStatus = 0
  let shown = 0
  for (const file of files) {
    const result = await readTermsFile(file, host.stdin, format)
    if ('issue' in result) {
      terminal.report(result.issue)
      status = 1
    } else if (options.json) terminal.write(`${JSON.stringify(readingJson(result.value))}\n`)
    else {
      if (shown > 0) terminal.print([''])
      terminal.print(readingLines(result.value, { full: options.full === true }, terminal.look))
      shown += 1
    }
  }
  return status
}
