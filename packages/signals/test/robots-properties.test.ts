import { compilePathPattern, matchPath } from '@proviso/rights'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseContentSignal } from '../src/content-signal.ts'
import { readContentUsage } from '../src/content-usage.ts'
import { parseRobotsTxt, pathOfUrl, type RobotsProfile } from '../src/robots-txt.ts'
import { usagePreferences } from '../src/robots-usage.ts'

/** As many runs as usual, or as many as a long run asks for. */
const runs = (usual: number) => ({ numRuns: Math.max(usual, Number(process.env.FUZZ ?? 0)) })

const profiles: RobotsProfile[] = ['rfc9309', 'google']

const piece = fc.constantFrom(
  ...['User-agent', 'useragent', 'Disallow', 'Allow', 'disalow', 'Sitemap', 'License', 'Content-Usage'],
  ...['Content-Signal', 'Crawl-delay', 'DisallowAITraining', ':', ': ', ' ', '\t', '\v', '#', '\0', '\ufeff', '\n'],
  ...['\n', '\r', '\r\n', '*', '$', '/', '/a', '/*b', '/index.html', '%61', '%e3', 'é', '😀', '\ud800', 'GPTBot', 'a'],
  ...['train-ai=n', 'ai-train=no', ', ', '<html>', '?', 'x=1'],
)
const file = fc.array(piece, { maxLength: 60 }).map((all) => all.join(''))
const bytes = fc.oneof(
  file.map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 300 }),
)

/** All that can be asked of a file: nothing of it may throw, and every quote is where it says. */
function expectSound(body: Uint8Array, profile: RobotsProfile): void {
  const { value, statements, issues } = parseRobotsTxt(body, { profile, at: 'h.example' })
  const { text } = value
  const broken = statements.filter(
    ({ quote, start, end }) => quote !== text.slice(start, end) || start > end || quote === '',
  )
  expect(broken).toEqual([])
  expect(issues.length).toBeLessThanOrEqual(101)
  expect(issues.every(({ at, code }) => at === 'h.example' && code !== '')).toBe(true)
  for (const agent of ['GPTBot', 'a', '', '*']) {
    const rules = value.rulesFor(agent)
    const paths = ['/', '/a', '/index.html', '/%61?x=1', '/\ud800', '']
    const first = paths.map((path) => rules.ruleFor(path)?.line)
    expect(paths.map((path) => rules.ruleFor(path)?.line)).toEqual(first)
    for (const path of paths) {
      expect(rules.allows(path)).toBe(rules.ruleFor(path)?.allow ?? true)
      usagePreferences(value, agent, path)
    }
  }
  void [value.sitemaps, value.licences, value.authors, [...value.report()]]
}

describe('any robots.txt', () => {
  test.each(profiles)('[R1, R19, R20] of words of robots.txt or of any bytes, in %s', (profile) => {
    fc.assert(
      fc.property(bytes, (body) => expectSound(body, profile)),
      runs(1_000),
    )
  })

  test('[CU1, CU2, CS1] any field', () => {
    const fields = fc.oneof(file, fc.string({ unit: 'binary', maxLength: 200 }))
    fc.assert(
      fc.property(fields, (text) => {
        const { value, statements } = readContentUsage([text])
        expect(statements.length === 0 || value.parsed).toBe(true)
        parseContentSignal(text)
        pathOfUrl(text)
      }),
      runs(1_000),
    )
  })

  test('[R17] the report tells of every line, in order', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        const { value } = parseRobotsTxt(body)
        const lines = [...value.report()].map(({ line }) => line)
        const decoded = new TextDecoder('latin1').decode(value.bytes)
        expect(lines).toEqual(decoded.split(/\r\n|\r|\n/).map((_, at) => at + 1))
      }),
    )
  })
})

