import { ArchiveError } from './archive-error.ts'
import type { ArchiveRef } from './collection.ts'
import { drained, gitIssue, startGit, stop } from './git.ts'

/** Largest version handed over with its text, in bytes; a page of terms is 50 KB, the longest seen 1.3 MB. */
export const largestVersion = 32 * 1024 * 1024

/**
 * Streams the texts of versions, in the order given, one at a time; the next waits until `onBlob` has settled.
 * `bytes` is valid only until then: decode or copy it before. Of a version larger than `largestVersion` no text is
 * handed over: `bytes` is empty and `size` tells its length (SPEC.md A6).
 *
 * The order of the log is read fastest: neighbours share most of their text in the pack.
 *
 * Throws `ArchiveError` `version-missing`, `damaged-repository`, `git-missing`, and whatever `onBlob` throws.
 *
 * @example
 * await readBlobs(archive, blobs, (blob, bytes) => texts.set(blob, bytes.toString('utf8')))
 */
export async function readBlobs(
  archive: Pick<ArchiveRef, 'dir' | 'name'>,
  blobs: readonly string[],
  onBlob: (blob: string, bytes: Buffer, size: number) => void | Promise<void>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  if (blobs.length === 0) return
  options.signal?.throwIfAborted()
  const wrong = blobs.find((blob) => !/^[0-9a-f]{40,64}$/.test(blob))
  if (wrong !== undefined) throw new TypeError(`not the name of a blob: ${wrong}`)
  const { child, exited } = startGit(['cat-file', '--batch', '--buffer'], {
    dir: archive.dir,
    ...(options.signal ? { signal: options.signal } : {}),
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 16_384) stderr += chunk.toString('utf8')
  })
  const asked = ask(child.stdin, blobs)
  const answers = new BatchReader(archive.name, blobs)
  try {
    for await (const chunk of child.stdout) {
      let rest: Buffer = chunk as Buffer
      for (;;) {
        rest = answers.take(rest)
        if (answers.ready === null) break
        const { blob, bytes, size } = answers.ready
        answers.ready = null
        const pending = onBlob(blob, bytes, size)
        // Awaiting nothing would cost a turn of the event loop per version.
        if (pending !== undefined) await pending
      }
    }
    await asked
    const status = await exited
    options.signal?.throwIfAborted()
    if (status !== 0 || !answers.finished) throw new ArchiveError(gitIssue(stderr || 'early EOF', archive.name))
  } finally {
    if (child.exitCode === null) stop(child)
  }
}

async function ask(stdin: NodeJS.WritableStream & { destroyed?: boolean }, blobs: readonly string[]): Promise<void> {
  const batch = 1000
  for (let i = 0; i < blobs.length; i += batch) {
    if (stdin.destroyed) return
    if (!stdin.write(`${blobs.slice(i, i + batch).join('\n')}\n`)) await drained(stdin as never)
  }
  stdin.end()
}

interface Ready {
  readonly blob: string
  readonly bytes: Buffer
  readonly size: number
}

const nothing = Buffer.alloc(0)

/** Cuts the answers of `cat-file --batch` (`NAME blob SIZE`, newline, bytes, newline) out of the chunks they arrive in. */
class BatchReader {
  ready: Ready | null = null
  readonly #archive: string
  readonly #asked: readonly string[]
  #next = 0
  #head = ''
  #size = -1
  #filled = 0
  // One buffer for every version that spans chunks: it grows to the largest and is used again.
  #buffer = Buffer.allocUnsafe(256 * 1024)

  constructor(archive: string, asked: readonly string[]) {
    this.#archive = archive
    this.#asked = asked
  }

  get finished(): boolean {
    return this.#next === this.#asked.length && this.#size < 0 && this.#head === ''
  }

  /** Takes bytes until one version is `ready` or all are taken; returns those left. */
  take(chunk: Buffer): Buffer {
    let from = 0
    while (from < chunk.length) {
      if (this.#size < 0) {
        const end = chunk.indexOf(0x0a, from)
        this.#head += chunk.toString('latin1', from, end < 0 ? chunk.length : end)
        if (end < 0) return nothing
        from = end + 1
        this.#begin()
      }
      const missing = this.#size + 1 - this.#filled // the newline after the bytes included
      const here = Math.min(missing, chunk.length - from)
      const whole = this.#filled === 0 && here === missing
      const large = this.#size > largestVersion
      if (!whole && !large) {
        if (this.#buffer.length <= this.#size)
          this.#buffer = Buffer.allocUnsafe(Math.max(this.#size + 1, 2 * this.#buffer.length))
        chunk.copy(this.#buffer, this.#filled, from, from + here)
      }
      this.#filled += here
      if (here === missing) {
        const text = whole ? chunk.subarray(from, from + this.#size) : this.#buffer.subarray(0, this.#size)
        this.ready = { blob: this.#asked[this.#next - 1] ?? '', bytes: large ? nothing : text, size: this.#size }
        this.#size = -1
        this.#filled = 0
        return chunk.subarray(from + here)
      }
      from += here
    }
    return nothing
  }

  #begin(): void {
    const head = this.#head
    this.#head = ''
    const blob = this.#asked[this.#next++] ?? ''
    const found = /^[0-9a-f]+ blob (\d+)$/.exec(head)
    if (found) {
      this.#size = Number(found[1])
      return
    }
    throw new ArchiveError({
      code: 'version-missing',
      at: this.#archive,
      message: `the text of version \`${blob}\` is not in the archive`,
      hint: 'the repository is damaged: delete its folder under `archives` and import the collection again',
    })
  }
}
