import { describe, expect, test } from 'vitest'
import { parseRobotsTxt, type RobotsOptions } from './robots-txt.ts'

/** Statements in short: `effect usage path @agents #directive`. */
function said(file: string | Uint8Array, options?: RobotsOptions): string[] {
  return parseRobotsTxt(file, options).statements.map(({ effect, usage, path, agents, directive }) =>
    [effect, usage, path, agents && `@${agents.join(' @')}`, directive && `#${directive}`].filter(Boolean).join(' '),
  )
}

const codes = (file: string, options?: RobotsOptions) =>
  parseRobotsTxt(file, options).issues.map(({ code, line, column }) => [code, line, column].filter(Boolean).join(':'))

describe('statements', () => {
  test.each<[file: string, expected: string[]]>([
    ['User-agent: *\nDisallow: /a', ['disallow crawl /a']],
    ['User-agent: Nobody\nDisallow: /a\nAllow: /b', ['disallow crawl /a @nobody', 'allow crawl /b @nobody']],
    ['User-agent: GPTBot\nDisallow: /', ['disallow crawl / @gptbot', 'disallow train-ai / @gptbot']],
    ['User-agent: CCBot\nAllow: /', ['allow crawl / @ccbot', 'allow train-ai / @ccbot']],
    ['User-agent: OAI-SearchBot\nDisallow: /', ['disallow crawl / @oai-searchbot', 'disallow search / @oai-searchbot']],
    ['User-agent: ChatGPT-User\nDisallow: /', ['disallow crawl / @chatgpt-user', 'disallow ai-input / @chatgpt-user']],
    ['User-agent: Applebot-Extended\nDisallow: /', ['disallow train-ai / @applebot-extended']],
    [
      'User-agent: GPTBot\nUser-agent: AnyBot\nUser-agent: *\nDisallow: /',
      ['disallow crawl /', 'disallow crawl / @gptbot @anybot', 'disallow train-ai / @gptbot'],
    ],
    ['User-agent: GPTBot\nDisallow:', ['allow crawl @gptbot']],
    ['User-agent: GPTBot\nDisallow: nonsense', ['allow crawl @gptbot']],
    ['User-agent: GPTBot', ['allow crawl @gptbot']],
    ['User-agent: *\nDisallow:', ['allow crawl']],
    ['User-agent: *', []],
    ['User-agent: GPTBot\nDisallow:\nDisallow: /a', ['disallow crawl /a @gptbot', 'disallow train-ai /a @gptbot']],
    ['User-agent: a\nDisallowAITraining: /x', ['disallow train-ai /x @a #ai-training', 'allow crawl @a']],
    ['User-agent: *\nAllowAITraining: /x', ['allow train-ai /x #ai-training']],
    ['User-agent: *\nCrawl-delay: 5\nSitemap: /s\nHost: h', []],
    ['Disallow: /', []],
    ['', []],
  ])('[R16] %j', (file, expected) => expect(said(file).sort()).toEqual([...expected].sort()))

  test('[R16] in google what Google reads', () => {
    expect(said('Useragent GPTBot/1.0\nDisalow: /a', { profile: 'google' })).toEqual([
      'disallow crawl /a @gptbot',
      'disallow train-ai /a @gptbot',
    ])
  })

  test('[R19] a statement quotes its line, whatever stands before it', () => {
    const file = new TextEncoder().encode('\ufeff# é😀\r\nUser-agent: GPTBot # ü\r  Disallow: /café # no\n')
    const { statements, value } = parseRobotsTxt(file)
    expect(statements[0]).toMatchObject({ quote: 'Disallow: /café', path: '/caf%C3%A9' })
    expect(statements[0]?.section).toEqual(['User-agent: GPTBot', 'line 3'])
    for (const { quote, start, end } of statements) expect(value.text.slice(start, end)).toBe(quote)
  })

  test('[R19] bytes that are no UTF-8 keep their places', () => {
    const file = Uint8Array.from([...'User-agent: *\nDisallow: /a\xe9\xe8\nDisallow: /b'].map((c) => c.charCodeAt(0)))
    const { statements, value } = parseRobotsTxt(file)
    expect(statements.map(({ quote }) => quote)).toEqual(['Disallow: /a\ufffd\ufffd', 'Disallow: /b'])
    for (const { quote, start, end } of statements) expect(value.text.slice(start, end)).toBe(quote)
  })

  test('[R19] licences and sitemaps point elsewhere', () => {
    const { value } = parseRobotsTxt(
      'License: https://h.example/l.xml\nSitemap: https://h.example/s.xml\nUser-agent: GPTBot\nLicense: /g.xml\n',
    )
    expect(value.sitemaps).toEqual(['https://h.example/s.xml'])
    expect(value.licences).toEqual([
      { url: 'https://h.example/l.xml', line: 1, everyone: false, global: true },
      { url: '/g.xml', line: 4, agents: ['gptbot'], everyone: false, global: false },
    ])
    expect(value.licencesFor('GPTBot').map(({ line }) => line)).toEqual([4])
    expect(value.licencesFor('Other').map(({ line }) => line)).toEqual([1])
  })
})

