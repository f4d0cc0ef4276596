import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Issue } from '@proviso/rights'
import { Problem, type ProblemStatus } from '../problem.ts'

/** A piece of work a reading thread does. */
export interface ReadingJob {
  readonly task: 'read' | 'report'
  readonly bytes: Uint8Array
  readonly parameters: Readonly<Record<string, string>>
  /** For a report: which rulebook it is checked against, by the environment that chooses it, and the day called today. */
  readonly env: NodeJS.ProcessEnv
  readonly today: string
}

/** What a thread answers: the JSON made, or the issue that stood in the way. */
export type ReadingOutcome = { readonly json: string } | { readonly issue: Issue; readonly status: ProblemStatus }

/** Longest a document may take unless told otherwise, milliseconds; the largest accepted, clauses throughout, takes half a minute on a free machine. */
const usualPatience = 180_000

/** Most requests that wait for a thread. */
const mostWaiting = 32

/** Reads documents beside the thread that answers, so that a large one holds nobody up. */
export interface ReadingThread {
  /** The answer as JSON text. `stop` ends it when nobody waits any more. Throws `Problem`: what the document caused, `busy`, `too-slow`. */
  run(job: ReadingJob, stop?: AbortSignal): Promise<string>
  close(): Promise<void>
}

/** One thread, started at the first document and kept; jobs wait their turn. `patience` is the longest one may take, milliseconds. */
export function createReadingThread({ patience = usualPatience } = {}): ReadingThread {
  let worker: Worker | undefined
  let waiting = 0
  let tail: Promise<unknown> = Promise.resolve()
  return {
    async run(job, stop) {
      if (waiting >= mostWaiting)
        throw new Problem(
          {
            code: 'busy',
            at: `/api/${job.task}`,
            message: 'too many documents are waiting to be read',
            hint: 'try again in a moment',
          },
          503,
        )
      waiting += 1
      const turn = tail.then(async () => {
        if (stop?.aborted) throw stopped(job)
        const script = threadScript()
        if (script === null) return (await import('./reading-job.ts')).doReadingJob(job)
        worker ??= new Worker(script, { execArgv: [] })
        worker.unref()
        try {
          return await ask(worker, job, stop, patience)
        } catch (error) {
          await worker.terminate()
          worker = undefined
          throw error
        }
      })
      tail = turn.catch(() => {})
      try {
        const outcome = await turn
        if ('issue' in outcome) throw new Problem(outcome.issue, outcome.status)
        return outcome.json
      } finally {
        waiting -= 1
      }
    },
    async close() {
      await worker?.terminate()
      worker = undefined
    },
  }
}

function stopped({ task }: ReadingJob): Problem {
  return new Problem(
    { code: 'stopped', at: `/api/${task}`, message: 'reading was ended by who asked for it', hint: 'send it again' },
    503,
  )
}

/** The command that does a task without a limit of time. */
const commands = { read: 'proviso read', report: 'proviso check-report' } as const

function tooSlow({ task }: ReadingJob, patience: number): Problem {
  return new Problem(
    {
      code: 'too-slow',
      at: `/api/${task}`,
      message: `the document was not read within ${patience / 1000} seconds`,
      hint: `save it as a file and give it to \`${commands[task]}\`, which takes the time it needs, or send a part of it`,
    },
    422,
  )
}

function ask(
  worker: Worker,
  job: ReadingJob,
  stop: AbortSignal | undefined,
  patience: number,
): Promise<ReadingOutcome> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer)
      stop?.removeEventListener('abort', gaveUp)
      worker.off('message', told).off('error', failed).off('exit', gone)
      end()
    }
    const told = (outcome: ReadingOutcome) => settle(() => resolve(outcome))
    const failed = (error: Error) => settle(() => reject(error))
    const gaveUp = () => settle(() => reject(stopped(job)))
    const gone = () => settle(() => reject(new Error('the reading thread ended')))
    const timer = setTimeout(() => settle(() => reject(tooSlow(job, patience))), patience)
    stop?.addEventListener('abort', gaveUp)
    worker.on('message', told).on('error', failed).on('exit', gone)
    worker.postMessage(job)
  })
}

/** The compiled thread; null where only the sources are, as in a test that runs before a build. */
function threadScript(): URL | null {
  const built = new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/api/reading-worker.js' : './reading-worker.js',
    import.meta.url,
  )
  return existsSync(fileURLToPath(built)) ? built : null
}
