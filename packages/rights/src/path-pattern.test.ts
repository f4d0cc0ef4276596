import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compilePathPattern, encodePath, matchEncodedPath, matchPath } from './path-pattern.ts'

const matches = (pattern: string, path: string) => matchPath(compilePathPattern(pattern), path)

describe('path patterns', () => {
  test.each<[pattern: string, path: string, expected: boolean]>([
    ['/', '/', true],
    ['/', '/any', true],
    ['/fish', '/fish/salmon', true],
    ['/fish', '/fishheads', true],
    ['/fish', '/Fish', false],
    ['/fish', '/catfish', false],
    ['/fish/', '/fish', false],
    ['/fish*', '/fish.html', true],
    ['/*.php', '/folder/a.php?x=1', true],
    ['/*.php', '/windows.PHP', false],
    ['/*.php$', '/folder/a.php', true],
    ['/*.php$', '/a.php?x', false],
    ['/*.php$', '/a.php.php', true],
    ['/fish*.php', '/fishheads/catfish.php?parameters', true],
    ['/a$b', '/a$b', true],
    ['/a$b', '/a', false],
    ['/$', '/', true],
    ['/$', '/a', false],
    ['/*$', '/a', true],
    ['/a*$', '/a', true],
    ['/a**b', '/aXb', true],
    ['*', '/', true],
    ['*.gif$', '/a.gif', true],
    ['/a*a$', '/a', false],
    ['/ab*ba$', '/aba', false],
    ['/$$', '/$', true],
    ['/$$', '/', false],
    ['', '/any', true],
    ['$', '/', false],
    ['fish', '/fish', false],
    ['/', '', true],
  ])('[N1] %j and %j: %j', (pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))

  test.each<[pattern: string, path: string, expected: boolean]>([
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84', true],
    ['/foo/bar/%E3%83%84', '/foo/bar/ツ', true],
    ['/foo/bar/%e3%83%84', '/foo/bar/%E3%83%84', true],
    ['/foo/%62%61%7A', '/foo/baz', true],
    ['/foo/baz', '/foo/%62%61%7A', true],
    ['/a%2Fb', '/a/b', false],
    ['/a%2fb', '/a%2Fb', true],
    ['/a%2', '/a%2x', true],
    ['/%zz', '/%zz', true],
    ['/%2D%2e%5F%7e', '/-._~', true],
    ['/\ud800', '/%EF%BF%BD', true],
    ['/😀', '/%F0%9F%98%80', true],
  ])('[N2] %j and %j: %j', (pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))

  test.each<[pattern: string, path: string, expected: boolean]>([
    ['/a-%2A.html', '/a-*.html', true],
    ['/a-%2A.html', '/a-%2a.html', true],
    ['/a-%2A.html', '/a-b.html', false],
    ['/foo-%24', '/foo-$', true],
    ['/foo-%24', '/foo-%24', true],
    ['/foo-%24', '/foo-', false],
    ['/foo-$x', '/foo-%24x', true],
    ['/*', '/%2A', true],
  ])('[N3] %j and %j: %j', (pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))

  test.each<[pattern: string, path: string, expected: boolean]>([
    ['/foo?baz=https://foo.bar', '/foo?baz=https%3A%2F%2Ffoo.bar', true],
    ['/foo?baz=https%3A%2F%2Ffoo.bar', '/foo?baz=https://foo.bar', true],
    ['/*http://', '/go?to=http://a.example', true],
    ['/*http%3A%2F%2F', '/go?to=http%3A%2F%2Fa.example', true],
    ['/*?*//', '/go?to=http%3A%2F%2Fa.example', true],
    ['/http://', '/http:%2F%2F', false],
    ['/a%3Fb', '/a?b', false],
    ['/a?x=1%26y', '/a?x=1&y', false],
  ])('[N4] %j and %j: %j', (pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))

  test.each([
    ['/', 1],
    ['', 0],
    ['/*.gif$', 7],
    ['/ツ', 10],
    ['/%E3%83%84', 10],
    ['/%62', 2],
    ['/%2a', 4],
    ['/a?b=%2F', 8],
  ])('[N5] %j has %d octets', (pattern, octets) => expect(compilePathPattern(pattern).octets).toBe(octets))

  const letters = (characters: string[]) =>
    fc.array(fc.constantFrom(...characters), { maxLength: 12 }).map((all) => `/${all.join('')}`)

  test('[N1] as a matcher that keeps every place the pattern may stand at', () => {
    fc.assert(
      fc.property(letters(['a', 'b', '*', '$']), letters(['a', 'b', '$']), (pattern, path) => {
        expect(matches(pattern, path)).toBe(matchesByPlaces(pattern, path))
      }),
      { numRuns: 2_000 },
    )
  })

  test('[N1] long literals are found as short ones are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (repeats, more) => {
        const literal = `${'ab'.repeat(repeats)}c`
        expect(matches(`/*${literal}$`, `/${'ab'.repeat(repeats + more)}c`)).toBe(true)
        expect(matches(`/*${literal}d`, `/${'ab'.repeat(repeats + more)}c`)).toBe(false)
      }),
    )
  })

  const pieces = [
    '/',
    '?',
    'a',
    '%61',
    '%2F',
    '%2f',
    ':',
    '%3A',
    '%',
    '%2A',
    '%24',
    'ツ',
    '%E3%83%84',
    '\ud800',
    '&',
    '%26',
  ]

  test('[N2, N3, N4] a path matches itself written as a pattern, however either is escaped', () => {
    fc.assert(
      fc.property(letters(pieces), (path) => {
        expect(matches(path, path)).toBe(true)
        expect(matches(`${path}$`, path)).toBe(true)
        // a lone % before an encoded digit comes to look like an escape once the digit is decoded
        if (/%(?![\da-f]{2})/i.test(path)) return
        const { path: encoded } = encodePath(path)
        expect(matches(path, encoded.replaceAll('*', '%2A').replaceAll('$', '%24'))).toBe(true)
      }),
    )
  })

  test('[N2] a path encoded before is matched as the path is', () => {
    fc.assert(
      fc.property(letters([...pieces, '*', '$']), letters(pieces), (text, path) => {
        const pattern = compilePathPattern(text)
        expect(matchEncodedPath(pattern, encodePath(path))).toBe(matchPath(pattern, path))
      }),
    )
  })

  test.each([
    ['stars', '*'.repeat(10_000), `/${'a'.repeat(10_000)}`, true],
    ['stars and letters', `/${'*a'.repeat(10_000)}b`, `/${'a'.repeat(20_000)}`, false],
    ['a long literal that nearly fits everywhere', `/*${'a'.repeat(50_000)}b`, `/${'a'.repeat(1_000_000)}`, false],
    ['escapes', `/${'%61'.repeat(100_000)}`, `/${'a'.repeat(100_000)}`, true],
    ['surrogates', `/${'\ud800'.repeat(100_000)}`, `/${'\ufffd'.repeat(100_000)}`, true],
  ])('[N1] hostile texts end: %s', (_, pattern, path, expected) => expect(matches(pattern, path)).toBe(expected))
})

/** The definition, slowly: after each character of the pattern, the set of places in the path it may have come to. */
function matchesByPlaces(pattern: string, path: string): boolean {
  let places = new Set([0])
  for (const [at, character] of [...pattern].entries()) {
    if (character === '$' && at === pattern.length - 1) return places.has(path.length)
    const next = new Set<number>()
    for (const place of places) {
      if (character === '*') for (let i = place; i <= path.length; i++) next.add(i)
      else if (path[place] === character) next.add(place + 1)
    }
    places = next
  }
  return places.size > 0
}
