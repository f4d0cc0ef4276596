import type { Because, Decision } from './decision.ts'

/** The statements of the parts that came out as the decision did. */
export function decisive(decision: Decision): readonly Because[] {
  return [decision.using, decision.obtaining]
    .filter((part) => part.outcome === decision.outcome)
    .flatMap((part) => part.because)
}
