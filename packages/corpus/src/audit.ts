import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { withWriteLock } from '@proviso/archive/write-lock'
import { dayNumber, type Issue, outcomes, profiles, type Rulebook } from '@proviso/rights'
import { type AuditedFile, type AuditState, openState } from './audit-state.ts'
import { writesZstd } from './bytes.ts'
import { CorpusError } from './corpus-error.ts'
import { type Duck, duckIssue, literal, openDuck } from './duckdb.ts'
import { fileIssue } from './file-issue.ts'
import { hostCountsSql } from './host-counts.ts'
import { type Format, type FoundInputs, findInputs, type InputFile } from './input.ts'
import { placeFile, temporaryPath, writeIssue } from './part-file.ts'
import type { AuditPlan } from './plan.ts'
import { rejectedLines } from './sql/rejected-lines.ts'
import { repeatedIds } from './sql/repeated-ids.ts'
import { type SqlAudit, sqlAudit } from './sql/sql-audit.ts'
import { sqlSource } from './sql/sql-source.ts'
import { type StreamAuditor, streamAuditor } from './stream-audit.ts'
import { mostIssues, type PartPaths, sidecarCompression } from './stream-scan.ts'
import { noDates, sumTallies, type Tally } from './tally.ts'
import type { Verdict } from './verdict.ts'
import { comparedProfiles, noService, type VerdictBook, verdictBook } from './verdict-book.ts'

/** How far an audit has come. */
export interface AuditProgress {
  readonly file: string
  /** Bytes of the corpus done, finished files and the running one. */
  readonly done: number
  readonly total: number
}

export interface AuditOptions {
  readonly inputs: readonly string[]
  /** Folder for parts and report. */
  readonly out: string
  readonly format?: Format
  readonly restart?: boolean
  /** Look for ids that occur more than once in a file. */
  readonly checkIds?: boolean
  /** Megabytes the engine may hold. */
  readonly memory?: number
  readonly threads?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: AuditProgress) => void
}

/** What an audit found: the files, their sum, and what was wrong. */
export interface AuditResult {
  readonly plan: AuditPlan
  readonly today: string
  readonly files: readonly AuditedFile[]
  readonly tally: Tally
  /** The verdict behind a key of the tally. */
  readonly verdict: (key: string) => Verdict
  readonly issues: readonly Issue[]
  /** Files that an earlier run had finished. */
  readonly resumed: number
  /** The hosts with most records among those of no service, and how many hosts there are. */
  readonly hosts: HostSummary
}

/** Hosts of the corpus by size. */
export interface HostSummary {
  readonly distinct: number
  /** How many of them no service speaks for; absent where hosts are not counted. */
  readonly ofNobody?: number
  readonly top: readonly { readonly key: string; readonly records: number; readonly tokens: number }[]
}

/**
 * Audits a corpus file by file and keeps what is finished: stopped in any way, the next call with the same plan goes on after the
 * last finished file and ends with the same bytes. Throws `CorpusError` for what ends the whole audit (`disk-full`,
 * `input-missing`, `no-url-column` of a lone file …); what is wrong with one file is in its result. SPEC.md Q, R, E.
 */
export async function audit(rulebook: Rulebook, plan: AuditPlan, options: AuditOptions): Promise<AuditResult> {
  const out = resolve(options.out)
  const found = await findInputs(options.inputs, {
    except: out,
    ...(options.format === undefined ? {} : { format: options.format }),
  })
  await mkdir(out, { recursive: true }).catch((error) => {
    throw writeIssue(error, out)
  })
  const state = await openState(out, plan, options.restart === true)
  return withWriteLock({ dir: state.folder }, () => run(rulebook, plan, options, out, state, found))
}

