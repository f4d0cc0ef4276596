import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { profiles } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { writesZstd } from '../src/bytes.ts'
import { literal, openDuck } from '../src/duckdb.ts'
import { unzipApart } from '../src/unzip-apart.ts'
import { plainDecider } from './plain-verdict.ts'
import { planOf, question } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

const run = (inputs: string[], out: string, plan = planOf()) => audit(smallRulebook, plan, { inputs, out })

const record = (type: string, uri: string | null, date: string, block: string) =>
  [
    `WARC/1.0`,
    `WARC-Type: ${type}`,
    ...(uri === null ? [] : [`WARC-Target-URI: ${uri}`]),
    `WARC-Date: ${date}`,
    `WARC-Record-ID: <urn:uuid:${block.length}>`,
    `Content-Length: ${Buffer.byteLength(block)}`,
    '',
    block,
    '',
    '',
  ].join('\r\n')

const info = record('warcinfo', null, '2022-05-05T00:00:00Z', 'software: a crawler')
const allowed = record('conversion', 'https://ash.example/1', '2022-05-05T00:00:00Z', 'text one, über')
const barred = record('conversion', '<https://ash.example/2>', '2025-05-05T00:00:00Z', 'WARC/1.0 inside')

test.each([
  ['plain', 'x.warc.wet', (text: string[]) => Buffer.from(text.join('')), (bytes: Buffer) => bytes.toString()],
  [
    'gzip',
    'x.warc.wet.gz',
    (text: string[]) => Buffer.concat(text.map((one) => gzipSync(one))),
    (bytes: Buffer) => gunzipSync(bytes).toString(),
  ],
])('[J6, Q2, O4] WARC and WET, %s', async (_, name, pack, unpack) => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, name), pack([info, allowed, barred]))
  const { files } = await run([join(folder, name)], join(folder, 'out'))
  expect(files[0]).toMatchObject({ status: 'done', issues: [] })
  const kept = unpack(readFileSync(join(folder, 'out/kept', name)))
  const head =
    'Proviso-Outcome: allowed\r\nProviso-Reason: stated\r\nProviso-Service: Ash\r\nProviso-Rule: Ash/Terms/AshTerms20200101\r\nProviso-Day: 2022-05-05\r\n'
  expect(kept).toBe(info + allowed.replace('\r\n\r\n', `\r\n${head}\r\n`))
  const dropped = unpack(readFileSync(join(folder, 'out/dropped', name)))
  expect(dropped.startsWith(info)).toBe(true)
  expect(dropped).toContain('WARC/1.0 inside')
  expect(dropped).toContain('Proviso-Outcome: disallowed')
})

test('[J7] a damaged WARC record is named and passed over', async () => {
  const folder = temporaryFolder()
  const noLength = barred.replace(/Content-Length: \d+\r\n/, '')
  writeFileSync(join(folder, 'x.warc'), `${allowed}garbage between\n${noLength}${allowed}${barred.slice(0, -12)}`)
  const { files } = await run([folder], join(folder, 'out'))
  expect(files[0]!.issues.map(({ code }) => code)).toEqual([
    'record-unreadable',
    'record-unreadable',
    'record-unreadable',
  ])
  expect(files[0]!.tally.verdicts.map(({ records }) => records)).toEqual([2])
})

test('[J5] a list of URLs stays one', async () => {
  const folder = temporaryFolder()
  writeFileSync(
    join(folder, 'urls.txt'),
    '# a list\nhttps://ash.example/1\t2022-05-05\r\nash.example\nhttps://docs.ash.example/\t2022-01-01\n\n',
  )
  await run([folder], join(folder, 'out'), planOf({ on: '2025-01-01' }))
  expect(readFileSync(join(folder, 'out/kept/urls.txt'), 'utf8')).toBe(
    'https://ash.example/1\t2022-05-05\nhttps://docs.ash.example/\t2022-01-01\n',
  )
  expect(readFileSync(join(folder, 'out/dropped/urls.txt'), 'utf8')).toBe('ash.example\n')
})

