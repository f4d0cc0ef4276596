import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type AuditOptions, audit } from '../src/audit.ts'
import { literal, openDuck } from '../src/duckdb.ts'
import { hardRecords } from './hard-records.ts'
import { planOf } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

const line = (record: object) => `${JSON.stringify(record)}\n`
const some = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) =>
    line({
      id: `i${from + at}`,
      url: `https://ash.example/${from + at}`,
      date: at % 2 ? '2022-01-01' : '2025-01-01',
      tokens: 3,
    }),
  )

async function parquet(
  path: string,
  rows: number,
  sql = `SELECT 'i' || i AS id, 'https://ash.example/' || i AS url, DATE '2022-01-01' AS date, 5 AS tokens FROM range(${rows}) t(i)`,
) {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow') })
  await duck.run(`COPY (${sql}) TO ${literal(path)} (FORMAT parquet, ROW_GROUP_SIZE 2048)`)
  duck.close()
}

function below(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => statSync(join(folder, name)).isFile() && !name.startsWith('.audit'))
    .sort()
}

const run = (inputs: string[], out: string, plan = planOf(), more: Partial<AuditOptions> = {}) =>
  audit(smallRulebook, plan, { inputs, out, ...more })

describe('what the world does', () => {
  test('[E1, M1] damaged files are named, the rest is audited, nothing half-written is left', async () => {
    const folder = temporaryFolder()
    const at = (name: string) => join(folder, name)
    writeFileSync(at('good.jsonl'), some(10).join(''))
    writeFileSync(
      at('broken-lines.jsonl'),
      `${some(2).join('')}{"url": "https://ash.example/", \nnot json\n\n${some(1).join('')}`,
    )
    const zipped = gzipSync(some(5000).join(''))
    writeFileSync(at('cut.jsonl.gz'), zipped.subarray(0, zipped.length - 200))
    writeFileSync(
      at('bad-member.jsonl.gz'),
      Buffer.concat([gzipSync(some(3).join('')), Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 7, 7, 7])]),
    )
    writeFileSync(at('empty.parquet'), '')
    writeFileSync(at('empty.jsonl'), '')
    await parquet(at('whole.parquet'), 5000)
    await parquet(at('truncated.parquet'), 5000)
    truncateSync(at('truncated.parquet'), statSync(at('truncated.parquet')).size - 500)
    await parquet(at('middle.parquet'), 20_000)
    const bytes = readFileSync(at('middle.parquet'))
    bytes.fill(0xff, 1000, bytes.length - 3000)
    writeFileSync(at('middle.parquet'), bytes)
    writeFileSync(at('no-url.csv'), 'title,words\na,b\n')
    writeFileSync(
      at('ragged.csv'),
      'url,date\nhttps://ash.example/,2022-01-01\nhttps://ash.example/,2022-01-01,too,many\n"https://ash.example/x",2022-01-01\n',
    )
    await parquet(at('no-rows.parquet'), 0)
    await parquet(
      at('nulls.parquet'),
      0,
      `SELECT CAST(NULL AS VARCHAR) AS url, CAST(NULL AS DATE) AS date FROM range(100)`,
    )
    const out = join(folder, 'out')
    const { files, tally } = await run([folder], out)
    const told = Object.fromEntries(
      files.map(({ name, status, issues, tally }) => [
        name,
        [
          status,
          issues.map(({ code, line }) => (line ? `${code}:${line}` : code)).join(' '),
          tally.verdicts.reduce((sum, { records }) => sum + records, 0),
        ],
      ]),
    )
    expect(told).toEqual({
      'good.jsonl': ['done', '', 10],
      'broken-lines.jsonl': ['done', 'record-unreadable:3 record-unreadable:4', 3],
      'cut.jsonl.gz': ['failed', 'file-damaged', 0],
      'bad-member.jsonl.gz': ['failed', 'file-damaged', 0],
      'empty.parquet': ['failed', 'file-empty', 0],
      'empty.jsonl': ['failed', 'file-empty', 0],
      'whole.parquet': ['done', '', 5000],
      'truncated.parquet': ['failed', 'file-damaged', 0],
      'middle.parquet': ['failed', 'file-damaged', 0],
      'no-url.csv': ['failed', 'no-url-column', 0],
      'ragged.csv': ['done', 'record-unreadable:3', 2],
      'no-rows.parquet': ['done', '', 0],
      'nulls.parquet': ['done', '', 100],
    })
    expect(tally.verdicts.reduce((sum, { records }) => sum + records, 0)).toBe(10 + 3 + 5000 + 2 + 100)
    const names = [
      'broken-lines.jsonl',
      'good.jsonl',
      'no-rows.parquet',
      'nulls.parquet',
      'ragged.csv',
      'whole.parquet',
    ]
    expect(below(out)).toEqual([...names.map((name) => `dropped/${name}`), ...names.map((name) => `kept/${name}`)])
  })

  test('[E1, R1] in a thread of its own a damaged file is named, the next is read, and a stop leaves nothing', async () => {
    const folder = temporaryFolder()
    const noise = Array.from({ length: 30_000 }, (_, at) =>
      line({
        url: `https://ash.example/${at}`,
        date: '2022-01-01',
        text: [1, 2, 3, 5, 7, 11].map((by) => Math.sin(at * by)).join(),
      }),
    )
    const zipped = gzipSync(noise.join(''))
    writeFileSync(join(folder, 'a.jsonl.gz'), zipped.subarray(0, zipped.length - 200))
    writeFileSync(join(folder, 'b.jsonl'), '{"words": 1}\n')
    writeFileSync(join(folder, 'c.jsonl.gz'), zipped)
    expect(zipped.length).toBeGreaterThan(2 ** 20)
    const out = join(folder, 'out')
    const { files } = await run([folder], out)
    expect(files.map(({ status, issues }) => [status, issues.map(({ code }) => code).join()])).toEqual([
      ['failed', 'file-damaged'],
      ['failed', 'no-url-column'],
      ['done', ''],
    ])
    expect(below(out)).toEqual(['dropped/c.jsonl.gz', 'kept/c.jsonl.gz'])
    const kept = gunzipSync(readFileSync(join(out, 'kept/c.jsonl.gz'))).toString()
    expect(kept).toBe(
      noise
        .join('')
        .replaceAll(
          '}\n',
          ',"proviso_outcome":"allowed","proviso_reason":"stated","proviso_service":"Ash","proviso_rule":"Ash/Terms/AshTerms20200101","proviso_day":"2022-01-01"}\n',
        ),
    )
    const stopping = new AbortController()
    let shown = 0
    const running = run([join(folder, 'c.jsonl.gz')], join(folder, 'stopped'), planOf(), {
      signal: stopping.signal,
      onProgress: () => ++shown === 2 && stopping.abort(),
    })
    await expect(running).rejects.toMatchObject({ issue: { code: 'audit-stopped' } })
    expect(below(join(folder, 'stopped'))).toEqual([])
  })

  test('[E2] a full disk ends the audit; with space it goes on and nothing is done twice', async ({ skip }) => {
    const disk = temporaryFolder()
    skip(
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status !== 0,
      'mounting a small file system needs root',
    )
    onTestFinished(() => void spawnSync('umount', ['-l', disk]))
    const folder = temporaryFolder()
    const noise = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        line({ url: `https://ash.example/${at}`, date: '2022-01-01', text: String(Math.sin(at)).repeat(40) }),
      ).join('')
    writeFileSync(join(folder, 'a.jsonl'), noise(500))
    writeFileSync(join(folder, 'b.jsonl'), noise(5000))
    await parquet(
      join(folder, 'c.parquet'),
      0,
      `SELECT 'https://ash.example/' || i AS url, DATE '2022-01-01' AS date, hash(i)::VARCHAR || hash(i + 1)::VARCHAR AS text FROM range(200000) t(i)`,
    )
    const out = join(disk, 'out')
    await expect(run([folder], out)).rejects.toMatchObject({ issue: { code: 'disk-full' } })
    expect(below(out)).toEqual(['dropped/a.jsonl', 'kept/a.jsonl'])
    rmSync(join(folder, 'b.jsonl'))
    await expect(run([folder], out)).rejects.toMatchObject({ issue: { code: 'disk-full' } })
    expect(below(out)).toEqual(['dropped/a.jsonl', 'kept/a.jsonl'])
    rmSync(join(folder, 'c.parquet'))
    expect((await run([folder], out)).resumed).toBe(1)
  })

  test.each(['a.jsonl.gz', 'a.parquet'])(
    '[E1] %s: a part of a file that was whole once does not outlive it',
    async (name) => {
      const folder = temporaryFolder()
      const input = join(folder, 'in', name)
      mkdirSync(join(folder, 'in'))
      if (name.endsWith('.gz')) writeFileSync(input, gzipSync(some(2000).join('')))
      else await parquet(input, 3000)
      const out = join(folder, 'out')
      await run([join(folder, 'in')], out)
      expect(below(out)).toEqual([`dropped/${name}`, `kept/${name}`])
      const whole = readFileSync(input)
      for (const size of [Math.floor(whole.length / 2), 0]) {
        truncateSync(input, size)
        const { files } = await run([join(folder, 'in')], out)
        expect(files).toMatchObject([{ status: 'failed', parts: [] }])
        expect(below(out)).toEqual([])
        writeFileSync(input, whole)
        await run([join(folder, 'in')], out)
      }
    },
  )

  test('[E1] a stream whose counts by host cannot be written leaves no part', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.jsonl'), some(10).join(''))
    const out = join(folder, 'out')
    await run([folder], out)
    const [hosts] = readdirSync(join(out, '.audit/hosts'))
    rmSync(join(out, '.audit/hosts', hosts!))
    // where the counts go stands a folder that is not empty
    mkdirSync(join(out, '.audit/hosts', hosts!, 'taken'), { recursive: true })
    writeFileSync(join(folder, 'a.jsonl'), some(11).join(''))
    await run([folder], out).catch(() => {})
    expect(below(out)).toEqual([])
  })

  test('[E3] ids that occur more than once', async () => {
    const folder = temporaryFolder()
    await parquet(
      join(folder, 'twice.parquet'),
      0,
      `SELECT 'i' || (i // 2) AS id, 'https://ash.example/' AS url FROM range(7) t(i)`,
    )
    const { files } = await run([folder], join(folder, 'out'), planOf(), { checkIds: true })
    expect(files[0]!.duplicates).toEqual({ ids: 3, rows: 3 })
  })

  test('[D4, D3] missing, unreadable and absurd dates are counted', async () => {
    const folder = temporaryFolder()
    const dates = [null, '2022-01-01', '1970-01-01', '2031-01-01', 'soon', '2022-02-30']
    writeFileSync(
      join(folder, 'dates.jsonl'),
      dates.map((date) => line({ url: 'https://ash.example/', date })).join(''),
    )
    await parquet(
      join(folder, 'dates.parquet'),
      0,
      `SELECT 'https://ash.example/' AS url, unnest([${dates.map((date) => (date === null ? 'NULL' : literal(date))).join(', ')}]) AS date`,
    )
    const { files } = await run([folder], join(folder, 'out'))
    expect(files.map(({ tally }) => tally.dates)).toEqual([
      { read: 1, missing: 1, unreadable: 2, absurd: 2 },
      { read: 1, missing: 1, unreadable: 2, absurd: 2 },
    ])
  })
})

