// @ts-check
/** The corpus that is audited: pages on hosts of a rulebook, in the order a crawl gives them. */
import { DuckDBInstance } from '@duckdb/node-api'
import { chance, sentences } from '../made-text.js'

/** Hosts a page can lie on; the first half of them have rules. */
export const allHosts = 200_000
export const ruledHosts = 100_000

/**
 * Writes the corpus: url (about 60 characters, some hosts far more often than others), date, token_count, text: 100 characters,
 * or two halves of so many made-up sentences each, on average.
 * @param {string} parquet @param {number} rows @param {number} [halfSentences]
 */
export async function writeCorpus(parquet, rows, halfSentences) {
  const duck = await DuckDBInstance.create(':memory:', { memory_limit: '2GB', temp_directory: `${parquet}.tmp` })
  const connection = await duck.connect()
  const from = `(SELECT i, CAST(floor(${allHosts} * pow((hash(i) % 1000003) / 1000003.0, 3)) AS INTEGER) AS h FROM range(${rows}) t(i))`
  const url = `concat('https://', CASE WHEN h % 5 = 0 THEN 'www.' ELSE '' END, 'site-', h, '.example/', lower(hex(hash(t.i + 1))), '/page-', t.i)`
  const day = `DATE '2021-12-01' + CAST(hash(t.i + 2) % 1700 AS INTEGER)`
  if (halfSentences !== undefined) await addHalves(connection, halfSentences)
  const short = `repeat(concat(lower(hex(hash(t.i + 4))), ' word '), 5)`
  const text = halfSentences === undefined ? short : 'concat(one.text, other.text)'
  const halves =
    halfSentences === undefined
      ? ''
      : `JOIN halves one ON one.i = hash(t.i + 4) % ${half} JOIN halves other ON other.i = hash(t.i + 5) % ${half}`
  await connection.run(
    `COPY (SELECT ${url} AS url, ${day} AS date, CAST(200 + hash(t.i + 3) % 1800 AS INTEGER) AS token_count, ${text} AS text FROM ${from} t ${halves}) TO '${parquet}' (FORMAT parquet)`,
  )
  connection.closeSync()
}

/** How many halves of texts there are: the square of that many texts. */
const half = 20_000

/** Texts of so many sentences on average, in the table `halves`. @param {import('@duckdb/node-api').DuckDBConnection} connection @param {number} average */
async function addHalves(connection, average) {
  await connection.run('CREATE TABLE halves (i UBIGINT, text VARCHAR)')
  const appender = await connection.createAppender('halves')
  const next = chance(13)
  const said = sentences(50_000)
  for (let i = 0; i < half; i++) {
    const at = next(said.length - 2 * average)
    appender.appendUBigInt(BigInt(i))
    appender.appendVarchar(said.slice(at, at + 1 + next(2 * average - 1)).join(''))
    appender.endRow()
  }
  appender.closeSync()
}
