import type { Actor } from './actor.ts'
import type { Asset } from './asset.ts'
import type { Channel } from './channel.ts'
import type { Because, Decision, DecisionPart, FixedQuestion, Reason } from './decision.ts'
import type { Heard } from './heard.ts'
import type { Layer } from './layer.ts'
import { type Outcome, stricterOutcome } from './outcome.ts'
import type { PositionKind } from './position.ts'
import type { Profile } from './profile.ts'
import { type HeardQuestion, heardQuestions, questions, questionsOn } from './question.ts'
import type { Unread } from './rulebook.ts'
import { type Strictest, strictestOf, together, union } from './strictest.ts'
import { compareTexts } from './text-order.ts'
import type { Usage } from './usage.ts'
import { silenceOf, type Voice, voiceOf } from './voice.ts'
import type { Asker, PathTest } from './weigh.ts'

/** What a question turns on; `obtaining: null` when obtaining is not in question [O2, O3]. */
export interface Asking {
  readonly channel: Channel
  readonly obtaining: readonly HeardQuestion[] | null
  readonly using: readonly HeardQuestion[]
  readonly asker: Asker
}

/** A part of a decision, and the statements that said otherwise. Parts are shared: identity is equality where nothing is to weigh up. */
export interface Part {
  readonly shown: DecisionPart
  readonly conflicts: readonly Because[]
}

/** The questions behind a question, and who asks. SPEC.md O1–O4, O6, S2, S7, Y8. */
export function askingOf(
  { actor, usage, channel, asset = 'content', agent }: FixedQuestion,
  matches: PathTest,
  { agents = [] }: Profile,
): Asking {
  const obtaining = actor === 'public' && asset === 'content' ? questionsBehind(actor, 'crawl', asset) : null
  const using = questionsBehind(actor, usage, asset)
  const named = agent === undefined ? agents : [...agents, agent.toLowerCase()]
  return { channel, obtaining, using, asker: { matches, agents: named, using } }
}

const behind = new Map<string, readonly HeardQuestion[]>()

function questionsBehind(actor: Actor, usage: Usage, asset: Asset): readonly HeardQuestion[] {
  const key = `${actor}.${usage}.${asset}`
  let found = behind.get(key)
  if (found === undefined) {
    found = questionsOn(actor, usage, asset, heardQuestions)
    behind.set(key, found)
  }
  return found
}

/** What one reading of the days comes to, in both parts. */
export interface Judged {
  readonly obtaining: Part
  readonly using: Part
  readonly unread: readonly Unread[]
}

/** Decides over one or more readings of the days, the strictest of each part. SPEC.md C1–C7, L2–L5, O1–O6, X1–X3, Y5. */
export function judge(
  services: readonly string[],
  asking: Asking,
  readings: readonly Heard[],
  profile: Profile,
): Decision {
  return decisionOf(
    services,
    readings.map((heard) => judgeReading(asking, heard, profile)),
  )
}

/** Judges one reading, for callers that decide over it more than once. */
export function judgeReading(asking: Asking, heard: Heard, profile: Profile): Judged {
  return { obtaining: obtainingPart(asking, heard), using: usingPart(asking, heard, profile), unread: heard.unread }
}

/** The decision that readings come to. */
export function decisionOf(services: readonly string[], judged: readonly Judged[]): Decision {
  const alone = judged.length === 1 ? judged[0]! : undefined
  const obtaining = alone?.obtaining ?? strictestPart(judged.map((one) => one.obtaining))
  const using = alone?.using ?? strictestPart(judged.map((one) => one.using))
  return {
    outcome: stricterOutcome(obtaining.shown.outcome, using.shown.outcome), // O5
    obtaining: obtaining.shown,
    using: using.shown,
    conflicts: conflictsOf(obtaining, using),
    unread: alone ? distinct(alone.unread) : distinct(judged.flatMap(({ unread }) => unread)).toSorted(bySource), // X1
    services,
  }
}

/** The answer when nothing can be looked up at all. SPEC.md H4, T8. */
export function unanswered(reason: Reason): Decision {
  const { shown } = unknown(reason)
  return { outcome: 'unknown', obtaining: shown, using: shown, conflicts: [], unread: [], services: [] }
}

function obtainingPart({ obtaining, using, channel, asker }: Asking, heard: Heard): Part {
  if (obtaining === null) return own
  const stated = part(heard, obtaining, channel, asker)
  if (channel !== 'licence' || stated.shown.reason === 'stated') return stated
  const licences = voices(heard, using, channel, asker).filter(({ layer }) => layer === 'licence')
  const decided = strictestAmong(licences, heard.oneDay).position
  return decided === 'allowed' || decided === 'conditional'
    ? permitted(
        'licensed',
        licences.flatMap(({ voice }) => voice.because),
      )
    : stated // L5
}

/** What nobody reserved is allowed where the profile says so and the documents that would reserve it were read. SPEC.md Y9. */
function usingPart({ using, channel, asker }: Asking, heard: Heard, { unreserved }: Profile): Part {
  const stated = part(heard, using, channel, asker)
  if (unreserved === undefined || stated.shown.reason !== 'silent' || !using.some(isReservable)) return stated
  const read = heard.states.filter(({ layer, state }) => layer === 'signals' && unreserved.includes(state.terms))
  if (!unreserved.every((document) => read.some(({ state }) => state.terms === document))) return stated
  return permitted(
    'not-reserved',
    read.map((state) => silenceOf(state, using[0]!)),
  )
}

