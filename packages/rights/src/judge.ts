import type { Channel } from './channel.ts'
import type { Condition } from './condition.ts'
import type { Because, Decision, DecisionPart, FixedQuestion, Reason } from './decision.ts'
import type { Heard } from './heard.ts'
import type { Layer } from './layer.ts'
import { type Outcome, stricterOutcome } from './outcome.ts'
import { type PositionKind, stricterPosition } from './position.ts'
import { questionsOn, type StandingQuestion } from './question.ts'
import type { Unread } from './rulebook.ts'
import { compareTexts } from './text-order.ts'
import { type Voice, voiceOf } from './voice.ts'

/** What a question turns on; `obtaining: null` when obtaining is not in question [O2, O3]. */
export interface Asking {
  readonly channel: Channel
  readonly obtaining: readonly StandingQuestion[] | null
  readonly using: readonly StandingQuestion[]
}

interface Part extends DecisionPart {
  readonly conflicts: readonly Because[]
}

/** The standing questions behind a question. SPEC.md O1–O4, O6. */
export function askingOf({ actor, usage, channel, asset = 'content' }: FixedQuestion): Asking {
  const obtaining = actor === 'public' && asset === 'content' ? questionsOn(actor, 'crawl', asset) : null
  return { channel, obtaining, using: questionsOn(actor, usage, asset) }
}

/** Decides over one or more readings of the days, the strictest of each part. SPEC.md C1–C7, L2–L5, O1–O6, X1–X3, Y5. */
export function judge(services: readonly string[], asking: Asking, readings: readonly Heard[]): Decision {
  const obtaining = strictestPart(readings.map((heard) => obtainingPart(asking, heard)))
  const using = strictestPart(readings.map((heard) => part(heard, asking.using, asking.channel)))
  return {
    outcome: stricterOutcome(obtaining.outcome, using.outcome), // O5
    obtaining: bare(obtaining),
    using: bare(using),
    conflicts: conflictsOf(obtaining, using),
    unread:
      readings.length === 1
        ? distinct(readings[0]!.unread)
        : distinct(readings.flatMap(({ unread }) => unread)).toSorted(bySource), // X1
    services,
  }
}

/** The answer when nothing can be looked up at all. SPEC.md H4, T8. */
export function unanswered(reason: Reason): Decision {
  const nothing = bare(unknown(reason))
  return { outcome: 'unknown', obtaining: nothing, using: nothing, conflicts: [], unread: [], services: [] }
}

function obtainingPart({ obtaining, using, channel }: Asking, heard: Heard): Part {
  if (obtaining === null) return permitted('own', [])
  const stated = part(heard, obtaining, channel)
  if (channel !== 'licence' || stated.reason === 'stated') return stated
  const licences = voices(heard, using, channel).filter(({ layer }) => layer === 'licence')
  const decided = strictestOf(licences)
  return decided === 'allowed' || decided === 'conditional' ? permitted('licensed', licences) : stated // L5
}

function part(heard: Heard, questions: readonly StandingQuestion[], channel: Channel): Part {
  if (questions.length === 0) return unknown('no-question') // U7
  const said = voices(heard, questions, channel)
  const licences = heard.oneDay ? said.filter(({ layer }) => layer === 'licence') : []
  const deciding = licences.length > 0 ? licences : said // L4
  const outcome = strictestOf(deciding) // C1
  if (outcome === 'silent') return unknown(heard.absence) // C2
  const winners = deciding.filter(({ voice }) => voice.position === outcome)
  const others = said.filter(({ voice }) => voice.position !== outcome)
  return {
    outcome,
    reason: 'stated',
    conditions: union(winners.flatMap(({ voice }) => voice.conditions)), // C5
    because: winners.flatMap(({ voice }) => voice.because), // C6
    conflicts: [...winners.flatMap(({ voice }) => voice.otherwise), ...others.flatMap(({ voice }) => voice.because)],
  }
}

interface Said {
  readonly layer: Layer
  readonly voice: Voice
}

function voices({ states }: Heard, questions: readonly StandingQuestion[], channel: Channel): Said[] {
  const said: Said[] = []
  for (const state of states) {
    for (const question of questions) {
      const voice = voiceOf(state, question, channel)
      if (voice) said.push({ layer: state.layer, voice })
    }
  }
  return said
}

function strictestOf(said: readonly Said[]): PositionKind {
  let strictest: PositionKind = 'silent'
  for (const { voice } of said) strictest = stricterPosition(strictest, voice.position)
  return strictest
}

function strictestPart(parts: readonly Part[]): Part {
  const [first, ...rest] = parts
  if (!first) return unknown('no-day')
  if (rest.length === 0) return first
  const outcome = parts.reduce<Outcome>((strictest, one) => stricterOutcome(strictest, one.outcome), first.outcome)
  const winners = parts.filter((one) => one.outcome === outcome)
  // sorted, because the days read would leave their mark on the order: one answer has one form
  const because = distinct(winners.flatMap((one) => one.because)).toSorted(byPlace)
  return {
    outcome,
    reason: winners[0]!.reason,
    conditions: union(winners.flatMap((one) => one.conditions)),
    because,
    conflicts: distinct(
      parts.flatMap((one) => (winners.includes(one) ? one.conflicts : [...one.because, ...one.conflicts])),
    )
      .filter((one) => !because.includes(one))
      .toSorted(byPlace),
  }
}

function byPlace(a: Because, b: Because): number {
  return (
    compareTexts(a.service, b.service) ||
    compareTexts(a.terms, b.terms) ||
    compareTexts(a.layer, b.layer) ||
    compareTexts(a.part ?? '', b.part ?? '') ||
    compareTexts(a.from, b.from) ||
    compareTexts(a.to ?? '', b.to ?? '') ||
    compareTexts(a.recorded, b.recorded) ||
    compareTexts(a.question, b.question) ||
    (a.statement?.evidence.start ?? 0) - (b.statement?.evidence.start ?? 0) ||
    compareTexts(a.statement?.evidence.quoteHash ?? '', b.statement?.evidence.quoteHash ?? '')
  )
}

function bySource(a: Unread, b: Unread): number {
  return (
    compareTexts(a.service, b.service) ||
    compareTexts(a.terms, b.terms) ||
    compareTexts(a.from, b.from) ||
    compareTexts(a.to ?? '', b.to ?? '') ||
    compareTexts(a.reason, b.reason)
  )
}

function permitted(reason: Reason, said: readonly Said[]): Part {
  return {
    outcome: 'allowed',
    reason,
    conditions: [],
    because: said.flatMap(({ voice }) => voice.because),
    conflicts: [],
  }
}

function unknown(reason: Reason): Part {
  return { outcome: 'unknown', reason, conditions: [], because: [], conflicts: [] }
}

// what made one part agrees with the answer, also where it lost the other part on another day
function conflictsOf(obtaining: Part, using: Part): readonly Because[] {
  const conflicts = distinct([...obtaining.conflicts, ...using.conflicts])
  if (conflicts.length === 0) return conflicts
  return conflicts.filter((one) => !obtaining.because.includes(one) && !using.because.includes(one))
}

function bare({ outcome, reason, conditions, because }: Part): DecisionPart {
  return { outcome, reason, conditions, because }
}

function union(conditions: readonly Condition[]): readonly Condition[] {
  if (conditions.length === 0) return conditions
  const byText = new Map(conditions.map((condition) => [`${condition.kind}\n${condition.note ?? ''}`, condition]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, condition]) => condition)
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return items.length > 1 ? [...new Set(items)] : items
}