describe('what is kept', () => {
  test.each([
    [['allowed'] as const, ['allowed']],
    [['allowed', 'conditional'] as const, ['allowed', 'conditional']],
    [['allowed', 'unknown'] as const, ['allowed', 'unknown']],
  ])('[O1, O2] keep %j', async (keep, expected) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'in.jsonl'), hardRecords.map(line).join(''))
    const out = join(folder, 'out')
    await run([folder], out, planOf({ keep }))
    const outcomes = (part: string) =>
      new Set(
        readFileSync(join(out, part, 'in.jsonl'), 'utf8')
          .trim()
          .split('\n')
          .map((text) => JSON.parse(text).proviso_outcome as string),
      )
    const all = ['allowed', 'conditional', 'disallowed', 'unknown']
    expect([...outcomes('kept')].sort()).toEqual(expected)
    expect([...outcomes('dropped')].sort()).toEqual(all.filter((outcome) => !expected.includes(outcome)))
  })

  test('[O6] a sidecar says the same as the parts, in order', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'in.jsonl'), hardRecords.map(line).join(''))
    const out = join(folder, 'out')
    await run([folder], out, planOf({ mode: 'sidecar' }))
    const verdicts = readFileSync(join(out, 'verdicts/in.jsonl.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text))
    expect(verdicts.map(({ id, row }) => [id, row])).toEqual(hardRecords.map(({ id }, row) => [id, row]))
    expect(Object.keys(verdicts[0])).toEqual([
      'id',
      'row',
      'proviso_outcome',
      'proviso_reason',
      'proviso_service',
      'proviso_rule',
      'proviso_day',
    ])
    expect(existsSync(join(out, 'kept'))).toBe(false)
  })

  test('[J4] an old verdict goes wherever it stands, and nothing else does', async () => {
    const folder = temporaryFolder()
    const old = { proviso_outcome: 'unknown', proviso_service: null, proviso_day: null }
    writeFileSync(
      join(folder, 'in.jsonl'),
      [
        line({ url: 'https://ash.example/', a: 1 }),
        line({ url: 'https://ash.example/', ...old, note: 'kept', inner: old }),
        'no json\n',
        line({ ...old, url: 'https://ash.example/' }),
      ].join(''),
    )
    const { files } = await run([folder], join(folder, 'out'), planOf({ on: '2022-01-01' }))
    expect(files[0]!.issues.map(({ code, line }) => [code, line])).toEqual([['record-unreadable', 3]])
    const written = readFileSync(join(folder, 'out/kept/in.jsonl'), 'utf8').trim().split('\n')
    expect(written.map((text) => text.replace(/,"proviso_outcome":"allowed".*/, '}'))).toEqual([
      '{"url":"https://ash.example/","a":1}',
      `{"url":"https://ash.example/","note":"kept","inner":${JSON.stringify(old)}}`,
      '{"url":"https://ash.example/"}',
    ])
  })

  test.each(['parquet', 'csv'])(
    '[O5, O2, Q4] rows of many threads keep their order, also where little memory is given: %s',
    async (format) => {
      const folder = temporaryFolder()
      const path = join(folder, `in.${format}`)
      const rows = 130_000
      const duck = await openDuck({ overflow: join(folder, 'overflow') })
      await duck.run(
        `COPY (SELECT i AS id, 'https://h' || i || CASE WHEN i % 5 = 0 THEN '.nobody.example/' ELSE '.ash.example/' END AS url,
          DATE '2015-01-01' + CAST(i % 4000 AS INTEGER) AS date FROM range(${rows}) t(i)) TO ${literal(path)} (FORMAT ${format}${format === 'csv' ? '' : ', ROW_GROUP_SIZE 4096'})`,
      )
      const bytes: Buffer[][] = []
      for (const [threads, memory] of [
        [1, 1000],
        [4, 1000],
        [2, 160],
      ] as const) {
        const out = join(folder, `out-${threads}-${memory}`)
        await run([path], out, planOf(), { threads, memory })
        const parts = ['kept', 'dropped'].map((part) => join(out, part, `in.${format}`))
        bytes.push(parts.map((part) => readFileSync(part)))
        let all = 0
        for (const part of parts) {
          const [[count, disorder] = []] = await duck.rows(
            `SELECT count(*), count(*) FILTER (id < before) FROM (SELECT CAST(id AS BIGINT) AS id, lag(CAST(id AS BIGINT)) OVER () AS before FROM ${literal(part)})`,
          )
          expect(disorder, part).toBe('0')
          all += Number(count)
        }
        expect(all).toBe(rows)
      }
      for (const parts of bytes)
        for (const [at, part] of parts.entries()) expect(part.equals(bytes[0]![at]!)).toBe(true)
      duck.close()
    },
  )

  test('[O4, J3, J4] auditing a part again replaces the verdict', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'in.jsonl'),
      line({ url: 'https://ash.example/', date: '2022-01-01', text: 'as it "is"', nested: { a: [1, 2.5] } }),
    )
    await parquet(join(folder, 'in.parquet'), 3)
    await run([folder], join(folder, 'one'))
    await run([join(folder, 'one', 'kept')], join(folder, 'two'))
    const [first, second] = ['one', 'two'].map((name) => readFileSync(join(folder, name, 'kept/in.jsonl'), 'utf8'))
    expect(second).toBe(first)
    expect(first).toBe(
      '{"url":"https://ash.example/","date":"2022-01-01","text":"as it \\"is\\"","nested":{"a":[1,2.5]},"proviso_outcome":"allowed","proviso_reason":"stated","proviso_service":"Ash","proviso_rule":"Ash/Terms/AshTerms20200101","proviso_day":"2022-01-01"}\n',
    )
    const duck = await openDuck({ overflow: join(folder, 'overflow') })
    const names = await duck.rows(
      `SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet(${literal(join(folder, 'two/kept/in.parquet'))}))`,
    )
    duck.close()
    expect(names.flat()).toEqual([
      'id',
      'url',
      'date',
      'tokens',
      'proviso_outcome',
      'proviso_reason',
      'proviso_service',
      'proviso_rule',
      'proviso_day',
    ])
  })
})

