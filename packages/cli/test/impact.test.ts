import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { temporaryFolder } from './temporary-folder.ts'

let home: string
let domains: string
beforeAll(async () => {
  home = await workspaceWith(harbour)
  domains = join(temporaryFolder(), 'domains.csv')
  writeFileSync(
    domains,
    'url,c4_tokens,dolma_tokens\nharbour.example,1000,2500000\nwww.pier.example,500,0\nelsewhere.example,998500,1\n',
  )
})
const run = (...args: string[]) => runMain(args, { PROVISO_HOME: home })

describe('proviso impact', () => {
  test('a service, by name or alias', async () => {
    const { out, status } = await run('impact', 'Pier', '--corpus', domains)
    expect(status).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "the corpus: c4 1.00 M, dolma 2.50 M

      Harbour  2 hosts · on 2026-01-01: web disallowed, api disallowed
        c4     1.50 k  0.15 %
        dolma  2.50 M  100.0 %
        2022-03-01  web  unknown → disallowed  c4 1.50 k, dolma 2.50 M
            first record: in force on that day or before
        2025-06-04  api  unknown → disallowed  c4 1.50 k, dolma 2.50 M
            Harbour bars outsiders from training AI models on its content
            https://github.com/example/quay-versions/commit/702bb305d06092ca00aee93e1c00e8837f8074f8
      "
    `)
  })

  test('one change, whatever it moved', async () => {
    const { out } = await run('impact', 'Harbour@2025-06-04', '--corpus', domains)
    expect(out).toContain('unknown → disallowed')
    expect(out).toContain('Harbour bars outsiders from training AI models on its content')
    expect(out).not.toContain('2022-03-01')
  })

  test('as JSON', async () => {
    const { out } = await run('impact', '--since', '2022-01-01', '--corpus', domains, '--channel', 'api', '--json')
    expect(JSON.parse(out)).toMatchObject({
      corpus: { c4_tokens: 1000000, dolma_tokens: 2500001 },
      impacts: [
        { service: 'Harbour', day: '2025-06-04', before: 'unknown', after: 'disallowed', size: { c4_tokens: 1500 } },
      ],
    })
  })

  test.each([
    ['missing-argument', 2, ['impact', '--corpus', 'x.csv']],
    ['missing-mandatory-option-value', 2, ['impact', 'Harbour']],
    ['unknown-service', 1, ['impact', 'Nobody', '--corpus', 'x.csv']],
    ['input-missing', 1, ['impact', 'Harbour', '--corpus', 'x.csv']],
    ['unknown-kind', 1, ['sources', 'Harbour', '--corpus', 'x.csv']],
  ])('%s', async (code, status, args) => {
    const ran = await run(...args)
    expect(ran.err).toMatch(new RegExp(`^error ${code}: `))
    expect(ran.err).toMatchSnapshot()
    expect(ran.status).toBe(status)
  })
})

test('proviso sources', async () => {
  const { out, status } = await run('sources', '--corpus', domains)
  expect(status).toBe(0)
  expect(out).toMatchInlineSnapshot(`
    "sources of every kind · today's answer, channel web

    ✓ allowed
      none

    ~ conditional
      none

    ? unknown
      none

    ✗ disallowed
                    c4    dolma
      Harbour   1.50 k   2.50 M
    "
  `)
})
