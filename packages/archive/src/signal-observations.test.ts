import { expect, test } from 'vitest'
import { bareCollection, type FixtureCommit } from '../test/small-collection.ts'
import { placeOf } from './captured-file.ts'
import { readObservations } from './signal-observations.ts'
import { openArchive } from './workspace.ts'

const day = (n: number) => 1_735_689_600 + n * 86_400 // 2025-01-01

const look = (at: number, ...files: FixtureCommit['files']): FixtureCommit => ({ subject: 'Look', at, files })

const observed = async (commits: readonly FixtureCommit[]) =>
  readObservations(await openArchive(bareCollection(commits), 'own'))

test('[G1] the place of a captured file', () => {
  expect(placeOf('signals/a.example/robots.txt')).toEqual({ host: 'a.example', file: 'robots.txt', isResponse: false })
  expect(placeOf('signals/a.example:8080/rsl.xml.response.json')).toEqual({
    host: 'a.example:8080',
    file: 'rsl.xml',
    isResponse: true,
  })
  for (const path of [
    'signals/a.example/humans.txt',
    'signals/A.example/robots.txt',
    'signals/robots.txt',
    'signals/a.example/x/robots.txt',
    'signals/../robots.txt',
    'signals/.git/robots.txt',
    'X/robots.txt',
    '',
  ])
    expect(placeOf(path)).toBeNull()
})

test('[G1] an archive of terms alone has none', async () => {
  expect(await observed([look(day(0), { path: 'X/Terms.md', text: 'a' })])).toEqual([])
  expect(await observed([])).toEqual([])
})

test('[G1, G2] a look has a body, a response, or both; links are none', async () => {
  const found = await observed([
    look(day(0), { path: 'signals/a.example/robots.txt', text: 'one' }),
    look(
      day(1),
      { path: 'signals/a.example/robots.txt', text: 'two' },
      { path: 'signals/a.example/robots.txt.response.json', text: '{}' },
    ),
    look(day(2), { path: 'signals/a.example/robots.txt.response.json', text: '{"a":1}' }),
    look(day(3), { path: 'signals/b.example/ai.txt.response.json', text: '{}' }),
    look(day(4), { path: 'signals/b.example/robots.txt', text: 'a.example', mode: '120000' }),
    look(day(5), { path: 'X/Terms.md', text: 'terms' }),
  ])
  expect(
    found.map(({ host, file, body, response, recorded }) => [host, file, body !== null, response !== null, recorded]),
  ).toEqual([
    ['a.example', 'robots.txt', true, false, '2025-01-01T00:00:00Z'],
    ['a.example', 'robots.txt', true, true, '2025-01-02T00:00:00Z'],
    ['a.example', 'robots.txt', true, true, '2025-01-03T00:00:00Z'],
    ['b.example', 'ai.txt', false, true, '2025-01-04T00:00:00Z'],
  ])
  expect(found[2]!.body).toBe(found[1]!.body)
  expect(found[2]!.response).not.toBe(found[1]!.response)
})

test('[G2] looks come by their dates, whatever the order of the history', async () => {
  const found = await observed([
    look(day(5), { path: 'signals/a.example/robots.txt', text: 'late' }),
    look(day(1), { path: 'signals/a.example/robots.txt', text: 'early' }),
  ])
  expect(found.map(({ recorded }) => recorded.slice(0, 10))).toEqual(['2025-01-02', '2025-01-06'])
})
