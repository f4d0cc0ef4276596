import { type Outcome, outcomes } from '@proviso/rights'

/** How many ways lead on from a node. */
export const branches = 8

/** What a way that is not there begins with: no day comes to it. */
const endOfDays = 2_147_483_647

/**
 * A node of the search for a day: the ways that begin on the day or before it, but for the first, say which one to go. `base` and
 * that number are together the segment that answers; where `base` is negative, the number less `base` is the node to go on from.
 */
export interface DayNode {
  readonly base: number
  /** The outcomes of the ways, two bits each, the first the lowest. */
  readonly outcomes: number
  /** The days on which all ways but the first begin. */
  readonly starts: readonly number[]
}

/** The names of the columns that hold a node. */
export const nodeColumns = ['base', 'outcomes', ...Array.from({ length: branches - 1 }, (_, at) => `s${at + 1}`)]

/** The days of a run as a tree that SQL walks with comparisons and an equi-join for each level below the root. */
export interface DayTree {
  readonly root: DayNode
  /** All but the root, numbered from `firstNode` on. */
  readonly nodes: readonly DayNode[]
  /** Joins from the root to the leaves. */
  readonly depth: number
}

/**
 * Builds the tree over segments that begin on `starts` and are numbered from `firstSegment` on; nodes are numbered from
 * `firstNode` on, which is at least 1. SPEC.md Q1.
 */
export function dayTree(
  starts: readonly number[],
  found: readonly Outcome[],
  firstSegment: number,
  firstNode: number,
): DayTree {
  if (starts.length <= branches)
    return {
      root: { base: firstSegment, outcomes: packed(found), starts: padded(starts) },
      nodes: [],
      depth: 0,
    }
  const nodes: DayNode[] = []
  let level = groups(starts).map((ways, at) => ({
    start: ways[0]!,
    base: firstSegment + at * branches,
    outcomes: packed(found.slice(at * branches, (at + 1) * branches)),
    starts: padded(ways),
  }))
  let depth = 0
  while (level.length > 1) {
    const first = firstNode + nodes.length
    nodes.push(...level.map(({ base, outcomes, starts }) => ({ base, outcomes, starts })))
    level = groups(level.map(({ start }) => start)).map((ways, at) => ({
      start: ways[0]!,
      base: -(first + at * branches),
      outcomes: 0,
      starts: padded(ways),
    }))
    depth += 1
  }
  const { base, outcomes, starts: ways } = level[0]!
  return { root: { base, outcomes, starts: ways }, nodes, depth }
}

function groups(starts: readonly number[]): number[][] {
  const all: number[][] = []
  for (let at = 0; at < starts.length; at += branches) all.push(starts.slice(at, at + branches))
  return all
}

function packed(found: readonly Outcome[]): number {
  let bits = 0
  for (let at = 0; at < found.length; at++) bits |= outcomes.indexOf(found[at]!) << (2 * at)
  return bits
}

/** The days on which all ways but the first begin, and the end of days for those that are not there. */
function padded(starts: readonly number[]): number[] {
  const all: number[] = []
  for (let at = 1; at < branches; at++) all.push(starts[at] ?? endOfDays)
  return all
}

/**
 * Which way a node leads on a day; both are SQL, `node` a struct with the columns of a node, of whose days no more than `width` are ever
 * used.
 */
export function waySql(node: string, day: string, width: number): string {
  const days = columnsOf(width).slice(2)
  return days.length === 0 ? '0' : days.map((start) => `CAST(${day} >= ${node}.${start} AS INTEGER)`).join(' + ')
}

/** The columns of nodes of which no more than `width` days are ever used. */
export function columnsOf(width: number): readonly string[] {
  return nodeColumns.slice(0, 2 + width)
}

/** How many days of a node are used. */
export function widthOf({ starts }: DayNode): number {
  let used = 0
  while (used < starts.length && starts[used]! < endOfDays) used += 1
  return used
}
