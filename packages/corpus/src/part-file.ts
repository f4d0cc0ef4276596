import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { zstdCompressor } from './bytes.ts'
import { CorpusError } from './corpus-error.ts'
import { gzipBlocks, gzipMember } from './gzip-blocks.ts'
import type { Compression } from './input.ts'

/** A file being written beside its place: it appears whole or not at all. SPEC.md O3. */
export interface PartFile {
  /** Adds bytes, which may be used for something else afterwards. */
  add(bytes: Buffer, from: number, to: number): void
  /** Ends a member, where every record is one. */
  endMember(): void
  /** Waits where compressing and the disk are slower than the reader; undefined when nothing is to be waited for. */
  full(): Promise<void> | undefined
  /** Writes what is left and closes the file, still beside its place. */
  close(): Promise<void>
  /** Removes what was written. */
  discard(): Promise<void>
}

/** How a part is packed: `members` makes every record a gzip member of its own. */
export type Packing = Compression | 'members'

/** The place where a part is written before it is finished. */
export function temporaryPath(path: string): string {
  return `${path}.partial`
}

const blockSize = 1 << 20
/** Bytes on their way at most, but for one record that has more. */
const mostHeld = 1 << 27
/** Where every record is packed alone: most are shorter, and a longer one is given more. */
const memberSize = 1 << 16

/** Opens a part in a folder that is there. Blocks of it are compressed side by side, in the threads zlib has. */
export function openPart(path: string, packing: Packing): PartFile {
  const temporary = temporaryPath(path)
  const file = createWriteStream(temporary, { highWaterMark: blockSize })
  const zip = packing === 'zstd' ? zstdCompressor() : undefined
  const sink: Writable = zip ?? file
  const packer = packing === 'gzip' || (packing === 'zstd' && !zip) ? gzipBlocks() : undefined
  const most = availableParallelism() + 2
  let failed: Error | undefined
  const size = packing === 'members' ? memberSize : blockSize
  let block = Buffer.allocUnsafeSlow(size)
  let used = 0
  let pending = 0
  let held = 0
  let tail = Promise.resolve()
  let wake: (() => void) | undefined
  const fail = (error: Error) => {
    failed ??= error
    wake?.()
    // wakes who waits for room
    sink.emit('drain')
  }
  for (const stream of new Set<Writable>([file, sink])) stream.on('error', fail)
  zip?.pipe(file)
  const put = async (bytes: Buffer) => {
    if (!failed && !sink.write(bytes)) await new Promise((done) => sink.once('drain', done))
  }
  const submit = (packed: Buffer | Promise<Buffer>, length: number) => {
    pending += 1
    held += length
    if (packed instanceof Promise) packed.catch(fail)
    tail = tail
      .then(async () => put(await packed))
      .catch(fail)
      .then(() => {
        pending -= 1
        held -= length
        wake?.()
      })
  }
  const flush = () => {
    if (used === 0) return
    const bytes = block.subarray(0, used)
    submit(packing === 'members' ? gzipMember(bytes) : packer ? packer.pack(bytes) : bytes, used)
    block = Buffer.allocUnsafeSlow(size)
    used = 0
  }
  const mostPending = packing === 'members' ? 64 : most
  const hasRoom = () => pending === 0 || (pending < mostPending && held < mostHeld)
  return {
    add(bytes, from, to) {
      if (failed) throw writeIssue(failed, path)
      if (packing === 'members' && to - from > block.length - used) {
        const larger = Buffer.allocUnsafeSlow(Math.max(block.length * 2, used + to - from))
        block.copy(larger, 0, 0, used)
        block = larger
      }
      for (let at = from; at < to; ) {
        const copied = bytes.copy(block, used, at, to)
        used += copied
        at += copied
        if (used === block.length && packing !== 'members') flush()
      }
    },
    endMember() {
      if (packing === 'members') flush()
    },
    full() {
      if (failed) throw writeIssue(failed, path)
      if (hasRoom()) return undefined
      return new Promise((done, reject) => {
        wake = () => {
          if (failed) reject(writeIssue(failed, path))
          else if (hasRoom()) done()
        }
      })
    },
    async close() {
      flush()
      if (packer) submit(packer.end(), 0)
      await tail
      if (failed) throw writeIssue(failed, path)
      sink.end()
      await finished(file).catch((error) => {
        throw writeIssue(failed ?? error, path)
      })
      if (failed) throw writeIssue(failed, path)
    },
    async discard() {
      failed ??= new Error('discarded')
      zip?.destroy()
      file.destroy()
      await rm(temporary, { force: true }).catch(() => {})
    },
  }
}

/** Moves a finished temporary file to its place, synced. */
export async function placeFile(path: string): Promise<void> {
  try {
    const file = await open(temporaryPath(path), 'r+')
    await file.sync()
    await file.close()
    await rename(temporaryPath(path), path)
  } catch (error) {
    throw writeIssue(error, path)
  }
}

/** A failed write as an error with an issue; anything else is passed through. */
export function writeIssue(error: unknown, at: string): unknown {
  const code = (error as NodeJS.ErrnoException)?.code
  if (error instanceof CorpusError || code === undefined || !/^E[A-Z]+$/.test(code)) return error
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new CorpusError(
    {
      code: full ? 'disk-full' : 'write-failed',
      at,
      message: full ? 'the disk is full' : `the file cannot be written (${code})`,
      hint: full
        ? 'free some space and run it again: finished files are kept, nothing half-written is left'
        : 'check the folder and its permissions, or name another with --out',
    },
    { cause: error },
  )
}
