import { today } from '../clock.ts'
import { chooseRulebook, provenanceText } from '../rulebook-choice.ts'
import { type ExitStatus, misuse, Stop } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'

export interface ServeOptions {
  readonly host: string
  readonly port: string
  readonly json?: boolean
}

/** `proviso serve`: the explorer, until it is interrupted. */
export async function serve(options: ServeOptions, terminal: Terminal, host: Host): Promise<ExitStatus> {
  const port = portOf(options.port)
  const chosen = chooseRulebook(terminal.env)
  today(terminal.env) // a clock that cannot be read is told now, not at the first question
  const { isLoopback, serve } = await import('@proviso/web/serve')
  const served = await serve({
    env: terminal.env,
    today: () => today(terminal.env),
    host: options.host,
    port,
    program: terminal.look.program,
  })
  if ('issue' in served) throw new Stop(served.issue)
  const { url, close } = served.value
  if (options.json) terminal.write(`${JSON.stringify({ url, host: served.value.host, port: served.value.port })}\n`)
  else {
    const { colour } = terminal.look
    terminal.print([`Proviso is at ${colour.bold(colour.underline(url))}`])
    terminal.note([
      terminal.errLook.colour.dim(provenanceText(chosen, terminal.errLook)),
      ...(isLoopback(options.host)
        ? []
        : [terminal.errLook.colour.yellow(`anyone who reaches ${options.host} can read it, and write reviews`)]),
      terminal.errLook.colour.dim('Ctrl-C ends it'),
    ])
  }
  await new Promise<void>((resolve) => {
    host.once('SIGINT', resolve)
    host.once('SIGTERM', resolve)
  })
  await close()
  return 0
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw misuse({
    code: 'bad-port',
    at: '--port',
    message: `\`${text.slice(0, 40)}\` is not a port`,
    hint: 'give a number from 0 to 65535; 0 takes a free one',
  })
}
