import type { DocumentState, Rulebook, Unread } from '@proviso/rights'

type Part = Pick<Rulebook, 'states' | 'unread'>

/**
 * Services whose documents a rulebook knows from collections that were imported, not from watching alone: their histories are their own
 * and are not continued from elsewhere. SPEC.md B12.
 */
export function importedServices({ states, unread }: Part): Set<string> {
  const imported = new Set<string>()
  for (const { service, layer = 'terms', records } of states)
    if (layer === 'terms' && records.some(({ collection }) => collection !== 'own')) imported.add(service)
  for (const { service, layer = 'terms', evidence } of unread)
    if (layer === 'terms' && evidence?.collection !== 'own') imported.add(service)
  return imported
}

/**
 * What another rulebook knows of documents from before they were watched: its states and gaps end where the first record of watching
 * begins. Documents that were not watched, and those that could never be read, are its alone. SPEC.md B12.
 *
 * @example
 * historiesBefore(starter, workspace).states.at(-1)?.to // '2026-11-25', the day the document was first looked at
 */
export function historiesBefore(earlier: Part, watched: Part): Part {
  const begins = new Map<string, string>()
  for (const state of watched.states) {
    const first = begins.get(keyOf(state))
    if (first === undefined || state.from < first) begins.set(keyOf(state), state.from)
  }
  const ended = <T extends DocumentState | Unread>(one: T): T[] => {
    const first = begins.get(keyOf(one))
    if (first === undefined) return [one]
    if (one.from >= first) return []
    return [one.to === null || one.to > first ? { ...one, to: first } : one]
  }
  return { states: earlier.states.flatMap(ended), unread: earlier.unread.flatMap(ended) }
}

/** By service, document, part and day, as a rulebook has them. */
export function inOrder<T extends DocumentState | Unread>(list: readonly T[]): T[] {
  const key = (one: DocumentState | Unread) =>
    `${keyOf(one)}\0${'host' in one ? one.host : ''}\0${'part' in one ? one.part : ''}\0${one.from}`
  return list
    .map((one) => [key(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, one]) => one)
}

function keyOf({ service, terms, layer = 'terms' }: DocumentState | Unread): string {
  return `${service}\0${terms}\0${layer}`
}
