import { dayAt, type Outcome, outcomes } from '@proviso/rights'
import { type Tally, talliesOf } from '../tally.ts'
import type { Lookup } from './lookup.ts'
import { dateKind, decidedDay } from './row-day.ts'

/** Records and tokens of a file by verdict, from the table `met`, and the segments they have. */
export async function verdictsOf({ duck, book, segments }: Lookup): Promise<{
  readonly verdicts: Tally['verdicts']
  readonly segments: readonly number[]
}> {
  const met: number[] = []
  const records = new Float64Array(book.size())
  const tokens = new Float64Array(book.size())
  const sql = 'SELECT segment, CAST(sum(records) AS DOUBLE), CAST(sum(tokens) AS DOUBLE) FROM met GROUP BY segment'
  await duck.each(sql, (found, rows, counted) => {
    for (const [at, segment] of found.entries()) {
      met.push(segment as number)
      const verdict = segments.verdictOf(segment as number)
      records[verdict]! += rows![at] as number
      tokens[verdict]! += (counted![at] as number | null) ?? 0
    }
  })
  return { verdicts: talliesOf(book, records, tokens), segments: met }
}

/** Records and tokens of a file by month and outcome, from the table `counted`, and how dates could be read. SPEC.md D4. */
export async function daysOf({ duck, on }: Lookup): Promise<Pick<Tally, 'months' | 'dates'>> {
  const months = new Map<string, { month: string; outcome: Outcome; records: number; tokens: number }>()
  const dates = { read: 0, missing: 0, unreadable: 0, absurd: 0 }
  const add = (when: number, outcome: Outcome, records: number, tokens: number) => {
    const day = decidedDay(when, on)
    const month = day === undefined ? '' : dayAt(day).slice(0, 7)
    const sum = months.get(`${month} ${outcome}`) ?? { month, outcome, records: 0, tokens: 0 }
    sum.records += records
    sum.tokens += tokens
    months.set(`${month} ${outcome}`, sum)
  }
  const found = await duck.rows(
    'SELECT again, w, o, CAST(records AS DOUBLE), CAST(coalesce(tokens, 0) AS DOUBLE) FROM counted WHERE of_days',
  )
  for (const [again, when, code, records, tokens] of found as [boolean, number, number, number, number][]) {
    add(when, outcomes[code] ?? 'unknown', records, tokens)
    // counted once before, when nobody was known to speak for their hosts
    if (again) add(when, 'unknown', -records, -tokens)
    else dates[dateKind(when)] += records
  }
  return { months: [...months.values()].filter(({ records }) => records > 0), dates }
}
