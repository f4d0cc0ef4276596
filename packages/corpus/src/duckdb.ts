import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBValue,
  type Json,
} from '@duckdb/node-api'
import type { Issue } from '@proviso/rights'
import { CorpusError } from './corpus-error.ts'

/** A DuckDB of our own, in memory, bounded, with its overflow in a folder of ours. */
export interface Duck {
  readonly connection: DuckDBConnection
  /** Runs statements. */
  run(sql: string): Promise<void>
  /** The rows of a query that gives few. */
  rows(sql: string): Promise<Json[][]>
  /** Hands the columns of a query to `visit`, a chunk of rows at a time. */
  each(sql: string, visit: (...columns: (readonly DuckDBValue[])[]) => void): Promise<void>
  /**
   * Appends rows to a table that is not temporary, on a connection of its own: one that appends ends the streams it has open.
   */
  appender(table: string): Promise<DuckDBAppender>
  /** Percent of the running query that is done; -1 when it is not known. */
  progress(): number
  interrupt(): void
  close(): void
}

export interface DuckOptions {
  /** Where what does not fit into memory goes. */
  readonly overflow: string
  /** Megabytes DuckDB may hold. */
  readonly memory?: number
  readonly threads?: number
}

/** Megabytes DuckDB may hold where nothing else is said. */
const defaultMemory = 1000

/** Opens DuckDB. Rows keep their order, whatever the number of threads: a filtered file is the same in every run. SPEC.md O5. */
export async function openDuck({ overflow, memory = defaultMemory, threads }: DuckOptions): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memory}MB`,
    temp_directory: overflow,
    preserve_insertion_order: 'true',
    ...(threads === undefined ? {} : { threads: String(threads) }),
  })
  const connection = await instance.connect()
  const writing = await instance.connect()
  // a join that changes sides gives its rows in another order
  await connection.run(`SET disabled_optimizers = 'build_side_probe_side,join_order'`)
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run('SET enable_progress_bar = true')
  await connection.run('SET enable_progress_bar_print = false')
  return {
    connection,
    run: async (sql) => {
      await connection.run(sql)
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    async each(sql, visit) {
      const result = await connection.stream(sql)
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
        visit(...chunk.getColumns())
    },
    appender: (table) => writing.createAppender(table),
    progress: () => connection.progress.percentage,
    interrupt: () => connection.interrupt(),
    close: () => {
      writing.closeSync()
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** What DuckDB says about a file it cannot go on with, as an issue; undefined for what is no fault of the world. */
export function duckIssue(error: unknown, at: string): Issue | undefined {
  if (error instanceof CorpusError) return error.issue
  if (!(error instanceof Error)) return undefined
  const text = error.message.replace(/\s+/g, ' ').trim()
  // a query of ours that does not bind or parse is our own fault
  if (/^(?:Binder|Parser|Catalog|INTERNAL)/.test(text)) return undefined
  const first = text.length > 300 ? `${text.slice(0, 299)}…` : text
  if (/no space left|disk is full|ENOSPC|Could not write|could not write/i.test(text))
    return {
      code: 'disk-full',
      at,
      message: 'the disk is full',
      hint: 'free some space and run it again: finished files are kept, nothing half-written is left',
    }
  if (/out of memory/i.test(text))
    return {
      code: 'memory-used-up',
      at,
      message: 'the memory given does not suffice',
      hint: 'give more with --memory, or split the file',
    }
  if (
    /magic bytes|footer|thrift|snappy|TProtocol|zstd|gzip|Invalid Input Error: File|decompress|corrupt|too small|Parquet/i.test(
      text,
    )
  )
    return {
      code: 'file-damaged',
      at,
      message: `the file cannot be read to its end (${first})`,
      hint: 'fetch it again; the other files are not affected',
    }
  if (/httpfs|extension|s3|HTTP|Could not establish|Could not connect/i.test(text))
    return {
      code: 'address-unreadable',
      at,
      message: `the address cannot be read (${first})`,
      hint: 'addresses need the httpfs extension of DuckDB, which it fetches from the network; else download the file first',
    }
  if (/^(?:IO|Invalid|Conversion|Serialization|Invalid Error|TProtocol)/i.test(text))
    return {
      code: 'file-unreadable',
      at,
      message: `the file cannot be read (${first})`,
      hint: 'check the file; the others are not affected',
    }
  return undefined
}
