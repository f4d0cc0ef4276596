import type { Issue } from '@proviso/rights'
import { parse } from './program.ts'
import { type ExitStatus, Stop } from './stop.ts'
import { type Host, terminalOn } from './terminal.ts'

/**
 * Runs `proviso` with the arguments given and sets the exit status: 0 done, 1 what the world did, 2 misuse.
 * No stack trace reaches a user for anything but a fault of our own.
 * @example await main(['ask', 'https://x.com/jack/status/20'], process)
 */
export async function main(args: readonly string[], host: Host): Promise<void> {
  // a reader that closes early (`proviso changes | head`) has what it wanted
  for (const stream of [host.stdout, host.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') host.exit(0)
      throw error
    })
  const terminal = terminalOn(host, asksForJson(args))
  let status: ExitStatus
  try {
    status = await parse(args, terminal, host)
  } catch (error) {
    const issue = issueOf(error)
    if (!issue) throw error
    terminal.report(issue)
    status = error instanceof Stop ? error.status : 1
  }
  host.exitCode = status
}

/** Errors must be JSON under `--json` also when the arguments themselves are what is wrong. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).includes('--json')
}

function issueOf(error: unknown): Issue | undefined {
  if (!(error instanceof Error) || !('issue' in error)) return undefined
  return error.issue as Issue
}
