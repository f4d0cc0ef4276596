import type { Outcome } from '@proviso/rights'

/** Records, and the tokens in them; tokens stay 0 where the corpus does not count them. */
export interface Count {
  readonly records: number
  readonly tokens: number
}

/** What an audit counted in a file, or in all of them. Verdicts are named by keys that mean the same in every run. */
export interface Tally {
  readonly verdicts: readonly (Count & { readonly key: string; readonly outcome: Outcome })[]
  /** By month of the record's day, `YYYY-MM`, or `` for records without one. */
  readonly months: readonly (Count & { readonly month: string; readonly outcome: Outcome })[]
  readonly dates: DateCount
}

/** How the dates of records could be read. */
export interface DateCount {
  readonly read: number
  readonly missing: number
  /** A date is there and no calendar day could be read from it. */
  readonly unreadable: number
  /** A calendar day before there was a web, or after the day of the audit. */
  readonly absurd: number
}

export const noDates: DateCount = { read: 0, missing: 0, unreadable: 0, absurd: 0 }

/** The sum of tallies; the order of its lists does not depend on the order of the tallies. SPEC.md M2. */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  const verdicts = new Map<string, Tally['verdicts'][number]>()
  const months = new Map<string, Count & { month: string; outcome: Outcome }>()
  let dates = noDates
  for (const tally of tallies) {
    for (const one of tally.verdicts) addTo(verdicts, one.key, one)
    for (const one of tally.months) addTo(months, `${one.month} ${one.outcome}`, one)
    dates = {
      read: dates.read + tally.dates.read,
      missing: dates.missing + tally.dates.missing,
      unreadable: dates.unreadable + tally.dates.unreadable,
      absurd: dates.absurd + tally.dates.absurd,
    }
  }
  return { verdicts: inOrder(verdicts), months: inOrder(months), dates }
}

function addTo<T extends Count>(sums: Map<string, T>, key: string, one: T): void {
  const sum = sums.get(key)
  sums.set(key, sum ? { ...sum, records: sum.records + one.records, tokens: sum.tokens + one.tokens } : one)
}

function inOrder<T>(sums: ReadonlyMap<string, T>): T[] {
  return [...sums.keys()].sort().map((key) => sums.get(key)!)
}
