import { dayLength } from './calendar.ts'
import type { Step } from './step.ts'

/** An excursion that comes back within this many days is noise. SPEC.md T10. */
export const noiseDays = 45

/** The same when the page comes back to the very bytes it held before: regional variants take turns for long. */
export const returnedDays = 180

interface Run {
  readonly key: string
  readonly at: number
  readonly returned: boolean
  steps: Step[]
}

/** Windows tried one after the other, so that of two nested excursions the shorter goes first. */
const windows = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256]

/**
 * Collapses excursions (A → B → A) of positions, then of wordings within a position, and counts them on the step they
 * left from. SPEC.md T10. Linear in the number of steps.
 */
export function collapseVariants(steps: readonly Step[]): Step[] {
  const runs = collapse(steps, ({ said }) => said.key)
  return runs.flatMap((run) =>
    collapse(run.steps, ({ said }) => said.wording).flatMap(({ steps: [first, ...rest] }) => [
      { ...first!, variants: first!.variants + rest.reduce((sum, { variants }) => sum + variants, 0) },
    ]),
  )
}

function collapse(steps: readonly Step[], keyOf: (step: Step) => string): Run[] {
  let runs: Run[] = []
  for (const step of steps) {
    const key = keyOf(step)
    const last = runs.at(-1)
    if (last?.key === key) last.steps.push(step)
    else runs.push({ key, at: step.at, returned: step.returned, steps: [step] })
  }
  for (const window of windows) {
    const kept: Run[] = []
    for (const run of runs) {
      kept.push(run)
      while (kept.length >= 3) {
        const [before, excursion, after] = kept.slice(-3) as [Run, Run, Run]
        const ours = after.steps[0]!.kind === 'technical' || excursion.steps[0]!.kind === 'technical'
        const limit = Math.min(window, after.returned || ours ? returnedDays : noiseDays) * dayLength
        if (before.key !== after.key || after.at - excursion.at > limit) break
        const left = before.steps.at(-1)!
        const flips = 1 + excursion.steps.reduce((sum, { variants }) => sum + variants, 0)
        before.steps[before.steps.length - 1] = { ...left, variants: left.variants + flips }
        for (const step of after.steps) before.steps.push(step)
        kept.length -= 2
      }
    }
    runs = kept
  }
  return runs
}
