import { watchStatus } from '@proviso/archive/watch/watch-status'
import { workspaceAt } from '@proviso/archive/workspace'
import { jsonLines } from '@proviso/web/json/lines'
import { clockFor } from '../clock.ts'
import { issuesLines } from '../render/issues.ts'
import { watchStatusLines } from '../render/watch.ts'
import type { ExitStatus } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

/** `proviso watch status`: how everything watched stands. */
export async function watchShow(options: { readonly json?: boolean }, terminal: Terminal): Promise<ExitStatus> {
  const { watched, issues } = await watchStatus(workspaceAt(undefined, terminal.env))
  if (options.json) terminal.write(jsonLines(watched))
  else {
    terminal.note(issuesLines(issues, terminal.errLook))
    terminal.print(watchStatusLines(watched, clockFor(terminal.env).now(), terminal.look))
  }
  return 0
}
