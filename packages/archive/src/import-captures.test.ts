import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { emptyWorkspace, git, temporaryFolder } from '../test/small-collection.ts'
import { toldCaptures } from '../test/told-capture.ts'
import { ArchiveError } from './archive-error.ts'
import { buildRulebook } from './build.ts'
import { importCaptures, isFolderOfCaptures } from './import-captures.ts'
import { openRulebook } from './rulebook-file.ts'
import { readObservations } from './signal-observations.ts'

/** A folder of these files. */
function folderOf(files: Readonly<Record<string, string>>, dir = join(temporaryFolder(), 'captures')): string {
  mkdirSync(dir, { recursive: true })
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
  return dir
}

const response = (startedAt: string, more: object = {}) =>
  JSON.stringify({ url: 'https://a.example/robots.txt', status: 200, headers: {}, startedAt, outcome: 'ok', ...more })

const codeOf = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (error instanceof ArchiveError) return error.issue.code
    throw error
  }
  return null
}

describe('importCaptures', () => {
  test('[G10, G11] looks are committed at the time their response gives', async () => {
    const workspace = await emptyWorkspace()
    const folder = folderOf({
      'signals/a.example/robots.txt': 'crawl disallow /',
      'signals/a.example/robots.txt.response.json': response('2025-06-04T12:37:00.250+02:00'),
      'signals/b.example/ai.txt.response.json': response('2025-06-05T00:00:00Z', {
        outcome: 'tls-error',
        status: null,
      }),
      'signals/b.example/notes.txt': 'not a capture',
    })
    const { archive, records, documents, new: brought, issues } = await importCaptures(workspace, folder)
    expect([archive.name, records, documents, brought, issues]).toEqual(['captures', 2, 2, 2, []])
    const seen = await readObservations(archive)
    expect(seen.map(({ host, file, recorded, body }) => [host, file, recorded, body !== null])).toEqual([
      ['a.example', 'robots.txt', '2025-06-04T10:37:00Z', true],
      ['b.example', 'ai.txt', '2025-06-05T00:00:00Z', false],
    ])
    git(archive.dir, ['fsck', '--strict'])
  })

  test('[G10] hosts without `signals/` above them, and files named after hosts', async () => {
    const nested = folderOf({
      'a.example/robots.txt': 'x',
      'a.example/robots.txt.response.json': response('2025-01-01T00:00:00Z'),
    })
    expect(await isFolderOfCaptures(nested)).toBe(true)
    const flat = folderOf({
      'example.com': 'crawl disallow /',
      'example.org': '',
      'README.md': 'hello',
      'x.json': '{}',
    })
    const workspace = await emptyWorkspace()
    const { documents, archive } = await importCaptures(workspace, flat, { seen: '2025-02-03' })
    expect(documents).toBe(2)
    expect((await readObservations(archive)).map(({ host, recorded }) => [host, recorded])).toEqual([
      ['example.com', '2025-02-03T00:00:00Z'],
      ['example.org', '2025-02-03T00:00:00Z'],
    ])
  })

  test('[G11] without a response and without a day there is no date to invent', async () => {
    const folder = folderOf({
      'signals/a.example/robots.txt': 'x',
      'signals/b.example/robots.txt': 'x',
      'signals/b.example/robots.txt.response.json': response('2025-01-01T00:00:00Z'),
      'signals/c.example/robots.txt': 'x',
      'signals/c.example/robots.txt.response.json': '{"startedAt":"yesterday"}',
    })
    const { new: brought, issues } = await importCaptures(await emptyWorkspace(), folder)
    expect(brought).toBe(1)
    expect(issues.map(({ code }) => code).sort()).toEqual(['capture-without-date', 'response-unreadable'])
    const undated = folderOf({ 'signals/a.example/robots.txt': 'x' })
    expect(await codeOf(importCaptures(await emptyWorkspace(), undated))).toBe('no-captures')
  })

  test('[G12] what is there is not brought again; what is new is, also when it is older', async () => {
    const workspace = await emptyWorkspace()
    const files = {
      'signals/a.example/robots.txt': 'crawl disallow /',
      'signals/a.example/robots.txt.response.json': response('2025-06-01T00:00:00Z'),
    }
    const folder = folderOf(files)
    const first = await importCaptures(workspace, folder)
    const again = await importCaptures(workspace, folder)
    expect([again.new, again.head]).toEqual([0, first.head])
    folderOf({ ...files, 'signals/a.example/robots.txt.response.json': response('2025-05-01T00:00:00Z') }, folder)
    const older = await importCaptures(workspace, folder)
    expect([older.new, older.records]).toEqual([1, 2])
    expect((await readObservations(older.archive)).map(({ recorded }) => recorded.slice(0, 10))).toEqual([
      '2025-05-01',
      '2025-06-01',
    ])
    expect((await importCaptures(workspace, folder)).new).toBe(0)
  })

  test('[G12] a name is not taken from another folder', async () => {
    const workspace = await emptyWorkspace()
    const files = { 'signals/a.example/robots.txt': 'x' }
    await importCaptures(workspace, folderOf(files), { seen: '2025-01-01' })
    expect(await codeOf(importCaptures(workspace, folderOf(files), { seen: '2025-01-01' }))).toBe(
      'collection-name-taken',
    )
    expect(await codeOf(importCaptures(workspace, folderOf(files), { seen: '2025-01-01', name: 'own' }))).toBe(
      'collection-name',
    )
  })

  test('[G10] links are not followed, and what holds no capture is no folder of captures', async () => {
    const folder = folderOf({ 'signals/a.example/notes.txt': 'x' })
    symlinkSync('/etc/hostname', join(folder, 'signals/a.example/robots.txt'))
    expect(await isFolderOfCaptures(folder)).toBe(false)
    expect(await codeOf(importCaptures(await emptyWorkspace(), folder))).toBe('no-captures')
    expect(await isFolderOfCaptures(join(folder, 'nowhere'))).toBe(false)
  })

  test('[G3, G8, G9] the rulebook has what the captures say, and nothing is read twice', async () => {
    const workspace = await emptyWorkspace()
    const folder = folderOf({
      'signals/www.a.example/robots.txt': 'crawl disallow / gptbot\ntrain-ai disallow / gptbot',
      'signals/www.a.example/robots.txt.response.json': response('2025-06-01T00:00:00Z'),
    })
    await importCaptures(workspace, folder)
    const captures = toldCaptures()
    const reader = {
      version: 'none',
      read: () => {
        throw new Error('no terms here')
      },
    }
    const built = await buildRulebook(workspace, { captures, reader, facts: [] })
    expect([built.capturesRead, built.documents, built.states]).toEqual([1, 1, 1])
    const { states, services, sources } = openRulebook(workspace.rulebook).load()
    expect(services).toEqual([{ name: 'a.example', aliases: [], hosts: ['a.example'] }])
    expect(states[0]).toMatchObject({
      service: 'a.example',
      terms: 'robots.txt',
      host: 'www.a.example',
      layer: 'signals',
    })
    expect(sources[0]).toMatchObject({ archive: 'captures', lastRecorded: '2025-06-01T00:00:00Z' })
    expect((await buildRulebook(workspace, { captures, reader, facts: [] })).changed).toBe(false)
    expect(captures.given).toHaveLength(1)
  })
})
