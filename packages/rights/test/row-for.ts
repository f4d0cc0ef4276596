import {
  type Asked,
  compilePathPattern,
  dayNumber,
  hostSuffixes,
  matchPath,
  type Outcome,
  type VerdictTable,
} from '../src/index.ts'

/** The outcome another engine would find in a table written out: by host, day and the first row whose patterns match. */
export function rowFor(table: VerdictTable, { host, on, path = '/' }: Pick<Asked, 'host' | 'on' | 'path'>): Outcome {
  const day = dayNumber(on)
  const rows = [...table.rows()]
  const own = rows.filter((row) => row.exact && row.host === host)
  const suffix = [...hostSuffixes(host)].find((each) => rows.some((row) => !row.exact && row.host === each))
  const heard = own.length > 0 ? own : rows.filter((row) => !row.exact && row.host === suffix)
  const found = heard
    .filter(({ from, to }) => (from === null || from <= day) && (to === null || day < to))
    .sort((a, b) => a.order - b.order)
    .find(({ paths }) => paths.every((pattern) => matchPath(compilePathPattern(pattern), path)))
  return found?.outcome ?? 'unknown'
}
