import { type ChildProcess, spawn } from 'node:child_process'
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { dayNumber, indexRulebook, type Outcome, profiles, type Rulebook } from '@proviso/rights'
import type { AuditResult } from './audit.ts'
import { lineBlocks, linesIn, readBytes } from './bytes.ts'
import { type Columns, recogniseColumns } from './columns.ts'
import { CorpusError } from './corpus-error.ts'
import { type Duck, literal, openDuck } from './duckdb.ts'
import { type Format, findInputs, type InputFile } from './input.ts'
import { fieldsOf } from './json-record.ts'
import { writeIssue } from './part-file.ts'
import type { AuditPlan } from './plan.ts'
import { obtainedText, questionText } from './question-text.ts'
import { firstCrawlDay, numberDay, recordDay } from './record-day.ts'
import { sqlSource } from './sql/sql-source.ts'
import type { Tally } from './tally.ts'
import {
  comparedProfiles,
  missingDay,
  noHost,
  noService,
  noUrl,
  type VerdictBook,
  verdictBook,
} from './verdict-book.ts'

const job = fileURLToPath(new URL('../spark/job.py', import.meta.url))
const endOfDays = 2_147_483_647

export interface SparkOptions {
  readonly inputs: readonly string[]
  readonly out: string
  readonly format?: Format
  /** Where Spark runs: `local[*]`, `local-cluster[2,1,1024]`, `spark://…`, `yarn`. */
  readonly master: string
  /** The Python that has PySpark. */
  readonly python: string
  readonly signal?: AbortSignal
  readonly onStep?: (step: string) => void
}

/** What the job asks for, one a line. */
type Request =
  | { readonly need: 'days'; readonly numbers: boolean }
  | { readonly need: 'hosts' | 'paths' | 'segments' }
  | { readonly need: 'done'; readonly counts: SparkCounts }

interface SparkCounts {
  readonly verdicts: readonly (readonly [verdict: number, records: number, tokens: number | null])[]
  readonly months: readonly (readonly [month: string, outcome: Outcome, records: number, tokens: number | null])[]
  readonly dates: readonly [missing: number, read: number, all: number]
}

/**
 * Audits Parquet or JSON lines on Apache Spark: the same verdicts, joined there. Hosts, dates and URLs are handed over once each and
 * resolved here, as for DuckDB. Throws `CorpusError`: `spark-missing`, `spark-failed`, `spark-format`. SPEC.md SP1–SP3.
 */
export async function auditOnSpark(rulebook: Rulebook, plan: AuditPlan, options: SparkOptions): Promise<AuditResult> {
  const out = resolve(options.out)
  const found = await findInputs(options.inputs, {
    except: out,
    ...(options.format === undefined ? {} : { format: options.format }),
  })
  const format = oneFormat(found.files)
  const work = join(out, '.spark')
  await rm(work, { recursive: true, force: true })
  await mkdir(work, { recursive: true }).catch((error) => {
    throw writeIssue(error, work)
  })
  const today = plan.question.today!
  const book = verdictBook(
    rulebook,
    plan.question,
    profiles[plan.profile],
    plan.compare === false ? [] : comparedProfiles,
  )
  const duck = await openDuck({ overflow: join(work, 'overflow') })
  try {
    const columns = await columnsOf(duck, found.files[0]!, plan)
    const paths = found.files.map(({ path }) => resolve(path))
    await writeFile(
      join(work, 'plan.json'),
      JSON.stringify({ ...planFor(plan, format, columns, paths, out, work), master: options.master, protocol: true }),
    )
    const counts = await converse(options, join(work, 'plan.json'), (request) => answer(duck, book, work, request))
    return {
      plan,
      today,
      files: found.files.map((file) => ({
        ...file,
        status: 'done' as const,
        columns,
        tally: { verdicts: [], months: [], dates: { read: 0, missing: 0, unreadable: 0, absurd: 0 } },
        issues: [],
        more: 0,
        parts: [],
      })),
      tally: tallyOf(counts, book),
      verdict: book.verdictOfKey,
      issues: found.issues,
      resumed: 0,
      hosts: { distinct: 0, top: [] },
    }
  } finally {
    duck.close()
    await rm(work, { recursive: true, force: true }).catch(() => {})
  }
}

