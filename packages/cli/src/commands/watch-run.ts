import { type BuildResult, buildRulebook } from '@proviso/archive/build'
import { openRulebook } from '@proviso/archive/rulebook-file'
import { isNetwork } from '@proviso/archive/watch/network'
import { runWatch, type WatchOptions, type WatchRun } from '@proviso/archive/watch/run'
import { listArchives, type Workspace, workspaceAt } from '@proviso/archive/workspace'
import { withWriteLock } from '@proviso/archive/write-lock'
import { parseNumber } from '../arguments/number.ts'
import { clockFor } from '../clock.ts'
import { issuesLines } from '../render/issues.ts'
import { type ProgressView, progressOn } from '../render/progress.ts'
import { lookLine, watchRunLines } from '../render/watch.ts'
import { type ExitStatus, misuse, Stop } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'

/** Options as they are typed. */
export interface WatchRunOptions {
  readonly once?: boolean
  readonly all?: boolean
  readonly contact?: string
  readonly pause: string
  readonly timeout: string
  readonly retries: string
  readonly budget: string
  readonly allowPrivate?: true | string
  readonly browser: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

const silent: ProgressView = { show() {}, end() {} }
// Between two rounds at least, whatever is due: a source in trouble is not to be asked in a circle.
const shortestRest = 60_000

/** `proviso watch run`: rounds of looks, each followed by a build when it brought something. */
export async function watchRun(options: WatchRunOptions, terminal: Terminal, host: Host): Promise<ExitStatus> {
  const given = watchOptions(options, terminal)
  const workspace = workspaceAt(undefined, terminal.env)
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  host.once('SIGINT', stop)
  host.once('SIGTERM', stop)
  const clock = clockFor(terminal.env)
  try {
    for (;;) {
      const { next } = await round(workspace, { ...given, clock, signal: stopping.signal }, options, terminal)
      if (options.once) return 0
      if (next === null) throw nothingWatched(workspace)
      await clock.sleep(Math.max(Date.parse(next) - clock.now(), shortestRest), stopping.signal)
    }
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    // Who lets it run until it is stopped has stopped it; a single round that was stopped is not done.
    if (!options.once) return 0
    throw stopped(workspace)
  } finally {
    host.off('SIGINT', stop)
    host.off('SIGTERM', stop)
  }
}

async function round(
  workspace: Workspace,
  given: WatchOptions,
  options: WatchRunOptions,
  terminal: Terminal,
): Promise<WatchRun> {
  const began = performance.now()
  const view = options.quiet ? silent : progressOn(terminal)
  try {
    const run = await runWatch(workspace, {
      ...given,
      onLook: (look, done, total) => {
        if (!options.quiet && !options.json) terminal.note(lookLine(look, terminal.errLook))
        view.show({ phase: 'watching', done, total })
      },
    })
    if (run.next === null) throw nothingWatched(workspace)
    const built = await buildWhereBehind(workspace, view, given.signal)
    view.end()
    const issues = [...run.issues, ...(built?.issues ?? [])]
    if (!options.quiet && !options.json) terminal.note(issuesLines(issues, terminal.errLook))
    const milliseconds = performance.now() - began
    if (options.json) terminal.write(`${JSON.stringify(roundJson(run, built, workspace, issues, milliseconds))}\n`)
    else terminal.print(watchRunLines(run, built, milliseconds, terminal.look))
    return run
  } finally {
    view.end()
  }
}

/** Builds the rulebook when it was not made from the own store as it stands, also when an earlier run was stopped before it could. */
async function buildWhereBehind(
  workspace: Workspace,
  view: ProgressView,
  signal: AbortSignal | undefined,
): Promise<BuildResult | null> {
  const own = (await listArchives(workspace)).find(({ name }) => name === 'own')
  if (own === undefined || own.head === null || knownHead(workspace) === own.head) return null
  const phases = { records: 'sorting records', reading: 'reading terms', writing: 'writing the rulebook' } as const
  return withWriteLock(workspace, () =>
    buildRulebook(workspace, {
      progress: (progress) => view.show({ ...progress, phase: phases[progress.phase] }),
      ...(signal && { signal }),
    }),
  )
}

/** The commit of the own store the rulebook was made from; none when there is no rulebook, or one that cannot be read. */
function knownHead({ rulebook }: Workspace): string | undefined {
  try {
    return openRulebook(rulebook).sources.find(({ archive }) => archive === 'own')?.head
  } catch {
    return undefined
  }
}

function watchOptions(options: WatchRunOptions, terminal: Terminal): WatchOptions {
  const total = 1000 * parseNumber(options.timeout, '--timeout', { least: 0.1, decimals: true })
  const contact = options.contact ?? terminal.env.PROVISO_CONTACT
  return {
    pause: 1000 * parseNumber(options.pause, '--pause', { least: 0, decimals: true }),
    retries: parseNumber(options.retries, '--retries', { least: 0 }),
    budget: { requests: parseNumber(options.budget, '--budget', { least: 1 }) },
    limits: { total },
    reach: reachOf(options.allowPrivate),
    env: options.browser ? terminal.env : { PROVISO_CHROMIUM: 'none' },
    ...(options.all && { all: true }),
    ...(contact && { contact }),
  }
}

function reachOf(allowed: true | string | undefined): NonNullable<WatchOptions['reach']> {
  if (allowed === undefined) return 'public'
  if (allowed === true) return 'any'
  const networks = allowed.split(',').map((network) => network.trim())
  const wrong = networks.find((network) => !isNetwork(network))
  if (wrong === undefined) return networks
  throw misuse({
    code: 'bad-network',
    at: '--allow-private',
    message: `\`${wrong}\` is not a network`,
    hint: 'give addresses or networks, for example 127.0.0.1,10.0.0.0/8, or nothing for all',
  })
}

function nothingWatched({ dir }: Workspace): Stop {
  return new Stop({
    code: 'nothing-watched',
    at: dir,
    message: 'nothing is watched here',
    hint: 'proviso watch add <service or host> puts something on the list',
  })
}

function stopped({ dir }: Workspace): Stop {
  return new Stop(
    {
      code: 'watch-stopped',
      at: dir,
      message: 'the round was stopped; what was seen is kept, nothing is half written',
      hint: 'run it again: it goes on with what is still due',
    },
    130,
  )
}

function roundJson(
  { looks, postponed, notDue, requests, bytes, next }: WatchRun,
  built: BuildResult | null,
  workspace: Workspace,
  issues: WatchRun['issues'],
  milliseconds: number,
) {
  const { changed, sha256, documents, states, versionsRead } = built ?? {}
  const rulebook = built && { path: workspace.rulebook, sha256, changed, documents, states, versionsRead }
  return { looks, postponed, notDue, requests, bytes, next, rulebook, issues, seconds: Math.round(milliseconds) / 1000 }
}
