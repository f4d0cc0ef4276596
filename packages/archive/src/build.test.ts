import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  bareCollection,
  commitAll,
  dailyCommits,
  emptyWorkspace,
  type FixtureCommit,
} from '../test/small-collection.ts'
import { told } from '../test/told.ts'
import { type BuildOptions, buildRulebook } from './build.ts'
import { batchesOf, documentsOf } from './document.ts'
import { importCollection } from './import.ts'
import { openRulebook } from './rulebook-file.ts'
import type { Workspace } from './workspace.ts'

/** Reads made-up texts: a line `QUESTION POSITION` is what they say. */
function countingReader() {
  const read: string[] = []
  const reader: NonNullable<BuildOptions['reader']> = {
    version: 'test-1',
    read(text) {
      read.push(text)
      if (text.includes('LOGIN')) return told({ unread: 'login-wall' })
      return told([Object.fromEntries([...text.matchAll(/^(\S+\.content) (\w+)$/gm)].map(([, q, said]) => [q, said]))])
    },
  }
  return { read, reader }
}

const ban = 'public.crawl.content disallowed\n'
const commit = (
  path: string,
  text: string | null,
  at: number,
  subject = 'Record new changes of it',
): FixtureCommit => ({
  subject,
  at: 1_700_000_000 + at * 86_400,
  files: [{ path, text }],
})
const one: FixtureCommit[] = [
  commit('Twitter/Terms of Service.md', 'first\n', 0, 'First record of it'),
  commit('Other/Terms of Service.md', 'shared\n', 1),
  commit('Third/Terms of Service.md', 'shared\n', 2),
  commit('Twitter/Terms of Service.md', `second\n${ban}`, 90),
]
const two: FixtureCommit[] = [
  commit('X/Terms of Service.md', 'first\n', 10, 'First record of it'),
  commit('X/Terms of Service.md', `second\n${ban}`, 91),
]
const facts = [{ name: 'X', aliases: ['Twitter'], hosts: ['x.com'] }]

async function importAll(workspace: Workspace, ...collections: string[]) {
  for (const dir of collections) {
    for await (const event of importCollection(workspace, dir)) {
      if (event.phase === 'failed') throw new Error(JSON.stringify(event.issue))
    }
  }
}

const collections = () => [bareCollection(one, 'one-versions.git'), bareCollection(two, 'two-versions.git')] as const

test('[T1, B8] one history for a service of two names in two collections, each version read once', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, ...collections())
  const { read, reader } = countingReader()
  const result = await buildRulebook(workspace, { reader, facts })
  expect(read.filter((text) => text !== '')).toHaveLength(3)
  expect(result).toMatchObject({ changed: true, documents: 3, versionsRead: 3, issues: [] })
  const { states } = openRulebook(workspace.rulebook).load(['X'])
  expect(
    states.map(({ kind, moved, records }) => [kind, moved.length, records.map(({ collection }) => collection)]),
  ).toEqual([
    ['first-record', 0, ['one-versions', 'two-versions']],
    ['change', 1, ['one-versions', 'two-versions']],
  ])
})

test('[B3] equal bytes in any order of import, built at once or step by step', async () => {
  const [a, b] = collections()
  const bytes: string[] = []
  for (const order of [
    [a, b],
    [b, a],
  ]) {
    for (const stepwise of [true, false]) {
      const workspace = await emptyWorkspace()
      for (const dir of order) {
        await importAll(workspace, dir)
        if (stepwise) await buildRulebook(workspace, { reader: countingReader().reader, facts })
      }
      await buildRulebook(workspace, { reader: countingReader().reader, facts })
      bytes.push(readFileSync(workspace.rulebook, 'utf8'))
    }
  }
  expect(new Set(bytes).size).toBe(1)
})

test('[B9] only documents with new records are read again, also after a torn cache', async () => {
  const workspace = await emptyWorkspace()
  const [a] = collections()
  await importAll(workspace, a)
  await buildRulebook(workspace, { reader: countingReader().reader, facts })
  appendFileSync(join(workspace.cache, 'timelines.ndjson'), '0123 torn')
  commitAll(a, [commit('Third/Terms of Service.md', 'third\n', 100)])
  await importAll(workspace, a)
  const { read, reader } = countingReader()
  const result = await buildRulebook(workspace, { reader, facts })
  expect(read.sort()).toEqual(['shared\n', 'third\n'])
  expect(result.versionsRead).toBe(2)
})

test('[B9] a build that was stopped goes on with the same result', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, ...collections())
  const failing = {
    version: 'test-1',
    read: (text: string) => (text.includes('second') ? fail() : countingReader().reader.read(text)),
  }
  await expect(buildRulebook(workspace, { reader: failing, facts })).rejects.toThrow('stopped')
  expect(existsSync(workspace.rulebook)).toBe(false)
  await buildRulebook(workspace, { reader: countingReader().reader, facts })
  const whole = await emptyWorkspace()
  await importAll(whole, ...collections())
  await buildRulebook(whole, { reader: countingReader().reader, facts })
  const states = (of: Workspace) =>
    openRulebook(of.rulebook)
      .load()
      .states.map(({ service, from, kind }) => [service, from, kind])
  expect(states(workspace)).toEqual(states(whole))
})

function fail(): never {
  throw new Error('stopped')
}

