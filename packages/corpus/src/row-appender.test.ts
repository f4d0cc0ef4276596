import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { type Duck, openDuck } from './duckdb.ts'

let duck: Duck
beforeAll(async () => {
  duck = await openDuck({ overflow: join(temporaryFolder(), 'overflow') })
})
afterAll(() => duck.close())

test.each([0, 1, 2048, 5000])('[Q1] of %i rows that are handed over all arrive, in order', async (count) => {
  await duck.run('CREATE OR REPLACE TABLE rows (n INTEGER, text VARCHAR, flag BOOLEAN, amount DOUBLE)')
  const rows = await duck.appender('rows')
  for (let n = 0; n < count; n++) {
    rows.add(n)
    // short texts, long ones and none, each where another stood in the chunk before
    rows.add(n % 3 === 0 ? null : n % 3 === 1 ? `${n}` : `a text of more than twelve bytes, é, ${n}`)
    rows.add(n % 5 === 0 ? null : n % 2 === 0)
    rows.add(n * 2 ** 40)
    rows.endRow()
  }
  rows.close()
  const [sums] =
    await duck.rows(`SELECT count(*), count(text), coalesce(bool_and(n = rowid AND amount = n * 1099511627776
      AND text IS NOT DISTINCT FROM CASE n % 3 WHEN 1 THEN n::VARCHAR WHEN 2 THEN concat('a text of more than twelve bytes, é, ', n) END
      AND flag IS NOT DISTINCT FROM CASE WHEN n % 5 > 0 THEN n % 2 = 0 END), true) FROM rows`)
  expect(sums).toEqual([String(count), String(count - Math.ceil(count / 3)), true])
})

test('[Q1] a row that is too short or too long is an error', async () => {
  await duck.run('CREATE OR REPLACE TABLE rows (a INTEGER, b INTEGER)')
  const rows = await duck.appender('rows')
  rows.add(1)
  expect(() => rows.endRow()).toThrow()
  rows.close()
})
