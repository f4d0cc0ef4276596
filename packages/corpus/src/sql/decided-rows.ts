import { noService } from '../verdict-book.ts'
import { branches, waySql } from './day-tree.ts'
import type { Lookup } from './lookup.ts'
import { nodeSql } from './node-table.ts'
import { decidedDaySql, rowDaySql } from './row-day.ts'
import type { SqlSource } from './sql-source.ts'
import { type Range, within } from './stretch.ts'

/** Which rows are asked for, and how. */
interface Asked {
  /** With their numbers. */
  readonly isNumbered?: boolean
  /** Host and way as one number, `proviso_segment`. */
  readonly isPacked?: boolean
  readonly range?: Range | undefined
}

/** SQL for the rows of a file, each with its host and segment; goes behind FROM. SPEC.md Q1. */
export function decidedRows(
  lookup: Lookup,
  source: SqlSource,
  { isNumbered = false, isPacked = false, range }: Asked,
): string {
  const { hosts, segments, on } = lookup
  const width = segments.width()
  const node = (table: string) => nodeSql(table, width, isPacked)
  const way = waySql('proviso_node', 'proviso_on', width)
  const dated = datedRows(lookup, source, isNumbered, range)
  // a key is in the table of hosts once, so that the join makes no more rows of one
  let rows = `(SELECT r.*, ${decidedDaySql('proviso_when', on)} AS proviso_on,
      hosts.host AS proviso_host, hosts.round AS proviso_round, ${hosts.hasByPath() ? 'hosts.by_path AS proviso_by_path, ' : ''}${node('hosts')} AS proviso_node
      FROM ${dated} r LEFT JOIN hosts ON hosts.key = r.proviso_key)`
  if (hosts.hasByPath()) rows = goneOn(rows, 'proviso_by_path THEN proviso_url', 'paths', 'url', node)
  for (let level = 0; level < segments.depth(); level++)
    rows = goneOn(rows, `proviso_node.base < 0 THEN ${way} - proviso_node.base`, 'nodes', 'node', node)
  const segment = isPacked
    ? `proviso_host * ${branches} + proviso_way`
    : `coalesce(proviso_node.base + proviso_way, ${noService})`
  return `(SELECT *, ${segment} AS proviso_segment
      FROM (SELECT *, ${way} AS proviso_way FROM ${rows} r) r)`
}

/**
 * SQL for rows that go on from their node to another, where `next` says for which: to that of a `table` whose `key` it is. The lookup is
 * a scalar subquery with `IS NOT DISTINCT FROM`, because `=` brings a filter along there, and beside a filter a lookup is made by
 * distinct key first.
 */
function goneOn(rows: string, next: string, table: string, key: string, node: (table: string) => string): string {
  return `(SELECT * EXCLUDE (proviso_next) REPLACE (coalesce((SELECT ${node(table)} FROM ${table} WHERE ${table}.${key} IS NOT DISTINCT FROM r.proviso_next), proviso_node) AS proviso_node)
        FROM (SELECT *, CASE WHEN ${next} END AS proviso_next FROM ${rows} r) r)`
}

/** SQL for the rows of a file with key, day and tokens, and the URL where rules about paths ask for it. */
function datedRows({ hosts, today }: Lookup, source: SqlSource, isNumbered: boolean, range: Range | undefined): string {
  const odd = source.oddDate
  const columns = [
    `${source.key} AS proviso_key`,
    `${source.day} AS proviso_read`,
    `${source.hasDate} AS proviso_dated`,
    `${source.tokens} AS proviso_tokens`,
    ...(hosts.hasByPath() ? [`${source.url} AS proviso_url`] : []),
    ...(odd === undefined ? [] : [`${odd} AS proviso_odd`]),
  ]
  const raw = `(SELECT ${columns.join(', ')}${isNumbered ? ', file_row_number AS proviso_row' : ''} FROM ${isNumbered ? source.numbered : source.from} ${within('file_row_number', range)})`
  const dated =
    odd === undefined
      ? raw
      : `(SELECT * REPLACE (coalesce(proviso_read, (SELECT days.day FROM days WHERE days.text IS NOT DISTINCT FROM r.proviso_odd)) AS proviso_read) FROM ${raw} r)`
  return `(SELECT *, ${rowDaySql(today)} AS proviso_when
      FROM ${dated} r)`
}
