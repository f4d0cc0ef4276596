import type { Basis, Day, Instant, StandingQuestion } from '@proviso/rights'
import { questions } from '@proviso/rights'
import { dayOf } from './calendar.ts'
import type { CondensedPart, CondensedPosition } from './condensed-reading.ts'
import type { ArchiveRecord } from './records.ts'
import { isAnnounced, statedFrom } from './stated-from.ts'
import { strictestPosition } from './strictest-position.ts'
import type { Track, Version } from './track.ts'

/** One question's position from one moment on. */
export interface Step {
  readonly said: CondensedPosition
  readonly kind: 'first' | 'change' | 'technical'
  /** When it took hold, in milliseconds: its record, or the start of the day it was announced for. */
  readonly at: number
  readonly from: Day
  readonly basis: Basis
  readonly recorded: Instant
  /** The record that first said so. */
  readonly record: ArchiveRecord
  /** The record whose text the statements' offsets refer to. */
  readonly evidence: ArchiveRecord
  /** The page came back to bytes it had held before. */
  readonly returned: boolean
  /** Excursions from this step that came back and were collapsed. */
  readonly variants: number
  /** Records of other collections that say the same. */
  readonly alsoIn: readonly ArchiveRecord[]
}

export type Steps = Record<StandingQuestion, Step[]>

interface Announced {
  readonly day: Day
  readonly question: StandingQuestion
  readonly said: CondensedPosition
  readonly first: ArchiveRecord
  readonly evidence: ArchiveRecord
}

/** The parts of a page in force on `day`, for a page recorded on `recorded`. SPEC.md T8. */
function inForce(parts: readonly CondensedPart[], day: Day, recorded: Day): readonly CondensedPart[] {
  return parts.filter(
    ({ effective, until }) =>
      !(isAnnounced(effective, recorded) && effective > day) && !(until !== undefined && until <= day),
  )
}

/**
 * What a track says on each question, over time: announced texts come into force on their day unless withdrawn before,
 * stated days count when plausible, technical records are marked. SPEC.md T6–T9.
 */
export function stepsOf(track: Track): Steps {
  const steps = Object.fromEntries(questions.map((question) => [question, [] as Step[]])) as Steps
  let announced: Announced[] = []
  let previous: Version | null = null

  const take = (question: StandingQuestion, step: Step) => {
    const list = steps[question]
    const last = list.at(-1)
    if (last === undefined) list.push({ ...step, kind: 'first' })
    else if (last.said.key !== step.said.key || last.said.wording !== step.said.wording) list.push(step)
  }
  const comeIntoForce = (until: Day | null) => {
    for (const { day, question, said, first, evidence } of announced) {
      if (until !== null && day > until) continue
      take(question, {
        said,
        kind: first.kind === 'technical' ? 'technical' : 'change',
        at: Date.parse(day),
        from: day,
        basis: 'stated',
        recorded: first.recorded,
        record: first,
        evidence,
        returned: false,
        variants: 0,
        alsoIn: [],
      })
    }
  }

  for (const version of track.versions) {
    const { record, reading } = version
    const recorded = dayOf(record.recorded)
    comeIntoForce(recorded)

    let now = inForce(reading.parts, recorded, recorded)
    const days = new Set<Day>()
    for (const { effective, until } of reading.parts) {
      if (isAnnounced(effective, recorded)) days.add(effective)
      if (isAnnounced(until, recorded)) days.add(until)
    }
    if (now.length === 0 && days.size === 0) now = reading.parts
    for (const question of now.length === 0 ? [] : questions) {
      const last = steps[question].at(-1)
      const said = strictestPosition(now.map((part) => part.positions[question]))
      const speaking = now.filter((part) => part.positions[question].position === said.position)
      const technical = record.kind === 'technical'
      const stated: Day | null =
        technical || last === undefined || previous === null
          ? null
          : statedFrom({
              effective: speaking.find(({ effective }) => effective !== undefined)?.effective,
              updated: speaking.find(({ updated }) => updated !== undefined)?.updated,
              before: previous.reading.stated,
              previous: dayOf(previous.record.recorded),
              recorded,
            })
      const plausible = stated !== null && last !== undefined && stated > last.from
      take(question, {
        said,
        kind: technical ? 'technical' : 'change',
        at: Date.parse(record.recorded),
        from: plausible ? stated : recorded,
        basis: plausible ? 'stated' : 'recorded',
        recorded: record.recorded,
        record,
        evidence: record,
        returned: version.returned,
        variants: 0,
        alsoIn: [],
      })
    }

    const before = announced
    announced = []
    for (const day of [...days].sort()) {
      const parts = inForce(reading.parts, day, recorded)
      if (parts.length === 0) continue
      for (const question of questions) {
        const said = strictestPosition(parts.map((part) => part.positions[question]))
        const same = before.find((a) => a.day === day && a.question === question && a.said.key === said.key)
        announced.push({ day, question, said, first: same?.first ?? record, evidence: record })
      }
    }
    previous = version
  }
  comeIntoForce(track.ended === null ? null : dayOf(track.ended))
  return steps
}
