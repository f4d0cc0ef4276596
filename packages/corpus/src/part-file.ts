import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { compressor } from './bytes.ts'
import { CorpusError } from './corpus-error.ts'
import type { Compression } from './input.ts'

/** A file being written beside its place: it appears whole or not at all. SPEC.md O3. */
export interface PartFile {
  /** Gives bytes; waits where the disk is slower than the reader. */
  write(bytes: Buffer): Promise<void> | undefined
  /** Syncs the file and moves it to its place. */
  finish(): Promise<void>
  /** Removes what was written. */
  discard(): Promise<void>
}

/** The place where a part is written before it is finished. */
export function temporaryPath(path: string): string {
  return `${path}.partial`
}

/** Opens a part, with the compression its input has. */
export async function openPart(path: string, compression: Compression): Promise<PartFile> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = temporaryPath(path)
  const file = createWriteStream(temporary, { highWaterMark: 1 << 20 })
  const zip = compressor(compression)
  const sink: Writable = zip ?? file
  let failed: Error | undefined
  for (const stream of new Set<Writable>([file, sink]))
    stream.on('error', (error) => {
      failed ??= error
      // wakes who waits for room
      sink.emit('drain')
    })
  zip?.pipe(file)
  return {
    write(bytes) {
      if (failed) throw writeIssue(failed, path)
      if (sink.write(bytes)) return undefined
      return new Promise<void>((done, fail) =>
        sink.once('drain', () => (failed ? fail(writeIssue(failed, path)) : done())),
      )
    },
    async finish() {
      sink.end()
      await finished(file).catch((error) => {
        throw writeIssue(failed ?? error, path)
      })
      if (failed) throw writeIssue(failed, path)
      await placeFile(path)
    },
    async discard() {
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