async function run(
  rulebook: Rulebook,
  plan: AuditPlan,
  options: AuditOptions,
  out: string,
  state: AuditState,
  { files, issues }: FoundInputs,
): Promise<AuditResult> {
  const question = { ...plan.question, today: state.today }
  const book = verdictBook(rulebook, question, profiles[plan.profile], plan.compare === false ? [] : comparedProfiles)
  const overflow = join(state.folder, 'overflow')
  await rm(overflow, { recursive: true, force: true })
  const duck = await openDuck({
    overflow,
    threads: options.threads ?? availableParallelism(),
    ...(options.memory === undefined ? {} : { memory: options.memory }),
  })
  const stop = () => duck.interrupt()
  options.signal?.addEventListener('abort', stop)
  const streamed = files.filter((file) => !isSql(file)).reduce((sum, { size }) => sum + size, 0)
  const streams = streamAuditor(book, plan, streamed)
  try {
    const engine = await sqlAudit(duck, book, {
      today: dayNumber(state.today),
      written: plan.mode === 'none' ? [] : plan.mode === 'kept' ? plan.keep : outcomes,
      overflow,
      ...(plan.on === undefined ? {} : { on: dayNumber(plan.on) }),
    })
    const auditor = { plan, options, out, state, book, duck, engine, streams, today: dayNumber(state.today) }
    const total = files.reduce((sum, { size }) => sum + size, 0)
    const results: AuditedFile[] = []
    let read = 0
    let resumed = 0
    for (const file of files) {
      options.signal?.throwIfAborted()
      const before = await state.finished(file)
      if (before) {
        results.push(before)
        resumed += 1
      } else {
        const show = (share: number) =>
          options.onProgress?.({ file: file.name, done: read + Math.min(share, 1) * file.size, total })
        show(0)
        results.push(await auditFile(auditor, file, show))
      }
      read += file.size
      options.onProgress?.({ file: file.name, done: read, total })
    }
    const done = files.filter((_, at) => results[at]!.status === 'done')
    // DuckDB sums the hosts while the verdicts are summed here
    const hosts = hostsOf(duck, done.map(state.hostsPath))
    const tally = sumTallies(results.map(({ tally }) => tally))
    const { today } = state
    const written = new Set(results.flatMap(({ parts }) => parts))
    const others = (await state.partsOfOthers(files)).filter((part) => !written.has(part))
    const told = others.length === 0 ? issues : [...issues, partsOfOthers(out, others)]
    return { plan, today, files: results, tally, verdict: book.verdictOfKey, issues: told, resumed, hosts: await hosts }
  } finally {
    options.signal?.removeEventListener('abort', stop)
    await streams.close()
    duck.close()
    await rm(overflow, { recursive: true, force: true }).catch(() => {})
  }
}

interface Auditor {
  readonly plan: AuditPlan
  readonly options: AuditOptions
  readonly out: string
  readonly state: AuditState
  readonly book: VerdictBook
  readonly duck: Duck
  readonly engine: SqlAudit
  readonly streams: StreamAuditor
  readonly today: number
}