function isReservable(question: HeardQuestion): boolean {
  return question === 'public.train-ai.content' || question === 'public.tdm.content'
}

function part(heard: Heard, asked: readonly HeardQuestion[], channel: Channel, asker: Asker): Part {
  if (asked.length === 0) return unknown('no-question') // U7
  // most parts are one document's word, or nobody's: nothing is made to find that out
  let alone: Voice | undefined
  let count = 0
  for (const state of heard.states) {
    for (const question of asked) {
      const voice = voiceOf(state, question, channel, asker)
      if (!voice) continue
      alone ??= voice
      count += 1
    }
  }
  if (!alone) return unknown(asked.some(isStanding) ? heard.absence : absenceBeside(heard)) // C2, U9
  if (count === 1) return partAlone(alone)
  const said = voices(heard, asked, channel, asker)
  const licences = heard.oneDay ? said.filter(({ layer }) => layer === 'licence') : []
  const deciding = licences.length > 0 ? licences : said // L4
  const decided = strictestAmong(deciding, heard.oneDay) // C1, C5, C8
  const outcome = decided.position as Exclude<PositionKind, 'silent'>
  const winners = deciding.filter(({ voice }) => decided.makes(voice))
  const others = said.filter(({ voice }) => !decided.makes(voice))
  return {
    shown: {
      outcome,
      reason: 'stated',
      conditions: decided.conditions,
      because: winners.flatMap(({ voice }) => voice.because), // C6
    },
    conflicts: [...winners.flatMap(({ voice }) => voice.otherwise), ...others.flatMap(({ voice }) => voice.because)],
  }
}

/** What one document's word comes to, made once for it. */
function partAlone(voice: Voice): Part {
  const { position, conditions, because, otherwise } = voice
  voice.alone ??= {
    shown: { outcome: position, reason: 'stated', conditions: union(conditions), because },
    conflicts: otherwise,
  }
  return voice.alone
}

function isStanding(question: HeardQuestion): boolean {
  return (questions as readonly HeardQuestion[]).includes(question)
}

/** On usages that no timeline of terms tracks, only a document of signals can have been silent. SPEC.md U7, U9. */
function absenceBeside({ states, unread }: Heard): Reason {
  if (unread.some(({ layer }) => layer === 'signals')) return 'unread'
  return states.some(({ layer }) => layer === 'signals') ? 'silent' : 'no-question'
}

interface Said {
  readonly layer: Layer
  readonly voice: Voice
}

function voices({ states }: Heard, asked: readonly HeardQuestion[], channel: Channel, asker: Asker): Said[] {
  const said: Said[] = []
  for (const state of states) {
    for (const question of asked) {
      const voice = voiceOf(state, question, channel, asker)
      if (voice) said.push({ layer: state.layer, voice })
    }
  }
  return said
}

/** What documents come to: on one day a ban on a part is a condition beside leave; over several days the strictest word stands. */
function strictestAmong(said: readonly Said[], oneDay: boolean): Strictest {
  return strictestOf(said.map(({ voice }) => (oneDay ? voice : { ...voice, lets: false })))
}

function strictestPart(parts: readonly Part[]): Part {
  const [first, ...rest] = parts
  if (!first) return unknown('no-day')
  if (rest.length === 0) return first
  const outcome = parts.reduce<Outcome>(
    (strictest, { shown }) => stricterOutcome(strictest, shown.outcome),
    first.shown.outcome,
  )
  const winners = parts.filter(({ shown }) => shown.outcome === outcome)
  // sorted, because the days read would leave their mark on the order: one answer has one form
  const because = distinct(winners.flatMap(({ shown }) => shown.because)).toSorted(byPlace)
  return {
    shown: {
      outcome,
      reason: winners[0]!.shown.reason,
      conditions: together(
        outcome,
        winners.map(({ shown }) => shown),
      ),
      because,
    },
    conflicts: distinct(
      parts.flatMap((one) => (winners.includes(one) ? one.conflicts : [...one.shown.because, ...one.conflicts])),
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

function permitted(reason: Reason, because: readonly Because[]): Part {
  return { shown: { outcome: 'allowed', reason, conditions: [], because }, conflicts: [] }
}

const own = permitted('own', [])
const unknowns = new Map<Reason, Part>()

function unknown(reason: Reason): Part {
  let part = unknowns.get(reason)
  if (!part) {
    part = { shown: { outcome: 'unknown', reason, conditions: [], because: [] }, conflicts: [] }
    unknowns.set(reason, part)
  }
  return part
}

// what made one part agrees with the answer, also where it lost the other part on another day
function conflictsOf(obtaining: Part, using: Part): readonly Because[] {
  if (obtaining.conflicts.length === 0 && using.conflicts.length === 0) return using.conflicts
  const conflicts = distinct([...obtaining.conflicts, ...using.conflicts])
  return conflicts.filter((one) => !obtaining.shown.because.includes(one) && !using.shown.because.includes(one))
}

function distinct<T>(items: readonly T[]): readonly T[] {
  return items.length > 1 ? [...new Set(items)] : items
}