test('[Q2] Zstandard is read everywhere', async () => {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  await duck.run(
    `COPY (SELECT 'https://ash.example/' || i AS url, '2022-01-01' AS date FROM range(5000) t(i)) TO ${literal(join(folder, 'x.jsonl.zst'))} (FORMAT json, COMPRESSION zstd)`,
  )
  duck.close()
  const { files } = await run([join(folder, 'x.jsonl.zst')], join(folder, 'out'))
  expect(files[0]).toMatchObject({ status: 'done', compression: 'zstd', issues: [] })
  expect(files[0]!.tally.verdicts).toMatchObject([{ records: 5000 }])
  const kept = readFileSync(join(folder, 'out', files[0]!.parts[0]!))
  if (writesZstd) expect(kept.readUInt32LE(0)).toBe(0xfd2fb528)
  else expect(gunzipSync(kept).toString().split('\n')).toHaveLength(5001)
})

test('[O5] rows of a big Parquet file keep their order', async () => {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  await duck.run(
    `COPY (SELECT i, 'https://' || (CASE WHEN i % 3 = 0 THEN 'ash' WHEN i % 3 = 1 THEN 'docs.ash' ELSE 'h' || (i % 997) END) || '.example/' || i AS url, DATE '2021-06-01' + CAST(i % 1500 AS INTEGER) AS date FROM range(300000) t(i)) TO ${literal(join(folder, 'x.parquet'))} (FORMAT parquet, ROW_GROUP_SIZE 20000)`,
  )
  await run([join(folder, 'x.parquet')], join(folder, 'out'))
  for (const part of ['kept', 'dropped']) {
    const [[disorder, wrong] = []] = await duck.rows(
      `SELECT count(*) FILTER (i < before), count(*) FILTER (url NOT LIKE '%/' || i) FROM (SELECT i, url, lag(i) OVER (ORDER BY file_row_number) AS before FROM read_parquet(${literal(join(folder, 'out', part, 'x.parquet'))}, file_row_number = true))`,
    )
    expect([part, Number(disorder), Number(wrong)]).toEqual([part, 0, 0])
  }
  duck.close()
})

test.each([100, 10_000])('[O4] columns of a Parquet file keep their dictionaries, of up to %i values', async (most) => {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  const path = join(folder, 'x.parquet')
  await duck.run(
    `COPY (SELECT 'https://ash.example/' || i AS url, DATE '2022-01-01' + CAST(i % 90 AS INTEGER) AS date, 'place ' || (i * 7 % ${most}) AS place, i % ${most} AS number
      FROM range(122880) t(i)) TO ${literal(path)} (FORMAT parquet)`,
  )
  await run([path], join(folder, 'out'), planOf({ mode: 'kept' }))
  const encodings = (file: string) =>
    duck.rows(
      `SELECT path_in_schema, dictionary_page_offset > 0 FROM parquet_metadata(${literal(file)}) WHERE path_in_schema NOT LIKE 'proviso%' ORDER BY 1`,
    )
  const found = await encodings(join(folder, 'out', 'kept', 'x.parquet'))
  expect(found).toEqual(await encodings(path))
  expect(found.map(([, has]) => Boolean(has))).toEqual([true, true, true, false])
  duck.close()
})

