import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/small-collection.ts'
import { sight } from '../test/told.ts'
import { ArchiveError } from './archive-error.ts'
import { openRulebook, parseRulebook, type RulebookContent, writeRulebook } from './rulebook-file.ts'
import { signalTimeline } from './signal-timeline.ts'
import { timelineOf } from './timeline.ts'

const ban = { 'public.crawl.content': 'disallowed' } as const

function rulebook(): RulebookContent {
  const histories = ['X', 'X "y"', 'Zebra', 'Ärzte'].map((service) =>
    timelineOf(service, 'Developer Terms', [
      sight({
        on: '2024-01-01',
        says: { 'operator.train-ai.content': { position: 'conditional', conditions: ['opt-out'] } },
      }),
      sight({ on: '2024-05-01', says: [{ ...ban, scope: 'Europe' }] }),
      sight({ on: '2024-07-01', collection: 'b-versions', says: ban }),
      sight({ on: '2024-08-01', says: { unread: 'login-wall' } }),
      sight({ on: '2024-09-01', says: null }),
    ]),
  )
  const signals = ['X', 'Zebra'].flatMap((service) =>
    ['b.x.com', 'a.x.com'].map((host) => signalTimeline(service, looksAt(host))),
  )
  return {
    format: 2,
    reader: '1',
    inputs: 'abc',
    sources: [
      {
        archive: 'a-versions',
        head: 'ff',
        url: 'https://example.org/a',
        commitLink: 'https://example.org/a-versions/commit/',
      },
      { archive: 'b-versions', head: 'ee' },
    ],
    services: ['X', 'X "y"', 'Zebra', 'Ärzte'].map((name) => ({ name, aliases: [], hosts: ['x.com'] })),
    states: [...histories, ...signals].flatMap(({ states }) => states).sort(byDocument),
    unread: [...histories, ...signals].flatMap(({ unread }) => unread).sort(byDocument),
  }
}

const order = ({ service, terms, host = '', from }: { service: string; terms: string; host?: string; from: string }) =>
  [service, terms, host, from].join('\0')
const byDocument = (a: Parameters<typeof order>[0], b: Parameters<typeof order>[0]) => (order(a) < order(b) ? -1 : 1)

/** What a signals file may hold: paths, agents, directives, usages beside the standing questions, and a gap. */
function looksAt(host: string) {
  const said = (usage: 'crawl' | 'search', limits: object) => ({
    effect: 'disallow' as const,
    actor: 'public' as const,
    usage,
    asset: 'content' as const,
    conditions: [],
    quote: `${host} is disallowed`,
    start: 0,
    end: 10,
    section: ['line 1'],
    confidence: 1,
    ...limits,
  })
  return ['2025-01-01', '2025-02-01', '2025-03-01'].map((day, at) => ({
    observation: {
      collection: 'a-versions',
      commit: `${host}-${day}`,
      host,
      file: 'robots.txt' as const,
      path: `signals/${host}/robots.txt`,
      body: 'aa',
      response: null,
      recorded: `${day}T00:00:00Z`,
    },
    statements:
      at === 2
        ? []
        : [said('crawl', { path: `/${at}/`, agents: ['gptbot'] }), said('search', { directive: 'content-usage' })],
    ...(at === 2 ? { unread: 'unreachable' } : {}),
  }))
}

const written = async (content = rulebook(), options = {}) => {
  const path = join(temporaryFolder(), 'rulebook.ndjson')
  return { path, ...(await writeRulebook(path, content, options)) }
}

test('[B7] what is written is read back as it was', async () => {
  const content = rulebook()
  const { path } = await written(content)
  const { states, unread, services, sources, reader } = openRulebook(path).load()
  expect({ states, unread, services, sources, reader }).toEqual({
    states: content.states,
    unread: content.unread,
    services: content.services,
    sources: content.sources,
    reader: content.reader,
  })
})

test('[B7, V6] what reviews made is kept, also of silence, and a file without reviews has no trace of them', async () => {
  const content = rulebook()
  const review = { verdict: 'reject', read: { position: 'allowed', conditions: [] }, by: 'Ada' } as const
  const states = content.states.map((state) => ({
    ...state,
    positions: {
      ...state.positions,
      'public.crawl.content': { ...state.positions['public.crawl.content'], review },
      'partner.train-ai.content': { ...state.positions['partner.train-ai.content'], review },
    },
  }))
  const file = openRulebook((await written({ ...content, states, reviews: 2 })).path)
  expect(file.load().states).toEqual(states)
  expect(file.reviews).toBe(2)
  const { path } = await written(content)
  expect(readFileSync(path, 'utf8')).not.toContain('review')
  expect(openRulebook(path).reviews).toBe(0)
})

