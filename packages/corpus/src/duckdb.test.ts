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
