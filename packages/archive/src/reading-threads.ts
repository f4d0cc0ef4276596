import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Issue } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import type { ArchiveRef } from './collection.ts'
import type { DocumentRecords } from './document.ts'
import type { WorkerStart } from './reading-worker.ts'
import type { Timeline } from './timeline.ts'

/** Room for what a reading thread has just made. More of it takes as long, and an import then holds up to a quarter more memory. */
const youngMegabytes = 32

/** What a reading thread tells: how far it is, and at the end of a batch its timelines or why there are none. */
export interface ThreadMessage {
  readonly timelines?: Timeline[]
  readonly failed?: Issue | string
  readonly versions?: number
  readonly bytes?: number
}

/** Threads that read terms. They may be started before it is known what is to be read: a third of a second goes into getting ready. */
export class ReadingThreads {
  readonly #script: URL
  readonly #start: WorkerStart
  readonly #threads: Worker[] = []
  /** Why a thread ended that nobody was waiting for. */
  #failure: unknown

  constructor(script: URL, archives: readonly ArchiveRef[]) {
    this.#script = script
    this.#start = { archives }
  }

  /** The compiled worker; null where only the sources are, as in a test that runs before a build. */
  static script(): URL | null {
    const built = new URL(
      import.meta.url.endsWith('.ts') ? '../dist/reading-worker.js' : './reading-worker.js',
      import.meta.url,
    )
    return existsSync(fileURLToPath(built)) ? built : null
  }

  /** Starts threads until there are so many. */
  start(count: number): void {
    while (this.#threads.length < count) {
      const thread = new Worker(this.#script, {
        workerData: this.#start,
        // flags meant for this process (a test's resolution of sources, a debugger's port) are not for its threads
        execArgv: [],
        resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      })
      thread.once('error', (error) => {
        this.#failure ??= error
      })
      thread.once('exit', (code) => {
        this.#failure ??= new Error(`a reading thread ended with status ${code}`)
      })
      this.#threads.push(thread)
    }
  }

  /** Has one of the threads, which has nothing else to do, read a batch. Throws what `readDocuments` throws. */
  read(
    thread: number,
    batch: readonly DocumentRecords[],
    onVersions: (versions: number, bytes: number) => void,
    signal?: AbortSignal,
  ): Promise<Timeline[]> {
    const worker = this.#threads[thread]!
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const settle = (outcome: () => void) => {
        worker.off('message', told).off('error', failed).off('exit', ended)
        signal?.removeEventListener('abort', aborted)
        outcome()
      }
      const told = ({ timelines, failed: failure, versions = 0, bytes = 0 }: ThreadMessage) => {
        if (timelines !== undefined) settle(() => resolve(timelines))
        else if (failure !== undefined) {
          settle(() => reject(typeof failure === 'string' ? new Error(failure) : new ArchiveError(failure)))
        } else onVersions(versions, bytes)
      }
      const failed = (error: unknown) => settle(() => reject(error))
      const ended = () => settle(() => reject(this.#failure))
      const aborted = () => settle(() => reject(signal?.reason))
      signal?.addEventListener('abort', aborted, { once: true })
      worker.on('message', told).on('error', failed).on('exit', ended)
      // it would never answer
      if (this.#failure !== undefined) ended()
      else worker.postMessage(batch)
    })
  }

  /** Ends all threads, whatever they are at. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()))
  }
}