describe('a Parquet file that is written in several pieces', () => {
  /** Texts of two kilobytes on two services, with row groups of a size of their own. */
  const write = async (path: string, rows: number) => {
    const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow') })
    await duck.run(
      `COPY (SELECT i AS id, 'https://' || (CASE WHEN i % 3 = 0 THEN 'ash' WHEN i % 3 = 1 THEN 'docs.ash' ELSE 'h' || (i % 997) END) || '.example/' || i AS url,
        DATE '2021-06-01' + CAST(i % 1500 AS INTEGER) AS date, repeat(md5('' || i), 64) AS text FROM range(${rows}) t(i))
        TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 6144)`,
    )
    return duck
  }

  test('[O5, O4, O2, O6] rows keep their order, bytes are the same on any number of threads, row groups are like those of the input', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'x.parquet')
    const rows = 160_000
    const duck = await write(path, rows)
    for (const threads of [1, 3])
      await audit(smallRulebook, planOf(), { inputs: [path], out: join(folder, `out${threads}`), threads })
    await run([path], join(folder, 'side'), planOf({ mode: 'sidecar' }))
    const [kept, dropped] = ['kept', 'dropped'].map((part) => join(folder, 'out3', part, 'x.parquet'))
    for (const part of [kept!, dropped!]) {
      expect(readFileSync(part).equals(readFileSync(part.replace('out3', 'out1')))).toBe(true)
      const [found] = await duck.rows(
        `SELECT count(*) FILTER (id < before), count(*) FILTER (url NOT LIKE '%/' || id OR text <> repeat(md5('' || id), 64))
          FROM (SELECT *, lag(id) OVER (ORDER BY file_row_number) AS before FROM read_parquet(${literal(part)}, file_row_number = true))`,
      )
      expect(found!.map(Number)).toEqual([0, 0])
      const [layout] = await duck.rows(
        `SELECT max(row_group_num_rows), count(DISTINCT row_group_id), any_value(compression) FROM parquet_metadata(${literal(part)})`,
      )
      // a group ends with the vector that fills it
      expect(Number(layout![0])).toBeGreaterThanOrEqual(6144)
      expect(Number(layout![0])).toBeLessThan(6144 + 2048)
      expect(layout![2]).toBe('ZSTD')
    }
    const side = join(folder, 'side/verdicts/x.parquet.parquet')
    const [against] = await duck.rows(
      `SELECT count(*), count(*) FILTER (s.row <> s.id OR s.proviso_outcome <> p.proviso_outcome OR s.proviso_rule IS DISTINCT FROM p.proviso_rule
          OR s.proviso_day IS DISTINCT FROM p.proviso_day)
        FROM read_parquet(${literal(side)}) s JOIN read_parquet([${literal(kept!)}, ${literal(dropped!)}]) p ON CAST(s.id AS BIGINT) = p.id`,
    )
    expect(against!.map(Number)).toEqual([rows, 0])
    // nothing is left of the pieces
    expect(readdirSync(join(folder, 'out3', '.audit')).sort()).toEqual(['files', 'hosts', 'plan.json'])
    duck.close()
  })

  test('[E1, O3] damage in one of them leaves neither a part nor a piece', async () => {
    const folder = temporaryFolder()
    const path = join(folder, 'x.parquet')
    const duck = await write(path, 160_000)
    const [[place] = []] = await duck.rows(
      `SELECT data_page_offset FROM parquet_metadata(${literal(path)}) WHERE path_in_schema = 'text' ORDER BY row_group_id DESC LIMIT 1`,
    )
    duck.close()
    const bytes = readFileSync(path)
    bytes.fill(0xff, Number(place), Number(place) + 40)
    writeFileSync(path, bytes)
    const out = join(folder, 'out')
    const { files } = await run([path], out)
    expect(files[0]).toMatchObject({ status: 'failed', issues: [{ code: 'file-damaged' }] })
    expect(readdirSync(join(out, 'kept'))).toEqual([])
    expect(existsSync(join(out, '.audit', 'overflow'))).toBe(false)
  })
})

test('[Q1] more hosts and odd dates than an appender holds at once are all resolved', async () => {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  await duck.run(
    `COPY (SELECT 'https://h' || i || '.docs.ash.example/' AS url, '2022-01-01 00:00:' || i AS date FROM range(230000) t(i)) TO ${literal(join(folder, 'x.parquet'))} (FORMAT parquet)`,
  )
  await duck.run(
    `COPY (SELECT 'https://docs.ash.example/' AS url, CAST(1640995200000 + i AS VARCHAR) || '.0' AS date FROM range(230000) t(i)) TO ${literal(join(folder, 'y.parquet'))} (FORMAT parquet)`,
  )
  duck.close()
  const { tally, files } = await run([folder], join(folder, 'out'), planOf({ mode: 'none', on: '2022-01-01' }))
  expect(files.map(({ issues }) => issues)).toEqual([[], []])
  expect(tally.verdicts.map(({ outcome, records }) => [outcome, records])).toEqual([['allowed', 460_000]])
  expect(tally.dates.read).toBeGreaterThan(230_000)
})

const dist = fileURLToPath(new URL('../dist/', import.meta.url))