describe('going on', () => {
  const dist = fileURLToPath(new URL('../dist/', import.meta.url))

  test.skipIf(!existsSync(join(dist, 'audit.js')))(
    '[R1, O3] killed anywhere, the next run ends with the same bytes (needs `npm run build`)',
    async () => {
      const folder = temporaryFolder()
      const corpus = join(folder, 'corpus')
      mkdirSync(corpus)
      writeFileSync(join(corpus, 'a.jsonl'), some(50).join(''))
      await parquet(join(corpus, 'b.parquet'), 3000)
      writeFileSync(join(corpus, 'c.jsonl.gz'), gzipSync(some(50, 50).join('')))
      writeFileSync(join(folder, 'rulebook.json'), JSON.stringify(smallRulebook))
      const wanted = join(folder, 'wanted')
      const whole = await run([corpus], wanted)
      const script = fileURLToPath(new URL('killed-audit.mjs', import.meta.url))
      let killed = 0
      for (let step = 3; ; step += 7) {
        const out = join(folder, `out${step}`)
        const { signal, status, stderr } = spawnSync(
          process.execPath,
          [script, dist, join(folder, 'rulebook.json'), JSON.stringify(planOf()), out, String(step), corpus],
          { encoding: 'utf8' },
        )
        if (signal !== 'SIGKILL') {
          expect(status, stderr).toBe(0)
          break
        }
        killed += 1
        for (const name of existsSync(out) ? below(out) : [])
          if (!name.endsWith('.partial'))
            expect(
              readFileSync(join(out, name)).equals(readFileSync(join(wanted, name))),
              `${name}, step ${step}`,
            ).toBe(true)
        const again = await run([corpus], out)
        expect(below(out)).toEqual(below(wanted))
        for (const name of below(wanted))
          expect(readFileSync(join(out, name)).equals(readFileSync(join(wanted, name))), `${name}, step ${step}`).toBe(
            true,
          )
        expect(again.tally).toEqual(whole.tally)
      }
      expect(killed).toBeGreaterThan(3)
    },
    300_000,
  )

  test('[R1, R3] finished files are not done twice, unless they changed or a part is gone', async () => {
    const folder = temporaryFolder()
    for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.jsonl`), some(3).join(''))
    const out = join(folder, 'out')
    expect((await run([folder], out)).resumed).toBe(0)
    expect((await run([folder], out)).resumed).toBe(3)
    rmSync(join(out, 'kept', 'a.jsonl'))
    utimesSync(join(folder, 'b.jsonl'), 1e9, 1e9)
    expect((await run([folder], out)).resumed).toBe(1)
    expect(existsSync(join(out, 'kept', 'a.jsonl'))).toBe(true)
  })

  test('[R1] what is recorded of a file is what was counted; what another version recorded otherwise is done again', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.jsonl'), [...some(3), line({ id: 'u', url: 'https://elsewhere.example/' })].join(''))
    const out = join(folder, 'out')
    const first = await run([folder], out)
    const second = await run([folder], out)
    expect(second.resumed).toBe(1)
    expect(second.tally).toEqual(first.tally)
    const files = join(out, '.audit', 'files')
    for (const other of [{ tally: first.tally }, { written: undefined }]) {
      for (const name of readdirSync(files)) {
        const kept = JSON.parse(readFileSync(join(files, name), 'utf8'))
        writeFileSync(join(files, name), JSON.stringify({ ...kept, ...other }))
      }
      const third = await run([folder], out)
      expect([third.resumed, third.tally]).toEqual([0, first.tally])
    }
  })

  test('[R2] another question needs another folder, another day does not', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.jsonl'), some(3).join(''))
    const out = join(folder, 'out')
    await run([folder], out)
    await expect(run([folder], out, planOf({ keep: ['allowed', 'unknown'] }))).rejects.toMatchObject({
      issue: { code: 'output-of-another-audit' },
    })
    const later = planOf()
    const result = await run([folder], out, { ...later, question: { ...later.question, today: '2027-01-01' } })
    expect([result.resumed, result.today]).toEqual([1, '2026-01-01'])
    expect((await run([folder], out, planOf({ keep: ['allowed', 'unknown'] }), { restart: true })).resumed).toBe(0)
  })

  test('[R4] one audit at a time', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.jsonl'), some(3000).join(''))
    const out = join(folder, 'out')
    const both = await Promise.allSettled([run([folder], out), run([folder], out)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('[R5] parts of files that are not given any more are named', async () => {
    const folder = temporaryFolder()
    for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.jsonl`), some(3).join(''))
    const out = join(folder, 'out')
    expect((await run([folder], out)).issues).toEqual([])
    rmSync(join(folder, 'b.jsonl'))
    expect((await run([folder], out)).issues).toMatchObject([{ code: 'parts-of-others', at: out }])
    for (const part of ['kept', 'dropped']) rmSync(join(out, part, 'b.jsonl'), { force: true })
    expect((await run([folder], out)).issues).toEqual([])
  })

  test.each(['{"status":"done"}', '{"status":"done","tally":{"verdicts":[]},"parts":[]}', 'null', '7', '{'])(
    '[R3] a file whose record is %s is done again',
    async (record) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'a.jsonl'), some(3).join(''))
      const out = join(folder, 'out')
      const first = await run([folder], out)
      const [name] = readdirSync(join(out, '.audit/files'))
      writeFileSync(join(out, '.audit/files', name!), record)
      const again = await run([folder], out)
      expect([again.resumed, again.tally]).toEqual([0, first.tally])
    },
  )

  test('[R1] an audit that is stopped says so and leaves no part of the file at hand', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.jsonl'), some(20_000).join(''))
    const out = join(folder, 'out')
    const stopping = new AbortController()
    const running = run([folder], out, planOf(), { signal: stopping.signal, onProgress: () => stopping.abort() })
    await expect(running).rejects.toMatchObject({ issue: { code: 'audit-stopped' } })
    expect(below(out)).toEqual([])
  })
})

