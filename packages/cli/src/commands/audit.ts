import { join } from 'node:path'
import { wholeRulebook } from '@proviso/archive/rulebook-choice'
import { type AuditResult, audit as auditCorpus } from '@proviso/corpus/audit'
import { writeWhole } from '@proviso/corpus/audit-state'
import { type Format, formats } from '@proviso/corpus/input'
import type { AuditPlan, OutputMode } from '@proviso/corpus/plan'
import { type Report, reportOf } from '@proviso/corpus/report'
import { reportHtml } from '@proviso/corpus/report-html'
import {
  actors,
  channels,
  type Outcome,
  outcomes,
  type ProfileName,
  profiles,
  type Rulebook,
  usages,
} from '@proviso/rights'
import { parseAgent } from '../arguments/agent.ts'
import { parseChoice } from '../arguments/choice.ts'
import { parseDay } from '../arguments/day.ts'
import { today } from '../clock.ts'
import { auditLines } from '../render/audit.ts'
import { commandText } from '../render/command.ts'
import { issuesLines } from '../render/issues.ts'
import { type ProgressView, progressOn } from '../render/progress.ts'
import { type ExitStatus, misuse } from '../stop.ts'
import type { Host, Terminal } from '../terminal.ts'
import { version } from '../version.ts'

export interface AuditCommandOptions {
  readonly out: string
  readonly usage: string
  readonly actor: string
  readonly channel: string
  readonly agent?: string
  readonly profile: string
  readonly keep: string
  readonly write: string
  readonly on?: string
  readonly format?: string
  readonly urlColumn?: string
  readonly dateColumn?: string
  readonly tokensColumn?: string
  readonly idColumn?: string
  readonly estimateTokens?: boolean
  readonly compare: boolean
  readonly checkIds?: boolean
  readonly engine: string
  readonly master: string
  readonly emit?: readonly string[]
  readonly memory?: string
  readonly threads?: string
  readonly restart?: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

const modes: readonly OutputMode[] = ['parts', 'kept', 'sidecar', 'none']

/** `proviso audit`: a corpus in, an allowed corpus and a report out. */
export async function audit(
  inputs: readonly string[],
  options: AuditCommandOptions,
  terminal: Terminal,
  host: Host,
  words: readonly string[],
): Promise<ExitStatus> {
  const chosen = wholeRulebook(terminal.env)
  const plan = planOf(options, terminal, chosen.sha256)
  const memory = wholeNumber(options.memory, '--memory')
  const threads = wholeNumber(options.threads, '--threads')
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  host.once('SIGINT', stop)
  host.once('SIGTERM', stop)
  const view = options.quiet ? silent : progressOn(terminal)
  const format =
    options.format === undefined ? {} : { format: parseChoice<Format>(options.format, '--format', 'format', formats) }
  const engine = parseChoice(options.engine, '--engine', 'engine', ['duckdb', 'spark'])
  if (options.emit)
    return emit(chosen.rulebook, plan, [...inputs, ...options.emit.slice(2)], options.emit, format, terminal)
  let result: AuditResult
  try {
    if (engine === 'spark') {
      const { auditOnSpark } = await import('@proviso/corpus/spark-audit')
      const python = terminal.env.PROVISO_PYTHON ?? 'python3'
      const onStep = (step: string) => view.show({ phase: `spark: ${step}`, done: 0 })
      const { out, master } = options
      result = await auditOnSpark(chosen.rulebook, plan, {
        inputs,
        out,
        master,
        python,
        signal: stopping.signal,
        onStep,
        ...format,
      })
    } else
      result = await auditCorpus(chosen.rulebook, plan, {
        inputs,
        out: options.out,
        signal: stopping.signal,
        restart: options.restart === true,
        checkIds: options.checkIds === true,
        ...format,
        ...(memory === undefined ? {} : { memory }),
        ...(threads === undefined ? {} : { threads }),
        onProgress: ({ file, done, total }) => view.show({ phase: 'auditing', done, total, unit: 'bytes', note: file }),
      })
  } finally {
    view.end()
    host.off('SIGINT', stop)
    host.off('SIGTERM', stop)
  }
  const report = reportOf(result, { rulebook: chosen.rulebook, command: commandText(words) })
  await writeReport(options.out, report)
  if (!options.quiet)
    terminal.note(issuesLines([...report.issues, ...report.files.flatMap(({ issues }) => issues)], terminal.errLook))
  if (options.json) terminal.write(`${JSON.stringify(report)}\n`)
  else terminal.print(auditLines(report, { out: options.out, resumed: result.resumed }, terminal.look))
  return report.files.some(({ status }) => status === 'failed') ? 1 : 0
}

/** `--emit spark DIR`: a job for a cluster that runs its own. */
async function emit(
  rulebook: Rulebook,
  plan: AuditPlan,
  inputs: readonly string[],
  [engine = '', folder]: readonly string[],
  format: { readonly format?: Format },
  terminal: Terminal,
): Promise<ExitStatus> {
  parseChoice(engine, '--emit', 'engine', ['spark'])
  if (folder === undefined)
    throw misuse({
      code: 'option-missing-argument',
      at: '--emit',
      message: 'there is no folder to write the job to',
      hint: 'write --emit spark FOLDER',
    })
  const { emitSpark } = await import('@proviso/corpus/spark-audit')
  await emitSpark(rulebook, plan, { inputs, folder, ...format })
  if (terminal.json) terminal.write(`${JSON.stringify({ folder, engine })}\n`)
  else terminal.print([`a job for Spark is in ${folder}; ${join(folder, 'README.md')} says how to run it`])
  return 0
}

const silent: ProgressView = { show() {}, end() {} }

async function writeReport(out: string, report: Report): Promise<void> {
  await writeWhole(join(out, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  await writeWhole(join(out, 'report.html'), reportHtml(report))
}

function planOf(options: AuditCommandOptions, terminal: Terminal, rulebook: string): AuditPlan {
  const on = options.on === undefined ? undefined : parseDay(options.on, '--on')
  const column = (name: string | undefined) => (name === 'none' ? null : name)
  const named = {
    url: options.urlColumn,
    date: column(options.dateColumn),
    tokens: column(options.tokensColumn),
    id: column(options.idColumn),
  }
  return {
    question: {
      usage: parseChoice(options.usage, '--usage', 'usage', usages),
      actor: parseChoice(options.actor, '--actor', 'actor', actors),
      channel: parseChoice(options.channel, '--channel', 'channel', channels),
      ...(options.agent === undefined ? {} : { agent: parseAgent(options.agent) }),
      today: today(terminal.env),
    },
    profile: parseChoice(options.profile, '--profile', 'profile', Object.keys(profiles) as ProfileName[]),
    keep: parseKeep(options.keep),
    mode: parseChoice(options.write, '--write', 'output', modes),
    columns: Object.fromEntries(Object.entries(named).filter(([, name]) => name !== undefined)),
    ...(on === undefined ? {} : { on }),
    ...(options.compare ? {} : { compare: false as const }),
    ...(options.estimateTokens ? { estimate: true } : {}),
    rulebook,
    program: `proviso ${version}`,
  }
}

/** What is kept: never more than was named, and never `disallowed`. */
function parseKeep(text: string): Outcome[] {
  const named = text.split(',').map((word) => parseChoice(word.trim(), '--keep', 'outcome', outcomes))
  if (named.includes('disallowed'))
    throw misuse({
      code: 'conflicting-options',
      at: '--keep',
      message: 'what is disallowed is never kept',
      hint: 'name allowed, and conditional or unknown beside it if you take them on yourself',
    })
  return outcomes.filter((outcome) => named.includes(outcome))
}

function wholeNumber(text: string | undefined, at: string): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  throw misuse({
    code: 'bad-number',
    at,
    message: `\`${text}\` is not a whole number above 0`,
    hint: 'give digits only',
  })
}