/** Audits and records one file; what is wrong with it is in the result, what ends everything is thrown. */
async function auditFile(auditor: Auditor, file: InputFile, show: (share: number) => void): Promise<AuditedFile> {
  const { options, out, state } = auditor
  const { path, name, format, compression, size, modified } = file
  const facts = { path, name, format, compression, size, modified }
  const paths = pathsOf(auditor, file)
  // a part that is placed already, or that an earlier audit of other bytes left, is of no file that is done [E1]
  const removeParts = async () => {
    const placed: string[] = Object.values(paths)
    for (const path of [...placed, ...[...placed, state.hostsPath(file)].map(temporaryPath)])
      await rm(path, { force: true }).catch(() => {})
  }
  const failed = async (issue: Issue): Promise<AuditedFile> => {
    const tally = { verdicts: [], months: [], dates: noDates }
    const result: AuditedFile = { ...facts, status: 'failed', tally, issues: [issue], more: 0, parts: [] }
    await state.finish(file, result)
    return result
  }
  if (size === 0 && !/^[a-z0-9]+:\/\//i.test(path)) {
    await removeParts()
    return failed({
      code: 'file-empty',
      at: path,
      message: 'the file is empty',
      hint: 'it has no records: was it written to its end?',
    })
  }
  try {
    const through = isSql(file) ? throughDuck : throughStream
    const { hosts, ...found } = await through(auditor, file, paths, show)
    const parts = Object.values(paths).map((part: string) => relative(out, part).replaceAll(sep, '/'))
    const result: AuditedFile = { ...facts, status: 'done', parts, ...found }
    await state.finish(file, result, hosts)
    return result
  } catch (error) {
    await removeParts()
    if (options.signal?.aborted) throw stopped(out)
    const issue = error instanceof CorpusError ? error.issue : (fileIssue(error, path) ?? duckIssue(error, path))
    if (issue === undefined) throw error
    // a full disk ends everything: the next file would fail as well
    if (issue.code === 'disk-full' || issue.code === 'write-failed')
      throw new CorpusError({ ...issue, at: out }, { cause: error })
    return failed(issue)
  }
}

type FileFindings = Pick<AuditedFile, 'tally' | 'issues' | 'more'> &
  Partial<Pick<AuditedFile, 'columns' | 'duplicates'>> & {
    /** Settled once the counts by host are in their place. */
    readonly hosts: Promise<void>
  }

async function throughStream(
  { plan, options, state, book, streams, duck, today }: Auditor,
  file: InputFile,
  paths: PartPaths,
  show: (share: number) => void,
): Promise<FileFindings> {
  let read = 0
  const { path, format, compression } = file
  const task = {
    ...{ path, format, compression, today, columns: plan.columns, estimate: plan.estimate === true, parts: paths },
    keep: plan.keep,
    ...(plan.on === undefined ? {} : { on: dayNumber(plan.on) }),
  }
  const { keys, counts, columns, ...found } = await streams.audit(task, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onRead: (bytes) => {
      read += bytes
      show(read / file.size)
    },
  })
  await duck.run(
    'CREATE OR REPLACE TABLE keys (k VARCHAR, run INTEGER, records DOUBLE, tokens DOUBLE, kept_records DOUBLE, kept_tokens DOUBLE)',
  )
  const appender = await duck.appender('keys')
  keys.forEach((key, at) => {
    appender.add(key)
    appender.add(book.runOfKey(key))
    for (let count = 4 * at; count < 4 * at + 4; count++) appender.add(counts[count]!)
    appender.endRow()
  })
  appender.close()
  const hostsPath = state.hostsPath(file)
  const placed = async () => {
    await duck.run(hostCountsSql('keys', hostsPath))
    await placeFile(hostsPath)
  }
  return { ...found, ...(columns === undefined ? {} : { columns }), hosts: placed() }
}

async function throughDuck(
  { plan, options, state, duck, engine }: Auditor,
  file: InputFile,
  paths: PartPaths,
  show: (share: number) => void,
): Promise<FileFindings> {
  // steps of about equal weight: counting, and one for each part
  const steps = 1 + Object.keys(paths).length
  let step = 0
  const ticking = setInterval(() => show((step + Math.max(duck.progress(), 0) / 100) / steps), 200)
  const hostsPath = state.hostsPath(file)
  let counted: Promise<void> | undefined
  try {
    const source = await sqlSource(duck, file, plan.columns)
    const decided = await engine.count(source, file, plan.keep, hostsPath)
    counted = decided.hosts
    const issues = await rejectedLines(duck, file)
    for (const [name, path] of Object.entries(paths) as [keyof PartPaths, string][]) {
      step += 1
      await mkdir(dirname(path), { recursive: true })
      const temporary = temporaryPath(path)
      const wanted = outcomes.filter((outcome) => plan.keep.includes(outcome) === (name === 'kept'))
      if (name === 'sidecar') await decided.writeSidecar(temporary)
      else await decided.writePart(wanted, temporary)
    }
    const duplicates = options.checkIds || plan.mode === 'sidecar' ? await repeatedIds(duck, source) : undefined
    const placed = counted.then(() => placeFile(hostsPath))
    // a file whose hosts cannot be written leaves no part
    if (Object.keys(paths).length > 0) await placed
    for (const path of Object.values(paths)) await placeFile(path)
    return {
      tally: decided.tally,
      columns: source.columns,
      issues: issues.slice(0, mostIssues),
      more: Math.max(issues.length - mostIssues, 0),
      ...(duplicates === undefined ? {} : { duplicates }),
      hosts: placed,
    }
  } catch (error) {
    // what runs beside ends first
    await counted?.catch(() => {})
    throw error
  } finally {
    clearInterval(ticking)
  }
}

