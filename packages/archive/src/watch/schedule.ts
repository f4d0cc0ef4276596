import type { Seen } from './seen.ts'

const hour = 3_600_000

/**
 * When a path is to be looked at again, in milliseconds since 1970 (SPEC.md W19): after its interval, a tenth of it (an hour at most)
 * early so that a daily job never comes a minute too soon; after failures in 1, 2, 4 … hours, at most its interval; never before the
 * time a host asked for. Zero when it was never seen.
 */
export function nextLook(seen: Pick<Seen, 'at' | 'failures' | 'retryAt'> | undefined, every: number): number {
  if (seen === undefined) return 0
  const interval = every * 1000
  const usual = interval - Math.min(interval / 10, hour)
  const wait = seen.failures > 0 ? Math.min(usual, hour * 2 ** Math.min(seen.failures - 1, 20)) : usual
  const next = Date.parse(seen.at) + wait
  return seen.retryAt === undefined ? next : Math.max(next, Date.parse(seen.retryAt))
}