test.skipIf(!existsSync(join(dist, 'audit.js')))(
  '[Q4] a stream is audited in little memory (needs `npm run build`)',
  () => {
    const folder = temporaryFolder()
    const line = `${JSON.stringify({ url: 'https://ash.example/', date: '2022-01-01', text: 'word '.repeat(2000) })}\n`
    writeFileSync(join(folder, 'x.jsonl.gz'), gzipSync(line.repeat(20_000)))
    writeFileSync(join(folder, 'rulebook.json'), JSON.stringify(smallRulebook))
    const script = fileURLToPath(new URL('killed-audit.mjs', import.meta.url))
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--max-old-space-size=64',
        '--max-semi-space-size=8',
        script,
        dist,
        join(folder, 'rulebook.json'),
        JSON.stringify(planOf({ mode: 'none' })),
        join(folder, 'out'),
        '0',
        join(folder, 'x.jsonl.gz'),
      ],
      { encoding: 'utf8' },
    )
    expect(status, stderr).toBe(0)
  },
)

test.each([
  ['parquet', 'kept'],
  ['parquet', 'parts'],
  ['csv', 'kept'],
  ['csv', 'parts'],
] as const)(
  '[Q1, Q3, O1, K3] %s, %s: rows that name no host, in a file whose hosts are known by then',
  async (format, mode) => {
    const folder = temporaryFolder()
    const duck = await openDuck({ overflow: join(folder, 'overflow') })
    const hosts = ['ash.example', 'www.ash.example', 'fir.example', 'nobody.example']
    const urls = hosts.flatMap((host) => [`https://${host}/1`, `http://${host}/2`])
    const hostless = ['not a host', 'https://exa mple.com/', 'mailto:x@ash.example']
    const rows = (all: readonly string[]) =>
      `(SELECT i AS id, ([${all.map(literal).join(', ')}])[1 + i % ${all.length}] AS url,
      CAST(DATE '2019-06-01' + CAST(i * 61 AS INTEGER) AS VARCHAR) AS date FROM range(200) t(i))`
    for (const [name, all] of [
      ['a', urls],
      ['b', [...urls, ...hostless]],
    ] as const)
      await duck.run(`COPY ${rows(all)} TO ${literal(join(folder, `${name}.${format}`))} (FORMAT ${format})`)
    const plan = planOf({ mode, keep: ['allowed', 'unknown'] })
    const { files } = await run([join(folder, `a.${format}`), join(folder, `b.${format}`)], join(folder, 'out'), plan)
    expect(files.map(({ status, issues }) => [status, issues])).toEqual([
      ['done', []],
      ['done', []],
    ])
    const decide = plainDecider(smallRulebook, question, profiles['as-of-crawl'])
    for (const name of ['a', 'b'])
      for (const part of mode === 'kept' ? ['kept'] : ['kept', 'dropped']) {
        const read = (path: string) =>
          format === 'csv' ? `read_csv(${literal(path)}, all_varchar = true)` : `read_parquet(${literal(path)})`
        const written = await duck.rows(
          `SELECT CAST(id AS INTEGER), proviso_outcome, proviso_reason, proviso_service, proviso_rule, CAST(proviso_day AS VARCHAR)
          FROM ${read(join(folder, 'out', part, `${name}.${format}`))}`,
        )
        const there = await duck.rows(
          `SELECT CAST(id AS INTEGER), url, CAST(date AS VARCHAR) FROM ${read(join(folder, `${name}.${format}`))}`,
        )
        const expected = there
          .map(([id, url, date]) => [id, ...Object.values(decide(url as string, date as string))])
          .filter(([, outcome]) => (outcome === 'allowed' || outcome === 'unknown') === (part === 'kept'))
        expect(expected.length).toBeGreaterThan(5)
        expect(written).toEqual(expected)
      }
    duck.close()
  },
)

