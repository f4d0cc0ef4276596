import { literal } from './duckdb.ts'
import { temporaryPath } from './part-file.ts'
import { noService } from './verdict-book.ts'

/**
 * SQL that writes counts by host key beside their place, the biggest first: all of it, and what is kept where that is known. `counts`
 * goes behind FROM and has the columns `k`, `run`, `records`, `tokens`, `kept_records` and `kept_tokens`; rows without a key are left
 * out. What is written of `run` is `noUrl`, `noHost`, `noService`, or one more for hosts that somebody speaks for.
 */
export function hostCountsSql(counts: string, path: string): string {
  const columns = ['records', 'tokens', 'kept_records', 'kept_tokens'].map(
    (name) => `CAST(coalesce(${name}, 0) AS BIGINT) AS ${name}`,
  )
  const run = `CAST(least(run, ${noService + 1}) AS TINYINT) AS run`
  return `COPY (SELECT k AS key, ${[run, ...columns].join(', ')} FROM ${counts} WHERE k IS NOT NULL ORDER BY records DESC, k)
    TO ${literal(temporaryPath(path))} (FORMAT parquet, COMPRESSION zstd)`
}
