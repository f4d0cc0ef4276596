import { createReadStream } from 'node:fs'
import type { TransformOptions } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { createGunzip, type ZlibOptions } from 'node:zlib'
import { unzipAhead, unzipChunk } from './unzip-apart.ts'

/** What the thread tells: bytes, how far it has read, its end, or what is wrong. */
export type FromUnzip =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly read: number }
  | { readonly ended: number }
  | { readonly code: string | undefined; readonly message: string }

const port = parentPort
if (port !== null) {
  let read = 0
  /** Pieces that were told and not yet taken. */
  let ahead = 0
  let wake = () => {}
  port.on('message', () => {
    ahead -= 1
    wake()
  })
  const file = createReadStream((workerData as { readonly path: string }).path, { highWaterMark: unzipChunk })
  file.on('data', (chunk) => {
    read += chunk.length
  })
  // room on both sides: else it waits for its reader after every piece, and for the file before every one
  const room = 4 * unzipChunk
  const options: ZlibOptions & TransformOptions = {
    chunkSize: unzipChunk,
    readableHighWaterMark: room,
    writableHighWaterMark: room,
  }
  const unzip = createGunzip(options)
  file.on('error', (error) => unzip.destroy(error))
  const tell = async () => {
    try {
      for await (const chunk of file.pipe(unzip)) {
        const piece = chunk as Buffer<ArrayBuffer>
        // what fills its memory changes hands, the rest is copied
        const bytes = piece.byteLength === piece.buffer.byteLength ? piece : Uint8Array.from(piece)
        port.postMessage({ bytes, read } satisfies FromUnzip, [bytes.buffer])
        read = 0
        ahead += 1
        if (ahead >= unzipAhead)
          await new Promise<void>((woken) => {
            wake = woken
          })
      }
      port.postMessage({ ended: read } satisfies FromUnzip)
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      port.postMessage({ code, message } satisfies FromUnzip)
    }
    port.close()
  }
  void tell()
}
