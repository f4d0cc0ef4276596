import { promisify } from 'node:util'
import * as zlib from 'node:zlib'

const deflate = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.deflateRaw)
const gzip = promisify<Buffer, zlib.ZlibOptions, Buffer>(zlib.gzip)

/** How far back deflate looks. RFC 1951, section 2. */
const farthest = 1 << 15

/** Packs what is given block by block into one gzip member. */
export interface GzipBlocks {
  /** The next block, packed; blocks are packed side by side and are to be written in the order they were given. */
  pack(bytes: Buffer): Promise<Buffer>
  /** What ends the member. */
  end(): Buffer
}

/**
 * A gzip member whose blocks are packed by as many threads as zlib has: each block knows the 32 kB before it, ends on a whole byte,
 * and the member is what one thread would have made but for a few bytes a block. Equal blocks give equal bytes. RFC 1952.
 * @example
 * const gzip = gzipBlocks()
 * Buffer.concat([await gzip.pack(one), await gzip.pack(two), gzip.end()])
 */
export function gzipBlocks(): GzipBlocks {
  let before: Buffer | undefined
  let sum = 0
  let length = 0
  return {
    async pack(bytes) {
      const dictionary = before
      before = Buffer.from(bytes.subarray(-farthest))
      sum = zlib.crc32(bytes, sum)
      length += bytes.length
      const packed = await deflate(bytes, {
        finishFlush: zlib.constants.Z_SYNC_FLUSH,
        chunkSize: chunkFor(bytes),
        ...(dictionary === undefined ? {} : { dictionary }),
      })
      return dictionary === undefined ? Buffer.concat([header, packed]) : packed
    },
    end() {
      const end = Buffer.alloc(10)
      end.set(lastBlock)
      end.writeUInt32LE(sum, 2)
      end.writeUInt32LE(length % 2 ** 32, 6)
      return before === undefined ? Buffer.concat([header, end]) : end
    },
  }
}

/** Some bytes as a gzip member of their own. */
export function gzipMember(bytes: Buffer): Promise<Buffer> {
  return gzip(bytes, { chunkSize: chunkFor(bytes) })
}

/** Room for the whole result, so that it is made in one step. */
function chunkFor({ length }: Buffer): number {
  return length + (length >> 8) + 128
}

/** Deflate, no flags, no time, no operating system. RFC 1952, section 2.3. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
/** An empty block that says it is the last. RFC 1951, section 3.2.6. */
const lastBlock = [3, 0]
