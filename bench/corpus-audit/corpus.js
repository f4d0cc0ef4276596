// @ts-check
/** The corpus that is audited: pages on hosts of a rulebook, in the order a crawl gives them. */
import { DuckDBInstance } from '@duckdb/node-api'

/** Hosts a page can lie on; the first half of them have rules. */
export const allHosts = 200_000
export const ruledHosts = 100_000

/**
 * Writes the corpus: url (about 60 characters, some hosts far more often than others), date, token_count, text (100 characters).
 * @param {string} parquet @param {number} rows
 */
export async function writeCorpus(parquet, rows) {
  const duck = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', temp_directory: `${parquet}.tmp` })
  const connection = await duck.connect()
  const from = (/** @type {number} */ count) =>
    `(SELECT i, CAST(floor(${allHosts} * pow((hash(i) % 1000003) / 1000003.0, 3)) AS INTEGER) AS h FROM range(${count}) t(i))`
  const url = `concat('https://', CASE WHEN h % 5 = 0 THEN 'www.' ELSE '' END, 'site-', h, '.example/', lower(hex(hash(i + 1))), '/page-', i)`
  const day = `DATE '2021-12-01' + CAST(hash(i + 2) % 1700 AS INTEGER)`
  await connection.run(
    `COPY (SELECT ${url} AS url, ${day} AS date, CAST(200 + hash(i + 3) % 1800 AS INTEGER) AS token_count, repeat(concat(lower(hex(hash(i + 4))), ' word '), 5) AS text FROM ${from(rows)}) TO '${parquet}' (FORMAT parquet)`,
  )
  connection.closeSync()
}