/**
 * Writes a job for a cluster that runs its own: the program, the plan and the tables of the whole rulebook, in one folder. Such a job
 * reads ISO dates and plain hosts; what only Proviso can read, and hosts with rules about paths, come out `unknown`. SPEC.md SP4.
 */
export async function emitSpark(
  rulebook: Rulebook,
  plan: AuditPlan,
  options: { readonly inputs: readonly string[]; readonly folder: string; readonly format?: Format },
): Promise<void> {
  const folder = resolve(options.folder)
  const found = await findInputs(options.inputs, options.format === undefined ? {} : { format: options.format })
  const format = oneFormat(found.files)
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw writeIssue(error, folder)
  })
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  try {
    const columns = await columnsOf(duck, found.files[0]!, plan)
    const book = verdictBook(rulebook, plan.question, profiles[plan.profile], [])
    await writeSuffixes(duck, rulebook, book, folder)
    const inputs = found.files.map(({ path }) => resolve(path))
    await writeFile(
      join(folder, 'plan.json'),
      `${JSON.stringify({ ...planFor(plan, format, columns, inputs, 'out', '.'), protocol: false }, null, 2)}\n`,
    )
    await copyFile(job, join(folder, 'job.py'))
    await writeFile(join(folder, 'README.md'), readme(plan))
  } finally {
    duck.close()
    await rm(join(folder, 'overflow'), { recursive: true, force: true }).catch(() => {})
  }
}

function oneFormat(files: readonly InputFile[]): 'parquet' | 'jsonl' {
  const [format, ...others] = [...new Set(files.map((file) => file.format))]
  if ((format === 'parquet' || format === 'jsonl') && others.length === 0) return format
  throw new CorpusError({
    code: 'spark-format',
    at: files[0]?.path ?? '',
    message: 'on Spark a corpus is either Parquet or JSON lines',
    hint: 'leave out --engine spark for other formats',
  })
}

async function columnsOf(duck: Duck, file: InputFile, plan: AuditPlan): Promise<Columns> {
  if (file.format === 'parquet') return (await sqlSource(duck, file, plan.columns)).columns
  const sample: Buffer[] = []
  for await (const block of lineBlocks(readBytes(file.path, file.compression))) {
    for (const line of linesIn(block)) if (line.length > 1 && sample.push(line) === 50) break
    if (sample.length > 0) break
  }
  return recogniseColumns(fieldsOf(sample), plan.columns, file.path)
}

function planFor(
  plan: AuditPlan,
  format: string,
  columns: Columns,
  inputs: readonly string[],
  out: string,
  work: string,
) {
  return {
    inputs,
    format,
    columns,
    today: dayNumber(plan.question.today!),
    firstDay: firstCrawlDay,
    on: plan.on === undefined ? null : dayNumber(plan.on),
    keep: plan.keep,
    mode: plan.mode === 'sidecar' ? 'none' : plan.mode,
    out,
    work,
  }
}

async function answer(duck: Duck, book: VerdictBook, work: string, request: Request): Promise<object> {
  const at = (name: string) => join(work, name)
  const copy = (sql: string, name: string) =>
    duck.run(`COPY (${sql}) TO ${literal(at(`${name}.parquet`))} (FORMAT parquet)`)
  switch (request.need) {
    case 'days': {
      await duck.run('CREATE OR REPLACE TABLE days (text VARCHAR, day INTEGER)')
      await each(
        duck,
        at('texts'),
        'text',
        (append, text) => {
          const day = request.numbers ? numberDay(Number(text)) : recordDay(text)
          if (!Number.isNaN(day)) append(text, day)
        },
        'days',
      )
      await copy('SELECT * FROM days', 'days')
      return {}
    }
    case 'hosts': {
      let byPath = false
      await duck.run('CREATE OR REPLACE TABLE hosts (key VARCHAR, run INTEGER)')
      await each(
        duck,
        at('keys'),
        'key',
        (append, key) => {
          const run = book.runOfKey(key)
          if (run === noService) return
          byPath ||= book.isByPath(run)
          append(key, run)
        },
        'hosts',
      )
      await duck.run('CREATE OR REPLACE TABLE paths (url VARCHAR, run INTEGER)')
      await duck.run('CREATE OR REPLACE TABLE runs (run INTEGER, by_path BOOLEAN)')
      const appender = await duck.appender('runs')
      for (let run = 0; run < book.runCount(); run++) {
        appender.add(run)
        appender.add(book.isByPath(run))
        appender.endRow()
      }
      appender.close()
      await copy('SELECT key, run, by_path FROM hosts JOIN runs USING (run)', 'hosts')
      return { byPath }
    }
    case 'paths':
      await each(duck, at('urls'), 'url', (append, url) => append(url, book.runOfUrl(url)), 'paths')
      await copy('SELECT * FROM paths', 'paths')
      return {}
    case 'segments':
      await writeSegments(
        duck,
        book,
        work,
        Array.from({ length: book.runCount() }, (_, run) => run),
      )
      return {}
    case 'done':
      return {}
  }
}

