import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { type Report, reportOf } from '../src/report.ts'
import { reportHtml } from '../src/report-html.ts'
import { planOf } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

const line = (host: string, date: string, tokens: number) =>
  `${JSON.stringify({ url: `https://${host}/`, date, token_count: tokens })}\n`

async function reported(names: readonly string[], command = 'proviso audit x'): Promise<Report> {
  const folder = temporaryFolder()
  const files: Record<string, string> = {
    'a.jsonl':
      line('ash.example', '2022-01-05', 10) +
      line('ash.example', '2025-01-05', 20) +
      line('nobody.example', '2022-02-01', 40),
    'b.jsonl':
      line('shared.example', '2023-05-01', 80) +
      line('ash.example', '2023-07-01', 160) +
      line('<script>alert(1)</script>', '2022-01-01', 1),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const result = await audit(smallRulebook, planOf({ mode: 'none' }), {
    inputs: names.map((name) => join(folder, name)),
    out: join(folder, 'out'),
  })
  return reportOf(result, { rulebook: smallRulebook, command })
}

describe('a report', () => {
  let report: Report
  beforeAll(async () => {
    report = await reported(['a.jsonl', 'b.jsonl'])
  })

  test('[P1, M1] four counts, always, that add up', () => {
    expect(report.counts).toEqual({
      allowed: { records: 1, tokens: 10 },
      conditional: { records: 1, tokens: 160 },
      disallowed: { records: 2, tokens: 100 },
      unknown: { records: 2, tokens: 41 },
    })
    expect([report.total, report.kept, report.dropped]).toEqual([
      { records: 6, tokens: 311 },
      { records: 1, tokens: 10 },
      { records: 5, tokens: 301 },
    ])
    for (const { counts } of report.profiles)
      expect(Object.values(counts).reduce((sum, { records }) => sum + records, 0)).toBe(6)
  })

  test('[C5] tokens are those of the column', () => expect(report.tokens).toBe('column'))

  test('[P3] profiles side by side', () => {
    expect(
      report.profiles.map(({ profile, counts }) => [profile, counts.allowed.records, counts.disallowed.records]),
    ).toEqual([
      ['as-of-crawl', 1, 2],
      ['as-of-today', 0, 4],
      ['strictest-ever', 0, 4],
    ])
  })

  test('[P5] clauses with their words and what they decided', () => {
    const ban = report.rules.find(({ service, counts }) => service === 'Ash' && counts.disallowed.records > 0)
    expect(ban).toMatchObject({
      terms: 'Terms',
      quote: 'What Ash/Terms says of <models> on 2024-02-01.',
      from: '2024-02-01',
      to: null,
      counts: { disallowed: { records: 1, tokens: 20 } },
    })
  })

  test('[P6, P9] why it is unknown, the hosts nobody speaks for, and the services of which something was read', () => {
    expect(report.undecided).toEqual([
      { reason: 'no-service', records: 1, tokens: 40 },
      { reason: 'no-host', records: 1, tokens: 1 },
    ])
    expect(report.hosts).toEqual({
      distinct: 3,
      ofNobody: 1,
      top: [{ key: 'nobody.example', records: 1, tokens: 40 }],
    })
    expect(report.services.map(({ service, read }) => [service, read])).toEqual([
      ['Ash', true],
      ['Cedar', true],
      ['Dogwood', true],
    ])
  })

  test('[P2, M2, V4] the order of files changes nothing but their list', async () => {
    const { files: _, ...other } = await reported(['b.jsonl', 'a.jsonl'])
    const { files: __, ...rest } = report
    expect(other).toEqual(rest)
  })

  describe('as a page', () => {
    let html: string
    beforeAll(() => {
      html = reportHtml(report)
    })

    test('[P8] words from outside are escaped', async () => {
      expect(html).toContain('What Ash/Terms says of &#60;models&#62; on 2024-02-01.')
      expect(html).not.toMatch(/<models>|<script/)
      const hostile = reportHtml({
        ...report,
        command: '<script>x</script>',
        files: [{ ...report.files[0]!, path: '"><img src=x onerror=y>' }],
      })
      expect(hostile).not.toMatch(/<script|<img/)
    })

    test('[P8] nothing is fetched and nothing runs', () => {
      expect(html).toContain("default-src 'none'")
      expect(html).not.toMatch(/<link|<script|@import|url\(/)
    })

    test('[P1, P3, P4, P7] what an officer files is on it', () => {
      for (const text of [
        'allowed',
        'conditional',
        'disallowed',
        'unknown',
        'as-of-crawl',
        'as-of-today',
        'strictest-ever',
        'proviso audit x',
        'PROVISO_NOW=2026-01-01',
        'nobody.example',
        'SHA-256',
      ])
        expect(html).toContain(text)
      expect(html).toContain('1 of 6 records, 10 of 311 tokens')
    })

    test('it is well formed', () => {
      const xml = html
        .replace('<!doctype html>', '')
        .replace(/<meta ([^>]*)>/g, '<meta $1/>')
        .replaceAll('<br>', '<br/>')
      expect(XMLValidator.validate(xml, { allowBooleanAttributes: true })).toBe(true)
    })
  })

  test('[P9] services of which nothing was read stand beside hosts of no service, the biggest first', async () => {
    const folder = temporaryFolder()
    const hosts = [
      ['nobody.example', 40],
      ['elm.example', 70],
      ['www.elm.example', 30],
      ['strange.example', 200],
      ['ash.example', 900],
    ] as const
    writeFileSync(join(folder, 'a.jsonl'), hosts.map(([host, tokens]) => line(host, '2023-01-01', tokens)).join(''))
    const result = await audit(smallRulebook, planOf({ mode: 'none' }), { inputs: [folder], out: join(folder, 'out') })
    const html = reportHtml(reportOf(result, { rulebook: smallRulebook, command: 'x' }))
    const [, list = ''] = html.split('The biggest of whom nothing was read')
    const rows = [...list.matchAll(/<tr><td>(.*?)<\/td><td>(.*?)<\/td>.*?>([\d,]+)<\/td><\/tr>/g)]
    expect(rows.slice(0, 3).map(([, ...cells]) => cells)).toEqual([
      ['strange.example', 'a service', '200'],
      ['Elm', 'its documents', '100'],
      ['nobody.example', 'a service', '40'],
    ])
    expect(list).toContain('listens to has been read: 1.')
    expect(list).toContain('Hosts for which no service is known: 2 of 5.')
    expect(html).not.toContain('would decide')
  })

  test('[P1] an empty corpus has a report, too', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'a.jsonl'), '\n')
    const result = await audit(smallRulebook, planOf(), { inputs: [folder], out: join(folder, 'out') })
    const empty = reportOf(result, { rulebook: smallRulebook, command: 'x' })
    expect(empty.total).toEqual({ records: 0, tokens: 0 })
    expect(reportHtml(empty)).toContain('0 of 0 records')
  })
})
