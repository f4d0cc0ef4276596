import { describe, expect, test } from 'vitest'
import { parseRobotsTxt, pathOfUrl, type RobotsProfile } from './robots-txt.ts'

/** Whether an agent may fetch a URL, in both profiles: `[rfc9309, google]`. */
function both(file: string | Uint8Array, agent: string, url: string): [boolean, boolean] {
  const allowed = (profile: RobotsProfile) =>
    parseRobotsTxt(file, { profile }).value.rulesFor(agent).allows(pathOfUrl(url))
  return [allowed('rfc9309'), allowed('google')]
}

const bytes = (...pieces: (string | number[])[]) =>
  Uint8Array.from(pieces.flatMap((piece) => (typeof piece === 'string' ? [...new TextEncoder().encode(piece)] : piece)))

const yes = true
const no = false

describe('lines', () => {
  test.each<[file: string, rfc: boolean, google: boolean]>([
    ['User-agent: a\nDisallow: /', no, no],
    ['User-agent: a\rDisallow: /', no, no],
    ['User-agent: a\r\nDisallow: /\r\n', no, no],
    ['User-agent: a\n\r\n\rDisallow: /', no, no],
    ['User-agent: a # me\nDisallow: / # all', no, no],
    ['  User-agent : a\t\n\tDisallow\t:\t/ ', no, no],
    ['User-agent: a\n#Disallow: /', yes, yes],
    ['User-agent: a\nDisallow: #/', yes, yes],
    ['User-agent: a\nDisallow:\v/', yes, no],
    ['User-agent: a\n\fDisallow: /', yes, no],
    ['User-agent: a\nDisallow: /\v', yes, no],
    ['User-agent: a\n: /\nDisallow: /', no, no],
    ['User-agent:a\nDisallow:/', no, no],
  ])('[R1] %j', (file, rfc, google) => expect(both(file, 'a', '/x')).toEqual([rfc, google]))

  const rules = 'User-agent: a\nDisallow: /'
  test.each<[Uint8Array, boolean, boolean]>([
    [bytes([0xef, 0xbb, 0xbf], rules), no, no],
    [bytes([0xef, 0xbb], rules), yes, no],
    [bytes([0xef], rules), yes, no],
    [bytes([0xbb, 0xbf], rules), yes, yes],
    [bytes([0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf], rules), yes, yes],
    [bytes('\n', [0xef, 0xbb, 0xbf], rules), yes, yes],
    [bytes([0xef, 0xbb, 0xbf]), yes, yes],
  ])('[R2] byte order marks %#', (file, rfc, google) => expect(both(file, 'a', '/x')).toEqual([rfc, google]))

  test('[R3] 500 KiB are read in rfc9309, more in google; a line that is cut is not', () => {
    const head = 'User-agent: a\n'
    const inside = 'Disallow: /in\n'
    const file = (fill: number) => `${head}${inside}${'#'.repeat(fill)}\nDisallow: /out\n`
    const over = file(512_000 - head.length - inside.length - 5)
    expect(both(over, 'a', '/in')).toEqual([no, no])
    expect(both(over, 'a', '/x')).toEqual([yes, yes])
    expect(both(over, 'a', '/out')).toEqual([yes, no])
    const robots = parseRobotsTxt(over).value
    expect(robots.truncated).toBe(true)
    expect(parseRobotsTxt(over, { profile: 'google' }).value.truncated).toBe(false)
    const fits = file(512_000 - head.length - inside.length - 'Disallow: /out\n'.length - 1)
    expect(fits.length).toBe(512_000)
    expect(parseRobotsTxt(fits).value.truncated).toBe(false)
    expect(both(fits, 'a', '/out')).toEqual([no, no])
    expect(both(`#${'x'.repeat(600_000)}\n${rules}`, 'a', '/x')).toEqual([yes, no])
  })

  test.each<[string, string, boolean, boolean]>([
    [`User-agent: a\nDisallow: /${'b'.repeat(16_651)}`, `/${'b'.repeat(16_651)}`, no, no],
    [`User-agent: a\nDisallow: /${'b'.repeat(16_652)}c`, `/${'b'.repeat(16_652)}`, yes, no],
    [`User-agent: a\nDisallow: /${'b'.repeat(16_652)}c`, `/${'b'.repeat(16_651)}`, yes, yes],
    [`User-agent: a\nDisallow:${' '.repeat(16_653)}/x`, '/y', yes, no],
    [`User-agent: a\nDisallow:${' '.repeat(16_653)}/x # ${'.'.repeat(20_000)}`, '/y', yes, no],
    ['User-agent: a\nDisallow: /x\0y', '/x', yes, no],
    ['User-agent: a\nDisallow: /x\0y # z', '/x', yes, no],
    ['User-agent: a\nDis\0allow: /', '/x', yes, yes],
    ['User-agent: a\0b\nDisallow: /', '/x', yes, no],
  ])('[R4] long lines and NUL %#', (file, url, rfc, google) => expect(both(file, 'a', url)).toEqual([rfc, google]))

  test.each<[key: string, rfc: boolean, google: boolean]>([
    ['disallow', no, no],
    ['DISALLOW', no, no],
    ['dIsAlLoW', no, no],
    ['Disallow ', no, no],
    ['Disallow-all', yes, no],
    ['Disallowed', yes, no],
    ['Dissallow', yes, no],
    ['dissalow', yes, no],
    ['disalow', yes, no],
    ['diasllow', yes, no],
    ['disallaw', yes, no],
    ['disallw', yes, yes],
    ['dis allow', yes, yes],
    ['desallow', yes, yes],
    ['noindex', yes, yes],
    ['\u0130disallow', yes, yes],
  ])('[R5] the key %j', (key, rfc, google) =>
    expect(both(`User-agent: a\n${key}: /`, 'a', '/x')).toEqual([rfc, google]),
  )

  test.each<[key: string, rfc: boolean, google: boolean]>([
    ['USER-AGENT', no, no],
    ['useragent', yes, no],
    ['user agent', yes, no],
    ['user-agents', yes, no],
    ['user\ragent', yes, yes],
    ['user_agent', yes, yes],
    ['usr-agent', yes, yes],
    ['agent', yes, yes],
  ])('[R5] the key %j', (key, rfc, google) => expect(both(`${key}: a\nDisallow: /`, 'a', '/x')).toEqual([rfc, google]))

  test('[R5] an Allow has no misspellings', () => {
    expect(both('User-agent: a\nDisallow: /\nAllowed: /x', 'a', '/x')).toEqual([no, yes])
    expect(both('User-agent: a\nDisallow: /\nAlow: /x', 'a', '/x')).toEqual([no, no])
  })

  test.each<[file: string, rfc: boolean, google: boolean]>([
    ['User-agent a\nDisallow /', yes, no],
    ['User-agent: a\nDisallow /', yes, no],
    ['User-agent: a\nDisallow\t/', yes, no],
    ['User-agent: a\nDisallow  \t /  ', yes, no],
    ['User-agent: a\nDisallow / # all', yes, no],
    ['User-agent: a\nDisallow / all', yes, yes],
    ['User-agent: a\nDisallow/', yes, yes],
    ['User-agent: a\nDisallow', yes, yes],
    ['User-agent: a\nDisallow /x:y', yes, yes],
  ])('[R6] %j', (file, rfc, google) => expect(both(file, 'a', '/x')).toEqual([rfc, google]))
})

