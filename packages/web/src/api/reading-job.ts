import { Problem } from '../problem.ts'
import { readJson } from './read.ts'
import type { ReadingJob, ReadingOutcome } from './reading-thread.ts'
import { reportJson } from './report.ts'

/** Does one job and gives its answer as JSON text, or the issue that stood in the way. */
export async function doReadingJob({ task, bytes, parameters, env, today }: ReadingJob): Promise<ReadingOutcome> {
  try {
    const get = (name: string) => parameters[name]
    const made = task === 'report' ? await reportJson(bytes, get, env, today) : await readJson(bytes, get)
    return { json: JSON.stringify(made) }
  } catch (error) {
    if (error instanceof Problem) return { issue: error.issue, status: error.status }
    throw error
  }
}
