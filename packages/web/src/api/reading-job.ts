import { Problem } from '../problem.ts'
import { readJson } from './read.ts'
import type { ReadingJob, ReadingOutcome } from './reading-thread.ts'

/** Does one job and gives its answer as JSON text, or the issue that stood in the way. */
export async function doReadingJob({ bytes, parameters }: ReadingJob): Promise<ReadingOutcome> {
  try {
    return { json: JSON.stringify(await readJson(bytes, (name) => parameters[name])) }
  } catch (error) {
    if (error instanceof Problem) return { issue: error.issue, status: error.status }
    throw error
  }
}
