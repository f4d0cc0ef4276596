import { parentPort } from 'node:worker_threads'
import { doReadingJob } from './reading-job.ts'
import type { ReadingJob } from './reading-thread.ts'

parentPort?.on('message', async (job: ReadingJob) => parentPort?.postMessage(await doReadingJob(job)))
