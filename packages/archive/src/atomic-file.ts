/**
 * Writes a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder.
 * Throws `ArchiveError` (`disk-full`, `workspace-read-only`, `write-failed`); the old content then still stands.
 */
export async function writeAtomic(
  _path: string,
  _content: string | Uint8Array | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  throw new Error('not yet')
}
