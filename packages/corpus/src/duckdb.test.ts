import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { duckIssue, openDuck } from './duckdb.ts'

test('[Q4] statements side by side take a thread each, and leave as many as there were, also when one fails', async () => {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow'), threads: 3 })
  const threads = "SELECT CAST(current_setting('threads') AS INTEGER)"
  await duck.runAll(
    [1, 2, 3].map((at) => `CREATE TABLE t${at} AS ${threads} AS threads`),
    async () => {},
  )
  expect(await duck.rows('FROM t1 UNION ALL FROM t2 UNION ALL FROM t3')).toEqual([[1], [1], [1]])
  expect(await duck.rows(threads)).toEqual([[3]])
  await expect(duck.runAll(['SELECT 1', "SELECT error('no')"], async () => {})).rejects.toThrow('no')
  expect(await duck.rows(threads)).toEqual([[3]])
  duck.close()
})

test('[Q4] statements for which there is no memory beside others are run again beside fewer; one that has none alone fails', async () => {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow'), threads: 4, memory: 400 })
  const longest = (at: number, rows: number) =>
    `CREATE OR REPLACE TABLE t${at} AS SELECT strlen(string_agg(repeat(chr(CAST(65 + (i + ${at}) % 50 AS INTEGER)), 1000), '')) AS bytes FROM range(${rows}) t(i)`
  const told: number[] = []
  await duck.runAll(
    Array.from({ length: 12 }, (_, at) => longest(at, 40_000)),
    async (at) => {
      told.push(at)
    },
  )
  expect(told).toEqual(Array.from({ length: 12 }, (_, at) => at))
  const all = told.map((at) => `FROM t${at}`).join(' UNION ALL ')
  expect(await duck.rows(`SELECT CAST(count(*) AS INTEGER), CAST(sum(bytes) AS DOUBLE) FROM (${all})`)).toEqual([
    [12, 480_000_000],
  ])
  const none = "SELECT error('Out of Memory Error: made up')"
  await expect(duck.runAll([longest(0, 1000), none, longest(1, 1000)], async () => {})).rejects.toThrow('made up')
  duck.close()
})

test.each([
  [
    'https://example.invalid/x.parquet',
    'Extension Autoloading Error: An error occurred while trying to automatically install the required extension \'httpfs\':\nFailed to download extension "httpfs" at URL "http://extensions.example/httpfs.duckdb_extension.gz"',
    'address-unreadable',
  ],
  [
    'http://example.invalid/x.parquet',
    "HTTP Error: HTTP GET error on 'http://example.invalid/x.parquet' (HTTP 404 Not Found)",
    'address-unreadable',
  ],
  [
    'https://example.invalid/x.parquet',
    'IO Error: Could not establish connection error for HTTP HEAD to ...',
    'address-unreadable',
  ],
  ['s3://bucket/x.parquet', 'Invalid Input Error: No magic bytes found at end of file', 'file-damaged'],
  ['/data/httpfs/x.parquet', 'Invalid Input Error: No magic bytes found at end of file', 'file-damaged'],
  ['/data/x.parquet', 'IO Error: No space left on device', 'disk-full'],
  ['/data/x.parquet', 'Out of Memory Error: could not allocate block', 'memory-used-up'],
  ['/data/x.parquet', 'Binder Error: no such column', undefined],
])('[E1] what DuckDB says of %s is named: %s', (at, message, code) => {
  expect(duckIssue(new Error(message), at)?.code).toBe(code)
})