/** Runs a text of each row of a Parquet folder past `visit`, which may append a text and a number to a table. */
async function each(
  duck: Duck,
  folder: string,
  column: string,
  visit: (append: (text: string, number: number) => void, text: string) => void,
  table: string,
): Promise<void> {
  const appender = await duck.appender(table)
  const append = (text: string, number: number) => {
    appender.add(text)
    appender.add(number)
    appender.endRow()
  }
  const result = await duck.connection.stream(
    `SELECT ${column} FROM read_parquet(${literal(join(folder, '*.parquet'))}) WHERE ${column} IS NOT NULL`,
  )
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    for (const value of chunk.getColumnValues(0)) visit(append, String(value))
  appender.close()
}

/** Stands for hosts whose rules look at paths, in a job that cannot ask. */
const pathRules = -1

async function writeSegments(duck: Duck, book: VerdictBook, folder: string, runs: readonly number[]): Promise<void> {
  await duck.run('CREATE OR REPLACE TABLE segments (run INTEGER, starts INTEGER, ends INTEGER, verdict INTEGER)')
  await duck.run(
    'CREATE OR REPLACE TABLE words (verdict INTEGER, outcome VARCHAR, reason VARCHAR, service VARCHAR, rule VARCHAR)',
  )
  const segments = await duck.appender('segments')
  for (const run of runs) {
    const { starts, verdicts, byPath } = book.run(run)
    for (const [at, verdict] of byPath ? [[0, pathRules] as const] : verdicts.entries()) {
      segments.add(run)
      segments.add(byPath ? missingDay : starts[at]!)
      segments.add(byPath ? endOfDays : (starts[at + 1] ?? endOfDays))
      segments.add(verdict)
      segments.endRow()
    }
  }
  segments.close()
  const words = await duck.appender('words')
  const add = (verdict: number, texts: readonly (string | undefined)[]) => {
    words.add(verdict)
    for (const text of texts) words.add(text || null)
    words.endRow()
  }
  add(pathRules, ['unknown', 'path-rules', undefined, undefined])
  for (let verdict = 0; verdict < book.size(); verdict++) {
    const { outcome, reason, services, rules } = book.verdict(verdict)
    add(verdict, [outcome, reason, services.join(', '), rules[0]])
  }
  words.close()
  for (const name of ['segments', 'words'])
    await duck.run(`COPY ${name} TO ${literal(join(folder, `${name}.parquet`))} (FORMAT parquet)`)
}

/** Every host and suffix of the rulebook with its run. */
async function writeSuffixes(duck: Duck, rulebook: Rulebook, book: VerdictBook, folder: string): Promise<void> {
  const { bySuffix, byHost } = indexRulebook(rulebook)
  await duck.run('CREATE TABLE suffixes (host VARCHAR, exact BOOLEAN, run INTEGER)')
  const appender = await duck.appender('suffixes')
  const runs = new Set<number>([noUrl, noHost])
  const add = (host: string, exact: boolean, run: number) => {
    runs.add(run)
    appender.add(host)
    appender.add(exact)
    appender.add(run)
    appender.endRow()
  }
  // where a document speaks for the suffix as a host, a host below it stands for the rest
  for (const suffix of bySuffix.keys()) add(suffix, false, book.runOfKey(byHost.has(suffix) ? `_.${suffix}` : suffix))
  for (const host of byHost.keys()) add(host, true, book.runOfKey(host))
  appender.close()
  await duck.run(`COPY suffixes TO ${literal(join(folder, 'suffixes.parquet'))} (FORMAT parquet)`)
  await writeSegments(duck, book, folder, [...runs])
}

