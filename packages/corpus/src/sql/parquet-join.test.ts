import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { literal, openDuck } from '../duckdb.ts'
import { joinParquet } from './parquet-join.ts'

const row = `i, 'text ' || (i % 7) AS t, CASE WHEN i % 3 = 0 THEN NULL ELSE i / 7.0 END AS d, [i, NULL, i + 1] AS l,
  {a: i % 2 = 0, b: {c: [DATE '2021-01-01' + CAST(i AS INTEGER)]}} AS s, MAP {'k' || (i % 5): i} AS m`

/** Writes rows from..to as a file of its own and gives its path. */
async function withFiles<T>(
  ranges: readonly (readonly [from: number, to: number])[],
  work: (paths: string[], folder: string, duck: Awaited<ReturnType<typeof openDuck>>) => Promise<T>,
): Promise<T> {
  const folder = temporaryFolder()
  const duck = await openDuck({ overflow: join(folder, 'overflow') })
  try {
    const paths = ranges.map((_, at) => join(folder, `${at}.parquet`))
    for (const [at, [from, to]] of ranges.entries())
      await duck.run(
        `COPY (SELECT ${row} FROM range(${from}, ${to}) t(i)) TO ${literal(paths[at]!)} (FORMAT parquet, ROW_GROUP_SIZE 2048)`,
      )
    return await work(paths, folder, duck)
  } finally {
    duck.close()
  }
}

async function joined(target: string, paths: readonly string[]) {
  const file = await joinParquet(target)
  for (const path of paths) await file.add(path)
  await file.close()
}

describe('Parquet files joined', () => {
  test.each<[string, [number, number][]]>([
    ['one', [[0, 10]]],
    [
      'three, one of them without rows',
      [
        [0, 5000],
        [5000, 5000],
        [5000, 5001],
      ],
    ],
    [
      'more row groups than fit the short form of a list',
      [
        [0, 20_000],
        [20_000, 60_000],
        [60_000, 60_100],
      ],
    ],
  ])('[O3, O5] %s: the rows of all, in order, and their statistics', async (_, ranges) => {
    await withFiles(ranges, async (paths, folder, duck) => {
      const target = join(folder, 'joined.parquet')
      await joined(target, paths)
      const rows = ranges.at(-1)![1]
      const [found] = await duck.rows(
        `SELECT count(*), count(*) FILTER (r IS DISTINCT FROM wanted) FROM (SELECT r FROM read_parquet(${literal(target)}) r)
          POSITIONAL JOIN (SELECT r AS wanted FROM (SELECT ${row} FROM range(${rows}) t(i)) r)`,
      )
      expect(found!.map(Number)).toEqual([rows, 0])
      const [counted] = await duck.rows(
        `SELECT num_rows, num_row_groups FROM parquet_file_metadata(${literal(target)})`,
      )
      const groups = ranges.reduce((sum, [from, to]) => sum + Math.ceil((to - from) / 2048), 0)
      expect(counted!.map(Number)).toEqual([rows, groups])
      // statistics and bloom filters lead to rows in every group
      for (const at of new Set([0, Math.floor(rows / 2), rows - 1])) {
        const [[one] = []] = await duck.rows(
          `SELECT count(*) FROM read_parquet(${literal(target)}) WHERE i = ${at} AND t = 'text ${at % 7}'`,
        )
        expect(Number(one)).toBe(1)
      }
      for (const [text, excluded] of [
        ['text 3', false],
        ['text 99', true],
      ] as const) {
        const probed = await duck.rows(
          `SELECT DISTINCT bloom_filter_excludes FROM parquet_bloom_probe(${literal(target)}, 't', '${text}')
            WHERE row_group_id IN (SELECT row_group_id FROM parquet_metadata(${literal(target)})
              WHERE path_in_schema = 't' AND bloom_filter_offset IS NOT NULL AND row_group_num_rows = 2048)`,
        )
        expect(probed).toEqual(rows < 2048 ? [] : [[excluded]])
      }
    })
  })

  test('[O5] one file joined is that file', async () => {
    await withFiles([[0, 5000]], async (paths, folder) => {
      await joined(join(folder, 'joined.parquet'), paths)
      expect(readFileSync(join(folder, 'joined.parquet')).equals(readFileSync(paths[0]!))).toBe(true)
    })
  })

  test('[O3] what is cut off, or has other columns, is not joined', async () => {
    await withFiles(
      [
        [0, 100],
        [100, 200],
      ],
      async ([first, second], folder, duck) => {
        const file = await joinParquet(join(folder, 'joined.parquet'))
        await file.add(first!)
        truncateSync(second!, 500)
        await expect(file.add(second!)).rejects.toThrow('no whole Parquet file')
        writeFileSync(second!, 'PAR1')
        await expect(file.add(second!)).rejects.toThrow()
        await duck.run(`COPY (SELECT 1 AS other) TO ${literal(second!)} (FORMAT parquet)`)
        await expect(file.add(second!)).rejects.toThrow('another schema')
        await file.abandon()
      },
    )
  })
})
