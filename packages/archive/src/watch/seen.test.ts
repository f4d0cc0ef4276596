import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { emptyWorkspace } from '../../test/small-collection.ts'
import { nextLook } from './schedule.ts'
import { openSeen, readSeen, type Seen } from './seen.ts'

const seen = (path: string, hour: number, failures = 0): Seen => ({
  path,
  at: `2026-01-02T${String(hour).padStart(2, '0')}:00:00.000Z`,
  outcome: 'ok',
  failures,
})

test('[W17] the last look at each path is kept, and a line cut short is none', async () => {
  const workspace = await emptyWorkspace()
  const file = await openSeen(workspace)
  for (let hour = 0; hour < 3; hour++) for (const path of ['a', 'b']) await file.add(seen(path, hour))
  const path = join(workspace.dir, 'watch', 'seen.ndjson')
  appendFileSync(path, '{"path":"a","at":"2026-01-0')
  expect([...(await readSeen(workspace)).values()]).toEqual([seen('a', 2), seen('b', 2)])
  const again = await openSeen(workspace)
  expect(again.get('a')).toEqual(seen('a', 2))
  await again.add(seen('a', 5))
  expect(readFileSync(path, 'utf8').split('\n').length).toBe(4)
  expect((await readSeen(workspace)).get('a')).toEqual(seen('a', 5))
})

test('[W17] the file is written anew when it has grown', async () => {
  const workspace = await emptyWorkspace()
  const file = await openSeen(workspace)
  for (let n = 0; n < 120; n++) await file.add(seen('a', n % 24))
  await openSeen(workspace)
  expect(readFileSync(join(workspace.dir, 'watch', 'seen.ndjson'), 'utf8').split('\n').length).toBe(2)
})

const hours = (n: number) => Date.parse('2026-01-02T00:00:00Z') + n * 3600_000

test.each([
  ['never seen', undefined, 86_400, 0],
  ['a day, and an hour early', seen('a', 0), 86_400, hours(23)],
  ['an hour, and a tenth early', seen('a', 0), 3600, hours(0.9)],
  ['a failure is tried again in an hour', seen('a', 0, 1), 86_400, hours(1)],
  ['and then in two', seen('a', 0, 2), 86_400, hours(2)],
  ['and then in four', seen('a', 0, 3), 86_400, hours(4)],
  ['never later than usual', seen('a', 0, 50), 86_400, hours(23)],
  ['not before the host wants', { ...seen('a', 0), retryAt: '2026-01-05T00:00:00Z' }, 86_400, hours(72)],
])('[W19] when a path is due: %s', (_, last, every, due) => {
  expect(nextLook(last, every)).toBe(due)
})
