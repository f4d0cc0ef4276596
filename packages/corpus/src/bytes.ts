import { createReadStream } from 'node:fs'
import { PassThrough, Readable, Transform, type TransformCallback, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import type { Compression } from './input.ts'

/** zlib gives 16 KB at a time unless asked: at a megabyte it is almost three times as fast. */
const chunkSize = 1 << 20

/** Node's own Zstandard came with 22.15; before it, a decoder in JavaScript reads and files are written with gzip. */
const nodeZstd = zlib as unknown as {
  createZstdDecompress?: (options: { chunkSize: number }) => Transform
  createZstdCompress?: (options: { chunkSize: number }) => Transform
}

/** Whether this Node can write Zstandard. */
export const writesZstd = nodeZstd.createZstdCompress !== undefined

/** The bytes of a file, decompressed, in pieces of about a megabyte. Errors of the file or its compression are thrown. */
export function readBytes(
  path: string,
  compression: Compression,
  onRead: (bytes: number) => void = () => {},
): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: chunkSize })
  file.on('data', (chunk) => onRead(chunk.length))
  if (compression === 'none') return file
  const unzip =
    compression === 'gzip'
      ? zlib.createGunzip({ chunkSize })
      : (nodeZstd.createZstdDecompress?.({ chunkSize }) ?? zstdInJavaScript())
  const out = new PassThrough({ highWaterMark: 4 * chunkSize })
  // an error on the way ends the reader with it
  pipeline(file, unzip, out).catch((error) => out.destroy(error))
  return out
}

function zstdInJavaScript(): Transform {
  let pieces: Uint8Array[] = []
  const decoder = new Decompress((piece) => pieces.push(piece))
  const drain = (into: Transform) => {
    for (const piece of pieces) into.push(Buffer.from(piece))
    pieces = []
  }
  return new Transform({
    readableHighWaterMark: chunkSize,
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      try {
        decoder.push(chunk)
        drain(this)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done: TransformCallback) {
      try {
        decoder.push(new Uint8Array(0), true)
        drain(this)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

/** A compressor; undefined for none. */
export function compressor(compression: Compression): (Transform & Writable) | undefined {
  if (compression === 'none') return undefined
  if (compression === 'zstd' && nodeZstd.createZstdCompress) return nodeZstd.createZstdCompress({ chunkSize })
  return zlib.createGzip({ chunkSize })
}

/** What one line may hold at most; a longer one is passed over and named. */
export const longestLine = 1 << 28

/** A line without its end; `number` counts from 1. `bytes` is undefined for a line longer than `longestLine`. */
export interface Line {
  readonly number: number
  readonly bytes: Buffer | undefined
}

/** The lines of a stream of bytes, in batches, so that a million lines do not cost a million promises. */
export async function* lineBatches(source: AsyncIterable<Buffer>): AsyncGenerator<Line[]> {
  let carry: Buffer[] = []
  let carried = 0
  let number = 0
  let tooLong = false
  const whole = (end: Buffer): Buffer | undefined => {
    if (tooLong) return undefined
    const bytes = carried === 0 ? end : Buffer.concat([...carry, end])
    return bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes
  }
  for await (const chunk of source) {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      number += 1
      lines.push({ number, bytes: whole(chunk.subarray(start, end)) })
      carry = []
      carried = 0
      tooLong = false
      start = end + 1
    }
    if (start < chunk.length && !tooLong) {
      carry.push(chunk.subarray(start))
      carried += chunk.length - start
      if (carried > longestLine) {
        tooLong = true
        carry = []
        carried = 0
      }
    }
    if (lines.length > 0) yield lines
  }
  if (carried > 0 || tooLong) yield [{ number: number + 1, bytes: whole(Buffer.alloc(0)) }]
}

/** A stream over bytes in memory, for tests and for records held whole. */
export function bytesOf(...pieces: readonly (string | Uint8Array)[]): AsyncIterable<Buffer> {
  return Readable.from(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))))
}