describe('groups', () => {
  test.each<[file: string, agent: string, rfc: boolean, google: boolean]>([
    ['User-agent: a\nUser-agent: b\nDisallow: /', 'a', no, no],
    ['User-agent: a\n\n# c\n\nUser-agent: b\nDisallow: /', 'a', no, no],
    ['User-agent: a\nSitemap: /s\nCrawl-delay: 1\nUser-agent: b\nDisallow: /', 'a', no, no],
    ['User-agent: a\nAllow: /\nUser-agent: b\nDisallow: /', 'a', yes, yes],
    ['User-agent: a\nDisallow:\nUser-agent: b\nDisallow: /', 'a', yes, yes],
    ['User-agent: a\nDisallow: nonsense\nUser-agent: b\nDisallow: /', 'a', yes, yes],
    ['Disallow: /\nUser-agent: a\nAllow: /y', 'a', yes, yes],
    ['User-agent: a', 'a', yes, yes],
    ['', 'a', yes, yes],
  ])('[R7] %j for %s', (file, agent, rfc, google) => expect(both(file, agent, '/x')).toEqual([rfc, google]))

  test.each<[name: string, agent: string, rfc: boolean, google: boolean]>([
    ['GPTBot', 'gptbot', no, no],
    ['gptbot', 'GPTBot', no, no],
    ['GPTBot', 'GPTBot-News', yes, yes],
    ['GPTBot-News', 'GPTBot', yes, yes],
    ['GPTBot/1.0', 'GPTBot', yes, no],
    ['GPTBot 1.0', 'GPTBot', yes, no],
    ['Kangaroo Bot', 'Kangaroo', yes, no],
    ['Kangaroo Bot', 'Kangaroo Bot', no, yes],
    ['Bot2', 'Bot', yes, no],
    ['Büro', 'büro', no, yes],
    ['Büro', 'B', yes, no],
    ['Bot2', 'Bot2', no, yes],
    ['*', 'any', no, no],
    ['* ', 'any', no, no],
    ['* any', 'any', yes, no],
    ['*\tbot', 'other', yes, no],
    ['*bot', 'bot', yes, yes],
    ['', 'any', yes, yes],
    ['*', '', no, no],
  ])('[R8] User-agent: %j and %j', (name, agent, rfc, google) =>
    expect(both(`User-agent: ${name}\nDisallow: /`, agent, '/x')).toEqual([rfc, google]),
  )

  test('[R8] a name outside the grammar opens a group', () => {
    expect(both('User-agent: a\nAllow: /y\nUser-agent: b 2.0\nDisallow: /', 'a', '/x')).toEqual([yes, yes])
  })

  test.each<[file: string, agent: string, rfc: boolean, google: boolean]>([
    ['User-agent: a\nDisallow: /y\nUser-agent: *\nAllow: /\nUser-agent: a\nDisallow: /x', 'a', no, no],
    ['User-agent: *\nDisallow: /y\nUser-agent: a\nAllow: /\nUser-agent: *\nDisallow: /x', 'b', no, no],
    ['User-agent: *\nDisallow: /\nUser-agent: a\nAllow: /y', 'a', yes, yes],
    ['User-agent: *\nDisallow: /\nUser-agent: a\nDisallow:', 'a', yes, yes],
    ['User-agent: *\nDisallow: /\nUser-agent: a', 'a', yes, yes],
    ['User-agent: *\nUser-agent: a\nDisallow: /\nUser-agent: a\nAllow: /x', 'a', yes, yes],
    ['User-agent: *\nUser-agent: a\nDisallow: /\nUser-agent: a\nAllow: /x', 'b', no, no],
    ['User-agent: b\nDisallow: /', 'a', yes, yes],
  ])('[R9] %j for %s', (file, agent, rfc, google) => expect(both(file, agent, '/x')).toEqual([rfc, google]))
})

