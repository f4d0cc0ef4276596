import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dayNumber, outcomes, profiles } from '@proviso/rights'
import { expect, test } from 'vitest'
import { literal, openDuck } from '../src/duckdb.ts'
import { findInputs } from '../src/input.ts'
import { temporaryPath } from '../src/part-file.ts'
import { sqlAudit } from '../src/sql/sql-audit.ts'
import { sqlSource } from '../src/sql/sql-source.ts'
import { verdictBook } from '../src/verdict-book.ts'
import { plainDecider } from './plain-verdict.ts'
import { question } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

const dates = ['2022-08-01', ...Array.from({ length: 9 }, (_, i) => `2024-0${i + 1}-15`), 'never']
const urls = [
  ...Array.from({ length: 60 }, (_, i) => `https://ash.example/${i}`),
  ...['https://docs.ash.example/', 'https://www.gum.example/', 'https://h.example'],
]
/** What comes up in each stretch for the first time: hosts to be resolved, paths of new hosts, paths of known ones, nothing new, no hosts. */
const fresh = [
  ['https://oak.ash.example/'],
  ['https://hazel.example/private/x', 'https://hazel.example/'],
  ['https://hazel.example/x.pdf', 'https://hazel.example/private/open/1'],
  [],
  ['nowhere at all', '', 'https:///'],
  ['https://late.ash.example/', 'https://robots.ash.example/art/1', 'https://robots.ash.example/'],
]
const stretchRows = 12_288
const rows = fresh.length * stretchRows

test('[Q1, Q3, Q4, O2, O5] a file marked in stretches: what comes up in any of them is resolved, and every row stands once, in order', async () => {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow'), threads: 2 })
  const list = (texts: readonly string[]) => `[${texts.map(literal).join(', ')}]`
  const path = join(folder, 'x.parquet')
  const known = fresh.map((_, at) => list([...urls, ...fresh.slice(0, at + 1).flat()]))
  await duck.run(
    `COPY (SELECT CAST(i AS INTEGER) AS id, u[1 + i // ${stretchRows}][1 + i * 7 % len(u[1 + i // ${stretchRows}])] AS url, d[1 + i // 10 % ${dates.length}] AS date
      FROM range(${rows}) t(i), (SELECT [${known.join(', ')}] AS u, ${list(dates)} AS d)) TO ${literal(path)} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  )
  const book = verdictBook(smallRulebook, question, profiles['as-of-crawl'], [])
  const engine = await sqlAudit(duck, book, {
    today: dayNumber(question.today!),
    written: outcomes,
    overflow: join(folder, 'overflow'),
    division: { range: 4096, stretch: stretchRows },
  })
  const { files } = await findInputs([path], { except: join(folder, 'out') })
  const file = files[0]!
  const source = await sqlSource(duck, file, {})
  const hostsPath = join(folder, 'hosts.parquet')
  const counted = await engine.count(source, file, ['allowed'], hostsPath)
  const { tally } = counted
  await counted.hosts
  const parts = { kept: ['allowed'], dropped: ['conditional', 'disallowed', 'unknown'] } as const
  for (const [name, wanted] of Object.entries(parts)) await counted.writePart(wanted, join(folder, `${name}.parquet`))
  await counted.writeSidecar(join(folder, 'side.parquet'))

  const plain = plainDecider(smallRulebook, question, profiles['as-of-crawl'])
  const cases = [...urls, ...fresh.flat()].flatMap((url) => dates.map((date) => ({ url, date, ...plain(url, date) })))
  writeFileSync(join(folder, 'plain.json'), JSON.stringify(cases))
  const columns = ['outcome', 'reason', 'service', 'rule', 'day']
  const read = (name: string) => `read_parquet(${literal(join(folder, `${name}.parquet`))}, file_row_number = true)`
  const differs = (one: string, other: string, prefix = '') =>
    columns.map((name) => `${one}.proviso_${name} IS DISTINCT FROM ${other}.${prefix}${name}`).join(' OR ')
  const types = ['url', 'date', ...columns].map((name) => `${name}: '${name === 'day' ? 'DATE' : 'VARCHAR'}'`)
  let all = 0
  for (const [name, wanted] of Object.entries(parts)) {
    const [[count, ids, disorder, wrong, strange, apart] = []] = await duck.rows(
      `SELECT count(*), count(DISTINCT p.id), count(*) FILTER (p.id < before), count(*) FILTER (${differs('p', 'c')}),
          count(*) FILTER (p.proviso_outcome NOT IN (${wanted.map(literal).join(', ')})), count(*) FILTER (s.row <> p.id OR ${differs('p', 's', 'proviso_')})
        FROM (SELECT *, lag(id) OVER (ORDER BY file_row_number) AS before FROM ${read(name)}) p
        JOIN read_json(${literal(join(folder, 'plain.json'))}, columns = {${types.join(', ')}}) c USING (url, date)
        JOIN ${read('side')} s ON CAST(s.id AS INTEGER) = p.id`,
    )
    expect([name, disorder, wrong, strange, apart].map(String)).toEqual([name, '0', '0', '0', '0'])
    expect(ids).toBe(count)
    all += Number(count)
    // few in every vector, so that DuckDB would let full ones pass
    if (name === 'kept') expect(Number(count)).toBeLessThan(rows / 5)
    const sums = tally.verdicts.filter(({ outcome }) => (wanted as readonly string[]).includes(outcome))
    expect(sums.reduce((sum, { records }) => sum + records, 0)).toBe(Number(count))
  }
  expect(all).toBe(rows)

  const [hostSums] = await duck.rows(
    `SELECT CAST(sum(records) AS INTEGER), count(*) FILTER (n <> records), count(DISTINCT key) = count(*) FROM read_parquet(${literal(temporaryPath(hostsPath))})
      JOIN (SELECT CASE WHEN starts_with(url, 'https://') THEN split_part(url, '/', 3) ELSE '/' || url END AS key, count(*) AS n FROM ${literal(path)} GROUP BY 1) USING (key)`,
  )
  expect(hostSums).toEqual([rows, '0', true])
  const months = tally.months.reduce((sum, { records }) => sum + records, 0)
  expect(months).toBe(rows)
  duck.close()
})
