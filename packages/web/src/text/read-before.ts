import { type Day, dayOf, type Instant, type Layer } from '@proviso/rights'

/** What tells one document from another. */
interface Named {
  readonly service: string
  readonly terms: string
  readonly layer?: Layer
  readonly host?: string
}

/** A document that could not be read on some days. */
export interface Missed extends Named {
  readonly from: Day
  readonly to: Day | null
}

/** A document in force, and what it says on either part; null where it is silent. */
export interface InForce extends Named {
  readonly recorded: Instant
  readonly obtaining: unknown
  readonly using: unknown
}

/**
 * Whether a document could not be read on a day on which it is in force: what was read before goes on (`packages/archive/SPEC.md` T3),
 * and whether it still says so nobody knows.
 */
export function isMissed(document: Named, unread: readonly Missed[], day: Day): boolean {
  return unread.some((one) => isSame(one, document) && one.from <= day && (one.to === null || day < one.to))
}

/**
 * What was read before of a document that could not be read on a day; undefined where nothing was.
 * @example readBeforeText(unread, layers, '2026-01-01') // 'as recorded on 2025-09-09 it is silent'
 */
export function readBeforeText(missed: Missed, layers: readonly InForce[], day: Day): string | undefined {
  const before = layers.filter((document) => isSame(missed, document) && isMissed(document, [missed], day))
  if (before.length === 0) return undefined
  const recorded = before.map((document) => dayOf(document.recorded)).sort()
  const isSilent = before.every(({ obtaining, using }) => obtaining === null && using === null)
  return `as recorded on ${recorded.at(-1)} it ${isSilent ? 'is silent' : 'speaks, and is taken to go on'}`
}

function isSame(a: Named, b: Named): boolean {
  return (
    a.service === b.service && a.terms === b.terms && a.host === b.host && (a.layer ?? 'terms') === (b.layer ?? 'terms')
  )
}
