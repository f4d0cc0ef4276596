import type { Duck } from '../duckdb.ts'
import type { RowAppender } from '../row-appender.ts'
import { columnsOf, type DayNode, nodeColumns } from './day-tree.ts'

/** The columns that hold a node, with their types. */
export const nodeTypes = nodeColumns.map((name) => `${name} INTEGER`).join(', ')

/** The nodes below the roots, in the table `nodes`. They are handed over when SQL is about to ask for them. */
export interface NodeTable {
  /** The number of the next node. */
  next(): number
  add(nodes: readonly DayNode[]): void
  /** Hands over what was added. */
  flush(): Promise<void>
}

/** Makes the table `nodes`. */
export async function nodeTable(duck: Duck): Promise<NodeTable> {
  await duck.run(`CREATE TABLE nodes (node INTEGER, ${nodeTypes})`)
  let pending: DayNode[] = []
  let written = 0
  return {
    next: () => 1 + written + pending.length,
    add(nodes) {
      for (const node of nodes) pending.push(node)
    },
    async flush() {
      if (pending.length === 0) return
      const appender = await duck.appender('nodes')
      for (const node of pending) {
        written += 1
        appender.add(written)
        appendNode(appender, node)
        appender.endRow()
      }
      pending = []
      appender.close()
    },
  }
}

/** The values of a node, in the order of its columns. */
export function appendNode(appender: RowAppender, { base, outcomes, starts }: DayNode): void {
  appender.add(base)
  appender.add(outcomes)
  for (const start of starts) appender.add(start)
}

/** SQL for a node of a table as a struct, or without its base where nobody asks for that. */
export function nodeSql(table: string, width: number, baseless: boolean): string {
  return `{${columnsOf(width)
    .slice(baseless ? 1 : 0)
    .map((name) => `${name}: ${table}.${name}`)
    .join(', ')}}`
}
