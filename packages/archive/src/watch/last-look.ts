import type { KeptObservation } from './observation-store.ts'
import type { Seen } from './seen.ts'
import { isFailure } from './signal-change.ts'

/** The last look at a path: the store knows of it also when a kill came before the line beside it was written [W20]. */
export function lastLook(path: string, seen: Seen | undefined, kept: KeptObservation | undefined): Seen | undefined {
  if (kept === undefined) return seen
  const { startedAt, outcome } = kept.response
  if (seen !== undefined && seen.at >= startedAt) return seen
  return { path, at: startedAt, outcome, failures: isFailure(kept.response) ? (seen?.failures ?? 0) + 1 : 0 }
}
