import { describe, expect, test } from 'vitest'
import type { Capture } from './capture-reader.ts'
import { signalsReader } from './signals-reader.ts'

const reader = signalsReader()
const response = (more: object = {}) => ({
  url: 'https://a.example/page',
  finalUrl: 'https://a.example/page',
  status: 200,
  headers: {},
  redirects: 0,
  startedAt: '2026-10-01T00:00:00Z',
  outcome: 'ok',
  ...more,
})
const read = (file: string, text: string | undefined, more: Partial<Capture> = {}) => {
  const { statements, unread } = reader.read({
    file,
    host: 'a.example',
    ...(text === undefined ? {} : { body: Buffer.from(text) }),
    ...more,
  })
  const said = statements.map(({ effect, usage, path, agents }) => [
    effect,
    usage,
    path ?? null,
    agents?.join() ?? null,
  ])
  return unread === undefined ? said : [...said, unread]
}

describe('signalsReader', () => {
  test('[G13] a robots.txt is read, groups and usages', () => {
    const said = read('robots.txt', 'User-agent: GPTBot\nDisallow: /\n')
    expect(said).toContainEqual(['disallow', 'crawl', '/', 'gptbot'])
    expect(said).toContainEqual(['disallow', 'train-ai', '/', 'gptbot'])
  })

  test.each([
    ['there is none', { status: 404 }, [['allow', 'crawl', null, null]]],
    ['it is forbidden', { status: 403 }, [['allow', 'crawl', null, null]]],
    ['the server failed', { status: 503 }, [['disallow', 'crawl', null, null], 'http-503']],
    [
      'nobody answered',
      { status: null, outcome: 'connect-timeout' },
      [['disallow', 'crawl', null, null], 'connect-timeout'],
    ],
    ['a page stands in its place', { outcome: 'soft-404' }, [['allow', 'crawl', null, null]]],
  ])('[G13] robots.txt, when %s', (_, ended, said) => {
    expect(read('robots.txt', 'User-agent: *\nDisallow: /', { response: response(ended) })).toEqual(said)
  })

  test('[G13] only the time was kept: the file counts', () => {
    expect(read('robots.txt', 'User-agent: *\nDisallow: /x')).toEqual([['disallow', 'crawl', '/x', null]])
  })

  test('[G13] Content-Usage by the vocabulary of the day', () => {
    expect(reader.era?.('2025-10-01')).not.toBe(reader.era?.('2026-10-01'))
  })

  test('[G14] other files', () => {
    expect(read('tdmrep.json', '[{"location":"/","tdm-reservation":1}]')).toEqual([['disallow', 'tdm', '/', null]])
    expect(read('ai.txt', 'User-Agent: *\nDisallow: /').length).toBeGreaterThan(0)
    expect(read('page.html', '<meta name="robots" content="noai">', { response: response() })[0]?.slice(0, 2)).toEqual([
      'disallow',
      'train-ai',
    ])
    const rsl =
      '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><prohibits type="usage">ai-train</prohibits></license></content></rsl>'
    expect(read('rsl.xml', rsl)).toContainEqual(expect.arrayContaining(['disallow', 'train-ai']))
  })

  test.each([
    ['404', { status: 404 }, []],
    ['410', { status: 410 }, []],
    ['soft 404', { outcome: 'soft-404' }, []],
    ['no reference', { outcome: 'not-referenced' }, []],
    ['403', { status: 403 }, ['http-403']],
    ['500', { status: 500 }, ['http-500']],
    ['a failure', { outcome: 'tls-error', status: null }, ['tls-error']],
  ])('[G14] ai.txt, %s', (_, ended, said) => {
    expect(read('ai.txt', 'User-Agent: *\nDisallow: /', { response: response(ended) })).toEqual(said)
  })

  test('[G14] a content of which nothing can be made is a gap', () => {
    expect(read('tdmrep.json', '{"location"')).toEqual(['malformed-json'])
    expect(read('rsl.xml', '<rsl')).toEqual(['malformed-xml'])
    expect(read('ai.txt', undefined)).toEqual(['no-body'])
  })
})
