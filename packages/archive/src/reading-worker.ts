import { parentPort, workerData } from 'node:worker_threads'
import { createReader } from '@proviso/terms'
import { ArchiveError } from './archive-error.ts'
import type { ArchiveRef } from './collection.ts'
import { createWordsMemory } from './condensed-reading.ts'
import type { DocumentRecords } from './document.ts'
import { readDocuments } from './read-documents.ts'

/** What a worker is started with. */
export interface WorkerStart {
  readonly archives: readonly ArchiveRef[]
}

const port = parentPort
if (port !== null) {
  const { archives } = workerData as WorkerStart
  const read = createReader()
  const words = createWordsMemory()
  port.on('message', async (documents: DocumentRecords[]) => {
    let bytes = 0
    let versions = 0
    const report = () => {
      if (versions > 0) port.postMessage({ versions, bytes })
      versions = 0
      bytes = 0
    }
    try {
      const timelines = await readDocuments(documents, {
        archives,
        read,
        words,
        onVersion(size) {
          versions += 1
          bytes += size
          if (versions === 100) report()
        },
      })
      report()
      port.postMessage({ timelines })
    } catch (error) {
      port.postMessage({
        failed: error instanceof ArchiveError ? error.issue : String((error as Error)?.stack ?? error),
      })
    }
  })
}