describe('usages by their own lines', () => {
  test.each<[file: string, expected: string[]]>([
    ['User-agent: *\nContent-Usage: train-ai=n', ['disallow train-ai #content-usage']],
    [
      'User-agent: *\nContent-usage: /a train-ai=y, ai-use=n',
      ['allow train-ai /a #content-usage', 'disallow ai-input /a #content-usage'],
    ],
    ['User-agent: *\nContent-Usage: /only', []],
    ['User-agent: *\nContent-Usage: *.pdf train-ai=n', []],
    ['Content-Usage: train-ai=n\nUser-agent: *', []],
    [
      'User-agent: AnyBot\nDisallow: /b\nContent-Usage:train-ai=n # no',
      ['disallow crawl /b @anybot', 'disallow train-ai @anybot #content-usage'],
    ],
  ])('[CU7] %j', (file, expected) => expect(said(file)).toEqual(expected))

  test.each<[file: string, expected: string[]]>([
    [
      'User-agent: *\nContent-signal: search=yes, ai-train=no, use=reference',
      ['allow search #content-signal', 'disallow train-ai #content-signal'],
    ],
    ['User-agent: *\nContent-Signal: /a ai-input=no', ['disallow ai-input /a #content-signal']],
    ['User-agent: *\nContent-Signal: /a', []],
  ])('[CS2] %j', (file, expected) => expect(said(file)).toEqual(expected))

  test('[CS3] before the first group it is for everyone, less surely', () => {
    const { statements } = parseRobotsTxt('Content-Signal: ai-train=no\nUser-agent: *\nContent-Signal: search=no')
    expect(statements.map(({ usage, confidence }) => [usage, confidence])).toEqual([
      ['train-ai', 0.8],
      ['search', 1],
    ])
  })
})

describe('authors', () => {
  test('[R18] a managed block, and what stands outside it', () => {
    const file = [
      '# BEGIN Cloudflare Managed content',
      'User-agent: *',
      'Allow: /',
      '# END Cloudflare Managed Content',
      'User-agent: *',
      'Disallow: /',
    ].join('\n')
    const { value, statements, issues } = parseRobotsTxt(file)
    expect(value.authors).toEqual([{ author: 'Cloudflare', kind: 'managed', from: 1, to: 4, evidence: [1, 4] }])
    expect(statements.map(({ section }) => section.at(-1))).toEqual(['written by Cloudflare', 'line 6'])
    expect(issues.map(({ code, line }) => [code, line])).toEqual([['allow-undoes-disallow', 6]])
  })

  test.each([
    ['User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php', 'WordPress'],
    ['# START YOAST BLOCK\nUser-agent: *\nDisallow:\n# END YOAST BLOCK', 'Yoast SEO'],
    ['User-agent: *\nDisallow: /core/\nDisallow: /profiles/\nDisallow: /README.md', 'Drupal'],
    ['User-agent: *\nDisallow: /administrator/\nDisallow: /components/', 'Joomla'],
    ['User-agent: *\nDisallow: /wp-admin/', undefined],
    ['# BEGIN Cloudflare Managed content\nUser-agent: *\nAllow: /', undefined],
  ])('[R18] %j', (file, author) => expect(parseRobotsTxt(file).value.authors[0]?.author).toBe(author))
})