test('[B10] nothing new: nothing is read or written', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, ...collections())
  const first = await buildRulebook(workspace, { reader: countingReader().reader, facts })
  const { read, reader } = countingReader()
  const again = await buildRulebook(workspace, { reader, facts })
  expect(read).toEqual([])
  expect(again).toMatchObject({
    changed: false,
    sha256: first.sha256,
    documents: first.documents,
    states: first.states,
  })
  const other = await buildRulebook(workspace, { reader: { ...reader, version: 'test-2' }, facts })
  expect(other.changed).toBe(true)
})

test('[B11] a build that fails leaves the old rulebook standing', async () => {
  const workspace = await emptyWorkspace()
  const [a, b] = collections()
  await importAll(workspace, a)
  await buildRulebook(workspace, { reader: countingReader().reader, facts })
  const before = readFileSync(workspace.rulebook, 'utf8')
  await importAll(workspace, b)
  await expect(buildRulebook(workspace, { reader: { version: 'test-1', read: fail }, facts })).rejects.toThrow()
  expect(readFileSync(workspace.rulebook, 'utf8')).toBe(before)
})

test('[B2] an old rulebook is built anew', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, ...collections())
  writeFileSync(workspace.rulebook, '{"proviso":"rulebook","format":0}\n')
  expect((await buildRulebook(workspace, { reader: countingReader().reader, facts })).changed).toBe(true)
})

test('[V5] reviews are applied on every build', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, ...collections())
  mkdirSync(workspace.reviews, { recursive: true })
  const review = 'service: Twitter\n  terms: Terms of Service\n  question: public.crawl.content'
  writeFileSync(
    join(workspace.reviews, 'a.yaml'),
    `- ${review}\n  day: 2024-06-01\n  correct: { position: conditional, conditions: [robots-txt] }\n- ${review}\n  day: 1999-01-01\n  confirm: true\n`,
  )
  const { issues, reviews } = await buildRulebook(workspace, { reader: countingReader().reader, facts })
  expect(issues).toMatchObject([{ code: 'review-matches-nothing', line: 6 }])
  expect(reviews).toBe(1)
  const { states } = openRulebook(workspace.rulebook).load(['X'])
  expect(states.at(-1)?.positions['public.crawl.content'].position).toBe('conditional')
})

test('[V7] a build tells how many reviews held, also when nothing is new', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, ...collections())
  const build = async () => {
    const { changed, reviews } = await buildRulebook(workspace, { reader: countingReader().reader, facts })
    return { changed, reviews }
  }
  expect(await build()).toEqual({ changed: true, reviews: 0 })
  mkdirSync(workspace.reviews, { recursive: true })
  const review = 'service: Twitter\n  terms: Terms of Service\n  question: public.crawl.content'
  const file = join(workspace.reviews, 'a.yaml')
  writeFileSync(file, `- ${review}\n  day: 2024-06-01\n  correct: { position: conditional }\n`)
  expect(await build()).toEqual({ changed: true, reviews: 1 })
  expect(await build()).toEqual({ changed: false, reviews: 1 })
  rmSync(file)
  expect(await build()).toEqual({ changed: true, reviews: 0 })
})

test('[B10] an empty workspace gives an empty rulebook', async () => {
  const workspace = await emptyWorkspace()
  await buildRulebook(workspace, { reader: countingReader().reader, facts: [] })
  expect(openRulebook(workspace.rulebook).load()).toMatchObject({ states: [], services: [] })
})

test('[B8] threads give the same bytes as one', async () => {
  const workspace = await emptyWorkspace()
  await importAll(workspace, bareCollection(dailyCommits(9, 9)))
  const threads = await buildRulebook(workspace, { facts, workers: 2 })
  rmSync(workspace.cache, { recursive: true })
  rmSync(workspace.rulebook)
  const alone = await buildRulebook(workspace, { facts, workers: 0 })
  expect(threads.versionsRead).toBe(81)
  expect(alone).toEqual(threads)
})

describe('[B8] batches', () => {
  const records = (service: string, blobs: string[]) =>
    blobs.map((blob, index) => ({
      collection: 'a',
      commit: `${service}${index}`,
      stored: '',
      path: `${service}/T.md`,
      service,
      terms: 'T',
      blob,
      recorded: `2024-01-0${index + 1}T00:00:00Z`,
      kind: 'update' as const,
    }))
  test('documents that share a version are in one batch', () => {
    const documents = documentsOf(
      [...records('a', ['1', '2']), ...records('b', ['3', '4']), ...records('c', ['4', '2']), ...records('d', ['5'])],
      (name) => name,
    )
    const batches = batchesOf(documents, 2).map((batch) => batch.map(({ service }) => service).sort())
    expect(batches).toEqual([['a', 'b', 'c'], ['d']])
  })

  test('many documents of one version are spread like the many versions of one', () => {
    const long = documentsOf(records('a', ['1', '2', '3', '4', '5']), (name) => name)
    const short = documentsOf(
      ['6', '7', '8', '9'].flatMap((blob) => records(blob, [blob])),
      (name) => name,
    )
    const sizes = (documents: typeof long) => batchesOf(documents, 22).map(({ length }) => length)
    expect(sizes(long)).toEqual([1])
    expect(sizes(short)).toEqual([2, 2])
    expect(sizes([...short, ...long])).toEqual([2, 2, 1])
  })
})
