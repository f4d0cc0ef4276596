import { addWatched, removeWatched, shortestInterval, type WatchAdded } from '@proviso/archive/watch/watch-request'
import { workspaceAt } from '@proviso/archive/workspace'
import { parseChoice } from '../arguments/choice.ts'
import { parseInterval } from '../arguments/interval.ts'
import { countOf } from '../render/count.ts'
import { plain } from '../render/plain.ts'
import type { ExitStatus } from '../stop.ts'
import type { Terminal } from '../terminal.ts'

export interface WatchAddOptions {
  readonly terms?: readonly string[]
  readonly only?: string
  readonly every: string
  readonly json?: boolean
}

/** `proviso watch add`: names that cannot be added are issues, and the others are added. */
export async function watchAdd(
  names: readonly string[],
  options: WatchAddOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const every = parseInterval(options.every, '--every', shortestInterval)
  const only =
    options.only === undefined ? {} : { only: parseChoice(options.only, '--only', 'layer', ['terms', 'signals']) }
  const workspace = workspaceAt(undefined, terminal.env)
  const added = await addWatched(workspace, names, { every, ...only, ...(options.terms && { terms: options.terms }) })
  return tell(added, 'watched', options, terminal, `${terminal.look.program} watch run --once`)
}

/** `proviso watch remove`. */
export async function watchRemove(
  names: readonly string[],
  options: { readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitStatus> {
  const removed = await removeWatched(workspaceAt(undefined, terminal.env), names)
  return tell(removed, 'no longer watched', options, terminal)
}

function tell(
  { services, hosts, issues }: WatchAdded,
  verb: string,
  options: { readonly json?: boolean },
  terminal: Terminal,
  next?: string,
): ExitStatus {
  const count = services.length + hosts.length
  // Beside something that was added, a name that could not be is worth a warning; alone it is what went wrong.
  for (const issue of issues) terminal.report(issue, count === 0 ? 'error' : 'warning')
  if (options.json) terminal.write(`${JSON.stringify({ services, hosts, issues })}\n`)
  else if (count > 0) {
    const named = [
      ...services.map(({ service, terms }) => `${plain(service)}: ${terms ? terms.map(plain).join(', ') : 'terms'}`),
      ...hosts.map(({ host }) => `${host}: signals`),
    ]
    terminal.print([
      `${countOf(services.length, 'service')} and ${countOf(hosts.length, 'host')} ${verb}`,
      ...named.map((line) => `  ${line}`),
      ...(next === undefined ? [] : ['', 'try next', `  ${next}`]),
    ])
  }
  return issues.some(({ code }) => code !== 'service-undeclared') || count === 0 ? 1 : 0
}
