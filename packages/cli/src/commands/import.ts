import { ArchiveError } from '@proviso/archive/archive-error'
import { type BuildResult, buildRulebook } from '@proviso/archive/build'
import { type Change, changesOf } from '@proviso/archive/changes'
import { type ImportResult, importCollection } from '@proviso/archive/import'
import { importCaptures, isFolderOfCaptures } from '@proviso/archive/import-captures'
import { openRulebook } from '@proviso/archive/rulebook-file'
import { type Workspace, workspaceAt } from '@proviso/archive/workspace'
import { withWriteLock } from '@proviso/archive/write-lock'
import type { Issue, Service } from '@proviso/rights'
import { parseDay } from '../arguments/day.ts'
import { type ImportSummary, importLines } from '../render/import.ts'
import { issuesLines } from '../render/issues.ts'
import { type ProgressView, progressOn } from '../render/progress.ts'
import { type ExitStatus, misuse, Stop } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'

export interface ImportOptions {
  readonly name?: string
  readonly declarations?: string
  readonly seen?: string
  readonly quiet?: boolean
  readonly json?: boolean
}

/** `proviso import`: archives, and folders of captures, come into the workspace one by one, then the rulebook is built once. */
export async function importArchives(
  sources: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
  host: Host,
): Promise<ExitStatus> {
  if (sources.length > 1 && options.name !== undefined)
    throw misuse({
      code: 'conflicting-options',
      at: '--name',
      message: 'one name cannot stand for several archives',
      hint: 'import them one at a time, or leave the names to the sources',
    })
  if (options.seen !== undefined) parseDay(options.seen, '--seen')
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  host.once('SIGINT', stop)
  host.once('SIGTERM', stop)
  const view = options.quiet ? silent : progressOn(terminal)
  try {
    return await run(sources, options, terminal, view, stopping.signal)
  } finally {
    view.end()
    host.off('SIGINT', stop)
    host.off('SIGTERM', stop)
  }
}

const silent: ProgressView = { show() {}, end() {} }

async function run(
  sources: readonly string[],
  options: ImportOptions,
  terminal: Terminal,
  view: ProgressView,
  signal: AbortSignal,
): Promise<ExitStatus> {
  const began = performance.now()
  const workspace = workspaceAt(undefined, terminal.env)
  const imported: ImportResult[] = []
  const issues: Issue[] = []
  let failed = 0
  for (const source of sources) {
    const result = await importOne(workspace, source, options, named(view, sources.length > 1 ? source : ''), signal)
    if ('issue' in result) {
      if (signal.aborted) throw stopped(workspace)
      view.end()
      terminal.report(result.issue)
      failed += 1
    } else {
      imported.push(result.value)
      issues.push(...result.value.issues)
    }
  }
  if (imported.length === 0) return 1
  const built = await build(workspace, view, signal)
  issues.push(...built.issues)
  view.end()
  if (!options.quiet) terminal.note(issuesLines(issues, terminal.errLook))
  const summary = summarise(workspace, imported, built, performance.now() - began)
  if (options.json) terminal.write(`${JSON.stringify(summaryJson(summary, issues))}\n`)
  else terminal.print(importLines(summary, terminal.look))
  return failed > 0 ? 1 : 0
}

/** Several archives come in one after another: each phase says whose it is. */
function named(view: ProgressView, source: string): ProgressView {
  if (source === '') return view
  const name =
    source
      .split(/[/\\]/)
      .filter((part) => part !== '')
      .at(-1) ?? source
  return { ...view, show: (progress) => view.show({ ...progress, phase: `${name}: ${progress.phase}` }) }
}

const importPhases = {
  ask: 'asking the source',
  receive: 'receiving',
  resolve: 'resolving',
  records: 'reading the history',
  check: 'checking texts',
  declarations: 'keeping declarations',
} as const

async function importOne(
  workspace: Workspace,
  source: string,
  options: ImportOptions,
  view: ProgressView,
  signal: AbortSignal,
): Promise<{ readonly value: ImportResult } | { readonly issue: Issue }> {
  const { name, declarations, seen } = options
  if (await isFolderOfCaptures(source)) {
    view.show({ phase: 'taking captures', done: 0, total: 0, bytes: 0 })
    try {
      const given = { signal, ...(name !== undefined && { name }), ...(seen !== undefined && { seen }) }
      return { value: await importCaptures(workspace, source, given) }
    } catch (error) {
      if (error instanceof ArchiveError) return { issue: error.issue }
      throw error
    }
  }
  const given = { signal, ...(name !== undefined && { name }), ...(declarations !== undefined && { declarations }) }
  for await (const event of importCollection(workspace, source, given)) {
    if (event.phase === 'done') return { value: event.result }
    if (event.phase === 'failed') return { issue: event.issue }
    if (event.phase !== 'issue') view.show({ ...event, phase: importPhases[event.phase] })
  }
  throw new Error('an import ended without a result')
}

const buildPhases = { records: 'sorting records', reading: 'reading terms', writing: 'writing the rulebook' } as const

async function build(workspace: Workspace, view: ProgressView, signal: AbortSignal): Promise<BuildResult> {
  try {
    return await withWriteLock(workspace, () =>
      buildRulebook(workspace, {
        signal,
        progress: (progress) => view.show({ ...progress, phase: buildPhases[progress.phase] }),
      }),
    )
  } catch (error) {
    throw signal.aborted ? stopped(workspace) : error
  }
}

function stopped(workspace: Workspace): Stop {
  return new Stop(
    {
      code: 'import-stopped',
      at: workspace.dir,
      message: 'the import was stopped; nothing is half written',
      hint: 'run it again: it goes on where it was',
    },
    130,
  )
}

function summarise(
  workspace: Workspace,
  archives: readonly ImportResult[],
  built: BuildResult,
  milliseconds: number,
): ImportSummary {
  const file = openRulebook(workspace.rulebook)
  const { states } = file.load()
  const moves = changesOf(states)
  const services = new Set(states.map((state) => state.service))
  const latest = moves.at(-1) as Change | undefined
  const example: Service | undefined = file.services.find(
    ({ name }) => name === (latest?.service ?? states[0]?.service),
  )
  return {
    archives,
    built,
    path: workspace.rulebook,
    services: services.size,
    moves: moves.length,
    milliseconds,
    ...(example && { example }),
    ...(latest && { latest }),
  }
}

function summaryJson(
  { archives, built, path, services, moves, milliseconds }: ImportSummary,
  issues: readonly Issue[],
) {
  return {
    archives: archives.map(({ archive, head, records, new: fresh, documents, declarations }) => ({
      archive: archive.name,
      head,
      records,
      new: fresh,
      documents,
      declarations,
    })),
    rulebook: {
      path,
      sha256: built.sha256,
      changed: built.changed,
      services,
      documents: built.documents,
      states: built.states,
      moves,
      versionsRead: built.versionsRead,
      capturesRead: built.capturesRead,
      reviews: built.reviews,
    },
    issues,
    seconds: Math.round(milliseconds) / 1000,
  }
}
