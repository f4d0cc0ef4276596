import { join } from 'node:path'
import { dayAt, dayNumber, profiles } from '@proviso/rights'
import { expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { literal, openDuck } from '../src/duckdb.ts'
import { auditOnSpark } from '../src/spark-audit.ts'
import { hardRecords } from './hard-records.ts'
import { plainDecider } from './plain-verdict.ts'
import { planOf, question } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

const rows = Number(process.env.PROVISO_ROWS ?? 20_000)
const python = process.env.PROVISO_PYTHON ?? ''
const list = (texts: readonly (string | null)[]) =>
  `[${texts.map((text) => (text === null ? 'NULL' : literal(text))).join(', ')}]`

test(`[Q3, SP2] ${rows} random rows: plain decide, DuckDB${python === '' ? '' : ' and Spark'} agree on every one`, {
  timeout: 900_000,
}, async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'random.parquet')
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  const urls = [...new Set(hardRecords.map(({ url }) => url))]
  const dates = [...new Set(hardRecords.map(({ date }) => date))]
  // hard URLs and dates, hosts with random labels, days at random over twenty years
  await duck.run(
    `COPY (SELECT i AS id,
        CASE WHEN hash(i) % 3 = 0 THEN u[CAST(1 + hash(i + 1) % len(u) AS BIGINT)] ELSE
          concat('https://', CASE WHEN hash(i + 2) % 4 > 0 THEN concat('h', hash(i + 3) % ${rows}, '.') ELSE '' END,
            h[CAST(1 + hash(i + 4) % len(h) AS BIGINT)], CASE WHEN hash(i + 5) % 9 = 0 THEN ':8080' ELSE '' END, '/', p[CAST(1 + hash(i + 6) % len(p) AS BIGINT)], hash(i + 7) % 50) END AS url,
        CASE WHEN hash(i + 8) % 5 = 0 THEN d[CAST(1 + hash(i + 9) % len(d) AS BIGINT)]
          ELSE strftime(TIMESTAMP '2008-01-01' + INTERVAL (CAST(hash(i + 10) % 600000000 AS BIGINT)) SECOND, '%Y-%m-%dT%H:%M:%SZ')[1:CASE WHEN hash(i + 11) % 2 = 0 THEN 10 ELSE 20 END] END AS date,
        CAST(hash(i + 12) % 1000 AS BIGINT) AS token_count
      FROM range(${rows}) t(i), (SELECT ${list(urls)} AS u, ${list(dates)} AS d,
        ${list(['ash.example', 'docs.ash.example', 'shared.example', 'dogwood.example', 'über.example', 'gum.example', 'HAZEL.example', 'robots.ash.example', 'fir.example', 'elm.example', 'nobody.example'])} AS h,
        ${list(['', 'private/', 'private/open/', 'art/', 'x.pdf?', 'a%2Fb/'])} AS p) lists) TO ${literal(path)} (FORMAT parquet, ROW_GROUP_SIZE 50000)`,
  )
  const plan = planOf()
  await audit(smallRulebook, plan, { inputs: [path], out: join(folder, 'duck') })
  const parts = (engine: string, end = '') =>
    `read_parquet([${['kept', 'dropped'].map((part) => literal(join(folder, engine, part, end))).join(', ')}])`
  const decide = plainDecider(smallRulebook, question, profiles['as-of-crawl'])
  let seen = 0
  const wrong: unknown[] = []
  const result = await duck.connection.stream(
    `SELECT url, date, proviso_outcome, proviso_reason, proviso_service, proviso_rule, CAST(proviso_day AS VARCHAR) FROM ${parts('duck', 'random.parquet')}`,
  )
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    for (const [url, date, outcome, reason, service, rule, day] of chunk.getRows()) {
      seen += 1
      const expected = decide(url as string | null, date as string | null)
      if (
        expected.outcome !== outcome ||
        expected.reason !== reason ||
        expected.service !== service ||
        expected.rule !== rule ||
        expected.day !== day
      )
        wrong.push([url, date, outcome, reason, service, rule, day, expected])
    }
  expect(wrong.slice(0, 5)).toEqual([])
  expect(seen).toBe(rows)
  if (python !== '') {
    await auditOnSpark(smallRulebook, plan, {
      inputs: [path],
      out: join(folder, 'spark'),
      master: process.env.PROVISO_SPARK_MASTER ?? 'local[2]',
      python,
    })
    const [[here, there] = []] = await duck.rows(
      `SELECT (SELECT count(*) FROM (FROM ${parts('duck', 'random.parquet')} EXCEPT ALL FROM ${parts('spark', '*.parquet')})),
        (SELECT count(*) FROM (FROM ${parts('spark', '*.parquet')} EXCEPT ALL FROM ${parts('duck', 'random.parquet')}))`,
    )
    expect([Number(here), Number(there)]).toEqual([0, 0])
  }
  duck.close()
})

test('[Q3] a service whose terms moved hundreds of times: DuckDB agrees with plain decide on every day', async () => {
  const folder = temporaryFolder()
  const ash = smallRulebook.states.find(({ service }) => service === 'Ash')!
  const day = (at: number) => dayAt(dayNumber('2012-01-01') + at * 9)
  const rulebook = {
    ...smallRulebook,
    states: [
      ...smallRulebook.states.filter(({ service }) => service !== 'Gum'),
      ...Array.from({ length: 500 }, (_, at) => ({
        ...ash,
        service: 'Gum',
        from: day(at),
        to: day(at + 1),
        recorded: `${day(at)}T00:00:00Z`,
        positions: smallRulebook.states[at % 4]!.positions,
      })),
    ],
  }
  const path = join(folder, 'days.parquet')
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  await duck.run(
    `COPY (SELECT 'https://' || CASE WHEN i % 3 = 0 THEN 'gum.example' WHEN i % 3 = 1 THEN 'a' || i % 7 || '.gum.example' ELSE 'ash.example' END || '/' || i AS url,
        CASE WHEN i % 50 > 0 THEN CAST(DATE '2011-11-01' + CAST(i // 3 AS INTEGER) AS VARCHAR) END AS date FROM range(15500) t(i)) TO ${literal(path)} (FORMAT parquet)`,
  )
  await audit(rulebook, planOf(), { inputs: [path], out: join(folder, 'out') })
  const decide = plainDecider(rulebook, question, profiles['as-of-crawl'])
  const wrong: unknown[] = []
  const seen = new Set<string>()
  const rows = await duck.rows(
    `SELECT url, date, proviso_outcome, proviso_reason, proviso_service, proviso_rule, CAST(proviso_day AS VARCHAR) FROM read_parquet(${literal(join(folder, 'out', '*', 'days.parquet'))})`,
  )
  for (const [url, date, outcome, reason, service, rule, day] of rows as (string | null)[][]) {
    seen.add(`${outcome} ${reason}`)
    const expected = decide(url!, date!)
    if (JSON.stringify(expected) !== JSON.stringify({ outcome, reason, service, rule, day }))
      wrong.push([url, date, expected])
  }
  expect(wrong.slice(0, 5)).toEqual([])
  expect(rows.length).toBe(15_500)
  expect(seen.size).toBeGreaterThan(4)
  duck.close()
})
