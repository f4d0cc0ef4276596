import type { Issue } from '@proviso/rights'
import type { Duck } from '../duckdb.ts'
import type { InputFile } from '../input.ts'

/** The lines of a CSV that could not be read, as issues. */
export async function rejectedLines(duck: Duck, file: InputFile): Promise<Issue[]> {
  if (file.format !== 'csv' && file.format !== 'tsv') return []
  const found = await duck
    .rows('SELECT line, any_value(error_message), any_value(error_type) FROM reject_errors GROUP BY line ORDER BY line')
    .catch(() => [])
  await duck.run('DROP TABLE IF EXISTS reject_errors').catch(() => {})
  await duck.run('DROP TABLE IF EXISTS reject_scans').catch(() => {})
  return found.map(([line, message]) => ({
    code: 'record-unreadable',
    at: file.path,
    line: Number(line),
    message: `the line cannot be read (${String(message).replace(/\s+/g, ' ').slice(0, 200)})`,
    hint: 'it is in neither part; mend the line and run it again',
  }))
}
