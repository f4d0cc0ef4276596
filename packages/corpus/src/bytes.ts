import { createReadStream, statSync } from 'node:fs'
import { PassThrough, Readable, Transform, type TransformCallback, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as zlib from 'node:zlib'
import { Decompress } from 'fzstd'
import type { Compression } from './input.ts'
import { unzipApart } from './unzip-apart.ts'

/** zlib gives 16 KB at a time unless asked: at a megabyte it is almost three times as fast. */
const chunkSize = 1 << 20

/** Node's own Zstandard came with 22.15; before it, a decoder in JavaScript reads and files are written with gzip. */
const nodeZstd = zlib as unknown as {
  createZstdDecompress?: (options: { chunkSize: number }) => Transform
  createZstdCompress?: (options: { chunkSize: number }) => Transform & Writable
}

/** Whether this Node can write Zstandard. */
export const writesZstd = nodeZstd.createZstdCompress !== undefined

/** The bytes of a file, decompressed, in pieces of about a megabyte. Errors of the file or its compression are thrown. */
export function readBytes(
  path: string,
  compression: Compression,
  onRead: (bytes: number) => void = () => {},
): AsyncIterable<Buffer> {
  const apart = compression === 'gzip' && isLarge(path) ? unzipApart(path, onRead) : undefined
  if (apart) return apart
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

/** Whether a file is worth a thread. */
function isLarge(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= worthThread
}

const worthThread = 1 << 22

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

/** A compressor; undefined where this Node has none. */
export function zstdCompressor(): (Transform & Writable) | undefined {
  return nodeZstd.createZstdCompress?.({ chunkSize })
}

/** What one line may hold at most; a longer one is passed over and named. */
export const longestLine = 1 << 28

/** Whole lines, each with its end but for the last of a file. `tooLong`: one line longer than `longestLine`, of which nothing is held. */
export interface LineBlock {
  readonly bytes: Buffer
  readonly tooLong: boolean
}

/** The lines of a stream of bytes, about a megabyte of them at a time: a line that lies in one piece is not copied. */
export async function* lineBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<LineBlock> {
  let carry: Buffer[] = []
  let carried = 0
  let tooLong = false
  const whole = (end: Buffer): LineBlock => {
    const block = { bytes: tooLong ? nothing : Buffer.concat([...carry, end]), tooLong }
    carry = []
    carried = 0
    tooLong = false
    return block
  }
  for await (const chunk of source) {
    let start = 0
    const end = chunk.lastIndexOf(newline) + 1
    if (end > 0 && (carried > 0 || tooLong)) {
      start = chunk.indexOf(newline) + 1
      yield whole(chunk.subarray(0, start))
    }
    if (end > start) yield { bytes: chunk.subarray(start, end), tooLong: false }
    if (end === chunk.length || tooLong) continue
    carry.push(chunk.subarray(end))
    carried += chunk.length - end
    if (carried > longestLine) {
      tooLong = true
      carry = []
      carried = 0
    }
  }
  if (carried > 0 || tooLong) yield whole(nothing)
}

const newline = 10
const nothing = Buffer.alloc(0)

/** The lines of a block without their ends. */
export function* linesIn({ bytes }: Pick<LineBlock, 'bytes'>): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(newline, start)
    const end = found < 0 ? bytes.length : found
    yield bytes.subarray(start, endOfLine(bytes, start, end))
    start = end + 1
  }
}

/** Where a line ends when the carriage return before its end does not count. */
export function endOfLine(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === 13 ? end - 1 : end
}

/** A stream over bytes in memory, for tests and for records held whole. */
export function bytesOf(...pieces: readonly (string | Uint8Array)[]): AsyncIterable<Buffer> {
  return Readable.from(pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece))))
}
