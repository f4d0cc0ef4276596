import { dayNumber, dayOf } from './day.ts'
import type { Because } from './decision.ts'
import { atLongestSuffix } from './host.ts'
import { isInOrder } from './in-order.ts'
import type { Layer } from './layer.ts'
import type { Profile } from './profile.ts'
import type { Remembered } from './remembered.ts'
import type { DocumentState, Rulebook, RuledStatement, Unread } from './rulebook.ts'
import { compareTexts } from './text-order.ts'
import type { Voice } from './voice.ts'
import type { WeighedState } from './weigh.ts'

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
  voices: (Voice | null | undefined)[] | null
  /** Entries for `because` by statement, made once for what it is heard to say; few states of a large rulebook are ever asked. */
  entries: Map<RuledStatement | undefined, Because[]> | null
  /** Of a state whose statements are weighed by path and agent: arranged for that, when first asked. */
  weighed?: WeighedState
}

export interface IndexedUnread {
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
  /** The first suffix, or the one host, that it is listed under. */
  readonly listed: string
  /** Decisions made, by profile: they depend on nothing but the question and the day. */
  remembered: Map<Profile, Remembered | null> | null
}

/** A rulebook arranged for lookup. Suffixes held by the same services share one entry. */
export interface RulebookIndex {
  readonly bySuffix: ReadonlyMap<string, HostEntry>
  /** Hosts that documents speak for by name, with those and all that bears on the suffix they lie under [S1]. */
  readonly byHost: ReadonlyMap<string, HostEntry>
}

/**
 * Arranges a rulebook for lookup by host; time and memory are linear in the rulebook, but for sorting. SPEC.md T4, H1, H2.
 * @example
 * const index = indexRulebook(rulebook)
 * decide(index, { host: 'x.com', usage: 'train-ai', actor: 'public', channel: 'api', on: '2025-06-10' })
 */
export function indexRulebook(rulebook: Rulebook): RulebookIndex {
  const byService = indexStates(rulebook.states)
  const unread = rulebook.unread.map((source) => ({
    unread: source,
    from: dayNumber(source.from),
    to: endOf(source.to),
  }))
  const wideOf = (service: string): readonly IndexedState[] => {
    const states = byService.get(service) ?? []
    return states.every(isWide) ? states : states.filter(isWide)
  }
  const unreadOf = groupBy(
    unread.filter(({ unread }) => unread.host === undefined),
    ({ unread }) => unread.service,
  )
  const holders = new Map<string, string[]>()
  for (const { name, hosts } of rulebook.services) {
    for (const host of hosts) {
      const names = holders.get(host)
      if (names === undefined) holders.set(host, [name])
      else if (!names.includes(name)) names.push(name)
    }
  }
  const entries = new Map<string, HostEntry>()
  const bySuffix = new Map<string, HostEntry>()
  for (const [suffix, names] of holders) {
    const services = names.length === 1 ? names : names.sort()
    const key = services.length === 1 ? services[0]! : services.join('\n')
    let entry = entries.get(key)
    if (!entry) {
      entry = {
        services,
        states: services.length === 1 ? wideOf(services[0]!) : services.flatMap(wideOf),
        unread: unreadOf.size === 0 ? [] : services.flatMap((name) => unreadOf.get(name) ?? []),
        listed: suffix,
        remembered: null,
      }
      entries.set(key, entry)
    }
    bySuffix.set(suffix, entry)
  }
  const ownStates = groupBy(
    [...byService.values()].flatMap((states) => (states.every(isWide) ? [] : states.filter((one) => !isWide(one)))),
    ({ state }) => state.host!,
  )
  for (const states of ownStates.values()) sortStates(states)
  const ownUnread = groupBy(
    unread.filter(({ unread }) => unread.host !== undefined),
    ({ unread }) => unread.host!,
  )
  const byHost = new Map<string, HostEntry>()
  for (const host of new Set([...ownStates.keys(), ...ownUnread.keys()])) {
    const wide = atLongestSuffix(bySuffix, host.replace(/:\d+$/, '')) // terms speak for a host, whatever the port
    const own = ownStates.get(host) ?? []
    const unreadHere = ownUnread.get(host) ?? []
    byHost.set(host, {
      services: wide?.services ?? namesOf(own, unreadHere),
      states: [...(wide?.states ?? []), ...own],
      unread: [...(wide?.unread ?? []), ...unreadHere],
      listed: host,
      remembered: null,
    })
  }
  return { bySuffix, byHost }
}

/** All that bears on a host; `undefined` when nobody is known to hold it. SPEC.md H1, H3, S1. */
export function entryAt({ bySuffix, byHost }: RulebookIndex, host: string): HostEntry | undefined {
  return (byHost.size > 0 ? byHost.get(host) : undefined) ?? atLongestSuffix(bySuffix, host)
}

function isWide({ state }: IndexedState): boolean {
  return state.host === undefined
}

function namesOf(states: readonly IndexedState[], unread: readonly IndexedUnread[]): string[] {
  return [
    ...new Set([...states.map(({ state }) => state.service), ...unread.map(({ unread }) => unread.service)]),
  ].sort()
}

/**
 * The names of the services a host belongs to, none when nobody is known. SPEC.md H1–H4.
 * @example
 * servicesAt(index, 'api.x.com') // ['X']
 */
export function servicesAt(index: RulebookIndex, host: string): readonly string[] {
  return entryAt(index, host)?.services ?? []
}

/** States by service, in an order that does not depend on how they came, each with the first record of its document. */
function indexStates(states: readonly DocumentState[]): Map<string, IndexedState[]> {
  const byService = new Map<string, Draft[]>()
  for (const state of states) {
    const recorded = dayNumber(dayOf(state.recorded))
    const indexed: Draft = {
      state,
      layer: state.layer ?? 'terms',
      from: dayNumber(state.from),
      to: endOf(state.to),
      firstRecord: recorded,
      voices: null,
      entries: null,
    }
    const own = byService.get(state.service)
    if (own) own.push(indexed)
    else byService.set(state.service, [indexed])
  }
  for (const own of byService.values()) {
    sortStates(own)
    // the states of one document are neighbours
    for (let start = 0, end = 0; start < own.length; start = end) {
      let first = Number.POSITIVE_INFINITY
      for (; end < own.length && isSameDocument(own[start]!, own[end]!); end++)
        first = Math.min(first, own[end]!.firstRecord)
      for (let at = start; at < end; at++) {
        const indexed = own[at]!
        indexed.firstRecord = first
        indexed.from = Math.max(indexed.from, first)
      }
    }
  }
  return byService
}

type Draft = { -readonly [name in keyof IndexedState]: IndexedState[name] }

function isSameDocument({ state: a, layer }: IndexedState, { state: b, layer: other }: IndexedState): boolean {
  return a.terms === b.terms && (a.host ?? '') === (b.host ?? '') && layer === other
}

function endOf(day: string | null): number {
  return day === null ? Number.POSITIVE_INFINITY : dayNumber(day)
}

function sortStates(states: IndexedState[]): void {
  // most come in order, which is seen for less than a sort makes on its way
  if (!isInOrder(states, compareStates)) states.sort(compareStates)
}

function compareStates({ state: a, layer }: IndexedState, { state: b, layer: other }: IndexedState): number {
  return (
    compareTexts(a.terms, b.terms) ||
    compareTexts(a.host ?? '', b.host ?? '') ||
    compareTexts(layer, other) ||
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
