import type { Duck } from '../duckdb.ts'
import type { RowAppender } from '../row-appender.ts'
import type { VerdictBook } from '../verdict-book.ts'
import { appendNode, nodeTypes } from './node-table.ts'
import type { Segments } from './segments.ts'

/** Hosts remembered from file to file, beside those of the rulebook. */
const mostRemembered = 500_000

/**
 * The table `hosts`, a row for each key of which there is something to say: hosts that somebody speaks for, and texts that name none.
 * They have numbers in the order in which they came.
 */
export interface HostTable {
  count(): number
  /** The round of hosts that are met now; hosts of the rulebook, and keys that name none, are of round 0. */
  round(): number
  beginRound(): void
  /** Whether the file has a host with rules about paths. SPEC.md K4. */
  hasByPath(): boolean
  add(appender: RowAppender, key: string, run: number, round: number): void
  /** Adds the first `count` hosts once more, with a text before their keys. */
  addBeside(before: string, count: number): Promise<void>
  /** What is there by now is never forgotten. */
  keep(): void
  /** Begins a round, and forgets what holds for one file only, and hosts when they have become many. */
  beginFile(): Promise<void>
}

/** Makes the table `hosts`. */
export async function hostTable(duck: Duck, book: VerdictBook, segments: Segments): Promise<HostTable> {
  await duck.run(`CREATE TABLE hosts (key VARCHAR, host INTEGER, round INTEGER, by_path BOOLEAN, ${nodeTypes})`)
  let count = 0
  let kept = 0
  let round = 0
  let hasByPath = false
  return {
    count: () => count,
    round: () => round,
    hasByPath: () => hasByPath,
    beginRound() {
      round += 1
    },
    add(appender, key, run, from) {
      const isByPath = book.isByPath(run)
      hasByPath ||= isByPath
      appender.add(key)
      appender.add(count++)
      appender.add(from)
      appender.add(isByPath)
      appendNode(appender, segments.rootOf(run))
      appender.endRow()
    },
    async addBeside(before, first) {
      await duck.run(
        `INSERT INTO hosts SELECT concat('${before}', key), host + ${count}, * EXCLUDE (key, host) FROM hosts WHERE host < ${first}`,
      )
      count += first
    },
    keep() {
      kept = count
    },
    async beginFile() {
      round += 1
      hasByPath = false
      await duck.run('DELETE FROM hosts WHERE by_path')
      if (count - kept <= mostRemembered) return
      await duck.run(`DELETE FROM hosts WHERE host >= ${kept}`)
      count = kept
    },
  }
}
