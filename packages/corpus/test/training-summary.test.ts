import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { literal, openDuck } from '../src/duckdb.ts'
import type { AuditPlan } from '../src/plan.ts'
import { reportOf } from '../src/report.ts'
import {
  domainSizes,
  largestDomains,
  summaryMarkdown,
  textSizeClass,
  topShare,
  trainingSummary,
} from '../src/training-summary.ts'
import { planOf } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

test.each([
  [1234, false, 124],
  [1234, true, 62],
  [10, false, 1],
  [1, false, 1],
  [0, false, 0],
  [30_000, true, 1000],
])('[T1] of %i domains, small provider %s: %i', (domains, small, named) => expect(topShare(domains, small)).toBe(named))

test('[T2] those level with the last are named, too', () => {
  const all = [9, 5, 5, 5, ...Array.from({ length: 16 }, () => 1)].map((tokens, at) => ({
    domain: `d${at}.example`,
    records: 1,
    tokens,
  }))
  expect(largestDomains(all, false, 'tokens').map(({ tokens }) => tokens)).toEqual([9, 5, 5, 5])
  expect(largestDomains(all, false, 'records')).toHaveLength(20)
  expect(largestDomains([], true, 'tokens')).toEqual([])
})

test.each([
  [999_999_999, 'less than 1 billion tokens'],
  [1_000_000_000, '1 billion to 10 trillion tokens'],
  [10_000_000_000_000, '1 billion to 10 trillion tokens'],
  [10_000_000_000_001, 'more than 10 trillion tokens'],
])('[T3] %i tokens are %s', (tokens, name) => expect(textSizeClass(tokens)).toBe(name))

const pages = [
  ['https://ash.example/1', '2022-01-01', 100],
  ['https://www.ash.example.net/2', '2022-01-01', 50],
  ['https://ash.example/3', '2025-01-01', 1000],
  ['https://docs.ash.example/4', '2022-01-01', 7],
  ['https://nobody.example.co.uk/5', '2022-01-01', 9],
] as const

async function summarised(format: 'jsonl' | 'parquet', more: Partial<AuditPlan> = {}) {
  const folder = temporaryFolder()
  const lines = pages.map(([url, date, token_count]) => `${JSON.stringify({ url, date, token_count })}\n`).join('')
  writeFileSync(join(folder, 'x.jsonl'), lines)
  if (format === 'parquet') {
    const duck = await openDuck({ overflow: join(folder, 'overflow') })
    await duck.run(
      `COPY (SELECT * FROM read_json(${literal(join(folder, 'x.jsonl'))})) TO ${literal(join(folder, 'x.parquet'))} (FORMAT parquet)`,
    )
    duck.close()
  }
  const out = join(folder, 'out')
  const result = await audit(smallRulebook, planOf(more), { inputs: [join(folder, `x.${format}`)], out })
  const sizes = await domainSizes(out)
  return { sizes, summary: trainingSummary(reportOf(result, { rulebook: smallRulebook, command: 'x' }), sizes, false) }
}

describe.each(['jsonl', 'parquet'] as const)('%s', (format) => {
  test('[T5] only what was kept counts, by registrable domain', async () => {
    const { sizes } = await summarised(format)
    expect(sizes.toSorted((a, b) => b.tokens - a.tokens)).toEqual([
      { domain: 'ash.example', records: 2, tokens: 107 },
      { domain: 'example.net', records: 1, tokens: 50 },
    ])
    const { sizes: more } = await summarised(format, { keep: ['allowed', 'unknown'] })
    expect(more).toContainEqual({ domain: 'example.co.uk', records: 1, tokens: 9 })
  })
})

test('[T4] every field is filled or says what is missing', async () => {
  const { summary } = await summarised('jsonl')
  for (const { field, status, value, missing } of summary.fields) {
    expect([field, value === undefined]).toEqual([field, status === 'not-available'])
    expect([field, missing === undefined]).toEqual([field, status === 'filled'])
  }
  expect(new Set(summary.fields.map(({ section }) => section))).toEqual(
    new Set(['1.1', '1.2', '1.3', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '3.1', '3.2']),
  )
  const text = summaryMarkdown(summary)
  expect(text).toContain('less than 1 billion tokens (157 tokens kept)')
  expect(text).toContain('| ash.example | 2 | 107 |')
  expect(text).toContain('2022-01 to 2022-01')
  expect(text).toContain('2 of 2 registrable domains'.replace('2 of', '1 of'))
})

test('[T6] an audit that only counted names no domains', async () => {
  const { summary } = await summarised('jsonl', { mode: 'none' })
  expect(summary.domains).toEqual([])
  expect(summary.fields.find(({ field }) => field === 'Most relevant domain names')).toMatchObject({
    status: 'not-available',
  })
})

describe.each(['jsonl', 'parquet'] as const)('[T7] the measures, from %s', (format) => {
  const measuresOf = async (more: Partial<AuditPlan> = {}) => {
    const { summary } = await summarised(format, more)
    return summary.fields.find(({ section }) => section === '3.1')!.value as readonly string[]
  }

  test('how many records stayed unknown, and of whom nothing was read', async () => {
    const said = await measuresOf({ keep: ['allowed', 'conditional'] })
    expect(said[0]).toMatch(/^Looked up for use train-ai .*: 5 records, of which 1 stayed unknown\.$/)
    expect(said[1]).toBe('Left out: 1 record disallowed, 1 record unknown. Kept: allowed, conditional.')
    expect(said[2]).toBe(
      'Of 2 known services with records in the corpus, documents of 2 were read for reservations, of 0 none. For 1 of 4 hosts no service is known.',
    )
  })

  test('documents that the profile does not hear were not read for it', async () => {
    const said = await measuresOf({ profile: 'robots-only' })
    expect(said[0]).toContain(': 5 records, of which 5 stayed unknown.')
    expect(said[2]).toContain('documents of 1 were read for reservations, of 1 none.')
  })
})

test('a folder without an audit is an error', async () => {
  await expect(domainSizes(temporaryFolder())).rejects.toMatchObject({ issue: { code: 'not-an-audit' } })
})
