import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ProfileName, profiles } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { literal, openDuck } from '../src/duckdb.ts'
import { auditOnSpark, emitSpark } from '../src/spark-audit.ts'
import { hardRecords } from './hard-records.ts'
import { plainDecider } from './plain-verdict.ts'
import { planOf, question } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

const python = process.env.PROVISO_PYTHON ?? ''
const master = process.env.PROVISO_SPARK_MASTER ?? 'local[2]'

async function corpus(folder: string): Promise<string> {
  const path = join(folder, 'in.parquet')
  writeFileSync(join(folder, 'in.src'), hardRecords.map((record) => `${JSON.stringify(record)}\n`).join(''))
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  await duck.run(
    `COPY (SELECT * FROM read_json(${literal(join(folder, 'in.src'))}, format = 'newline_delimited', columns = {id: 'VARCHAR', url: 'VARCHAR', date: 'VARCHAR', tokens: 'BIGINT', text: 'VARCHAR'})) TO ${literal(path)} (FORMAT parquet)`,
  )
  duck.close()
  return path
}

async function written(...folders: string[]) {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow') })
  const list = folders.map((folder) => literal(join(folder, '*.parquet'))).join(', ')
  const rows = await duck.rows(
    `SELECT id, url, date, tokens, text, proviso_outcome, proviso_reason, proviso_service, proviso_rule, CAST(proviso_day AS VARCHAR) FROM read_parquet([${list}])`,
  )
  duck.close()
  return rows
}

const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort()

describe.skipIf(python === '')('on Spark (needs a Python with PySpark: PROVISO_PYTHON)', () => {
  test.each<[ProfileName, string | undefined]>([
    ['as-of-crawl', 'GPTBot'],
    ['strictest-ever', undefined],
  ])(
    '[SP1, SP2] every row is as DuckDB has it, and as plain decide: %s, agent %s',
    { timeout: 600_000 },
    async (profile, agent) => {
      const folder = temporaryFolder()
      const path = await corpus(folder)
      const asked = { ...question, ...(agent === undefined ? {} : { agent }) }
      const plan = planOf({ profile, question: asked })
      const here = await audit(smallRulebook, plan, { inputs: [path], out: join(folder, 'duck') })
      const there = await auditOnSpark(smallRulebook, plan, {
        inputs: [path],
        out: join(folder, 'spark'),
        master,
        python,
      })
      for (const part of ['kept', 'dropped']) {
        const rows = await written(join(folder, 'spark', part))
        expect(inOrder(rows)).toEqual(inOrder(await written(join(folder, 'duck', part))))
      }
      expect(inOrder(there.tally.verdicts)).toEqual(inOrder(here.tally.verdicts))
      expect(inOrder(there.tally.months)).toEqual(inOrder(here.tally.months))
      const decide = plainDecider(smallRulebook, asked, profiles[profile])
      const all = await written(join(folder, 'spark', 'kept'), join(folder, 'spark', 'dropped'))
      expect(
        inOrder(
          all.map(([id, , , , , outcome, reason, service, rule, day]) => ({ id, outcome, reason, service, rule, day })),
        ),
      ).toEqual(inOrder(hardRecords.map(({ id, url, date }) => ({ id, ...decide(url, date) }))))
    },
  )

  test('[SP1] JSON lines', { timeout: 600_000 }, async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'in.jsonl')
    writeFileSync(path, hardRecords.map((record) => `${JSON.stringify(record)}\n`).join(''))
    await audit(smallRulebook, planOf(), { inputs: [path], out: join(folder, 'here') })
    await auditOnSpark(smallRulebook, planOf(), { inputs: [path], out: join(folder, 'there'), master, python })
    for (const part of ['kept', 'dropped']) {
      const target = join(folder, 'there', part)
      const files = readdirSync(target).filter((name) => name.startsWith('part-'))
      const lines = files
        .flatMap((name) => readFileSync(join(target, name), 'utf8').trim().split('\n'))
        .filter((line) => line !== '')
      const expected = readFileSync(join(folder, 'here', part, 'in.jsonl'), 'utf8')
        .trim()
        .split('\n')
      expect(lines.sort()).toEqual(expected.sort())
    }
  })

  test('[SP4] an emitted job runs by itself and is never looser', { timeout: 600_000 }, async () => {
    const folder = temporaryFolder()
    const path = await corpus(folder)
    const target = join(folder, 'job')
    await emitSpark(smallRulebook, planOf(), { inputs: [path], folder: target })
    expect(readdirSync(target).sort()).toEqual([
      'README.md',
      'job.py',
      'plan.json',
      'segments.parquet',
      'suffixes.parquet',
      'words.parquet',
    ])
    const out = join(folder, 'out')
    const { status, stderr } = spawnSync(python, [join(target, 'job.py'), join(target, 'plan.json'), path, out], {
      encoding: 'utf8',
    })
    expect(status, stderr.slice(-2000)).toBe(0)
    const rows = await written(join(out, 'kept'), join(out, 'dropped'))
    const decide = plainDecider(smallRulebook, question, profiles['as-of-crawl'])
    const expected = new Map(
      hardRecords.map(({ url, date }) => [JSON.stringify([url, date]), decide(url, date).outcome]),
    )
    const wrong = rows.filter(
      ([, url, date, , , outcome]) => outcome !== 'unknown' && outcome !== expected.get(JSON.stringify([url, date])),
    )
    expect(wrong).toEqual([])
    const decided = rows.filter(([, , , , , outcome]) => outcome !== 'unknown').length
    expect(decided).toBeGreaterThan(100)
  })

  test('[SP3] a Python without PySpark is named', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder()
    const path = await corpus(folder)
    for (const missing of ['/nowhere/python', '/usr/bin/false'])
      await expect(
        auditOnSpark(smallRulebook, planOf(), { inputs: [path], out: join(folder, 'out'), master, python: missing }),
      ).rejects.toMatchObject({
        issue: { code: missing === '/usr/bin/false' ? 'spark-failed' : 'spark-missing' },
      })
  })
})

test('[SP3] other formats are refused', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.csv'), 'url\nx.example\n')
  await expect(
    auditOnSpark(smallRulebook, planOf(), { inputs: [folder], out: join(folder, 'out'), master, python: 'python3' }),
  ).rejects.toMatchObject({ issue: { code: 'spark-format' } })
})
