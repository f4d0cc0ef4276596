import type { Condition } from './condition.ts'
import { dayNumber } from './day.ts'
import type { Asked, Because } from './decision.ts'
import { hearDay } from './heard.ts'
import { askingOf } from './judge.ts'
import type { Layer } from './layer.ts'
import { type PositionKind, stricterPosition } from './position.ts'
import { type Profile, profiles } from './profile.ts'
import type { HeardQuestion } from './question.ts'
import type { DocumentState, PositionReview } from './rulebook.ts'
import { entryAt, type IndexedState, type RulebookIndex } from './rulebook-index.ts'
import { strictestOf } from './strictest.ts'
import { voiceOf, weighedOf } from './voice.ts'
import { pathTest, positionOn } from './weigh.ts'

/** What one document says on one part of a question; never silent. */
export interface Said {
  readonly position: Exclude<PositionKind, 'silent'>
  readonly conditions: readonly Condition[]
  readonly because: readonly Because[]
}

/** What one document in force says on a question, by part; `null` where it is silent. */
export interface Saying {
  readonly layer: Layer
  readonly state: DocumentState
  /** `null` also where obtaining is not in question. */
  readonly obtaining: Said | null
  readonly using: Said | null
  /** Whether the document has words for the agent that asks. */
  readonly namesAgent: boolean
  /** The reviews that left it without a word; absent when there are none. */
  readonly silenced?: readonly Silenced[]
}

/** A review that left a document without a word on a question. */
export interface Silenced {
  readonly about: 'obtaining' | 'using'
  readonly question: HeardQuestion
  readonly review: PositionReview
}

/**
 * What each document that a profile hears says on a question, on the day asked (of a profile that does not read it: on the day the
 * caller calls today): the table a decision is made of. SPEC.md L6, L8.
 * @example
 * sayingsOf(index, asked).filter(({ using }) => using?.position === 'disallowed').map(({ state }) => state.terms)
 */
export function sayingsOf(index: RulebookIndex, asked: Asked, profile: Profile = profiles['as-of-crawl']): Saying[] {
  const entry = entryAt(index, asked.host)
  if (!entry) return []
  const day = profile.read.includes('on') ? asked.on : (asked.today ?? '')
  const asking = askingOf(asked, pathTest(asked.path ?? '/'), profile)
  const said = (state: IndexedState, questions: readonly HeardQuestion[] | null): Said | null => {
    const voices = (questions ?? []).flatMap((question) => {
      const voice = voiceOf(state, question, asking.channel, asking.asker)
      return voice === null ? [] : [voice]
    })
    const { position, conditions, makes } = strictestOf(voices)
    if (position === 'silent') return null
    return { position, conditions, because: voices.filter(makes).flatMap(({ because }) => because) }
  }
  const silenced = (indexed: IndexedState, about: Silenced['about']): Silenced[] =>
    (asking[about] ?? []).flatMap((question) => {
      const { position, review } = positionOn(indexed.state, question) ?? {}
      // a corrected position that speaks through another channel was not silenced
      const isMeant = review !== undefined && (review.verdict === 'reject' || position === 'silent')
      const isSilent = isMeant && voiceOf(indexed, question, asking.channel, asking.asker) === null
      return isSilent ? [{ about, question, review }] : []
    })
  return hearDay(entry, profile, dayNumber(day)).states.map((indexed) => {
    const reviews = [...silenced(indexed, 'obtaining'), ...silenced(indexed, 'using')]
    return {
      layer: indexed.layer,
      state: indexed.state,
      obtaining: said(indexed, asking.obtaining),
      using: said(indexed, asking.using),
      namesAgent: asking.asker.agents.some((agent) => weighedOf(indexed)?.groups.has(agent) === true),
      ...(reviews.length === 0 ? {} : { silenced: reviews }),
    }
  })
}

/** Two documents that do not say the same. */
export interface Disagreement {
  /**
   * `obtaining`, `using`: they differ on that part; `use-of-what-may-be-obtained`: `strict` bars the use of what `loose` lets be
   * obtained; `obtaining-of-what-may-be-used`: the other way round.
   */
  readonly about: 'obtaining' | 'using' | 'use-of-what-may-be-obtained' | 'obtaining-of-what-may-be-used'
  readonly strict: Saying
  readonly loose: Saying
}

/**
 * Where documents disagree: within a part each pair of which one bars or sets a condition and the other is looser; across the parts,
 * between layers, each pair of which one bars what the other only makes sense for. SPEC.md L7.
 * @example
 * disagreementsOf(sayingsOf(index, asked)).map(({ strict, loose }) => `${strict.state.terms} against ${loose.state.terms}`)
 */
export function disagreementsOf(sayings: readonly Saying[]): Disagreement[] {
  const found: Disagreement[] = []
  for (const about of ['using', 'obtaining'] as const) {
    for (const strict of sayings) {
      for (const loose of sayings) {
        const [one, other] = [strict[about], loose[about]]
        if (
          one &&
          other &&
          one.position !== other.position &&
          stricterPosition(one.position, other.position) === one.position
        )
          found.push({ about, strict, loose })
      }
    }
  }
  for (const strict of sayings) {
    for (const loose of sayings) {
      if (strict.layer === loose.layer) continue
      if (strict.using?.position === 'disallowed' && loose.obtaining?.position === 'allowed')
        found.push({ about: 'use-of-what-may-be-obtained', strict, loose })
      if (strict.obtaining?.position === 'disallowed' && loose.using?.position === 'allowed')
        found.push({ about: 'obtaining-of-what-may-be-used', strict, loose })
    }
  }
  return found
}
