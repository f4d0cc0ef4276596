import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Day, type Issue, outcomes } from '@proviso/rights'
import type { Columns } from './columns.ts'
import { CorpusError } from './corpus-error.ts'
import type { InputFile } from './input.ts'
import { writeIssue } from './part-file.ts'
import { type AuditPlan, planFingerprint } from './plan.ts'
import type { Tally } from './tally.ts'

/** What is known of one file once it was audited. */
export interface AuditedFile {
  readonly path: string
  readonly name: string
  readonly format: string
  readonly compression: string
  readonly size: number
  readonly modified: number
  /** `done`, or the file could not be read to its end and nothing of it was counted or written. */
  readonly status: 'done' | 'failed'
  readonly columns?: Columns
  readonly tally: Tally
  readonly issues: readonly Issue[]
  /** Issues beyond those listed. */
  readonly more: number
  /** Below the output folder. */
  readonly parts: readonly string[]
  /** Ids that occur more than once within the file, and the rows that are too many; absent where it was not asked. */
  readonly duplicates?: { readonly ids: number; readonly rows: number }
}

/** The folder in which an audit remembers what is finished, so that it can go on where it was stopped. SPEC.md R1–R4. */
export interface AuditState {
  readonly folder: string
  /** The day the audit calls today: that of its first run. */
  readonly today: Day
  /** What was recorded for a file, when the file is unchanged and its parts are there. */
  finished(file: InputFile): Promise<AuditedFile | undefined>
  /** Records a file as finished, in one step, once all else of it is written; a failure of that is thrown, and nothing recorded. */
  finish(file: InputFile, result: AuditedFile, rest?: Promise<void>): Promise<void>
  /** Where the counts by host of a file go. */
  hostsPath(file: InputFile): string
  /** Parts that are there of files which are none of these. */
  partsOfOthers(files: readonly InputFile[]): Promise<string[]>
}

/**
 * Opens the state of an audit below its output folder, new or where it was left. Throws `CorpusError` `output-of-another-audit`
 * when the folder holds the result of another question, rulebook or choice.
 */
export async function openState(out: string, plan: AuditPlan, restart: boolean): Promise<AuditState> {
  const folder = join(out, '.audit')
  const fingerprint = planFingerprint(plan)
  const planPath = join(folder, 'plan.json')
  if (restart) await rm(folder, { recursive: true, force: true })
  const found = await readFile(planPath, 'utf8').catch(() => undefined)
  const known = found === undefined ? undefined : (parsed(found) as { fingerprint?: string; today?: Day } | undefined)
  if (found !== undefined && known?.fingerprint !== fingerprint)
    throw new CorpusError({
      code: 'output-of-another-audit',
      at: out,
      message: 'the folder holds an audit that asked something else, or used another rulebook',
      hint: 'give another folder with --out, or --restart to begin anew',
    })
  const today = known?.today ?? plan.question.today!
  try {
    await mkdir(join(folder, 'files'), { recursive: true })
    await mkdir(join(folder, 'hosts'), { recursive: true })
    if (!known) await writeWhole(planPath, JSON.stringify({ fingerprint, today, plan }, null, 2))
    for (const name of await readdir(join(folder, 'hosts'))) {
      if (name.endsWith('.partial')) await rm(join(folder, 'hosts', name), { force: true })
    }
  } catch (error) {
    throw writeIssue(error, folder)
  }
  const hash = (file: InputFile) => createHash('sha256').update(`${file.name}\0${file.path}`).digest('hex').slice(0, 24)
  const resultPath = (file: InputFile) => join(folder, 'files', `${hash(file)}.json`)
  const kept = async (path: string): Promise<Kept | undefined> => {
    const text = await readFile(path, 'utf8').catch(() => undefined)
    const found = text === undefined ? undefined : (parsed(text) as Partial<Kept> | null | undefined)
    // what another version wrote in another way, or what is damaged, is done again
    return found?.written === written &&
      found.status === 'done' &&
      Array.isArray(found.tally?.verdicts?.keys) &&
      Array.isArray(found.parts)
      ? (found as Kept)
      : undefined
  }
  const isThere = async (part: string) => (await stat(join(out, part)).catch(() => undefined)) !== undefined
  return {
    folder,
    today,
    hostsPath: (file) => join(folder, 'hosts', `${hash(file)}.parquet`),
    async finished(file) {
      const found = await kept(resultPath(file))
      if (found?.size !== file.size || found.modified !== file.modified) return undefined
      for (const part of found.parts) if (!(await isThere(part))) return undefined
      const { written: _, ...result } = found
      return { ...result, tally: { ...found.tally, verdicts: inRows(found.tally.verdicts) } }
    },
    async finish(file, result, rest) {
      // made while the rest is being written
      const tally = { ...result.tally, verdicts: inColumns(result.tally.verdicts) }
      const text = JSON.stringify({ ...result, written, tally })
      await rest
      await writeWhole(resultPath(file), text)
    },
    async partsOfOthers(files) {
      const given = new Set(files.map(resultPath))
      const parts = new Set<string>()
      for (const name of await readdir(join(folder, 'files'))) {
        const path = join(folder, 'files', name)
        if (given.has(path) || !name.endsWith('.json')) continue
        for (const part of (await kept(path))?.parts ?? []) if (await isThere(part)) parts.add(part)
      }
      return [...parts].sort()
    },
  }
}

/** What is kept of a file: its verdicts, which can be hundreds of thousands, in columns, which take half the bytes and half the time. */
type Kept = Omit<AuditedFile, 'tally'> & {
  readonly tally: Omit<Tally, 'verdicts'> & { readonly verdicts: Columned }
  /** How this, and the counts by host, are written. */
  readonly written: typeof written
}

/** One more whenever what is kept changes its form: 2 has whose each host is. */
const written = 2

interface Columned {
  readonly keys: readonly string[]
  /** A digit for each, its place in `outcomes`. */
  readonly outcomes: string
  readonly records: readonly number[]
  readonly tokens: readonly number[]
}

function inColumns(verdicts: Tally['verdicts']): Columned {
  return {
    keys: verdicts.map(({ key }) => key),
    outcomes: verdicts.map(({ outcome }) => outcomes.indexOf(outcome)).join(''),
    records: verdicts.map(({ records }) => records),
    tokens: verdicts.map(({ tokens }) => tokens),
  }
}

function inRows({ keys, outcomes: digits, records, tokens }: Columned): Tally['verdicts'] {
  return keys.map((key, at) => ({
    key,
    outcome: outcomes[Number(digits[at])]!,
    records: records[at]!,
    tokens: tokens[at]!,
  }))
}

/** Writes a small file beside its place and renames it. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const temporary = `${path}.partial`
  try {
    await writeFile(temporary, content)
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw writeIssue(error, path)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
