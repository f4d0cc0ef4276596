import type { Instant, StandingQuestion } from '@proviso/rights'
import { questions } from '@proviso/rights'
import { dayOf } from './calendar.ts'
import type { Step, Steps } from './step.ts'
import { strictnessOf } from './strictest-position.ts'
import { collapseVariants } from './variant.ts'

/** What one track adds to a document: its steps, already freed of its own variants, when its document was removed, and since when its pages cannot be read. */
export interface TrackSteps {
  readonly collection: string
  readonly steps: Steps
  readonly ended: Instant | null
  readonly unreadSince: Instant | null
}

/**
 * Merges the tracks of one document, question by question: the merged position follows the events, the earliest sighting
 * wins, a second collection's first record only fills silence or tightens. SPEC.md T12–T14.
 */
export function mergeTracks(tracks: readonly TrackSteps[]): Steps {
  const merged = {} as Steps
  for (const question of questions) {
    const steps = tracks.length === 1 ? tracks[0]!.steps[question] : mergeQuestion(question, tracks)
    merged[question] = inOrder(tracks.length === 1 ? steps : collapseVariants(steps))
  }
  return merged
}

function mergeQuestion(question: StandingQuestion, tracks: readonly TrackSteps[]): Step[] {
  const events = tracks
    .flatMap(({ steps }, track) => steps[question].map((step, order) => ({ step, track, order })))
    .sort(
      (a, b) =>
        a.step.at - b.step.at ||
        Date.parse(a.step.recorded) - Date.parse(b.step.recorded) ||
        a.track - b.track ||
        a.order - b.order,
    )
  const merged: Step[] = []
  const saying = new Map<number, Step>()
  let lead = -1
  const endedBefore = (track: number, at: number) => {
    const ended = tracks[track]!.ended
    return ended !== null && Date.parse(ended) <= at
  }
  const unreadBefore = (track: number, at: number) => {
    const since = tracks[track]!.unreadSince
    return since !== null && Date.parse(since) <= at
  }
  for (const { step, track } of events) {
    const before = saying.get(track)
    saying.set(track, step)
    const current = merged.at(-1)
    if (current === undefined) {
      merged.push({ ...step, kind: 'first' })
      lead = track
      continue
    }
    if (step.said.key === current.said.key) {
      if (
        before !== undefined &&
        (track === lead || endedBefore(lead, step.at) || unreadBefore(lead, step.at)) &&
        step.said.wording !== current.said.wording
      ) {
        merged.push(step)
        lead = track
      } else {
        const variants = current.variants + step.variants
        merged[merged.length - 1] = { ...current, variants, alsoIn: [...current.alsoIn, step.record, ...step.alsoIn] }
      }
      continue
    }
    const stricter = strictnessOf(step.said) > strictnessOf(current.said)
    let kind = step.kind
    if (before === undefined) {
      // the collections may fetch different pages for good: a first record is no event
      if (!stricter) continue
      kind = 'technical'
    } else if (before.said.key !== current.said.key) {
      // it disagreed before, so its event tells of its own page: only a stricter word counts
      if (!stricter) continue
    } else if (kind === 'technical' && !stricter) {
      const elsewhere = [...saying].some(
        ([other, said]) => other !== track && said.said.key === current.said.key && !endedBefore(other, step.at),
      )
      if (elsewhere) continue
    }
    merged.push({ ...step, kind })
    lead = track
  }
  return merged
}

/** Days only move forward; of several steps on one day the last stands. SPEC.md T15. */
function inOrder(steps: readonly Step[]): Step[] {
  const ordered: Step[] = []
  for (let step of steps) {
    let last = ordered.at(-1)
    if (last !== undefined && step.from <= last.from) {
      const day = dayOf(new Date(step.at).toISOString())
      if (day > last.from) step = { ...step, from: day, basis: 'recorded' }
      else {
        const kind = last.kind === 'first' ? 'first' : step.kind
        const variants = last.variants + step.variants
        step = { ...step, from: last.from, basis: last.basis, kind, variants }
        ordered.pop()
        last = ordered.at(-1)
      }
    }
    if (last !== undefined && last.said.key === step.said.key && last.said.wording === step.said.wording) {
      ordered[ordered.length - 1] = { ...last, variants: last.variants + step.variants }
    } else ordered.push(step)
  }
  return ordered
}