describe('the report', () => {
  const report = (file: string, profile: 'rfc9309' | 'google') => [...parseRobotsTxt(file, { profile }).value.report()]

  test('[R17] tells of every line what became of it', () => {
    const file =
      'User-Agent foo\n\n# c\nDisalow: /a # d\nprose of many words\nunicorn: /x\nCrawl-delay: 1\r\nContent-Usage: x\r'
    expect(report(file, 'google').map(({ line, tag }) => `${line} ${tag}`)).toEqual([
      '1 user-agent',
      '2 none',
      '3 none',
      '4 disallow',
      '5 none',
      '6 unknown',
      '7 unused',
      '8 unused',
      '9 none',
    ])
    expect(report(file, 'google')[0]).toMatchObject({ colonMissing: true, misspelled: false, comment: 'none' })
    expect(report(file, 'google')[1]).toMatchObject({ empty: true, comment: 'none' })
    expect(report(file, 'google')[2]).toMatchObject({ empty: false, comment: 'whole' })
    expect(report(file, 'google')[3]).toMatchObject({ misspelled: true, comment: 'trailing' })
    expect(report(file, 'google')[8]).toMatchObject({ empty: true })
    expect(report(file, 'rfc9309').map(({ tag }) => tag)).toEqual([
      'none',
      'none',
      'none',
      'unknown',
      'none',
      'unknown',
      'unused',
      'unused',
      'none',
    ])
  })

  test('[R17] a line is too long for Google alone', () => {
    const file = `Disallow: /${'a'.repeat(17_000)}`
    expect(report(file, 'google')[0]?.tooLong).toBe(true)
    expect(report(file, 'rfc9309')[0]?.tooLong).toBe(false)
    expect(report(file.slice(0, 16_663), 'google')[0]?.tooLong).toBe(false)
  })
})

describe('issues', () => {
  test.each<[file: string, profile: 'rfc9309' | 'google', expected: string[]]>([
    ['User-agent: *\nDisallow: /', 'rfc9309', []],
    ['', 'rfc9309', []],
    ['# nothing here\n', 'rfc9309', []],
    ['<!doctype html>\n<title>x</title>', 'rfc9309', ['not-robots']],
    ['Disallow: /', 'rfc9309', ['rule-before-group:1:1']],
    ['User-agent: Bot/2.0\nDisallow: /', 'rfc9309', ['invalid-product-token:1:1']],
    ['User-agent: *\n  Disallow: x', 'rfc9309', ['pattern-without-slash:2:3']],
    ['User-agent: *\nDisalow: /', 'rfc9309', ['unknown-directive:2:1']],
    ['User-agent: *\nDisalow: /', 'google', ['misspelled-directive:2:1']],
    ['User-agent: *\nDisallow /', 'google', ['missing-colon:2:1']],
    [`User-agent: *\nDisallow: /${'a'.repeat(17_000)}`, 'google', ['line-too-long:2:1']],
    ['User-agent: *\nContent-Usage: Train-AI=n', 'rfc9309', ['unparsable-content-usage:2:1']],
    ['User-agent: *\nContent-Usage: ai-train=n', 'rfc9309', ['label-of-content-signal:2:1']],
    ['User-agent: *\nContent-Usage: bots=n', 'rfc9309', ['legacy-label:2:1']],
    ['User-agent: *\nContent-Signal: train-ai=no', 'rfc9309', ['label-of-content-usage:2:1']],
    ['Content-Signal: ai-train=no', 'rfc9309', ['signal-before-group:1:1']],
    ['User-agent: *\nLicense: /l.xml', 'rfc9309', ['relative-licence:2:1']],
    [
      'User-agent: a\nContent-Usage: train-ai=n\nUser-agent: b\nDisallow: /',
      'rfc9309',
      ['content-usage-may-split-group:2:1'],
    ],
    ['User-agent: *\nAllow: /\nDisallow: /', 'rfc9309', ['allow-undoes-disallow:3:1']],
  ])('[R20] %j in %s', (file, profile, expected) => expect(codes(file, { profile })).toEqual(expected))

  test('[R20] at most a hundred, and how many more', () => {
    const { issues } = parseRobotsTxt(`User-agent: *\n${'wibble: 1\n'.repeat(150)}`)
    expect(issues).toHaveLength(101)
    expect(issues.at(-1)).toMatchObject({ code: 'more-issues', message: '50 more issues are not told' })
  })

  test('[R20] past the limit', () => {
    const long = `User-agent: *\nDisallow: /\n${'# comment\n'.repeat(60_000)}`
    expect(codes(long)).toEqual(['past-limit'])
    expect(codes(long, { profile: 'google' })).toEqual(['past-limit'])
  })
})
