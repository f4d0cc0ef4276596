import { dayOf } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { bareCollection, type FixtureCommit, temporaryFolder } from '../test/small-collection.ts'
import { toldCaptures } from '../test/told-capture.ts'
import { readSignals, withSites } from './read-signals.ts'
import { readObservations } from './signal-observations.ts'
import { openArchive } from './workspace.ts'

const response = (more: object = {}) =>
  JSON.stringify({
    url: 'https://www.a.example/page?x=1',
    finalUrl: 'https://www.a.example/page?x=1',
    status: 200,
    headers: {},
    redirects: [],
    startedAt: '2025-01-01T00:00:00Z',
    millis: 1,
    bytes: 1,
    outcome: 'ok',
    ...more,
  })

const look = (day: number, path: string, text: string | null, kept?: string): FixtureCommit => ({
  subject: 'Look',
  at: 1_735_689_600 + day * 86_400,
  files: [
    ...(text === null ? [] : [{ path, text }]),
    ...(kept === undefined ? [] : [{ path: `${path}.response.json`, text: kept }]),
  ],
})

const services = [{ name: 'A', aliases: [], hosts: ['a.example'] }]

async function signalsOf(commits: readonly FixtureCommit[], cache = temporaryFolder(), reader = toldCaptures()) {
  const archive = await openArchive(bareCollection(commits), 'own')
  const observations = await readObservations(archive)
  return { reader, ...(await readSignals(observations, { archives: [archive], reader, cache, services })) }
}

describe('readSignals', () => {
  test('[G2] a look that failed has no body, whatever was there before', async () => {
    const { reader, states, unread } = await signalsOf([
      look(0, 'signals/a.example/robots.txt', 'train-ai disallow', response()),
      look(3, 'signals/a.example/robots.txt', null, response({ outcome: 'tls-error', status: null })),
    ])
    expect(reader.given).toEqual(['a.example/robots.txt: train-ai disallow', 'a.example/robots.txt: '])
    expect(states).toHaveLength(1)
    expect(unread).toMatchObject([
      { reason: 'tls-error', host: 'a.example', layer: 'signals', from: '2025-01-04', to: null },
    ])
  })

  test('[G7] a page speaks for its path alone', async () => {
    const { states } = await signalsOf([
      look(0, 'signals/www.a.example/page.html', 'train-ai disallow', response()),
      look(1, 'signals/www.a.example/page.html', 'train-ai disallow /own', response()),
    ])
    const paths = states.map(({ positions }) => positions['public.train-ai.content'].statements.map(({ path }) => path))
    expect(paths).toEqual([['/page?x=1$'], ['/own']])
  })

  test('[G8] a host belongs to the service that holds it, else to its site', async () => {
    const { states } = await signalsOf([
      look(0, 'signals/www.a.example/robots.txt', ''),
      look(0, 'signals/news.b.example/robots.txt', ''),
      look(0, 'signals/127.0.0.1:8080/robots.txt', ''),
    ])
    expect(states.map(({ host, service }) => [host, service])).toEqual([
      ['127.0.0.1:8080', '127.0.0.1'],
      ['news.b.example', 'b.example'],
      ['www.a.example', 'A'],
    ])
    expect(withSites(services, ['www.a.example', 'news.b.example', 'b.example'])).toEqual([
      ...services,
      { name: 'b.example', aliases: [], hosts: ['b.example'] },
    ])
  })

  test('[G9] what was read is not read again, unless the reader is another', async () => {
    const commits = [
      look(0, 'signals/a.example/robots.txt', 'train-ai disallow'),
      look(1, 'signals/a.example/robots.txt', 'train-ai allow'),
      look(2, 'signals/a.example/robots.txt', 'train-ai disallow'),
    ]
    const cache = temporaryFolder()
    const first = await signalsOf(commits, cache)
    const again = await signalsOf(commits, cache)
    const other = await signalsOf(commits, cache, toldCaptures('newer'))
    expect([first.read, again.read, other.read]).toEqual([2, 0, 2])
    expect(again.states).toEqual(first.states)
  })

  test('[G9] the order of archives changes nothing', async () => {
    const one = await openArchive(bareCollection([look(0, 'signals/a.example/robots.txt', 'train-ai disallow')]), 'one')
    const two = await openArchive(bareCollection([look(1, 'signals/a.example/robots.txt', 'train-ai allow')]), 'two')
    const read = async (archives: (typeof one)[]) => {
      const observations = (await Promise.all(archives.map((archive) => readObservations(archive)))).flat()
      return readSignals(observations, { archives, reader: toldCaptures(), cache: temporaryFolder(), services })
    }
    const { states, unread } = await read([one, two])
    expect(states.map(({ recorded }) => dayOf(recorded))).toEqual(['2025-01-01', '2025-01-02'])
    const turned = await read([two, one])
    expect([turned.states, turned.unread]).toEqual([states, unread])
  })
})
