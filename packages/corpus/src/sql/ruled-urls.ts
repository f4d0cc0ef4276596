import type { Duck } from '../duckdb.ts'
import type { Lookup } from './lookup.ts'
import { appendNode, nodeTypes } from './node-table.ts'
import type { SqlSource } from './sql-source.ts'
import { type Range, within } from './stretch.ts'

/** Makes the table `paths`: URLs on hosts with rules about paths, each with the root of its run. */
export async function makeUrlTable(duck: Duck): Promise<void> {
  await duck.run(`CREATE TABLE paths (url VARCHAR, ${nodeTypes})`)
}

export async function forgetUrls(duck: Duck): Promise<void> {
  await duck.run('DELETE FROM paths')
}

/** Resolves the URLs that rows of a file have on hosts with rules about paths, once each. SPEC.md K4. */
export async function addRuledUrls(
  { duck, book, segments }: Lookup,
  source: SqlSource,
  range: Range | undefined,
): Promise<void> {
  await forgetUrls(duck)
  const from =
    range === undefined ? source.from : `(SELECT * FROM ${source.numbered} ${within('file_row_number', range)})`
  await duck.run(
    `CREATE OR REPLACE TEMP TABLE urls AS SELECT DISTINCT ${source.url} AS u FROM ${from} JOIN hosts ON hosts.key = ${source.key} AND hosts.by_path`,
  )
  const appender = await duck.appender('paths')
  await duck.each('SELECT u FROM urls', (urls) => {
    for (const url of urls as string[]) {
      appender.add(url)
      appendNode(appender, segments.rootOf(book.runOfUrl(url)))
      appender.endRow()
    }
  })
  appender.close()
  await segments.flush()
  await duck.run('DROP TABLE urls')
}
