import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type ProfileName, profiles, type Rulebook } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { literal, openDuck } from '../src/duckdb.ts'
import { hostKey } from '../src/host-key.ts'
import { type HardRecord, hardRecords } from './hard-records.ts'
import { plainDecider } from './plain-verdict.ts'
import { planOf, question } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface Written {
  readonly id: string | null
  readonly outcome: string
  readonly reason: string
  readonly service: string | null
  readonly rule: string | null
  readonly day: string | null
}

/** A way to write the records and to read the parts again; `sees` is what the format can tell of a record. */
interface Carrier {
  readonly file: string
  readonly write: (path: string, records: readonly HardRecord[]) => Promise<void>
  readonly read: (path: string) => Promise<Written[]>
  readonly sees?: (record: HardRecord) => HardRecord
}

async function withDuck<T>(work: (duck: Awaited<ReturnType<typeof openDuck>>) => Promise<T>): Promise<T> {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow') })
  try {
    return await work(duck)
  } finally {
    duck.close()
  }
}

const readSql = (from: string) =>
  withDuck(async (duck) =>
    (
      await duck.rows(
        `SELECT id, proviso_outcome, proviso_reason, proviso_service, proviso_rule, CAST(proviso_day AS VARCHAR) FROM ${from}`,
      )
    ).map(([id, outcome, reason, service, rule, day]) => ({ id, outcome, reason, service, rule, day }) as Written),
  )

