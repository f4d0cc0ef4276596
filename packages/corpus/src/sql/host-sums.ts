import { type Outcome, outcomes } from '@proviso/rights'
import type { Duck } from '../duckdb.ts'
import { hostCountsSql } from '../host-counts.ts'
import { noService } from '../verdict-book.ts'

/** Sums what was counted of a file by key, segment and outcome, in the table `met`. `stretches`: how many of them were counted. */
export async function sumHosts(duck: Duck, stretches: number): Promise<void> {
  // what stretches have in common is there once for each of them
  const all =
    stretches === 1
      ? 'counted'
      : `(SELECT k, host, segment, o, CAST(sum(records) AS BIGINT) AS records, CAST(sum(tokens) AS BIGINT) AS tokens
              FROM counted WHERE NOT of_days GROUP BY k, host, segment, o)`
  await duck.run(
    `CREATE OR REPLACE TABLE met AS WITH c AS MATERIALIZED (FROM ${all})
          SELECT hosts.key AS k, segment, o, records, tokens FROM c JOIN hosts ON hosts.host = c.host
          UNION ALL SELECT k, coalesce(hosts.base, ${noService}), ${outcomes.indexOf('unknown')}, records, tokens
            FROM c LEFT JOIN hosts ON hosts.key = c.k
            WHERE k IS NOT NULL AND (hosts.round IS NULL OR hosts.round = 0)`,
  )
}

/** Writes the sums by host key beside what the caller does, with those of the outcomes that are kept. SPEC.md T5. */
export function writeHostCounts(duck: Duck, kept: readonly Outcome[], path: string): Promise<void> {
  const codes = kept.map((outcome) => outcomes.indexOf(outcome)).join(', ')
  const sums = ['records', 'tokens'].map((name) => `sum(${name}) AS ${name}`)
  const keptSums = ['records', 'tokens'].map(
    (name) => `sum(${name}) FILTER (o IN (${codes || 'NULL'})) AS kept_${name}`,
  )
  // segments of no service, and of no host, have the numbers of their runs
  const counts = `(SELECT k, ${['min(segment) AS run', ...sums, ...keptSums].join(', ')} FROM met GROUP BY k)`
  return duck.runBeside(hostCountsSql(counts, path))
}
