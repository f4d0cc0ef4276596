import type { Outcome } from '@proviso/rights'
import type { VerdictBook } from './verdict-book.ts'

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

/** What was counted by number of verdict, by the keys that mean the same in every run. */
export function talliesOf(
  { keyOf, outcomeOf }: VerdictBook,
  records: Float64Array,
  tokens: Float64Array,
): Tally['verdicts'] {
  const verdicts: Tally['verdicts'][number][] = []
  for (let verdict = 0; verdict < records.length; verdict++)
    if (records[verdict]! > 0)
      verdicts.push({
        key: keyOf(verdict),
        outcome: outcomeOf(verdict),
        records: records[verdict]!,
        tokens: tokens[verdict]!,
      })
  return verdicts
}

/**
 * The sum of tallies, each of whose keys stands in it once. The order of its lists does not depend on the order of the tallies; verdicts
 * of a lone one stay in the order in which they came. SPEC.md M2.
 */
export function sumTallies(tallies: Iterable<Tally>): Tally {
  const all = [...tallies]
  const months = new Map<string, Count & { month: string; outcome: Outcome }>()
  let dates = noDates
  for (const tally of all) {
    for (const one of tally.months) addTo(months, `${one.month} ${one.outcome}`, one)
    dates = {
      read: dates.read + tally.dates.read,
      missing: dates.missing + tally.dates.missing,
      unreadable: dates.unreadable + tally.dates.unreadable,
      absurd: dates.absurd + tally.dates.absurd,
    }
  }
  return { verdicts: sumVerdicts(all), months: inOrder(months), dates }
}

function addTo<T extends Count>(sums: Map<string, T>, key: string, one: T): void {
  const sum = sums.get(key)
  sums.set(key, sum ? { ...sum, records: sum.records + one.records, tokens: sum.tokens + one.tokens } : one)
}

/** Verdicts of all tallies, those of one key as one; of several in the order of their keys. */
function sumVerdicts(tallies: readonly Tally[]): Tally['verdicts'] {
  const some = tallies.filter(({ verdicts }) => verdicts.length > 0)
  if (some.length < 2) return some[0]?.verdicts ?? []
  // sorted and put together rather than looked up: a rulebook of many hosts gives hundreds of thousands
  const all = some.flatMap(({ verdicts }) => verdicts).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const sums: Tally['verdicts'][number][] = []
  for (const one of all) {
    const last = sums.at(-1)
    if (last?.key !== one.key) sums.push(one)
    else sums[sums.length - 1] = { ...last, records: last.records + one.records, tokens: last.tokens + one.tokens }
  }
  return sums
}

function inOrder<T>(sums: ReadonlyMap<string, T>): T[] {
  return [...sums.keys()].sort().map((key) => sums.get(key)!)
}