describe('inputs', () => {
  test('[I1, I3] files, folders and patterns, each file once, the output never', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'data/deep'), { recursive: true })
    for (const name of ['data/a.jsonl', 'data/deep/b.jsonl', 'data/.hidden.jsonl', 'data/_SUCCESS', 'data/notes.md'])
      writeFileSync(join(folder, name), some(1).join(''))
    const names = async (...inputs: string[]) =>
      (
        await run(
          inputs.map((input) => join(folder, input)),
          join(folder, 'data/out'),
          planOf({ mode: 'none' }),
          { restart: true },
        )
      ).files.map(({ path }) => path.slice(folder.length + 1))
    expect(await names('data')).toEqual(['data/a.jsonl', 'data/deep/b.jsonl'])
    expect(await names('data', 'data/a.jsonl', 'data/*.jsonl')).toEqual(['data/a.jsonl', 'data/deep/b.jsonl'])
    expect(await names('data/**/*.jsonl')).toEqual(['data/a.jsonl', 'data/deep/b.jsonl'])
    expect(await names('data/{a,z}.jsonl')).toEqual(['data/a.jsonl'])
    await expect(names('nowhere')).rejects.toMatchObject({ issue: { code: 'input-missing' } })
    await expect(names('data/*.nothing')).rejects.toMatchObject({ issue: { code: 'input-empty' } })
    const { issues } = await run([join(folder, 'data')], join(folder, 'data/out'), planOf({ mode: 'none' }), {
      restart: true,
    })
    expect(issues).toMatchObject([{ code: 'input-passed-over' }])
  })

  test('[I4] two inputs of one name keep parts of their own', async () => {
    const folder = temporaryFolder()
    for (const name of ['x', 'y']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'a.jsonl'), some(1).join(''))
    }
    const out = join(folder, 'out')
    await run([join(folder, 'x/a.jsonl'), join(folder, 'y/a.jsonl')], out, planOf({ mode: 'kept' }))
    expect(below(out)).toEqual(['kept/2/a.jsonl', 'kept/a.jsonl'])
  })

  test('[I2] bytes tell the compression, whatever the name', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'plain.jsonl.gz'), some(2).join(''))
    writeFileSync(join(folder, 'zipped.jsonl'), gzipSync(some(2).join('')))
    const { files } = await run([folder], join(folder, 'out'))
    expect(files.map(({ compression, status }) => [compression, status])).toEqual([
      ['none', 'done'],
      ['gzip', 'done'],
    ])
  })
})
