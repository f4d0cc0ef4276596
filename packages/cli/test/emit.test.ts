import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

test('proviso audit --emit spark FOLDER writes a job and audits nothing', async () => {
  const home = await workspaceWith(harbour)
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.jsonl'), '{"url":"https://harbour.example/","date":"2024-01-01"}\n')
  const run = (...args: string[]) => runMain(['audit', join(folder, 'a.jsonl'), ...args], { PROVISO_HOME: home })
  const { out, status } = await run('--emit', 'spark', join(folder, 'job'))
  expect([status, out.includes('README.md')]).toEqual([0, true])
  for (const name of ['job.py', 'plan.json', 'suffixes.parquet', 'segments.parquet', 'words.parquet'])
    expect(existsSync(join(folder, 'job', name))).toBe(true)
  expect((await run('--emit', 'spark')).err).toMatch(/^error option-missing-argument: /)
  expect((await run('--emit', 'flink', 'x')).err).toMatch(/^error unknown-engine: /)
  expect((await run('--engine', 'flink')).err).toMatch(/^error unknown-engine: /)
})
