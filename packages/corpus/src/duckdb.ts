import { availableParallelism } from 'node:os'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, type Json } from '@duckdb/node-api'
import type { Issue } from '@proviso/rights'
import { CorpusError } from './corpus-error.ts'
import { type RowAppender, rowAppender } from './row-appender.ts'

/** A DuckDB of our own, in memory, bounded, with its overflow in a folder of ours. */
export interface Duck {
  readonly connection: DuckDBConnection
  /** Runs statements. */
  run(sql: string): Promise<void>
  /** Runs statements beside the others, on a connection of its own: it does not see their temporary tables. */
  runBeside(sql: string): Promise<void>
  /** The rows of a query that gives few. */
  rows(sql: string): Promise<Json[][]>
  /** Hands the columns of a query to `visit`, a chunk of rows at a time. */
  each(sql: string, visit: (...columns: (readonly DuckDBValue[])[]) => void): Promise<void>
  /**
   * Runs statements side by side, as many at once as there are threads; `done` is told of each, in their order. One that finds no memory
   * is run again, with one fewer beside it from then on, so a statement must be such that it can begin anew. When one fails the others
   * are broken off, and have ended before the error is thrown.
   */
  runAll(statements: readonly string[], done: (at: number) => Promise<void>): Promise<void>
  /**
   * Appends rows to a table that is not temporary, on a connection of its own: one that appends ends the streams it has open.
   */
  appender(table: string): Promise<RowAppender>
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
const defaultMemory = 800

/** Bytes that are freed before they go back to the system: what DuckDB keeps for itself is in no limit. */
const flushed = { allocator_flush_threshold: '16MB', allocator_bulk_deallocation_flush_threshold: '32MB' }

/** Opens DuckDB. Rows keep their order, whatever the number of threads: a filtered file is the same in every run. SPEC.md O5. */
export async function openDuck({ overflow, memory = defaultMemory, threads }: DuckOptions): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memory}MB`,
    temp_directory: overflow,
    preserve_insertion_order: 'true',
    ...flushed,
    ...(threads === undefined ? {} : { threads: String(threads) }),
  })
  const connect = async () => {
    const made = await instance.connect()
    // a join that changes sides gives its rows in another order
    await made.run(`SET disabled_optimizers = 'build_side_probe_side,join_order'`)
    await made.run("SET TimeZone = 'UTC'")
    await made.run('SET enable_progress_bar = true')
    await made.run('SET enable_progress_bar_print = false')
    return made
  }
  const connection = await connect()
  const writing = await instance.connect()
  const lanes = [connection]
  let beside: DuckDBConnection | undefined
  /** Percent of statements that run side by side. */
  let share: number | undefined
  const interrupt = () => {
    for (const lane of lanes) lane.interrupt()
    beside?.interrupt()
  }
  return {
    connection,
    async runAll(statements, done) {
      const all = threads ?? availableParallelism()
      const most = Math.min(all, statements.length, threadsOfNode())
      // rows in order are the work of one thread a statement: another that helps finds nothing to do, and takes a core to look for it
      await connection.run('SET threads = 1')
      while (lanes.length < most) lanes.push(await connect())
      const waiting = [...statements.keys()]
      let failed: { readonly error: unknown } | undefined
      const ran = statements.map(() => promiseToKeep())
      share = 0
      /** Lanes that are worked in, and how many there may be. */
      let busy = 0
      let room = Math.max(most, 1)
      const work = async (lane: DuckDBConnection) => {
        for (let at = waiting.shift(); at !== undefined; at = failed ? undefined : waiting.shift()) {
          const isAlone = busy === 1
          try {
            await lane.run(statements[at]!)
            share = (share ?? 0) + 100 / statements.length
            ran[at]!.keep()
          } catch (error) {
            waiting.unshift(at)
            if (!isAlone && isOutOfMemory(error)) room = Math.max(room - 1, 1)
            else if (!failed) {
              failed = { error }
              interrupt()
            }
            break
          }
        }
        busy -= 1
      }
      const everything = async () => {
        while (waiting.length > 0 && !failed) {
          busy = room
          await Promise.all(lanes.slice(0, room).map(work))
        }
      }
      const ended = everything()
      try {
        for (const [at, one] of ran.entries()) {
          await Promise.race([one.kept, ended])
          if (failed) break
          await done(at)
        }
      } catch (error) {
        failed ??= { error }
        interrupt()
      }
      await ended
      share = undefined
      await connection.run(`SET threads = ${all}`)
      if (failed) throw failed.error
    },
    run: async (sql) => {
      await connection.run(sql)
    },
    runBeside: async (sql) => {
      beside ??= await connect()
      await beside.run(sql)
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson(),
    async each(sql, visit) {
      const result = await connection.stream(sql)
      for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
        visit(...chunk.getColumns())
    },
    appender: async (table) => rowAppender(await writing.createAppender(table)),
    progress: () => share ?? connection.progress.percentage,
    interrupt,
    close: () => {
      writing.closeSync()
      beside?.closeSync()
      for (const lane of lanes) lane.closeSync()
      instance.closeSync()
    },
  }
}

/** A statement occupies one of the threads in which Node does what takes time. */
function threadsOfNode(): number {
  return Number(process.env.UV_THREADPOOL_SIZE) || 4
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /out of memory/i.test(error.message)
}

function promiseToKeep(): { readonly kept: Promise<void>; readonly keep: () => void } {
  let keep = () => {}
  const kept = new Promise<void>((resolve) => {
    keep = resolve
  })
  return { kept, keep }
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
  if (isOutOfMemory(error))
    return {
      code: 'memory-used-up',
      at,
      message: 'the memory given does not suffice',
      hint: 'give more with --memory, or split the file',
    }
  if (/^[a-z0-9]+:\/\//i.test(at)) {
    const isMissing = /^Extension|httpfs/.test(text)
    if (
      isMissing ||
      /^(?:HTTP|S3)|HTTP Error|Could not (?:establish|connect|resolve)|^IO Error: Connection/i.test(text)
    )
      return {
        code: 'address-unreadable',
        at,
        message: `the address cannot be read (${first})`,
        hint: isMissing
          ? 'addresses need the httpfs extension of DuckDB, which it fetches from the network; else download the file first'
          : 'check the address, and that it may be read from here; the other files are not affected',
      }
  }
  if (
    /magic bytes|footer|thrift|don't know what type|snappy|TProtocol|zstd|gzip|Invalid Input Error: File|decompress|corrupt|too small|Parquet/i.test(
      text,
    )
  )
    return {
      code: 'file-damaged',
      at,
      message: `the file cannot be read to its end (${first})`,
      hint: 'fetch it again; the other files are not affected',
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
