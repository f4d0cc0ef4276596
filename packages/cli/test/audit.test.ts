import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

let home: string
beforeAll(async () => {
  home = await workspaceWith(harbour)
})
const run = (...args: string[]) => runMain(['audit', ...args], { PROVISO_HOME: home })

/** A corpus of four pages: two of Harbour, one before its terms were recorded, one of nobody known. */
function corpus(): string {
  const folder = temporaryFolder()
  const pages = [
    ['https://harbour.example/a', '2023-01-01', 100],
    ['https://www.pier.example/b', '2025-07-01', 200],
    ['https://harbour.example/c', '2020-01-01', 300],
    ['https://elsewhere.example/', '2025-01-01', 400],
  ]
  writeFileSync(
    join(folder, 'pages.jsonl'),
    pages.map(([url, date, token_count]) => `${JSON.stringify({ url, date, token_count })}\n`).join(''),
  )
  return folder
}

describe('proviso audit', () => {
  test('counts, writes both parts and a report, and says where it is', async () => {
    const folder = corpus()
    const out = join(folder, 'out')
    const ran = await run(folder, '--out', out)
    expect(ran.status).toBe(0)
    expect(ran.out.replaceAll(folder, '…')).toMatchInlineSnapshot(`
      "May the public train AI on it? obtained on the web, as-of-crawl

                        records           tokens
        ✓ allowed             0    0.0 %       0    0.0 %
        ~ conditional         0    0.0 %       0    0.0 %
        ✗ disallowed          2   50.0 %     300   30.0 %
        ? unknown             2   50.0 %     700   70.0 %
        total                 4  100.0 %   1,000  100.0 %
        kept (allowed)        0    0.0 %       0    0.0 %

        services decided most
          Harbour  3  disallowed 2, unknown 1

        why unknown
          no-service           1  No service in the rulebook speaks for the host.
          before-first-record  1  Obtained before the first record of the service’s
                                  documents.

        1 file · …/out/report.html
      "
    `)
    expect(readFileSync(join(out, 'dropped/pages.jsonl'), 'utf8').trim().split('\n')).toHaveLength(4)
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('<title>Audit: May the public train AI on it?')
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'))
    expect(report.command).toBe(`proviso audit ${folder} --out ${out}`)
    expect(report.counts.disallowed).toEqual({ records: 2, tokens: 300 })
  })

  test('a second run does nothing twice; --json prints the report', async () => {
    const folder = corpus()
    const args = [folder, '--out', join(folder, 'out'), '--write', 'none']
    await run(...args)
    expect((await run(...args)).out).toContain('1 done before')
    const { out } = await run(...args, '--json')
    expect(JSON.parse(out)).toMatchObject({ proviso: 'audit', total: { records: 4, tokens: 1000 } })
  })

  test('a corpus without dates is told what to do', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'hosts.csv'), 'url,tokens\nharbour.example,12\n')
    const { out } = await run(folder, '--out', join(folder, 'out'))
    expect(out).toContain('give the column with --date-column')
    const dated = await run(folder, '--out', join(folder, 'dated'), '--on', '2025-01-01')
    expect(dated.out).not.toContain('--date-column')
  })

  test('a file that cannot be read ends with status 1 and is named', async () => {
    const folder = corpus()
    writeFileSync(join(folder, 'broken.parquet'), 'PAR1 but no more')
    const { out, err, status } = await run(folder, '--out', join(folder, 'out'))
    expect(status).toBe(1)
    expect(err).toContain('file-damaged')
    expect(out).toContain('1 could not be read')
    expect(existsSync(join(folder, 'out/kept/broken.parquet'))).toBe(false)
  })

  test.each([
    ['input-missing', 1, ['nowhere.parquet']],
    ['conflicting-options', 2, ['.', '--keep', 'allowed,disallowed']],
    ['unknown-outcome', 2, ['.', '--keep', 'good']],
    ['unknown-output', 2, ['.', '--write', 'all']],
    ['unknown-format', 2, ['.', '--format', 'xml']],
    ['bad-number', 2, ['.', '--memory', 'much']],
    ['bad-date', 2, ['.', '--on', 'today']],
  ])('%s', async (code, status, args) => {
    const ran = await run(...args, '--out', join(temporaryFolder(), 'out'))
    expect(ran.err).toMatch(new RegExp(`^error ${code}: `))
    expect(ran.err).toMatchSnapshot()
    expect(ran.status).toBe(status)
  })
})
