import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Issue, outcomes } from '@proviso/rights'
import { bookAnswers, sentBook } from './book-pages.ts'
import type { Columns } from './columns.ts'
import { CorpusError } from './corpus-error.ts'
import { placeFile } from './part-file.ts'
import type { AuditPlan } from './plan.ts'
import { type Scanned, type ScanTask, scanFile } from './stream-scan.ts'
import type { FromThread, ToThread } from './stream-thread.ts'
import { type Tally, talliesOf } from './tally.ts'
import type { VerdictBook } from './verdict-book.ts'

export interface StreamAudited {
  readonly tally: Tally
  readonly columns: Columns | undefined
  /** Host keys, and four counts for each: records, tokens, and those of them that are kept. */
  readonly keys: readonly string[]
  readonly counts: Float64Array
  readonly issues: readonly Issue[]
  /** Issues beyond those listed. */
  readonly more: number
}

interface Options {
  readonly signal?: AbortSignal
  readonly onRead?: (bytes: number) => void
}

/** Audits files as streams, one after another. */
export interface StreamAuditor {
  /**
   * Audits one file. Parts appear when the whole file was read; a file that breaks off leaves none. Throws `CorpusError`, what Node
   * says of a file that cannot be read, and the reason of a signal. SPEC.md Q2, Q5, O3.
   */
  audit(task: ScanTask, options?: Options): Promise<StreamAudited>
  close(): Promise<void>
}

/** Below this many bytes a thread is not worth its start. */
const worthThread = 1 << 20

/**
 * Opens an auditor of streams. Files are read, and their parts written, in a thread of its own: what a rulebook of many hosts needs in
 * memory is looked through again whenever room is made for bytes, so the two are kept apart, and a core each.
 * @param bytes size of all that will be read
 */
export function streamAuditor(
  book: VerdictBook,
  { mode, keep }: Pick<AuditPlan, 'mode' | 'keep'>,
  bytes: number,
): StreamAuditor {
  const answer = bookAnswers(book, (outcome) => (mode === 'kept' ? keep.includes(outcomes[outcome]!) : mode !== 'none'))
  const script = bytes < worthThread ? undefined : threadScript()
  const scan = script === undefined ? hereScan(answer) : threadScan(script, answer)
  return {
    async audit(task, options = {}) {
      for (const path of Object.values(task.parts)) await mkdir(dirname(path), { recursive: true })
      const { verdicts, tokens, months, dates, ...found } = await scan.run(task, options)
      for (const path of Object.values(task.parts)) await placeFile(path)
      return {
        ...found,
        tally: {
          verdicts: talliesOf(book, verdicts, tokens),
          months: months.map(([month, outcome, records, tokens]) => ({ month, outcome, records, tokens })),
          dates,
        },
      }
    },
    close: scan.close,
  }
}

type Answer = ReturnType<typeof bookAnswers>

interface Scan {
  readonly run: (task: ScanTask, options: Options) => Promise<Scanned>
  readonly close: () => Promise<void>
}

/** Reads in this thread. */
function hereScan(answer: Answer): Scan {
  const book = sentBook()
  const ask: Parameters<typeof scanFile>[1]['ask'] = async (question) => {
    const { runs, pages } = answer(question)
    if (pages) book.add(pages)
    return runs
  }
  return {
    run: (task, { signal, onRead = () => {} }) =>
      scanFile(task, { book, ask, onRead, ...(signal === undefined ? {} : { signal }) }),
    close: async () => {},
  }
}

/** Reads in a thread of its own; it asks here for the hosts it meets. */
function threadScan(script: URL, answer: Answer): Scan {
  let worker: Worker | undefined
  const close = async () => {
    await worker?.terminate()
    worker = undefined
  }
  const run = (task: ScanTask, { signal, onRead }: Options) =>
    new Promise<Scanned>((resolve, reject) => {
      // flags meant for this process (a test's resolution of sources, a debugger's port) are not for its threads
      worker ??= new Worker(script, { execArgv: [] })
      const thread = worker
      const settle = (outcome: () => void) => {
        thread.off('message', told).off('error', failed).off('exit', ended)
        signal?.removeEventListener('abort', aborted)
        outcome()
      }
      const told = (message: FromThread) => {
        if ('read' in message) onRead?.(message.read)
        else if ('scanned' in message) settle(() => resolve(message.scanned))
        else if ('failed' in message) settle(() => reject(errorOf(message.failed)))
        else {
          try {
            thread.postMessage({ answer: answer(message.question) } satisfies ToThread)
          } catch (error) {
            failed(error)
          }
        }
      }
      // a thread that did not end by itself is ended, before what it wrote is taken away
      const broken = (error: unknown) => settle(() => void close().then(() => reject(error), reject))
      const failed = (error: unknown) => broken(error)
      const ended = (code: number) => broken(new Error(`the reading thread ended with status ${code}`))
      const aborted = () => broken(signal?.reason)
      signal?.addEventListener('abort', aborted, { once: true })
      thread.on('message', told).on('error', failed).on('exit', ended)
      if (signal?.aborted) aborted()
      else thread.postMessage({ task } satisfies ToThread)
    })
  return { run, close }
}

function errorOf({ issue, code, message }: Extract<FromThread, { failed: unknown }>['failed']): Error {
  if (issue) return new CorpusError(issue)
  return code === undefined ? new Error(message) : Object.assign(new Error(message), { code })
}

/** The compiled thread; undefined where only the sources are, as in a test that runs before a build. */
function threadScript(): URL | undefined {
  const built = new URL(
    import.meta.url.endsWith('.ts') ? '../dist/stream-thread.js' : './stream-thread.js',
    import.meta.url,
  )
  return existsSync(fileURLToPath(built)) ? built : undefined
}