test('[I1, O2] an address is read like a file, and one that is not there is named (needs the httpfs extension of DuckDB)', async ({
  skip,
}) => {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  const [[installed] = []] = await duck.rows(
    "SELECT installed FROM duckdb_extensions() WHERE extension_name = 'httpfs'",
  )
  const path = join(folder, 'pages.parquet')
  await duck.run(
    `COPY (SELECT i AS id, 'https://ash.example/' || i AS url, DATE '2019-06-01' + CAST(i AS INTEGER) AS date, i % 90 AS token_count FROM range(3000) t(i))
      TO ${literal(path)} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
  )
  duck.close()
  if (installed !== true) skip('DuckDB has no httpfs here, and fetching it needs the network')
  const bytes = readFileSync(path)
  const server = createServer(({ url, method, headers }, answer) => {
    if (url !== '/pages.parquet') return answer.writeHead(404).end()
    const [, from, to] = headers.range?.match(/(\d+)-(\d*)/) ?? []
    const piece = from === undefined ? bytes : bytes.subarray(Number(from), to ? Number(to) + 1 : undefined)
    answer.writeHead(from === undefined ? 200 : 206, {
      'content-length': piece.length,
      'accept-ranges': 'bytes',
      ...(from === undefined
        ? {}
        : { 'content-range': `bytes ${from}-${Number(from) + piece.length - 1}/${bytes.length}` }),
    })
    return answer.end(method === 'HEAD' ? undefined : piece)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  try {
    const { port } = server.address() as AddressInfo
    const address = (name: string) => `http://127.0.0.1:${port}/${name}`
    const { files } = await run([address('pages.parquet'), address('none.parquet')], join(folder, 'web'))
    expect(files.map(({ status, issues }) => [status, issues.map(({ code }) => code)])).toEqual([
      ['failed', ['address-unreadable']],
      ['done', []],
    ])
    await run([path], join(folder, 'here'))
    for (const part of ['kept', 'dropped'])
      expect(readFileSync(join(folder, 'web', part, `127.0.0.1:${port}`, 'pages.parquet'))).toEqual(
        readFileSync(join(folder, 'here', part, 'pages.parquet')),
      )
  } finally {
    server.closeAllConnections()
    server.close()
  }
})

test('[Q2, J3, O2] lines that a thread of its own decompresses are audited as they are without compression', async ({
  skip,
}) => {
  skip(unzipApart('nothing', () => {}) === undefined, 'only the sources are here')
  const hosts = ['ash.example', 'docs.ash.example', 'birch.example', 'nobody.example', 'www.ash.example']
  const days = ['2022-05-05', '2025-05-05', 'soon', '']
  const lines = Buffer.from(
    Array.from({ length: 40_000 }, (_, at) => {
      // noise, which stays as long as it is when it is packed
      const text = createHash('sha512').update(`${at}`).digest('base64')
      const url = `https://${at % 7 === 6 ? `h${at}.ash.example` : hosts[at % hosts.length]}/${at}`
      if (at % 9001 === 9000) return '{"url": broken'
      return JSON.stringify({
        text: text + text.slice(at % 40).toLowerCase(),
        url,
        date: days[at % days.length],
        'a b': 'é',
      })
    }).join('\n'),
  )
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'x.jsonl'), lines)
  const half = 3_000_001
  const packed = Buffer.concat([gzipSync(lines.subarray(0, half)), gzipSync(lines.subarray(half))])
  expect(packed.length).toBeGreaterThan(1 << 22)
  writeFileSync(join(folder, 'x.jsonl.gz'), packed)
  const plain = await run([join(folder, 'x.jsonl')], join(folder, 'plain'))
  const apart = await run([join(folder, 'x.jsonl.gz')], join(folder, 'apart'))
  expect(plain.tally.verdicts.length).toBeGreaterThan(5)
  expect(apart.tally).toEqual(plain.tally)
  expect(apart.hosts).toEqual(plain.hosts)
  expect(apart.files[0]!.issues.map(({ line }) => line)).toEqual([9001, 18_002, 27_003, 36_004])
  for (const part of ['kept', 'dropped']) {
    const expected = readFileSync(join(folder, 'plain', part, 'x.jsonl'))
    expect(expected.length).toBeGreaterThan(1 << 20)
    expect(gunzipSync(readFileSync(join(folder, 'apart', part, 'x.jsonl.gz'))).equals(expected)).toBe(true)
  }
})
