import type { Command } from 'commander'
import type { ExitStatus } from './stop.ts'
import type { Host, Terminal } from './terminal.ts'

type Examples = (list: readonly (readonly [command: string, purpose: string])[]) => string

/** Adds `proviso watch` with its commands; `ended` is told how the one that ran has ended. */
export function addWatch(
  program: Command,
  terminal: Terminal,
  host: Host,
  examples: Examples,
  ended: (status: ExitStatus) => void,
): void {
  const watch = program
    .command('watch')
    .summary('terms and signals as they are today, observed and kept')
    .description('Watches services and hosts: their terms, robots.txt, RSL, ai.txt, tdmrep.json and a page’s headers.')
    .addHelpText('after', () =>
      examples([
        ['proviso watch add X example.org', 'a service known from imported declarations, and a host'],
        ['proviso watch add Harbour.json', 'a declaration of your own'],
        ['proviso watch run --once', 'looks at what is due, keeps what is new, rebuilds the rulebook'],
        ['proviso watch status', ''],
      ]),
    )

  watch
    .command('add')
    .summary('put services, hosts or declarations on the watch list')
    .description(
      'Watches the declared terms of a service and the signals of its hosts, a host alone, or what a declaration file says.',
    )
    .argument('<what...>', 'services, hosts, URLs of pages, declaration files (Service.json)')
    .option('--terms <type>', 'only terms of this type; may be repeated', (type, all: string[] = []) => [...all, type])
    .option('--only <what>', 'terms or signals')
    .option('--every <interval>', 'how often to look, e.g. 6h or 1w', '1d')
    .option('--json', 'print JSON')
    .addHelpText('after', () =>
      examples([
        ['proviso watch add Reddit', ''],
        ['proviso watch add X --terms "Developer Terms" --every 6h', ''],
        ['proviso watch add https://news.example.org/article/1', 'the page whose headers are looked at'],
      ]),
    )
    .action(async (names: string[], options) => {
      const { watchAdd } = await import('./commands/watch-list.ts')
      ended(await watchAdd(names, options, terminal))
    })

  watch
    .command('remove')
    .summary('take services or hosts off the watch list')
    .description('Stops watching; what was observed stays in the archive.')
    .argument('<what...>', 'services or hosts')
    .option('--json', 'print JSON')
    .action(async (names: string[], options) => {
      const { watchRemove } = await import('./commands/watch-list.ts')
      ended(await watchRemove(names, options, terminal))
    })

  watch
    .command('run')
    .summary('look at what is due, and keep what is new')
    .description('Looks at everything that is due, again and again until it is stopped, or once.')
    .option('--once', 'look once and end')
    .option('--all', 'look at everything, due or not')
    .option('--contact <address>', 'how you can be reached, for the user agent (default: PROVISO_CONTACT)')
    .option('--pause <seconds>', 'between two requests to one host', '2')
    .option('--timeout <seconds>', 'for one fetch, redirects included', '90')
    .option('--retries <number>', 'how often a request that failed in passing is repeated', '2')
    .option('--budget <requests>', 'most requests of one round', '5000')
    .option('--allow-private [networks]', 'ask private addresses too; or only these, e.g. 127.0.0.1,10.0.0.0/8')
    .option('--no-browser', 'never start a browser')
    .option('--quiet', 'no progress')
    .option('--json', 'print JSON, one round a line')
    .addHelpText('after', () =>
      examples([
        ['proviso watch run --once --contact me@example.org', ''],
        ['proviso watch run --json >> rounds.ndjson', 'until stopped'],
      ]),
    )
    .action(async (options) => {
      const { watchRun } = await import('./commands/watch-run.ts')
      ended(await watchRun(options, terminal, host))
    })

  watch
    .command('status', { isDefault: true })
    .summary('what is watched, and how it stands')
    .description(
      'Lists what is watched: when it was seen last, how that ended, since when it has stood so, when it is due.',
    )
    .option('--json', 'print JSON, one document or file a line')
    .action(async (options) => {
      const { watchShow } = await import('./commands/watch-status.ts')
      ended(await watchShow(options, terminal))
    })
}