describe('laws', () => {
  const pattern = fc
    .array(fc.constantFrom('a', 'b', 'c', '/', '*', '?', '%61', '%2F', '%3A', ':', 'ab', 'abc'), { maxLength: 6 })
    .chain((all) => fc.constantFrom(`/${all.join('')}`, `/${all.join('')}$`))
  const rule = fc.record({ allow: fc.boolean(), pattern })
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c', '/', '?', '%61', '%2F', '%3A', ':'), { maxLength: 8 })
    .map((all) => `/${all.join('')}`)
  const write = (rules: readonly { allow: boolean; pattern: string }[]) =>
    `User-agent: *\n${rules.map((one) => `${one.allow ? 'Allow' : 'Disallow'}: ${one.pattern}`).join('\n')}`

  test('[R10, R12] the rule that decides is the one found by trying them all', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12 }), path, (rules, asked) => {
        const matching = rules
          .map(({ allow, pattern: text }, at) => ({ allow, line: at + 2, compiled: compilePathPattern(text) }))
          .filter(({ compiled }) => matchPath(compiled, asked))
        const most = Math.max(...matching.map(({ compiled }) => compiled.octets))
        const longest = matching.filter(({ compiled }) => compiled.octets === most)
        const decides = longest.find(({ allow }) => allow) ?? longest[0]
        const set = parseRobotsTxt(write(rules)).value.rulesFor('any')
        // the first few questions are answered by trying all, later ones by the tree
        for (let again = 0; again < 6; again++) {
          const found = set.ruleFor(asked)
          expect(found && { allow: found.allow, line: found.line }).toEqual(
            decides && { allow: decides.allow, line: decides.line },
          )
        }
      }),
      runs(2_000),
    )
  })

  test.each(profiles)('[R10] one more Disallow never opens a path, one more Allow never bars one, in %s', (profile) => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), rule, path, (rules, more, asked) => {
        const allows = (all: typeof rules) =>
          parseRobotsTxt(write(all), { profile }).value.rulesFor('any').allows(asked)
        const before = allows(rules)
        const after = allows([...rules, more])
        if (more.allow) expect(after || !before).toBe(true)
        else expect(before || !after).toBe(true)
      }),
    )
  })

  test.each(profiles)('[R10] the order of rules does not matter, in %s', (profile) => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), path, (rules, asked) => {
        const allows = (all: typeof rules) =>
          parseRobotsTxt(write(all), { profile }).value.rulesFor('any').allows(asked)
        expect(allows(rules.toReversed())).toBe(allows(rules))
      }),
    )
  })

  test.each(profiles)('[R1] line ends, case of keys and comments do not matter, in %s', (profile) => {
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 6 }),
        fc.constantFrom('\r', '\r\n', '\n\n', ' # x\n'),
        path,
        (rules, end, asked) => {
          const plain = write(rules)
          const other = plain.replaceAll('\n', end).replaceAll('low', 'LOW').replaceAll('User', 'uSER')
          const allows = (text: string) => parseRobotsTxt(text, { profile }).value.rulesFor('any').allows(asked)
          expect(allows(other)).toBe(allows(plain))
        },
      ),
    )
  })
})

describe('hostile files end', () => {
  const many = 100_000
  test.each<[what: string, body: string]>([
    ['stars', `User-agent: *\nDisallow: /${'*'.repeat(10_000)}`],
    ['stars and letters', `User-agent: *\n${`Disallow: /${'*a'.repeat(5_000)}b\n`.repeat(20)}`],
    [
      'user agents in one group',
      `${Array.from({ length: 30_000 }, (_, i) => `User-agent: a${i}`).join('\n')}\nDisallow: /`,
    ],
    ['one user agent in many groups', 'User-agent: GPTBot\nDisallow: /a\n'.repeat(15_000)],
    [
      'rules that begin alike',
      `User-agent: *\n${Array.from({ length: 20_000 }, (_, i) => `Disallow: /a${i}`).join('\n')}`,
    ],
    [
      'nested rules',
      `User-agent: *\n${Array.from({ length: 900 }, (_, i) => `Disallow: /${'a'.repeat(i)}`).join('\n')}`,
    ],
    ['empty lines', '\n'.repeat(many)],
    ['carriage returns', '\r'.repeat(many)],
    ['colons', ':\n'.repeat(many)],
    ['hashes', '#'.repeat(many)],
    ['wide characters', `User-agent: *\n${'Disallow: /é😀\n'.repeat(10_000)}`],
    ['usages', `User-agent: *\n${'Content-Usage: /a train-ai=n\n'.repeat(10_000)}`],
    ['managed blocks', '# BEGIN Cloudflare Managed content\n# END Cloudflare Managed content\n'.repeat(10_000)],
    ['managed blocks that do not end', '# BEGIN Cloudflare Managed content\n'.repeat(10_000)],
  ])('[R1] %s', (_, body) => {
    for (const profile of profiles) expectSound(new TextEncoder().encode(body), profile)
  })
})
