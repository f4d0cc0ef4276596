import type { Outcome } from '@proviso/rights'
import type { LandscapeJson } from '../../src/api/landscape.ts'

type Runs = LandscapeJson['services'][number]['runs'][number]

/** An answer as the landscape has it; `none` before the first record. */
export type LandscapeWord = Outcome | 'none'

/** The answer on a day. */
export function wordOn(runs: Runs, day: string): LandscapeWord {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (runs[middle]![0] <= day) low = middle + 1
    else high = middle
  }
  return runs[low - 1]?.[1] ?? 'none'
}

/** Strictest first, as the matrix sorts. */
export const order: readonly LandscapeWord[] = ['disallowed', 'conditional', 'allowed', 'unknown', 'none']

/** Answers by word, for one question on one day. */
export type Counts = Readonly<Record<LandscapeWord, number>>

export function countsOn(services: LandscapeJson['services'], question: number, day: string): Counts {
  const counts = { allowed: 0, conditional: 0, disallowed: 0, unknown: 0, none: 0 }
  for (const { runs } of services) counts[wordOn(runs[question]!, day)] += 1
  return counts
}
