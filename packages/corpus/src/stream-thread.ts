import { parentPort } from 'node:worker_threads'
import { type BookAnswer, type BookQuestion, sentBook } from './book-pages.ts'
import { CorpusError } from './corpus-error.ts'
import type { Scanned, ScanTask } from './stream-scan.ts'
import { scanFile } from './stream-scan.ts'

/** What the thread is told: to read a file, or the answer to its oldest question. */
export type ToThread = { readonly task: ScanTask } | { readonly answer: BookAnswer }

/** What the thread tells. */
export type FromThread =
  | { readonly read: number }
  | { readonly question: BookQuestion }
  | { readonly scanned: Scanned }
  | { readonly failed: { readonly issue?: CorpusError['issue']; readonly code?: string; readonly message: string } }

const port = parentPort
if (port !== null) {
  const tell = (message: FromThread) => port.postMessage(message)
  const book = sentBook()
  const asked: ((runs: Int32Array) => void)[] = []
  const ask = (question: BookQuestion) =>
    new Promise<Int32Array>((answered) => {
      asked.push(answered)
      tell({ question })
    })
  port.on('message', async (message: ToThread) => {
    if ('answer' in message) {
      if (message.answer.pages) book.add(message.answer.pages)
      asked.shift()?.(message.answer.runs)
      return
    }
    try {
      tell({ scanned: await scanFile(message.task, { book, ask, onRead: (read) => tell({ read }) }) })
    } catch (error) {
      const { code, message: text, stack } = error as NodeJS.ErrnoException
      tell({
        failed:
          error instanceof CorpusError
            ? { issue: error.issue, message: error.message }
            : code === undefined
              ? { message: text.match(/zstd|invalid block|unexpected EOF/i) ? text : String(stack) }
              : { code, message: text },
      })
    }
  })
}
