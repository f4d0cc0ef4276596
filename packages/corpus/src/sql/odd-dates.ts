import type { Duck } from '../duckdb.ts'
import { recordDay } from '../record-day.ts'
import type { SqlSource } from './sql-source.ts'

/** Makes the table `days`: texts of dates that SQL cannot read, and the days they mean. */
export async function makeDayTable(duck: Duck): Promise<void> {
  await duck.run('CREATE TABLE days (text VARCHAR, day INTEGER)')
}

/** Reads the texts of a file that SQL cannot read as dates, once each. SPEC.md D1, D2. */
export async function readOddDates(duck: Duck, source: SqlSource): Promise<void> {
  await duck.run('DELETE FROM days')
  if (source.oddDate === undefined) return
  await duck.run(`CREATE OR REPLACE TEMP TABLE texts AS SELECT DISTINCT ${source.oddDate} AS text FROM ${source.from}`)
  const appender = await duck.appender('days')
  await duck.each('SELECT text FROM texts WHERE text IS NOT NULL', (texts) => {
    for (const text of texts as string[]) {
      const day = recordDay(text)
      if (Number.isNaN(day)) continue
      appender.add(text)
      appender.add(day)
      appender.endRow()
    }
  })
  appender.close()
  await duck.run('DROP TABLE texts')
}
