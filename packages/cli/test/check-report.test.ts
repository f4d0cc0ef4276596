import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function checked(text: string, args: readonly string[] = []) {
  const file = join(temporaryFolder(), 'report.md')
  writeFileSync(file, text)
  return runMain(['check-report', file, ...args], { PROVISO_HOME: await workspaceWith(harbour) })
}

describe('check-report', () => {
  test('a claim is confirmed with the clause and where it stands', async () => {
    const { out, status } = await checked(
      'In June 2025 Harbour changed its developer agreement to ban AI model training.',
    )
    expect(status).toBe(0)
    expect(out).toContain('✓ CONFIRMED')
    expect(out).toContain('feed the Harbour Feed or Berth Data to a model')
    expect(out).toContain('in force since 2025-06-04')
  })

  test('what the record says otherwise, and what it does not know, are told apart', async () => {
    const { out } = await checked(
      'Harbour lets anyone train AI models under its developer terms. Nimbus Works bans scraping.',
    )
    expect(out).toContain('✗ CONTRADICTED')
    expect(out).toContain('? NOT ON RECORD')
    expect(out).toContain('the rulebook knows no such service')
  })

  test('what conditions alone confirm says so', async () => {
    const report = 'Harbour lets its partners train AI models on posts.'
    expect((await checked(report)).out).toContain('~ CONFIRMED, UNDER CONDITIONS')
    expect(JSON.parse((await checked(report, ['--json'])).out)).toMatchObject({
      verdict: 'confirmed',
      conditional: true,
    })
  })

  test('--json: one claim a line', async () => {
    const { out } = await checked('Harbour bans scraping. Pier trains its own AI models on posts.', ['--json'])
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ service, question, verdict }) => [service, question, verdict])).toEqual([
      ['Harbour', 'public.crawl.content', 'confirmed'],
      ['Harbour', 'operator.train-ai.content', 'confirmed'],
    ])
  })

  test('a report without claims, and one that is missing', async () => {
    expect((await checked('The tide came in.')).out).toContain('no claim')
    const missing = await runMain(['check-report', '/nowhere.md', '--json'], {
      PROVISO_HOME: await workspaceWith(harbour),
    })
    expect(missing.status).toBe(1)
    expect(JSON.parse(missing.err).error.code).toBe('file-missing')
  })
})
