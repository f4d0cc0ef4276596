import { expect, test } from 'vitest'
import { emptyWorkspace, git } from '../test/small-collection.ts'
import { openOwnStore, packOwnStore, recordVersion } from './own-store.ts'
import { readRecords } from './records.ts'
import { readBlobs } from './versions.ts'
import { listArchives } from './workspace.ts'

const version = { service: 'X', terms: 'Privacy Policy', text: 'one\r\n"two" – três\n', at: '2026-01-02T03:04:05Z' }

test('[A7] a version in, the same version out, dated when it was seen', async () => {
  const workspace = await emptyWorkspace()
  expect(await recordVersion(workspace, { ...version, note: 'Fetched from https://x.com/privacy' })).toMatchObject({
    kind: 'first',
  })
  expect(await recordVersion(workspace, { ...version, at: '2026-01-03T00:00:00Z' })).toEqual({
    commit: null,
    kind: 'unchanged',
  })
  expect(await recordVersion(workspace, { ...version, text: '', at: '2026-01-04T00:00:00+02:00' })).toMatchObject({
    kind: 'update',
  })
  expect(await recordVersion(workspace, { ...version, technical: true, at: '2026-01-05T00:00:00Z' })).toMatchObject({
    kind: 'technical',
  })
  expect(await recordVersion(workspace, { ...version, service: 'say "hi"', terms: 'DALL·E' })).toMatchObject({
    kind: 'first',
  })
  const [own] = await listArchives(workspace)
  const records = await readRecords(own!)
  expect(records.map(({ kind, recorded, path }) => [kind, recorded, path])).toEqual([
    ['first', '2026-01-02T03:04:05Z', 'X/Privacy Policy.md'],
    ['first', '2026-01-02T03:04:05Z', 'say "hi"/DALL·E.md'],
    ['update', '2026-01-03T22:00:00Z', 'X/Privacy Policy.md'],
    ['technical', '2026-01-05T00:00:00Z', 'X/Privacy Policy.md'],
  ])
  const texts: string[] = []
  await readBlobs(
    own!,
    records.map(({ blob }) => blob ?? ''),
    (_, bytes) => void texts.push(bytes.toString()),
  )
  expect(texts).toEqual([version.text, version.text, '', version.text])
  expect(git(own!.dir, ['fsck', '--strict'])).toBe('')
})

test.each([
  ['a slash', { service: 'a/b' }, 'document-name'],
  ['a way out', { service: '..' }, 'document-name'],
  ['a hidden name', { terms: '.git' }, 'document-name'],
  ['a line break', { terms: 'a\nb' }, 'document-name'],
  ['no name', { service: '' }, 'document-name'],
  ['a day without a time', { at: '2026-01-02' }, 'record-time'],
  ['a time before the web', { at: '1969-01-02T00:00:00Z' }, 'record-time'],
  ['no time', { at: 'yesterday' }, 'record-time'],
])('[A7] %s is refused and nothing is stored', async (_, change, code) => {
  const workspace = await emptyWorkspace()
  await expect(recordVersion(workspace, { ...version, ...change })).rejects.toMatchObject({ issue: { code } })
  expect(await listArchives(workspace)).toEqual([])
})

test('[A7] an own store is made once', async () => {
  const workspace = await emptyWorkspace()
  const one = await openOwnStore(workspace)
  expect(one).toMatchObject({ name: 'own', head: null })
  expect(await openOwnStore(workspace)).toEqual(one)
})

test('[A7] a store of many loose objects is packed, and holds what it held', async () => {
  const workspace = await emptyWorkspace()
  const { dir } = await openOwnStore(workspace)
  const files = Array.from({ length: 2000 }, (_, n) => `M 100644 inline ${n}.txt\ndata ${String(n).length}\n${n}\n`)
  const commit = `commit refs/heads/main\ncommitter T <> 1700000000 +0000\ndata 1\nx\n${files.join('')}done\n`
  git(dir, ['-c', 'fastimport.unpackLimit=100000', 'fast-import', '--quiet', '--done'], commit)
  await recordVersion(workspace, version)
  await packOwnStore(workspace, 1_000_000)
  expect(git(dir, ['count-objects'])).toMatch(/^20\d\d objects/)
  await packOwnStore(workspace, 256)
  expect(git(dir, ['count-objects'])).toMatch(/^0 objects/)
  expect(git(dir, ['show', 'main:1999.txt'])).toBe('1999')
  expect(await recordVersion(workspace, version)).toEqual({ commit: null, kind: 'unchanged' })
  expect(git(dir, ['fsck', '--strict'])).toBe('')
})