test('[B1, B6] a service is read without the others, whose lines may be anything', async () => {
  const content = rulebook()
  const { path } = await written(content)
  const text = readFileSync(path, 'utf8').replace(/^(\["Zebra","state").*$/gm, '$1, not JSON')
  writeFileSync(path, text)
  const file = openRulebook(path)
  for (const name of ['X', 'X "y"', 'Ärzte']) {
    const { states, unread } = file.load([name])
    expect(states).toEqual(content.states.filter(({ service }) => service === name))
    expect(unread).toEqual(content.unread.filter(({ service }) => service === name))
  }
  expect(file.load(['nobody']).states).toEqual([])
  expect(() => file.load(['Zebra'])).toThrow(ArchiveError)
})

test('[B6] services are found among others, whatever their names, and those without documents are none', async () => {
  const names = ['A', 'A"', 'A\\', 'A\\"', 'A\n', 'A,', 'Ä', '["A"']
  const states = names.flatMap((name) => timelineOf(name, 'Terms', [sight({ on: '2024-01-01', says: ban })]).states)
  const { path } = await written({ ...rulebook(), states, unread: [] })
  const file = openRulebook(path)
  for (const name of names) expect(file.load([name]).states.map(({ service }) => service)).toEqual([name])
  const some = file.load(['nobody', ...names, 'A', 'B', 'a']).states.map(({ service }) => service)
  expect(some).toEqual([...names].sort())
})

test('[B2] a file that breaks off inside a line is damaged, whichever service is asked for', async () => {
  const { path } = await written()
  const text = readFileSync(path, 'utf8')
  for (const cut of [1, 2, 30, 400]) {
    expect(codeOf(() => parseRulebook(Buffer.from(text.slice(0, -cut)), path).load(['X']))).toEqual([
      'rulebook-damaged',
      text.slice(0, -cut).split('\n').length,
    ])
  }
})

test('[B1, B6] lines of others may break off, and be short', async () => {
  const { path } = await written()
  const broken = readFileSync(path, 'utf8').replace(/^\["X \\"y\\"","(?:statement|state|unread)".*$/gm, '["X')
  const { states } = parseRulebook(Buffer.from(`${broken}[]\n`), path).load(['Zebra', 'Ärzte'])
  expect(states).toEqual(openRulebook(path).load(['Zebra', 'Ärzte']).states)
})

test('[B3] equal rulebooks give equal bytes, in whatever order they were put together', async () => {
  const content = rulebook()
  const turned = {
    ...content,
    sources: [...content.sources].reverse(),
    services: [...content.services].reverse(),
    states: [...content.states].reverse(),
    unread: [...content.unread].reverse(),
  }
  const [a, b] = [await written(content), await written(turned)]
  expect(readFileSync(b.path)).toEqual(readFileSync(a.path))
})

test('[B4] a pointers-only rulebook holds no quotes', async () => {
  const { path } = await written(rulebook(), { pointersOnly: true })
  const file = openRulebook(path)
  const evidence = file
    .load(['X'])
    .states.flatMap(({ positions }) => positions['public.crawl.content'].statements)[0]?.evidence
  expect(readFileSync(path, 'utf8')).not.toContain('is disallowed')
  expect(file.quotes).toBe(false)
  expect(evidence).toMatchObject({
    quoteHash: expect.stringMatching(/^[0-9a-f]{16}$/),
    section: ['1', '(a)'],
    url: expect.any(String),
  })
  expect(evidence).not.toHaveProperty('quote')
})

test('[B5] the hash of the content is known', async () => {
  const { path, sha256, bytes } = await written()
  expect(openRulebook(path).sha256()).toBe(sha256)
  expect(readFileSync(path)).toHaveLength(bytes)
})

const codeOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (error instanceof ArchiveError) return [error.issue.code, error.issue.line]
    throw error
  }
  return null
}

test.each<[what: string, change: (text: string) => string, code: string, line: number]>([
  ['an older format', (text) => text.replace('"format":2', '"format":1'), 'rulebook-format', 1],
  ['a newer format', (text) => text.replace('"format":2', '"format":3'), 'rulebook-format', 1],
  ['another file', () => '{"hello":1}\n', 'rulebook-damaged', 1],
  ['no file at all', () => '', 'rulebook-damaged', 1],
  ['half a file', (text) => text.slice(0, text.length - 20), 'rulebook-damaged', 0],
  ['a line that is not JSON', (text) => text.replace('["X","state"', '["X","state"}'), 'rulebook-damaged', 0],
  ['a state without its statement', (text) => text.replace(/^\["X","statement".*\n/m, ''), 'rulebook-damaged', 0],
])('[B2] %s is named', async (_what, change, code, line) => {
  const { path } = await written()
  const text = change(readFileSync(path, 'utf8'))
  const found = codeOf(() => parseRulebook(Buffer.from(text), path).load())
  expect(found?.[0]).toBe(code)
  if (line > 0) expect(found?.[1]).toBe(line)
})

test('[B2] a missing rulebook is named', () => {
  expect(codeOf(() => openRulebook(join(temporaryFolder(), 'none')))?.[0]).toBe('rulebook-missing')
})
