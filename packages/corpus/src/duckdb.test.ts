import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { openDuck } from './duckdb.ts'

test('[Q4] statements side by side take a thread each, and leave as many as there were, also when one fails', async () => {
  const duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow'), threads: 3 })
  const threads = "SELECT CAST(current_setting('threads') AS INTEGER)"
  await duck.runAll(
    [1, 2, 3].map((at) => `CREATE TABLE t${at} AS ${threads} AS threads`),
    async () => {},
  )
  expect(await duck.rows('FROM t1 UNION ALL FROM t2 UNION ALL FROM t3')).toEqual([[1], [1], [1]])
  expect(await duck.rows(threads)).toEqual([[3]])
  await expect(duck.runAll(['SELECT 1', "SELECT error('no')"], async () => {})).rejects.toThrow('no')
  expect(await duck.rows(threads)).toEqual([[3]])
  duck.close()
})