/** Runs the job and answers what it asks, until it is done. */
async function converse(
  { python, signal, onStep }: SparkOptions,
  plan: string,
  respond: (request: Request) => Promise<object>,
): Promise<SparkCounts> {
  const child = spawn(python, [job, plan], { stdio: ['pipe', 'pipe', 'pipe'] })
  const stop = () => child.kill('SIGTERM')
  signal?.addEventListener('abort', stop)
  const ended = endOf(child)
  let counts: SparkCounts | undefined
  let failure: unknown
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const request = requestOf(line)
      if (!request) continue
      onStep?.(request.need)
      if (request.need === 'done') counts = request.counts
      child.stdin.write(`${JSON.stringify(await respond(request))}\n`)
    }
  } catch (error) {
    failure = error
    child.kill('SIGTERM')
  } finally {
    signal?.removeEventListener('abort', stop)
  }
  const { status, errors, missing } = await ended
  if (failure !== undefined) throw failure
  if (status === 0 && counts) return counts
  if (missing || /No module named .?pyspark/.test(errors))
    throw new CorpusError({
      code: 'spark-missing',
      at: python,
      message: missing ? 'there is no such Python' : 'this Python has no PySpark',
      hint: 'pip install pyspark into an environment of its own and set PROVISO_PYTHON to its python; Java 17 must be there',
    })
  const last = errors
    .trim()
    .split('\n')
    .filter((text) => text.trim() !== '')
    .slice(-3)
    .join(' | ')
  throw new CorpusError({
    code: 'spark-failed',
    at: 'spark',
    message: `the job ended with status ${status} (${last.slice(0, 400)})`,
    hint: 'see what Spark says; parts in the output folder may be incomplete',
  })
}

function requestOf(line: string): Request | undefined {
  try {
    const value = JSON.parse(line) as Request
    return typeof value === 'object' && value !== null && 'need' in value ? value : undefined
  } catch {
    return undefined // Spark's own chatter
  }
}

function endOf(
  child: ChildProcess,
): Promise<{ readonly status: number | null; readonly errors: string; readonly missing: boolean }> {
  return new Promise((done) => {
    let errors = ''
    child.stderr?.on('data', (chunk) => {
      errors = (errors + String(chunk)).slice(-20_000)
    })
    child.stdin?.on('error', () => {}) // it ended while it was answered: its status says so
    child.on('error', () => done({ status: null, errors, missing: true }))
    child.on('close', (status) => done({ status, errors, missing: false }))
  })
}

function tallyOf({ verdicts, months, dates: [missing, read, all] }: SparkCounts, book: VerdictBook): Tally {
  return {
    verdicts: verdicts.map(([verdict, records, tokens]) => ({
      key: book.keyOf(verdict),
      outcome: book.outcomeOf(verdict),
      records,
      tokens: tokens ?? 0,
    })),
    months: months.map(([month, outcome, records, tokens]) => ({ month, outcome, records, tokens: tokens ?? 0 })),
    // Spark is not asked why a date could not be read
    dates: { missing, read, unreadable: all - missing - read, absurd: 0 },
  }
}

function readme({ question, profile, keep, rulebook }: AuditPlan): string {
  return `# An audit for Apache Spark

${questionText(question)} Usage ${question.usage}, ${obtainedText(question.channel)}, profile ${profile}, today ${question.today}, rulebook ${rulebook}.

    spark-submit job.py plan.json [INPUT… OUT]

Writes the records that are ${keep.join(', ')} to OUT/kept and the others to OUT/dropped, with the verdict's columns, and prints counts
as JSON. Needs Spark 3.3 or later and nothing else; keep the four tables beside plan.json.

This job reads dates written as ISO 8601, and hosts that are plain to see. Hosts whose rules look at paths come out unknown, reason
path-rules. \`proviso audit --engine spark\` knows no such limits.
`
}