describe('rules', () => {
  test.each<[rules: string, path: string, rfc: boolean, google: boolean]>([
    ['Allow: /p\nDisallow: /', '/page', yes, yes],
    ['Allow: /p\nDisallow: /p', '/page', yes, yes],
    ['Disallow: /p\nAllow: /p', '/page', yes, yes],
    ['Allow: /page\nDisallow: /*.htm', '/page.htm', no, no],
    ['Allow: /p\nDisallow: /p*', '/page', no, no],
    ['Allow: /$\nDisallow: /', '/', yes, yes],
    ['Allow: /$\nDisallow: /', '/x', no, no],
    ['Allow: /folder\nDisallow: /folder', '/folder/page', yes, yes],
    ['Disallow: /abc\nAllow: /ab*', '/abcd', yes, yes],
    ['Disallow: /%61%61%61\nAllow: /aaaa', '/aaaa', yes, yes],
    ['Disallow: /ツ\nAllow: /*ttttt', '/%E3%83%84ttttt', no, no],
  ])('[R10] %j for %s', (rules, path, rfc, google) =>
    expect(both(`User-agent: *\n${rules}`, 'a', path)).toEqual([rfc, google]),
  )

  test('[R10] the rule that decides, with its line', () => {
    const { value } = parseRobotsTxt('User-agent: *\nDisallow: /a\n\nDisallow: /a\nAllow: /ab # x\nDisallow: /*c')
    const rules = value.rulesFor('any')
    expect(rules.group).toBe('everyone')
    expect(rules.ruleFor('/a')).toMatchObject({ allow: false, pattern: '/a', octets: 2, line: 2 })
    expect(rules.ruleFor('/abc')).toMatchObject({ allow: true, pattern: '/ab', octets: 3, line: 5 })
    expect(rules.ruleFor('/xc')).toMatchObject({ allow: false, pattern: '/*c', octets: 3, line: 6 })
    expect(rules.ruleFor('/x')).toBeUndefined()
  })

  test.each<[rule: string, path: string, rfc: boolean, google: boolean]>([
    ['*.gif$', '/a.gif', no, no],
    ['*.gif$', '/a.gif?x', yes, yes],
    ['x', '/x', yes, yes],
    ['$', '/', yes, yes],
    ['*', '/', no, no],
    ['/a b', '/a b', no, no],
    ['/a b', '/a%20b', yes, yes],
    ['', '/', yes, yes],
    ['/a$b', '/a$b', no, no],
    ['/a$b', '/a', yes, yes],
    ['http://h.example/x', '/x', yes, yes],
  ])('[R11] Disallow: %s and %s', (rule, path, rfc, google) =>
    expect(both(`User-agent: *\nDisallow: ${rule}`, 'a', path)).toEqual([rfc, google]),
  )

  test.each<[rule: string, path: string, rfc: boolean, google: boolean]>([
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84', no, no],
    ['/foo/bar/ツ', '/foo/bar/ツ', no, yes],
    ['/foo/bar/%e3%83%84', '/foo/bar/%E3%83%84', no, no],
    ['/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84', no, yes],
    ['/foo/bar/%62%61%7A', '/foo/bar/%62%61%7A', no, no],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz', no, yes],
    ['/foo/bar/baz', '/foo/bar/%62%61%7A', no, yes],
    ['/foo/bar?baz=https://foo.bar', '/foo/bar?baz=https%3A%2F%2Ffoo.bar', no, yes],
    ['/*?u=http%3A', '/go?u=http:', no, yes],
    ['/a%2Fb', '/a/b', yes, yes],
    ['/a%2fb', '/a%2Fb', no, no],
    ['/a-%2A', '/a-*', no, yes],
    ['/a-%2A', '/a-%2A', no, no],
    ['/%', '/%', no, no],
    ['/%4', '/%4', no, no],
    ['/%zé', '/%z%C3%A9', no, no],
    ['/robots.txt', '/robots.txt', yes, no],
  ])('[R12, R13] Disallow: %s and %s', (rule, path, rfc, google) =>
    expect(both(`User-agent: *\nDisallow: ${rule}`, 'a', path)).toEqual([rfc, google]),
  )

  test('[R13] octets that are no UTF-8 are octets', () => {
    const file = bytes('User-agent: *\nDisallow: /caf', [0xe9])
    expect(both(file, 'a', '/caf%E9')).toEqual([no, no])
    expect(both(file, 'a', '/caf%C3%A9')).toEqual([yes, yes])
  })

  test.each<[rules: string, path: string, rfc: boolean, google: boolean]>([
    ['Allow: /d/index.html\nDisallow: /', '/d/', no, yes],
    ['Allow: /d/index.html\nDisallow: /', '/d/index.html', yes, yes],
    ['Allow: /d/index.html\nDisallow: /', '/d/index.htm', no, no],
    ['Allow: /d/index.htm\nDisallow: /', '/d/', no, yes],
    ['Allow: /d/index.htmx?y\nDisallow: /', '/d/', no, yes],
    ['Allow: /d/index.html\nDisallow: /', '/d', no, no],
    ['Allow: /d/index.html\nDisallow: /', '/d/x', no, no],
    ['Allow: /index.html\nDisallow: /', '/', no, yes],
    ['Allow: /d/INDEX.html\nDisallow: /', '/d/', no, no],
    ['Allow: /index.html/d\nDisallow: /', '/', no, no],
    ['Allow: /d/index.html\nDisallow: /d/', '/d/', no, yes],
    ['Allow: /*/index.html\nDisallow: /', '/a/b/', no, yes],
    ['Disallow: /d/index.html', '/d/', yes, yes],
  ])('[R14] %j for %s', (rules, path, rfc, google) =>
    expect(both(`User-agent: *\n${rules}`, 'a', path)).toEqual([rfc, google]),
  )

  test.each([
    ['http://example.com/a/b?c=d#e', '/a/b?c=d'],
    ['http://example.com', '/'],
    ['http://example.com?a', '/?a'],
    ['http://example.com/;p', '/;p'],
    ['http://example.com;p', '/;p'],
    ['http://example.com#/a', '/'],
    ['http://example.com/#a', '/'],
    ['example.com/a', '/a'],
    ['//example.com/a', '/a'],
    ['//a/b/c', '/b/c'],
    ['/a', '/a'],
    ['/a?b=http://c/d', '/a?b=http://c/d'],
    ['', '/'],
    ['a', '/'],
    ['http://user@example.com:80/a', '/a'],
    ['http://example.com//', '//'],
    ['http://', '/'],
    ['http:///a', '/a'],
    ['http://a/b%20c', '/b%20c'],
    ['/a#b/c', '/a'],
    ['#', '/'],
  ])('[R15] %j is %j', (url, path) => expect(pathOfUrl(url)).toBe(path))
})