const lines = (records: readonly HardRecord[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('')

const readLines = (text: string): Written[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const record = JSON.parse(line)
      return {
        id: record.id,
        outcome: record.proviso_outcome,
        reason: record.proviso_reason,
        service: record.proviso_service,
        rule: record.proviso_rule,
        day: record.proviso_day,
      }
    })

const fromJson = (path: string, target: string, format: string, cast = 'date') =>
  withDuck(async (duck) => {
    writeFileSync(`${path}.jsonl`, lines(hardRecords))
    await duck.run(
      `COPY (SELECT id, url, ${cast} AS date, tokens, text FROM read_json(${literal(`${path}.jsonl`)}, format = 'newline_delimited',
        columns = {id: 'VARCHAR', url: 'VARCHAR', date: 'VARCHAR', tokens: 'BIGINT', text: 'VARCHAR'})) TO ${literal(target)} (${format})`,
    )
  })

const carriers: Record<string, Carrier> = {
  'JSON lines': {
    file: 'in.jsonl',
    write: async (path, records) => writeFileSync(path, lines(records)),
    read: async (path) => readLines(readFileSync(path, 'utf8')),
  },
  'JSON lines, gzip': {
    file: 'in.jsonl.gz',
    write: async (path, records) => writeFileSync(path, gzipSync(lines(records))),
    read: async (path) => readLines(gunzipSync(readFileSync(path)).toString()),
  },
  'JSON lines, enough for a thread of their own': {
    file: 'in.jsonl',
    write: async (path, records) => {
      const pad = 'x'.repeat(Math.ceil(2 ** 20 / records.length))
      writeFileSync(path, lines(records.map((record) => ({ ...record, pad }))))
    },
    read: async (path) => readLines(readFileSync(path, 'utf8')),
  },
  Parquet: {
    file: 'in.parquet',
    write: (path) => fromJson(`${path}.src`, path, 'FORMAT parquet, ROW_GROUP_SIZE 500'),
    read: (path) => readSql(`read_parquet(${literal(path)})`),
  },
  CSV: {
    file: 'in.csv',
    write: (path) => fromJson(`${path}.src`, path, 'FORMAT csv, HEADER, FORCE_QUOTE (url, text)'),
    read: (path) => readSql(`read_csv(${literal(path)}, all_varchar = true, header = true)`),
    sees: (record) => ({ ...record, date: record.date === '' ? null : record.date }),
  },
}

describe.each(Object.entries(carriers))('%s', (_, carrier) => {
  test.each<[ProfileName, string | undefined]>([
    ['as-of-crawl', undefined],
    ['as-of-crawl', 'GPTBot'],
    ['as-of-today', undefined],
    ['strictest-ever', undefined],
    ['terms-only', undefined],
    ['eu-tdm', 'CCBot'],
  ])(
    '[Q3, V1, V2, V3, V5, K2, K3, K4, D1] every record has the verdict of plain decide: %s, agent %s',
    async (name, agent) => {
      const asked = { ...question, ...(agent === undefined ? {} : { agent }) }
      const folder = temporaryFolder()
      const path = join(folder, carrier.file)
      await carrier.write(path, hardRecords)
      const out = join(folder, 'out')
      const result = await audit(smallRulebook, planOf({ profile: name, question: asked }), { inputs: [path], out })
      expect(result.files.flatMap(({ issues }) => issues)).toEqual([])
      const written = [
        ...(await carrier.read(join(out, 'kept', carrier.file))),
        ...(await carrier.read(join(out, 'dropped', carrier.file))),
      ]
      const decide = plainDecider(smallRulebook, asked, profiles[name])
      const expected = hardRecords.map((record) => {
        const { id, url, date } = carrier.sees?.(record) ?? record
        return { id, ...decide(url, date) }
      })
      const inOrder = (all: readonly object[]) => all.map((one) => JSON.stringify(one)).sort()
      const got = written.map(({ id, outcome, reason, service, rule, day }) => ({
        id,
        outcome,
        reason,
        service,
        rule,
        day,
      }))
      expect(inOrder(got)).toEqual(inOrder(expected))
      // the corpus meets every answer there is
      expect(new Set(got.map(({ outcome }) => outcome)).size).toBeGreaterThan(2)
      const counts = result.tally.verdicts.reduce((sum, { records }) => sum + records, 0)
      expect(counts).toBe(hardRecords.length)
    },
  )

  test('[O5, O2] the same bytes twice, whatever the number of threads', async () => {
    const folder = temporaryFolder()
    const path = join(folder, carrier.file)
    await carrier.write(path, hardRecords)
    const parts = []
    for (const threads of [1, 4]) {
      const out = join(folder, `out${threads}`)
      await audit(smallRulebook, planOf(), { inputs: [path], out, threads })
      parts.push([readFileSync(join(out, 'kept', carrier.file)), readFileSync(join(out, 'dropped', carrier.file))])
    }
    expect(parts[0]![0]!.equals(parts[1]![0]!)).toBe(true)
    expect(parts[0]![1]!.equals(parts[1]![1]!)).toBe(true)
  })
})

/** The small rulebook, and one in which a service has spoken more often than one step can tell apart. */
const rulebooks: Record<string, Rulebook> = {
  'few days a host': smallRulebook,
  'a host of many days': {
    ...smallRulebook,
    states: smallRulebook.states.flatMap((state) =>
      state.service !== 'Birch'
        ? [state]
        : Array.from({ length: 40 }, (_, month) => ({
            ...state,
            from: monthAt(month),
            to: monthAt(month + 1),
            recorded: `${monthAt(month)}T12:00:00Z`,
          })),
    ),
  },
}

function monthAt(month: number): string {
  return new Date(Date.UTC(2021, month, 1)).toISOString().slice(0, 10)
}

test.each(
  Object.keys(rulebooks).flatMap((name) => ['Parquet', 'CSV', 'JSON lines'].map((carrier) => [name, carrier] as const)),
)('[Q1, Q2, Q3] what is counted and not written is what plain decide says: %s, %s', async (name, kind) => {
  const rulebook = rulebooks[name]!
  const carrier = carriers[kind]!
  const folder = temporaryFolder()
  // more bytes than would be left to the hosts it meets, and a second file when those are known
  const paths = [join(folder, 'a', carrier.file), join(folder, 'b', carrier.file)]
  for (const path of paths) {
    mkdirSync(dirname(path))
    await carrier.write(path, hardRecords)
  }
  const result = await audit(rulebook, planOf({ mode: 'none' }), { inputs: paths, out: join(folder, 'out') })
  const decide = plainDecider(rulebook, question, profiles['as-of-crawl'])
  const expected = counter()
  const months = counter()
  const hosts = counter()
  for (const record of hardRecords) {
    const { url, date } = carrier.sees?.(record) ?? record
    const { outcome, reason, service, rule, day } = decide(url, date)
    expected.add(`${outcome} ${reason} ${service} ${rule}`, 2, 2 * (record.tokens ?? 0))
    months.add(`${day?.slice(0, 7) ?? ''} ${outcome}`, 2, 2 * (record.tokens ?? 0))
    if (url) hosts.add(hostKey(url), 2, 2 * (record.tokens ?? 0))
  }
  const found = counter()
  for (const { key, outcome, records, tokens } of result.tally.verdicts) {
    const verdict = result.verdict(key)
    expect(verdict.outcome).toBe(outcome)
    const { reason, services, rules } = verdict
    found.add(`${outcome} ${reason} ${services.join(', ') || null} ${rules[0] ?? null}`, records, tokens)
  }
  expect(found.all()).toEqual(expected.all())
  const byMonth = counter()
  for (const { month, outcome, records, tokens } of result.tally.months)
    byMonth.add(`${month} ${outcome}`, records, tokens)
  expect(byMonth.all()).toEqual(months.all())
  const byHost = counter()
  const counts = literal(join(folder, 'out/.audit/hosts/*.parquet'))
  // a text of no letters is a key of its own where SQL cuts keys
  for (const [key, records, tokens] of await withDuck((duck) =>
    duck.rows(`SELECT key, records, tokens FROM read_parquet(${counts}) WHERE key <> '/'`),
  ))
    byHost.add(String(key), Number(records), Number(tokens))
  expect(byHost.all()).toEqual(hosts.all())
})

/** Sums of records and tokens by name. */
function counter() {
  const sums = new Map<string, [records: number, tokens: number]>()
  return {
    add(name: string, records: number, tokens: number) {
      const sum = sums.get(name) ?? [0, 0]
      sums.set(name, [sum[0] + records, sum[1] + tokens])
    },
    all: () => [...sums].sort(([a], [b]) => (a < b ? -1 : 1)),
  }
}
