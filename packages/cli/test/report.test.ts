import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

let home: string
let out: string
const run = (...args: string[]) => runMain(args, { PROVISO_HOME: home })
beforeAll(async () => {
  home = await workspaceWith(harbour)
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.jsonl'), '{"url":"https://nobody.example/","date":"2024-01-01","token_count":7}\n')
  out = join(folder, 'out')
  await run('audit', folder, '--out', out, '--keep', 'allowed,unknown')
})

describe('proviso report', () => {
  test.each([
    [['--format', 'text'], 'kept (allowed, unknown)'],
    [['--format', 'html'], '<!doctype html>'],
    [['--format', 'eu-training-summary'], '| nobody.example | 1 | 7 |'],
    [['--format', 'eu-training-summary', '--json'], '"metric":"tokens"'],
    [['--json'], '"proviso":"audit"'],
  ])('%j', async (args, expected) => {
    const ran = await run('report', out, ...args)
    expect(ran.status).toBe(0)
    expect(ran.out).toContain(expected)
  })

  test('report-of-before', async () => {
    const before = temporaryFolder()
    const made = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    const services = [{ service: 'Harbour', counts: made.counts }]
    writeFileSync(join(before, 'report.json'), JSON.stringify({ ...made, services }))
    const { err, status } = await run('report', before, '--format', 'html')
    expect(err).toMatch(/^error report-of-before: /)
    expect(status).toBe(1)
  })

  test('not-an-audit', async () => {
    const { err, status } = await run('report', temporaryFolder())
    expect(err).toMatch(/^error not-an-audit: /)
    expect(status).toBe(1)
  })
})
