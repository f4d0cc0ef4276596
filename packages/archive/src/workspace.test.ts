import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { emptyWorkspace, git, temporaryFolder } from '../test/small-collection.ts'
import { createWorkspace, listArchives, workspaceAt } from './workspace.ts'

test.each([
  ['a folder given', '/given', { PROVISO_HOME: '/home' }, '/given'],
  ['PROVISO_HOME', undefined, { PROVISO_HOME: '/home' }, '/home'],
  ['an empty PROVISO_HOME', undefined, { PROVISO_HOME: '' }, resolve('.proviso')],
  ['nothing', undefined, {}, resolve('.proviso')],
])('[A1] %s', (_, dir, env, expected) => {
  expect(workspaceAt(dir, env).dir).toBe(resolve(expected))
})

test('[A3] archives are listed by name, what has not arrived is not', async () => {
  const workspace = await emptyWorkspace()
  for (const name of ['b.git', 'a.git', 'c.git.partial', '.d.git.1f.trash'])
    git(workspace.archives, ['init', '-q', '--bare', name])
  writeFileSync(join(workspace.archives, 'a.declarations.json'), '[]')
  const archives = await listArchives(workspace)
  expect(archives.map(({ name, head }) => [name, head])).toEqual([
    ['a', null],
    ['b', null],
  ])
})

test('[A3] a workspace that is not there has no archives', async () => {
  expect(await listArchives(workspaceAt(join(temporaryFolder(), 'none')))).toEqual([])
})

test('[A5] a file where the workspace should be', async () => {
  const dir = join(temporaryFolder(), 'workspace')
  writeFileSync(dir, 'a file')
  await expect(createWorkspace(workspaceAt(dir))).rejects.toMatchObject({ issue: { code: 'workspace-not-a-folder' } })
})

test('creating a workspace twice changes nothing', async () => {
  const workspace = await emptyWorkspace()
  mkdirSync(join(workspace.archives, 'x'))
  await createWorkspace(workspace)
  expect(await listArchives(workspace)).toEqual([])
})
