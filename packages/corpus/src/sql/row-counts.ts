import { branches } from './day-tree.ts'
import { decidedRows } from './decided-rows.ts'
import type { Lookup } from './lookup.ts'
import { asColumns } from './row-values.ts'
import type { SqlSource } from './sql-source.ts'
import type { Stretch } from './stretch.ts'

/** What a stretch is counted for: the table `counted` begins with it or goes on, or its rows with hosts that were met are counted again. */
type Turn = 'first' | 'next' | 'again'

/**
 * Counts the rows of a stretch three times over into the table `counted`: by key where nobody is known to hold it, by host and segment,
 * and by day and outcome.
 */
export async function countRows(lookup: Lookup, source: SqlSource, stretch: Stretch, turn: Turn): Promise<void> {
  const into = turn === 'first' ? 'CREATE OR REPLACE TEMP TABLE counted AS' : 'INSERT INTO counted'
  await lookup.duck.run(`${into} ${countSql(lookup, source, stretch, turn === 'again')}`)
}

function countSql(lookup: Lookup, source: SqlSource, stretch: Stretch, again: boolean): string {
  const { hosts, segments, isWritten } = lookup
  const isPacked = !isWritten && !hosts.hasByPath() && segments.depth() === 0
  const rows = isWritten ? markedValues(lookup, stretch, again) : decidedValues(lookup, source, isPacked, again)
  const sums = `${again} AS again, ${hosts.round()} AS round, grouping(w) = 0 AS of_days, count(*) AS records, CAST(sum(n) AS BIGINT) AS tokens`
  return isPacked
    ? unpacked(`SELECT ${sums}, k, segment, w, o FROM ${rows} GROUP BY GROUPING SETS ((k), (segment), (w, o))`)
    : `SELECT ${sums}, k, host, segment, w, o FROM ${rows} GROUP BY GROUPING SETS ((k), (host, segment, o), (w, o))`
}

/** What is counted of rows that are marked: of all, or again of those on hosts that the round met. */
function markedValues({ hosts }: Lookup, { table }: Stretch, again: boolean): string {
  const onMet = again ? ` WHERE host IN (SELECT host FROM hosts WHERE round = ${hosts.round()})` : ''
  return `(SELECT counting.k AS k, counting.host AS host, counting.n AS n, mark.segment AS segment, mark.w AS w, mark.o AS o FROM ${table})${onMet}`
}

/** The same of rows that nobody will write. */
function decidedValues(lookup: Lookup, source: SqlSource, isPacked: boolean, again: boolean): string {
  const { hosts, today } = lookup
  const onMet = again ? ` WHERE round = ${hosts.round()}` : ''
  return `(SELECT ${asColumns(today, 'k', 'host', 'n', 'segment', 'w', 'o')}, proviso_round AS round FROM ${decidedRows(lookup, source, { isPacked })} r) r${onMet}`
}

/**
 * Counts by a number of host and way, told apart again. Where one node says all of a host, the two are counted so: a column less for
 * every row to look up and three less to group by.
 */
function unpacked(counts: string): string {
  const way = `c.segment % ${branches}`
  return `SELECT again, c.round, of_days, records, tokens, k, hosts.host, hosts.base + ${way} AS segment,
        w, coalesce(c.o, (hosts.outcomes >> (2 * (${way}))) & 3) AS o
      FROM (${counts}) c
      LEFT JOIN hosts ON hosts.host = c.segment // ${branches}`
}
