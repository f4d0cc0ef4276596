import type { Outcome } from '@proviso/rights'
import type { Duck } from '../duckdb.ts'
import { numberColumn } from '../number-column.ts'
import { noHost, noService, noUrl, type VerdictBook } from '../verdict-book.ts'
import { type DayNode, dayTree, widthOf } from './day-tree.ts'
import { nodeTable } from './node-table.ts'
import { type SegmentWords, segmentWords } from './segment-words.ts'

/**
 * The days of a run on which one verdict holds are a segment. Those of all runs that were asked for are numbered; the ones of `noUrl`,
 * `noHost` and `noService` have the numbers of their verdicts.
 */
export interface Segments {
  /** The root of the tree of a run's days. */
  rootOf(run: number): DayNode
  verdictOf(segment: number): number
  /** Levels below the roots. */
  depth(): number
  /** The most days of a node that are used. */
  width(): number
  /** Of all segments, where any will be written. */
  readonly words: SegmentWords
  /** Writes the nodes below the roots; must come before SQL asks for them. */
  flush(): Promise<void>
}

/** @param spoken outcomes whose words will be asked for: they are taken down with the segment, while its decision is at hand */
export async function numberedSegments(duck: Duck, book: VerdictBook, spoken: readonly Outcome[]): Promise<Segments> {
  const nodes = await nodeTable(duck)
  const verdicts = numberColumn(Int32Array)
  const words = segmentWords()
  const firsts = firstSegments()
  /** Roots of runs with more days than a node holds; of others they are made again. */
  const roots = new Map<number, DayNode>()
  let depth = 0
  let width = 0
  const takeDown = (found: readonly number[], outcomes: readonly Outcome[]) => {
    for (const [at, verdict] of found.entries()) {
      if (spoken.length > 0) words.push(spoken.includes(outcomes[at]!) ? book.words(verdict) : undefined)
      verdicts.push(verdict)
    }
  }
  const rootOf = (run: number): DayNode => {
    const kept = roots.get(run)
    if (kept) return kept
    const known = firsts.of(run)
    const { starts, verdicts: found } = book.run(run)
    const outcomes = found.map(book.outcomeOf)
    const tree = dayTree(starts, outcomes, known ?? verdicts.length, nodes.next())
    if (known !== undefined) return tree.root
    firsts.set(run, verdicts.length)
    takeDown(found, outcomes)
    nodes.add(tree.nodes)
    depth = Math.max(depth, tree.depth)
    width = Math.max(width, widthOf(tree.root))
    for (const node of tree.nodes) width = Math.max(width, widthOf(node))
    if (tree.depth > 0) roots.set(run, tree.root)
    return tree.root
  }
  for (const run of [noUrl, noHost, noService]) rootOf(run)
  return {
    rootOf,
    words,
    verdictOf: (segment) => verdicts.values[segment]!,
    depth: () => depth,
    width: () => width,
    flush: nodes.flush,
  }
}

/** The number of the first segment of each run that was asked for. */
function firstSegments() {
  /** One more than the number; 0 where a run has none yet. */
  let firsts = new Int32Array(1024)
  return {
    of(run: number): number | undefined {
      const first = firsts[run] ?? 0
      return first === 0 ? undefined : first - 1
    },
    set(run: number, segment: number) {
      if (run >= firsts.length) firsts = longer(firsts, run + 1)
      firsts[run] = segment + 1
    },
  }
}

function longer(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(Math.max(numbers.length * 2, length))
  made.set(numbers)
  return made
}
