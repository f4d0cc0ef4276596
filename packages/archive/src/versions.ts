import type { ArchiveRef } from './collection.ts'

/**
 * Streams the texts of versions, in the order given, one at a time; the next waits until `onBlob` has settled.
 * `bytes` is only valid until `onBlob` settles: decode or copy it before.
 */
export async function readBlobs(
  _archive: ArchiveRef,
  _blobs: readonly string[],
  _onBlob: (blob: string, bytes: Buffer) => void | Promise<void>,
  _options: { signal?: AbortSignal } = {},
): Promise<void> {
  throw new Error('not yet')
}
