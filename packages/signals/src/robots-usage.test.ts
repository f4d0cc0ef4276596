import { describe, expect, test } from 'vitest'
import { parseRobotsTxt } from './robots-txt.ts'
import { type UsagePreferences, usagePreferences } from './robots-usage.ts'

const file = `User-agent: *
Allow: /
Disallow: /drafts/
Content-Usage: train-ai=n, ai-use=n
Content-Usage: /open/ train-ai=y
Content-Usage: /twice train-ai=y, search=y
Content-Usage: /%74wice train-ai=n
Content-Usage: /broken train-ai = y
Content-Usage: /bare
Content-Usage: /*.pdf$ search=n

User-agent: FooBot
Content-Usage: search=y

User-agent: BarBot
Disallow:
`

const bar = 'disallow'
const leave = 'allow'

describe('usage preferences of a path', () => {
  test.each<[rule: string, agent: string, path: string, expected: UsagePreferences]>([
    ['CU7', 'AnyBot', '/x', { 'train-ai': bar, 'ai-input': bar }],
    ['CU7', 'FooBot', '/x', { search: leave }],
    ['CU7', 'foobot', '/drafts/1', { search: leave }],
    ['CU7', 'BarBot', '/x', {}],
    ['CU8', 'AnyBot', '/open/1', { 'train-ai': leave }],
    ['CU8', 'AnyBot', '/twice', { 'train-ai': bar, search: leave }],
    ['CU8', 'AnyBot', '/broken', {}],
    ['CU8', 'AnyBot', '/bare', {}],
    ['CU8', 'AnyBot', '/x.pdf', { search: bar }],
    ['CU8', 'AnyBot', '/x.pdf?y', { 'train-ai': bar, 'ai-input': bar }],
    ['CU9', 'AnyBot', '/drafts/1', 'not-applicable'],
  ])('[%s] %s on %s', (_, agent, path, expected) =>
    expect(usagePreferences(parseRobotsTxt(file).value, agent, path)).toEqual(expected),
  )

  test('[CU7] a Content-Usage ends a list of user agents for itself, not for access', () => {
    const { value, statements } = parseRobotsTxt(
      'User-agent: A\nContent-Usage: train-ai=n\nUser-agent: B\nDisallow: /x',
    )
    expect(usagePreferences(value, 'A', '/')).toEqual({ 'train-ai': bar })
    expect(usagePreferences(value, 'B', '/')).toEqual({})
    expect(value.rulesFor('A').allows('/x')).toBe(false)
    expect(statements.map(({ usage, agents }) => [usage, agents])).toEqual([
      ['train-ai', ['a']],
      ['crawl', ['a', 'b']],
    ])
  })

  test('[CU8] a path of one octet is longer than none', () => {
    const { value } = parseRobotsTxt('User-agent: *\nContent-Usage: / train-ai=y\nContent-Usage: train-ai=n, search=n')
    expect(usagePreferences(value, 'AnyBot', '/')).toEqual({ 'train-ai': leave })
  })
})
