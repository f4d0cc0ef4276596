import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Issue } from '@proviso/rights'
import { readBytes } from './bytes.ts'
import type { ChosenColumns } from './columns.ts'
import { CorpusError } from './corpus-error.ts'
import { type Duck, duckIssue, identifier, literal, openDuck } from './duckdb.ts'
import { fileIssue } from './file-issue.ts'
import { hostKey } from './host-key.ts'
import { findInputs, type InputFile } from './input.ts'
import type { StreamFormat } from './record-stream.ts'
import { sqlSource } from './sql/sql-source.ts'
import { streamFormat } from './stream-scan.ts'

/** How much of a corpus lies on each host, in one or several measures. */
export interface CorpusSize {
  /** What is measured: `records`, `tokens`, or the names of columns (`c4_tokens` …). */
  readonly measures: readonly string[]
  /** By measure, over all hosts. */
  readonly total: readonly number[]
  /** Hosts and their sizes, for hosts the caller asked to keep. */
  readonly hosts: readonly { readonly key: string; readonly sizes: readonly number[] }[]
  readonly issues: readonly Issue[]
}

export interface SizeOptions {
  readonly columns: ChosenColumns
  /** Columns that measure, in place of what is recognised. */
  readonly measures?: readonly string[]
  /** Which host keys to keep; the others only count in the total. */
  readonly keep: (key: string) => boolean
}

/**
 * Measures a corpus by host: its files, or the counts an audit left in its output folder, which are read in no time.
 * Throws `CorpusError` for inputs that are not there. SPEC.md S1, S2.
 */
export async function corpusSize(inputs: readonly string[], options: SizeOptions): Promise<CorpusSize> {
  const duck = await openDuck({ overflow: join(tmpdir(), `proviso-${process.pid}`) })
  try {
    const issues: Issue[] = []
    const parts: Part[] = []
    for (const input of inputs) {
      const counted = join(input, '.audit', 'hosts')
      if (await stat(counted).catch(() => undefined)) {
        const from = `read_parquet(${literal(join(counted, '*.parquet'))})`
        parts.push(
          await summed(
            duck,
            from,
            'key',
            ['records', 'tokens'],
            { records: 'records', tokens: 'tokens' },
            options.keep,
          ),
        )
        continue
      }
      const found = await findInputs([input])
      issues.push(...found.issues)
      for (const file of found.files) {
        try {
          parts.push(await partOf(duck, file, options))
        } catch (error) {
          const { path } = file
          const issue = error instanceof CorpusError ? error.issue : (fileIssue(error, path) ?? duckIssue(error, path))
          if (issue === undefined) throw error
          issues.push(issue)
        }
      }
    }
    return { ...added(parts), issues }
  } finally {
    duck.close()
  }
}

type Part = Omit<CorpusSize, 'issues'>

async function partOf(duck: Duck, file: InputFile, options: SizeOptions): Promise<Part> {
  const stream = streamFormat({ ...file, columns: options.columns, estimate: false })
  if (stream) return streamed(file, stream, options.keep)
  const source = await sqlSource(duck, file, options.columns)
  const own = options.measures ?? source.fields.filter((name) => /_tokens$/i.test(name))
  for (const name of own)
    if (!source.fields.includes(name))
      throw new CorpusError({
        code: 'unknown-column',
        at: file.path,
        message: `there is no column \`${name}\` to measure by`,
        hint: `it has ${source.fields.slice(0, 12).join(', ')}`,
      })
  const measures = own.length > 0 && source.columns.tokens === undefined ? own : (options.measures ?? [])
  const sql: Record<string, string> =
    measures.length > 0
      ? Object.fromEntries(measures.map((name) => [name, `TRY_CAST(${identifier(name)} AS BIGINT)`]))
      : { records: '1', ...(source.columns.tokens === undefined ? {} : { tokens: source.tokens }) }
  return summed(duck, source.from, source.key, Object.keys(sql), sql, options.keep)
}

async function summed(
  duck: Duck,
  from: string,
  key: string,
  measures: readonly string[],
  sql: Readonly<Record<string, string>>,
  keep: (key: string) => boolean,
): Promise<Part> {
  const total = measures.map(() => 0)
  const hosts: Part['hosts'][number][] = []
  const sums = measures.map((name) => `CAST(coalesce(sum(${sql[name]}), 0) AS BIGINT)`)
  const result = await duck.connection.stream(`SELECT ${key} AS k, ${sums.join(', ')} FROM ${from} GROUP BY 1`)
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    for (const [key, ...sizes] of chunk.getRows()) {
      const numbers = sizes.map(Number)
      numbers.forEach((size, at) => {
        total[at]! += size
      })
      if (key !== null && keep(String(key))) hosts.push({ key: String(key), sizes: numbers })
    }
  }
  return { measures, total, hosts }
}

async function streamed(file: InputFile, format: StreamFormat, keep: (key: string) => boolean): Promise<Part> {
  const total = [0, 0]
  const kept = new Map<string, [number, number]>()
  for await (const batch of format.batches(readBytes(file.path, file.compression), () => {})) {
    for (let record = 0; record < batch.count; record++) {
      if (batch.isRecord[record] === 0) continue
      const tokens = batch.tokens[record]!
      total[0]! += 1
      total[1]! += tokens
      const url = batch.url(record)
      if (url === undefined) continue
      const key = hostKey(url)
      const known = kept.get(key)
      if (known) {
        known[0] += 1
        known[1] += tokens
      } else if (keep(key)) kept.set(key, [1, tokens])
    }
  }
  return { measures: ['records', 'tokens'], total, hosts: [...kept].map(([key, sizes]) => ({ key, sizes })) }
}

/** Measures of several parts side by side; those of one name add up. */
function added(parts: readonly Part[]): Part {
  const measures = [...new Set(parts.flatMap((part) => part.measures))]
  const total = measures.map(() => 0)
  const hosts = new Map<string, number[]>()
  for (const part of parts) {
    const places = part.measures.map((name) => measures.indexOf(name))
    part.total.forEach((size, at) => {
      total[places[at]!]! += size
    })
    for (const { key, sizes } of part.hosts) {
      const sum = hosts.get(key) ?? measures.map(() => 0)
      hosts.set(key, sum)
      sizes.forEach((size, at) => {
        sum[places[at]!]! += size
      })
    }
  }
  // a measure that is nowhere counted says nothing
  const used = measures.map((_, at) => at).filter((at) => total[at]! > 0 || measures.length === 1)
  const only = (sizes: readonly number[]) => used.map((at) => sizes[at]!)
  return {
    measures: used.map((at) => measures[at]!),
    total: only(total),
    hosts: [...hosts].map(([key, sizes]) => ({ key, sizes: only(sizes) })),
  }
}
