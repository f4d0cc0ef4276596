import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ArchiveError } from './archive-error.ts'

/**
 * Writes a file whole or not at all: a temporary file beside it, fsync, rename, fsync of the folder.
 *
 * Throws `ArchiveError` (`disk-full`, `workspace-read-only`, `write-failed`); the old content then still stands.
 *
 * @example
 * await writeAtomic('.proviso/rulebook.ndjson', lines) // lines: AsyncIterable<string>
 */
export async function writeAtomic(
  path: string,
  content: string | Uint8Array | Iterable<string> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`
  let file: FileHandle | undefined
  try {
    file = await open(temporary, 'wx')
    if (typeof content === 'string' || content instanceof Uint8Array) await file.writeFile(content)
    else for await (const chunk of content) await file.writeFile(chunk)
    await file.sync()
    await file.close()
    file = undefined
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await file?.close().catch(() => {})
    await rm(temporary, { force: true }).catch(() => {})
    throw writeError(error, path)
  }
}

/** Makes a rename or a new file in a folder outlive a power cut, where the platform can. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined)
  await folder?.sync().catch(() => {}) // some platforms and file systems cannot sync a folder
  await folder?.close()
}

const codes: Readonly<Record<string, readonly [code: string, message: string, hint: string]>> = {
  ENOSPC: ['disk-full', 'the disk is full', 'free some space and run it again: what was stored before is untouched'],
  EDQUOT: [
    'disk-full',
    'the disk quota is used up',
    'free some space and run it again: what was stored before is untouched',
  ],
  EROFS: [
    'workspace-read-only',
    'the folder is on a read-only file system',
    'set PROVISO_HOME to a folder that can be written',
  ],
  EACCES: [
    'workspace-read-only',
    'the folder may not be written',
    'check its permissions, or set PROVISO_HOME to a folder of your own',
  ],
  EPERM: [
    'workspace-read-only',
    'the folder may not be written',
    'check its permissions, or set PROVISO_HOME to a folder of your own',
  ],
  ENOTDIR: [
    'workspace-not-a-folder',
    'a file stands where a folder is needed',
    'move it away, or set PROVISO_HOME to another folder',
  ],
  ENOENT: ['write-failed', 'the folder is not there', 'check the path'],
  ENOTEMPTY: [
    'workspace-not-a-folder',
    'another folder stands where this one belongs',
    'move it away and run it again',
  ],
  EEXIST: [
    'workspace-not-a-folder',
    'a file stands where a folder is needed',
    'move it away, or set PROVISO_HOME to another folder',
  ],
}

/** A failed write as an issue; what is not a failure of the disk (a bug, an abort) is passed through. */
export function writeError(error: unknown, at: string): unknown {
  if (error instanceof ArchiveError || !(error instanceof Error)) return error
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return error
  const [name, message, hint] = codes[code] ?? [
    'write-failed',
    `the file could not be written (${code})`,
    'check the disk and run it again',
  ]
  return new ArchiveError({ code: name, at, message, hint }, { cause: error })
}
