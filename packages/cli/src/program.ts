import { Command, CommanderError, type Help } from 'commander'
import { asStarted } from './program-name.ts'
import type { Look } from './render/look.ts'
import { type ExitStatus, misuse } from './stop.ts'
import type { Host, Terminal } from './terminal.ts'
import { version } from './version.ts'
import { addWatch } from './watch-program.ts'

/**
 * Parses the arguments and runs the command named. Commands are loaded when they run: `ask` must not wait for what only
 * `import` needs. Throws `Stop` with status 2 for a command that was called wrongly.
 */
export async function parse(args: readonly string[], terminal: Terminal, host: Host): Promise<ExitStatus> {
  let status: ExitStatus = 0
  const program = new Command(terminal.look.program)
  const { colour } = terminal.look
  program
    .description('May this train a model? The clause, the day, the answer.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .configureHelp({
      helpWidth: terminal.look.width,
      styleTitle: (text: string) => colour.bold(text),
      styleCommandText: (text: string) => colour.cyan(text),
      styleOptionText: (text: string) => colour.cyan(text),
      styleSubcommandText: (text: string) => colour.cyan(text),
    } satisfies Partial<Help>)
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: () => {}, // what went wrong is rendered as an issue below
      getOutHasColors: () => colour.isColorSupported,
      getErrHasColors: () => false,
    })
    .showHelpAfterError(false)
    .exitOverride()
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso ask https://x.com/jack/status/20', 'may it train a model? (the starter rulebook answers, offline)'],
        ['proviso history X', 'what its terms said, since when'],
        ['proviso import https://github.com/OpenTermsArchive/pga-versions.git', 'an archive of your own, with quotes'],
        ['proviso changes --since 2025-01-01', 'how the rules moved'],
      ]),
    )

  program
    .command('ask')
    .summary('may this actor put this asset to this usage, on this day?')
    .description('Answers for one URL, on one day, for one actor and one usage, with the clause that decides.')
    .argument('<url>', 'what is used: a URL or a host')
    .option('--usage <usage>', 'train-ai, search, ai-input, ai-index, tdm or crawl', 'train-ai')
    .option('--actor <actor>', 'public, operator or partner', 'public')
    .option('--channel <channel>', 'how it is obtained: web, api or licence', 'web')
    .option('--agent <token>', 'the name a crawler goes by, e.g. GPTBot')
    .option('--on <day>', 'the day it was or is obtained, YYYY-MM-DD (default: today)')
    .option(
      '--profile <profile>',
      'which layers bind and how time is read: as-of-crawl, as-of-today, strictest-ever, terms-only, signals-only, robots-only, eu-tdm, eu-tdm-terms or apertus',
      'as-of-crawl',
    )
    .option('--output', 'ask about what the service’s AI generates, not about what it holds')
    .option('--full', 'show every statement, every clause whole')
    .option('--json', 'print JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso ask https://x.com/jack/status/20', ''],
        ['proviso ask https://x.com/jack/status/20 --channel api --on 2025-06-03', 'the day before the clause'],
        ['proviso ask https://x.com/jack/status/20 --agent GPTBot', 'for one crawler: what robots.txt tells it counts'],
        ['proviso ask reddit.com --actor operator', 'may the operator itself?'],
        ['proviso ask https://x.com/ --json | jq .outcome', ''],
      ]),
    )
    .action(async (url: string, options) => {
      const { ask } = await import('./commands/ask.ts')
      status = await ask(url, options, terminal)
    })

  program
    .command('history')
    .summary('what a service’s terms said, since when')
    .description('Shows a service as a timeline: its documents, what each says and what moved, with the clause.')
    .argument('<service>', 'a name or alias, e.g. X or Twitter, or one of its hosts')
    .argument('[terms]', 'one type of terms, e.g. "Developer Terms"')
    .option('--question <question>', 'one of the five standing questions, e.g. public.train-ai.content')
    .option('--full', 'show every clause, whole')
    .option('--json', 'print JSON, one state a line')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso history X', ''],
        ['proviso history X "Privacy Policy" --question operator.train-ai.content', ''],
        ['proviso history Reddit --full | less -R', ''],
        ['proviso history X --json | jq -c "[.from, .terms, .moved]"', ''],
      ]),
    )
    .action(async (service: string, terms: string | undefined, options) => {
      const { history } = await import('./commands/history.ts')
      status = await history(service, terms, options, terminal)
    })

  program
    .command('changes')
    .summary('how the rules moved, newest first')
    .description('Lists every move of a position as a headline with the words added and removed.')
    .option('--since <day>', 'in force on or after this day')
    .option('--until <day>', 'in force on or before this day')
    .option('--service <service>', 'one service, by name or alias')
    .option('--actor <actor>', 'public, operator or partner')
    .option('--usage <usage>', 'train-ai, crawl …')
    .option('--question <question>', 'one of the five standing questions')
    .option('--full', 'show the words whole')
    .option('--json', 'print JSON, one move a line, oldest first')
    .option('--markdown', 'print Markdown')
    .option('--atom', 'print an Atom feed')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso changes --since 2025-01-01 --actor public', ''],
        ['proviso changes --service X --markdown > x.md', 'for an article'],
        ['proviso changes --atom > changes.atom', 'for a feed reader'],
      ]),
    )
    .action(async (options) => {
      const { changes } = await import('./commands/changes.ts')
      status = await changes(options, terminal)
    })

  program
    .command('read')
    .summary('the positions of one text')
    .description('Reads terms from files (Markdown, HTML, PDF, plain text) and shows what they say, quoted.')
    .argument('<file...>', 'files to read, - for standard input')
    .option('--format <format>', 'md, html, pdf or txt (default: by content and name)')
    .option('--full', 'show every statement, every clause whole')
    .option('--json', 'print JSON, one file a line')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso read terms.md', ''],
        ['curl -s https://example.com/terms | proviso read - --format html', ''],
        ['proviso read *.html --json', ''],
      ]),
    )
    .action(async (files: string[], options) => {
      const { read } = await import('./commands/read.ts')
      status = await read(files, options, terminal, host)
    })

  program
    .command('signals')
    .summary('all that a site says to machines, side by side')
    .description(
      'Reads robots.txt, RSL, TDMRep, ai.txt and a page with its headers: who says what to whom, what it comes to, and where it disagrees with itself. A URL or a host is fetched now; a folder of captures is read as it is, many hosts as a summary.',
    )
    .argument('<what>', 'a URL, a host, a folder of captures or one file')
    .option('--full', 'show every statement, every clause whole')
    .option('--contact <address>', 'where you can be reached, told to the host')
    .option('--allow-private', 'fetch from private and local addresses too')
    .option('--json', 'print JSON, one host a line')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso signals example.com', ''],
        ['proviso signals https://example.com/article', 'with what the page itself says'],
        ['proviso signals captures/', 'a folder with robots.txt and its like, or of files named after hosts'],
        ['proviso signals photo.jpg', 'what an asset carries'],
      ]),
    )
    .action(async (what: string, options) => {
      const { signals } = await import('./commands/signals.ts')
      status = await signals(what, options, terminal, host)
    })

  program
    .command('check-report')
    .summary('what a press report claims, beside what the record says')
    .description(
      'Finds what a report claims of services, their documents and days, and says of each claim: confirmed, with the clause; contradicted; not on record.',
    )
    .argument('<file>', 'a report: Markdown, HTML, PDF or plain text; - for standard input')
    .option('--on <day>', 'the day claims without a day are looked at (default: today)')
    .option('--full', 'show every document, every clause whole')
    .option('--json', 'print JSON, one claim a line')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso check-report article.html', ''],
        ['proviso check-report article.md --on 2025-06-10 --json', ''],
      ]),
    )
    .action(async (file: string, options) => {
      const { checkReport } = await import('./commands/check-report.ts')
      status = await checkReport(file, options, terminal, host)
    })

  program
    .command('import')
    .summary('an archive of terms, or captures of signals, in; a rulebook out')
    .description(
      'Imports git archives of terms, and folders of captured signals, into the workspace and builds the rulebook. Stopped, it goes on where it was.',
    )
    .argument('<source...>', 'git addresses, folders or bundles; folders of captures: signals/<host>/robots.txt …')
    .option('--name <name>', 'what to call it (default: the last part of the source)')
    .option('--declarations <source>', 'where the documents are fetched from: a folder or a git address')
    .option('--seen <day>', 'the day captures without a response were seen, YYYY-MM-DD')
    .option('--quiet', 'no progress')
    .option('--json', 'print JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso import https://github.com/OpenTermsArchive/pga-versions.git', ''],
        ['proviso import contrib-versions.bundle --declarations declarations/contrib', ''],
        ['PROVISO_HOME=/data/proviso proviso import ./my-archive --name mine', ''],
        ['proviso import ./captures --seen 2025-06-05', 'robots.txt and its like, as they were seen'],
      ]),
    )
    .action(async (sources: string[], options) => {
      const { importArchives } = await import('./commands/import.ts')
      status = await importArchives(sources, options, terminal, host)
    })

  program
    .command('audit')
    .summary('a corpus in, an allowed corpus and a report out')
    .description(
      'Decides every record of a corpus: Parquet, JSONL, CSV, TSV, WARC, WET or lists of URLs. Writes the kept and the dropped part in the format of the input, with report.json and report.html beside them. Stopped, it goes on where it was.',
    )
    .argument('<corpus...>', 'files, folders or patterns; s3:// and https:// for Parquet and CSV')
    .option('--out <folder>', 'where parts and report go', 'proviso-audit')
    .option('--keep <outcomes>', 'what is kept: allowed, and conditional or unknown beside it', 'allowed')
    .option('--write <what>', 'parts (kept and dropped), kept, sidecar (ids and verdicts only) or none', 'parts')
    .option('--usage <usage>', 'train-ai, search, ai-input, ai-index, tdm or crawl', 'train-ai')
    .option('--actor <actor>', 'public, operator or partner', 'public')
    .option('--channel <channel>', 'how it was obtained: web, api or licence', 'web')
    .option('--agent <token>', 'the name of the crawler that obtained it, e.g. CCBot')
    .option('--profile <profile>', 'which layers bind and which days are read, as for ask', 'as-of-crawl')
    .option('--on <day>', 'the day of records that have none')
    .option('--format <format>', 'parquet, jsonl, csv, tsv, warc or urls (default: by name and content)')
    .option('--url-column <name>', 'which column is the URL, e.g. metadata.url (default: recognised)')
    .option('--date-column <name>', 'which one says when it was obtained; none: nothing does')
    .option('--tokens-column <name>', 'which one counts tokens; none: nothing does')
    .option('--id-column <name>', 'which one names the record; none: nothing does')
    .option('--estimate-tokens', 'count a quarter of a JSON record’s bytes as its tokens where no column does')
    .option('--engine <engine>', 'duckdb, or spark for Parquet and JSONL', 'duckdb')
    .option('--master <master>', 'where Spark runs', 'local[*]')
    .option('--emit <spark folder...>', 'write a job for a Spark cluster instead: --emit spark FOLDER')
    .option('--no-compare', 'leave out what other profiles would give')
    .option('--check-ids', 'look for ids that occur more than once in a file')
    .option('--memory <megabytes>', 'what the engine may hold (default: 800)')
    .option('--threads <number>', 'how many cores to use (default: all)')
    .option('--restart', 'forget what an earlier run has finished')
    .option('--quiet', 'no progress')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso audit fineweb/ --out clean', 'parts, report.json and report.html in clean/'],
        ['proviso audit c4/*.json.gz --write none', 'count only'],
        ['proviso audit crawl.parquet --profile strictest-ever --keep allowed,conditional', ''],
        ['proviso audit dolma/ --write sidecar --out verdicts', 'ids and reasons, for a mixer'],
      ]),
    )
    .action(async (corpus: string[], options) => {
      const { audit } = await import('./commands/audit.ts')
      status = await audit(corpus, options, terminal, host, args)
    })

  program
    .command('impact')
    .summary('what changes of rules took out of a corpus')
    .description(
      'Shows, for services, one change or a range of days, how much of a corpus the answer moved for, and why.',
    )
    .argument('[what...]', 'services, or one change as SERVICE@DAY; all services with --since or --until')
    .requiredOption('--corpus <files...>', 'files, folders, patterns, or the output folder of an audit')
    .option('--since <day>', 'changes in force on or after this day')
    .option('--until <day>', 'changes in force on or before this day')
    .option('--usage <usage>', 'train-ai, search …', 'train-ai')
    .option('--actor <actor>', 'public, operator or partner', 'public')
    .option('--channel <channel>', 'web, api or licence (default: web and api)')
    .option('--url-column <name>', 'which column is the URL or host (default: recognised)')
    .option('--measure <columns>', 'columns that count tokens, several with commas (default: recognised)')
    .option('--all', 'also changes of words that moved no answer')
    .option('--json', 'print JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso impact X Reddit "Stack Overflow" --corpus domains.csv', ''],
        ['proviso impact X@2025-06-04 --corpus clean/', 'one change, on what an audit counted'],
        ['proviso impact --since 2023-01-01 --corpus c4/', 'every service, largest first'],
      ]),
    )
    .action(async (what: string[], options) => {
      const { impact } = await import('./commands/impact.ts')
      status = await impact(what, options, terminal)
    })

  program
    .command('sources')
    .summary('what else of the same kind may still be used')
    .description(
      'Ranks the services a corpus holds by today’s answer and by size: allowed, conditional, unknown, disallowed.',
    )
    .argument('[kind]', 'a kind (forum, news …) or a service whose kind is meant; all kinds when left out')
    .requiredOption('--corpus <files...>', 'files, folders, patterns, or the output folder of an audit')
    .option('--usage <usage>', 'train-ai, search …', 'train-ai')
    .option('--actor <actor>', 'public, operator or partner', 'public')
    .option('--channel <channel>', 'web, api or licence', 'web')
    .option('--url-column <name>', 'which column is the URL or host (default: recognised)')
    .option('--measure <columns>', 'columns that count tokens, several with commas (default: recognised)')
    .option('--json', 'print JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso sources Reddit --corpus domains.csv', 'what else is a social network?'],
        ['proviso sources news --corpus clean/', ''],
      ]),
    )
    .action(async (kind: string | undefined, options) => {
      const { sources } = await import('./commands/sources.ts')
      status = await sources(kind, options, terminal)
    })

  program
    .command('serve')
    .summary('the explorer: the same answers in a browser')
    .description(
      'Serves the explorer and its HTTP interface (/api) from this machine, to this machine unless told otherwise.',
    )
    .option('--port <port>', 'port to listen on, 0 for a free one', '4733')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--json', 'print where it listens as JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso serve', 'then open the address it prints'],
        ['proviso serve --host 0.0.0.0 --port 8080', 'for others on the network'],
      ]),
    )
    .action(async (options) => {
      const { serve } = await import('./commands/serve.ts')
      status = await serve(options, terminal, host)
    })

  program
    .command('report')
    .summary('an audit that is done, in another form')
    .description(
      'Prints the report of an audit again, as a page, or as far as it fills the EU’s public summary of training content.',
    )
    .argument('<folder>', 'the folder an audit wrote to')
    .option('--format <format>', 'text, html or eu-training-summary', 'text')
    .option('--sme', 'for the summary: a small or medium provider names fewer domains')
    .option('--json', 'print JSON')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso report clean/', ''],
        ['proviso report clean/ --format eu-training-summary > summary.md', ''],
      ]),
    )
    .action(async (folder: string, options) => {
      const { report } = await import('./commands/report.ts')
      status = await report(folder, options, terminal)
    })

  program
    .command('services')
    .summary('who is known, and over which hosts')
    .description('Lists the services the rulebook knows, or shows one.')
    .argument('[name]', 'a name, an alias, a host, or a part of one')
    .option('--json', 'print JSON, one service a line')
    .addHelpText('after', () =>
      examplesText(terminal.look, [
        ['proviso services', ''],
        ['proviso services twitter', ''],
      ]),
    )
    .action(async (name: string | undefined, options) => {
      const { services } = await import('./commands/services.ts')
      status = await services(name, options, terminal)
    })

  addWatch(
    program,
    terminal,
    host,
    (list) => examplesText(terminal.look, list),
    (ended) => {
      status = ended
    },
  )

  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    throw misuseOf(error, args)
  }
  return status
}

function examplesText(look: Look, list: readonly (readonly [command: string, purpose: string])[]): string {
  const { bold, dim } = look.colour
  const lines = list.flatMap(([command, purpose]) => [
    ...(purpose === '' ? [] : [dim(`  # ${purpose}`)]),
    `  $ ${asStarted(command, look.program)}`,
  ])
  return `\n${bold('Examples:')}\n${lines.join('\n')}`
}

/** A parser's complaint as an issue: its code stays, its guess at what was meant becomes the hint. */
function misuseOf(error: CommanderError, args: readonly string[]) {
  const [first = '', guess] = error.message.replace(/^error: /, '').split('\n')
  const meant = guess?.replace(/^\((.*)\)$/, '$1').replace(/^Did/, 'did')
  const command = args.find((arg) => !arg.startsWith('-'))
  return misuse({
    code: error.code.replace(/^commander\./, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    at: ['proviso', ...(command === undefined ? [] : [command])].join(' '),
    message: first
      .replace(/'([^']*)'/g, '`$1`')
      .replace('. Expected', ': expected')
      .replace(/\.$/, ''),
    hint:
      meant ??
      `proviso ${error.code === 'commander.unknownCommand' || command === undefined ? '' : `${command} `}--help shows what it takes`,
  })
}
