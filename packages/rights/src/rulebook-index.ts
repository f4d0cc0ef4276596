import { dayNumber, dayOf } from './day.ts'
import { atLongestSuffix } from './host.ts'
import type { Layer } from './layer.ts'
import type { DocumentState, Rulebook, Unread } from './rulebook.ts'
import { compareTexts } from './text-order.ts'
import type { Voice } from './voice.ts'

/** A state with its days as numbers, which compare faster than texts. */
export interface IndexedState {
  readonly state: DocumentState
  readonly layer: Layer
  /** First day it binds: in force, and not before the document's first record [T2, T4]. */
  readonly from: number
  /** First day it no longer binds; `Infinity` when open. */
  readonly to: number
  /** Day of the document's first record. */
  readonly firstRecord: number
  /** What the state says by question and channel, filled by `voiceOf` when first asked. */
  readonly voices: (Voice | null | undefined)[]
}

interface IndexedUnread {
  readonly unread: Unread
  readonly from: number
  readonly to: number
}

/** The services that hold one host suffix, with all that bears on it. */
export interface HostEntry {
  /** Sorted by name. */
  readonly services: readonly string[]
  readonly states: readonly IndexedState[]
  readonly unread: readonly IndexedUnread[]
}

/** A rulebook arranged for lookup. Suffixes held by the same services share one entry. */
export interface RulebookIndex {
  readonly bySuffix: ReadonlyMap<string, HostEntry>
}

/**
 * Arranges a rulebook for lookup by host; time and memory are linear in the rulebook, but for sorting. SPEC.md T4, H1, H2.
 * @example
 * const index = indexRulebook(rulebook)
 * decide(index, { host: 'x.com', usage: 'train-ai', actor: 'public', channel: 'api', on: '2025-06-10' })
 */
export function indexRulebook(rulebook: Rulebook): RulebookIndex {
  const states = statesByService(rulebook.states)
  const unread = groupBy(
    rulebook.unread.map((source) => ({ unread: source, from: dayNumber(source.from), to: endOf(source.to) })),
    ({ unread }) => unread.service,
  )
  const holders = new Map<string, Set<string>>()
  for (const { name, hosts } of rulebook.services) {
    for (const host of hosts) {
      const names = holders.get(host)
      if (names) names.add(name)
      else holders.set(host, new Set([name]))
    }
  }
  const entries = new Map<string, HostEntry>()
  const bySuffix = new Map<string, HostEntry>()
  for (const [suffix, names] of holders) {
    const services = [...names].sort()
    const key = services.join('\n')
    let entry = entries.get(key)
    if (!entry) {
      entry = {
        services,
        states: services.flatMap((name) => states.get(name) ?? []),
        unread: services.flatMap((name) => unread.get(name) ?? []),
      }
      entries.set(key, entry)
    }
    bySuffix.set(suffix, entry)
  }
  return { bySuffix }
}

/**
 * The names of the services a host belongs to, none when nobody is known. SPEC.md H1–H4.
 * @example
 * servicesAt(index, 'api.x.com') // ['X']
 */
export function servicesAt(index: RulebookIndex, host: string): readonly string[] {
  return atLongestSuffix(index.bySuffix, host)?.services ?? []
}

function statesByService(states: readonly DocumentState[]): Map<string, IndexedState[]> {
  const byService = new Map<string, IndexedState[]>()
  for (const [service, own] of groupBy(states, (state) => state.service)) byService.set(service, indexStates(own))
  return byService
}

/** The states of one service, in an order that does not depend on how they came. */
function indexStates(states: readonly DocumentState[]): IndexedState[] {
  const firstRecords = new Map<string, number>()
  for (const state of states) {
    const document = documentKey(state)
    const recorded = dayNumber(dayOf(state.recorded))
    firstRecords.set(document, Math.min(recorded, firstRecords.get(document) ?? recorded))
  }
  return states.toSorted(compareStates).map((state) => {
    const firstRecord = firstRecords.get(documentKey(state))!
    const from = Math.max(dayNumber(state.from), firstRecord)
    return { state, layer: state.layer ?? 'terms', from, to: endOf(state.to), firstRecord, voices: [] }
  })
}

function documentKey({ layer = 'terms', terms }: DocumentState): string {
  return `${layer} ${terms}`
}

function endOf(day: string | null): number {
  return day === null ? Number.POSITIVE_INFINITY : dayNumber(day)
}

function compareStates(a: DocumentState, b: DocumentState): number {
  return (
    compareTexts(a.terms, b.terms) ||
    compareTexts(a.layer ?? 'terms', b.layer ?? 'terms') ||
    compareTexts(a.part ?? '', b.part ?? '') ||
    compareTexts(a.from, b.from) ||
    compareTexts(a.recorded, b.recorded)
  )
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
