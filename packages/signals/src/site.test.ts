import { describe, expect, test } from 'vitest'
import { readCapture } from './capture.ts'
import { compareSite, type SaidBy, type SiteSource } from './site.ts'

const site = (files: Readonly<Record<string, string | number>>): SiteSource[] =>
  Object.entries(files).map(([file, body]) => ({
    file,
    reading: readCapture({
      file,
      host: 'q.example',
      ...(typeof body === 'string' ? { body: new TextEncoder().encode(body) } : { response: { status: body } }),
      ...(file === 'page.html' ? { response: { url: 'https://q.example/' } } : {}),
    }),
  }))
const compare = (files: Readonly<Record<string, string | number>>) => compareSite('q.example', site(files))
const outcome = (files: Readonly<Record<string, string | number>>, usage: string, agent?: string) =>
  compare(files).outcomes.find((one) => one.usage === usage && one.agent === agent)?.outcome
const places = (some: readonly SaidBy[]) => some.map(({ source, statement }) => `${source} ${statement.quote}`)

const reserved = '[{"location": "/open/", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]'
const barring = 'User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nDisallow: /drafts/\n'

describe('what it comes to', () => {
  test('[SI1] for who has not said a name and for each agent named', () => {
    expect(outcome({ 'robots.txt': barring }, 'crawl')).toBe('conditional')
    expect(outcome({ 'robots.txt': barring }, 'crawl', 'gptbot')).toBe('disallowed')
    expect(outcome({ 'tdmrep.json': reserved }, 'train-ai')).toBe('disallowed')
    expect(outcome({ 'tdmrep.json': reserved }, 'search')).toBe('unknown')
  })

  test('[SI1] the strictest over the files', () => {
    const page = '<link rel="license" href="https://creativecommons.org/publicdomain/zero/1.0/">'
    expect(outcome({ 'page.html': page }, 'train-ai')).toBe('allowed')
    expect(outcome({ 'page.html': page, 'tdmrep.json': reserved }, 'train-ai')).toBe('disallowed')
  })
})

describe('conflicts', () => {
  test('[SI2] files that differ on one path', () => {
    const { conflicts } = compare({ 'tdmrep.json': reserved, 'ai.txt': 'User-Agent: *\nAllow: *.txt' })
    expect(conflicts).toHaveLength(1)
    expect(conflicts[0]).toMatchObject({ usage: 'train-ai', path: '/x.txt', agents: [] })
    expect(places(conflicts[0]!.because)).toEqual(['tdmrep.json {"location": "/", "tdm-reservation": 1}'])
    expect(places(conflicts[0]!.otherwise)).toEqual(['ai.txt Allow: *.txt'])
  })

  test('[SI2] statements that never meet on a path are none', () => {
    const { conflicts } = compare({
      'tdmrep.json': '[{"location": "/a", "tdm-reservation": 1}]',
      'ai.txt': 'User-Agent: *\nAllow: /b/',
    })
    expect(conflicts).toEqual([])
  })

  test('[SI2] nor is one rule of a file that another supersedes', () => {
    expect(compare({ 'tdmrep.json': reserved }).conflicts).toEqual([])
    expect(compare({ 'robots.txt': 'User-agent: *\nDisallow: /\nAllow: /a\n' }).conflicts).toEqual([])
  })

  test('[SI3] what only some hear names them', () => {
    const { conflicts } = compare({
      'robots.txt': 'User-agent: *\nContent-Signal: ai-train=yes\n',
      'page.html': '<meta name="gptbot" content="noai">',
    })
    expect(conflicts.map(({ usage, agents }) => [usage, ...agents])).toEqual([['train-ai', 'gptbot']])
  })
})

test('[SI4] what was not read decides nothing', () => {
  expect(outcome({ 'tdmrep.json': 503 }, 'train-ai')).toBe('unknown')
})
