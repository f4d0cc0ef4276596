import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { FromUnzip } from './unzip-thread.ts'

/** Bytes of a piece, and pieces that wait to be taken. */
export const unzipChunk = 1 << 20
export const unzipAhead = 16

/**
 * The bytes of a gzip file, decompressed in a thread of its own: whoever reads them in the thread that decompresses makes zlib wait for
 * him, piece after piece. Undefined where only the sources are, as in a test that runs before a build. Errors of the file or its
 * compression are thrown; a reader that stops ends the thread.
 */
export function unzipApart(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> | undefined {
  const script = new URL(
    import.meta.url.endsWith('.ts') ? '../dist/unzip-thread.js' : './unzip-thread.js',
    import.meta.url,
  )
  return existsSync(fileURLToPath(script)) ? piecesOf(script, path, onRead) : undefined
}

async function* piecesOf(script: URL, path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  // flags meant for this process are not for its threads
  const worker = new Worker(script, { workerData: { path }, execArgv: [] })
  const told: (FromUnzip | Error)[] = []
  let wake = () => {}
  const take = (message: FromUnzip | Error) => {
    told.push(message)
    wake()
  }
  worker.on('message', take)
  worker.on('error', take)
  worker.on('exit', (code) => {
    if (code !== 0) take(new Error(`the decompressing thread ended with status ${code}`))
  })
  try {
    for (;;) {
      while (told.length === 0)
        await new Promise<void>((woken) => {
          wake = woken
        })
      const message = told.shift()!
      if (message instanceof Error) throw message
      if ('message' in message)
        throw Object.assign(new Error(message.message), message.code === undefined ? {} : { code: message.code })
      if ('ended' in message) {
        onRead(message.ended)
        return
      }
      onRead(message.read)
      worker.postMessage('taken')
      const { buffer, byteOffset, byteLength } = message.bytes
      yield Buffer.from(buffer, byteOffset, byteLength)
    }
  } finally {
    await worker.terminate()
  }
}