function pathsOf({ plan, out }: Auditor, file: InputFile): PartPaths {
  // where this Node cannot write Zstandard, the stream is written with gzip and says so by its name
  const named =
    file.compression === 'zstd' && !writesZstd && !isSql(file) ? file.name.replace(/\.zstd?$/i, '.gz') : file.name
  const part = (name: string) => join(out, name, named)
  if (plan.mode === 'none') return {}
  if (plan.mode === 'sidecar') {
    const zipped = !isSql(file) && sidecarCompression(file.compression) === 'gzip'
    const ending = file.format === 'parquet' ? '.parquet' : `.jsonl${zipped ? '.gz' : ''}`
    return { sidecar: join(out, 'verdicts', `${file.name}${ending}`) }
  }
  return plan.mode === 'kept' ? { kept: part('kept') } : { kept: part('kept'), dropped: part('dropped') }
}

/** Whether a file goes through DuckDB. */
function isSql({ format }: InputFile): boolean {
  return format === 'parquet' || format === 'csv' || format === 'tsv'
}

function partsOfOthers(at: string, parts: readonly string[]): Issue {
  const [first, ...more] = parts
  return {
    code: 'parts-of-others',
    at,
    message: `parts of files that were not given this time lie here, and are in no number of the report: ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`,
    hint: 'give all files together, or remove those parts before they are used',
  }
}

function stopped(at: string): CorpusError {
  return new CorpusError({
    code: 'audit-stopped',
    at,
    message: 'the audit was stopped; nothing is half written',
    hint: 'run it again: it goes on after the last finished file',
  })
}

/** How many hosts there are, and the biggest of those that no service in the rulebook speaks for. */
async function hostsOf(duck: Duck, paths: readonly string[]): Promise<HostSummary> {
  const there = paths.filter((path) => existsSync(path))
  if (there.length === 0) return { distinct: 0, ofNobody: 0, top: [] }
  const from = `read_parquet([${there.map(literal).join(', ')}])`
  // of one file every host is there once
  await duck.run(
    there.length === 1
      ? `CREATE OR REPLACE TEMP VIEW all_hosts AS SELECT key, run, records, tokens FROM ${from}`
      : `CREATE OR REPLACE TEMP TABLE all_hosts AS SELECT key, any_value(run) AS run, CAST(sum(records) AS BIGINT) AS records, CAST(sum(tokens) AS BIGINT) AS tokens FROM ${from} GROUP BY key`,
  )
  const [[distinct, ofNobody] = []] = await duck.rows(
    `SELECT count(*) FILTER (run >= ${noService}), count(*) FILTER (run = ${noService}) FROM all_hosts`,
  )
  const top = await duck.rows(
    `SELECT key, records, tokens FROM all_hosts WHERE run = ${noService} ORDER BY tokens DESC, records DESC, key LIMIT 25`,
  )
  return {
    distinct: Number(distinct),
    ofNobody: Number(ofNobody),
    top: top.map(([key, records, tokens]) => ({ key: String(key), records: Number(records), tokens: Number(tokens) })),
  }
}
