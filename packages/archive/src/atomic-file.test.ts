import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../test/small-collection.ts'
import { writeAtomic } from './atomic-file.ts'

const mount = (dir: string, options: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir]).status === 0
const unmount = (dir: string) => spawnSync('umount', ['-l', dir])

test('[A5] text, bytes and streams replace what was there', async () => {
  const path = join(temporaryFolder(), 'file')
  async function* stream() {
    yield 'three '
    yield Buffer.from('pieces')
  }
  for (const [content, expected] of [
    ['text', 'text'],
    [Buffer.from('bytes'), 'bytes'],
    [stream(), 'three pieces'],
    [['line\n', 'line\n'], 'line\nline\n'],
  ] as const) {
    await writeAtomic(path, content)
    expect(readFileSync(path, 'utf8')).toBe(expected)
  }
})

test('[A5] a stream that breaks off leaves the old file and nothing else', async () => {
  const dir = temporaryFolder()
  const path = join(dir, 'file')
  await writeAtomic(path, 'old')
  async function* broken() {
    yield 'half'
    throw new Error('broken off')
  }
  await expect(writeAtomic(path, broken())).rejects.toThrow('broken off')
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(dir)).toEqual(['file'])
})

test('[A5] no folder', async () => {
  await expect(writeAtomic(join(temporaryFolder(), 'none', 'file'), 'x')).rejects.toMatchObject({
    issue: { code: 'write-failed' },
  })
})

test('[A5] a file in place of the folder', async () => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, 'file'), '')
  await expect(writeAtomic(join(dir, 'file', 'x'), 'x')).rejects.toMatchObject({
    issue: { code: 'workspace-not-a-folder' },
  })
})

test('[A5] a full disk', async ({ skip }) => {
  const dir = join(temporaryFolder(), 'disk')
  mkdirSync(dir)
  skip(!mount(dir, 'size=64k'), 'mounting a small file system needs root')
  onTestFinished(() => void unmount(dir))
  const path = join(dir, 'file')
  await writeAtomic(path, 'old')
  await expect(writeAtomic(path, 'x'.repeat(200_000))).rejects.toMatchObject({ issue: { code: 'disk-full' } })
  expect(readFileSync(path, 'utf8')).toBe('old')
  expect(readdirSync(dir)).toEqual(['file'])
})

test('[A5] a read-only file system', async ({ skip }) => {
  const dir = join(temporaryFolder(), 'disk')
  mkdirSync(dir)
  skip(!mount(dir, 'ro'), 'mounting a read-only file system needs root')
  onTestFinished(() => void unmount(dir))
  await expect(writeAtomic(join(dir, 'file'), 'x')).rejects.toMatchObject({ issue: { code: 'workspace-read-only' } })
})
