import { spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../test/small-collection.ts'
import { withWriteLock } from './write-lock.ts'

const host = hostname().replace(/[^A-Za-z0-9-]/g, '-')
const writers = (dir: string) => readdirSync(dir).filter((name) => name.startsWith('writer.'))
const busy = { issue: { code: 'workspace-busy' } }

test('[A4] one writer, then the next', async () => {
  const dir = temporaryFolder()
  const seen: string[] = []
  await withWriteLock({ dir }, async () => {
    seen.push(...writers(dir))
    await expect(withWriteLock({ dir }, async () => seen.push('never'))).rejects.toMatchObject(busy)
  })
  expect(seen).toHaveLength(1)
  expect(writers(dir)).toEqual([])
  expect(await withWriteLock({ dir }, async () => 'next')).toBe('next')
})

test('[A4] work that fails gives the lock back', async () => {
  const dir = temporaryFolder()
  await expect(withWriteLock({ dir }, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(writers(dir)).toEqual([])
})

test('[A4] a living process holds the others up', async () => {
  const dir = temporaryFolder()
  const other = spawn('sleep', ['60'])
  onTestFinished(() => void other.kill())
  const stat = readFileSync(`/proc/${other.pid}/stat`, 'utf8')
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  writeFileSync(join(dir, `writer.${host}.${other.pid}.${start}`), '')
  await expect(withWriteLock({ dir }, async () => {})).rejects.toMatchObject(busy)
  expect(writers(dir)).toHaveLength(1)
})

test.each([
  ['a dead process', () => spawnSync('true').pid, '1'],
  ['a process whose number was given to another', () => process.ppid, '1'],
])('[A4] %s holds nobody up', async (_, pid, start) => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, `writer.${host}.${pid()}.${start}`), '')
  expect(await withWriteLock({ dir }, async () => writers(dir).length)).toBe(1)
})

test('[A4] a writer on another machine counts as living, and the hint names its file', async () => {
  const dir = temporaryFolder()
  writeFileSync(join(dir, 'writer.elsewhere.1.1'), '')
  const error = await withWriteLock({ dir }, async () => {}).catch((caught) => caught)
  expect(error).toMatchObject(busy)
  expect(error.issue.hint).toContain('writer.elsewhere.1.1')
})
