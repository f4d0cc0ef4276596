import { randomBytes } from 'node:crypto'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ArchiveError } from './archive-error.ts'
import { writeError } from './atomic-file.ts'
import { type GitProgress, gitIssue, runGit } from './git.ts'
import { createStore, isStore } from './own-store.ts'
import { hasCommit, hasHistory, packOf, type Ref, type Source } from './source.ts'

/** How far the objects of a source have come in. */
export interface Received {
  /** `receive`: objects on their way; `resolve`: the differences they were sent as are worked out. */
  readonly phase: 'receive' | 'resolve'
  readonly done: number
  readonly total: number
  readonly bytes: number
}

export interface ReceiveOptions {
  readonly signal?: AbortSignal
  readonly silence?: number
  readonly onReceived?: (received: Received) => void
}

/** The ref that holds on to what came in until it has been checked and the branch moves. */
export const incoming = 'refs/proviso/incoming'

/**
 * Brings the objects of a source's branch into a store and returns the commit it stands at; the branch of the store does
 * not move. What is there already, of an earlier attempt too, is not fetched again (SPEC.md I7).
 *
 * Throws `ArchiveError` `address-…`, `damaged-repository`, `bundle-incomplete`, `shallow-repository`, `disk-full`.
 */
export async function receive(dir: string, source: Source, branch: Ref, options: ReceiveOptions = {}): Promise<string> {
  const fresh = !(await isStore(dir))
  if (fresh && source.kind === 'folder' && source.selfContained && branch.name !== 'HEAD') {
    await discard(dir)
    if (await link(dir, source.address, branch, options)) return branch.commit
  }
  if (!(await isStore(dir))) {
    await discard(dir)
    await createStore(dir)
  }
  await dropHalfReceived(dir)
  if (await hasHistory(dir, branch.commit)) return branch.commit
  return source.kind === 'bundle' ? unpack(dir, source, branch, options) : fetch(dir, source, branch, options)
}

/** A clone on the same disk links the packs instead of copying them; false when the folder does not lend itself to it. */
async function link(dir: string, address: string, branch: Ref, options: ReceiveOptions): Promise<boolean> {
  const name = branch.name.replace(/^refs\/heads\//, '')
  const args = [
    'clone',
    '--quiet',
    '--bare',
    '--local',
    '--template=',
    '--no-tags',
    '--single-branch',
    `--branch=${name}`,
    '--',
    address,
    dir,
  ]
  const { status, stderr } = await runGit(args, signalOf(options))
  if (status !== 0) {
    const issue = gitIssue(stderr, address)
    await discard(dir)
    if (issue.code === 'disk-full' || issue.code === 'workspace-read-only') throw new ArchiveError(issue)
    return false
  }
  // Refs of the source are not ours: the branch is set when what it holds has been checked.
  await runGit(['remote', 'remove', 'origin'], { dir })
  await runGit(['update-ref', incoming, branch.commit], { dir })
  if (branch.name !== 'refs/heads/main') await runGit(['symbolic-ref', 'HEAD', 'refs/heads/main'], { dir })
  await runGit(['update-ref', '-d', branch.name], { dir })
  return hasCommit(dir, branch.commit)
}

/** The pack of a bundle is indexed as it is: no second connectivity walk, the import's own check follows. */
async function unpack(
  dir: string,
  source: Extract<Source, { kind: 'bundle' }>,
  branch: Ref,
  options: ReceiveOptions,
): Promise<string> {
  for (const commit of source.needs) {
    if (await hasCommit(dir, commit)) continue
    throw new ArchiveError({
      code: 'bundle-incomplete',
      at: source.shown,
      message: `the bundle builds on commit \`${commit}\`, which is not in the archive`,
      hint: 'import the collection, or the bundle it continues, first',
    })
  }
  let bytes = 0
  async function* counted() {
    for await (const chunk of packOf(source)) {
      bytes += chunk.length
      yield chunk
    }
  }
  const args = ['index-pack', '--stdin', '--fix-thin', '-v']
  const onProgress = forwarded(options, () => bytes)
  const { status, stderr } = await runGit(args, { dir, input: counted(), ...signalOf(options), ...onProgress })
  if (status !== 0) throw new ArchiveError(gitIssue(stderr || 'early EOF', source.shown))
  if (!(await hasCommit(dir, branch.commit))) throw new ArchiveError(gitIssue('bad object', source.shown))
  await runGit(['update-ref', incoming, branch.commit], { dir })
  return branch.commit
}

async function fetch(dir: string, source: Source, branch: Ref, options: ReceiveOptions): Promise<string> {
  // Kept as one pack, however small: loose objects would come in one by one, and a kill could leave a commit without its text.
  const whole = ['-c', 'fetch.unpackLimit=1', '-c', 'transfer.unpackLimit=1']
  const args = [...whole, 'fetch', '--progress', '--no-tags', '--no-write-fetch-head', '--force', '--', source.address]
  const silence = source.kind === 'address' ? { silence: options.silence ?? 120_000 } : {}
  let bytes = 0
  const seen = (progress: GitProgress) => {
    bytes = progress.bytes ?? bytes
  }
  const progress = forwarded(options, () => bytes, seen)
  const { status, stderr } = await runGit([...args, `+${branch.name}:${incoming}`], {
    dir,
    ...silence,
    ...signalOf(options),
    ...progress,
  })
  // A branch whose history is cut is refused with a warning and a status of success.
  if (status !== 0 || stderr.includes(`rejected ${incoming}`)) throw new ArchiveError(gitIssue(stderr, source.shown))
  // The branch may have moved on since it was asked for.
  const found = await runGit(['rev-parse', '--verify', '--quiet', `${incoming}^{commit}`], { dir })
  if (found.status !== 0) throw new ArchiveError(gitIssue(stderr, source.shown))
  return found.stdout.toString('latin1').trim()
}

function forwarded({ onReceived }: ReceiveOptions, bytes: () => number, seen?: (progress: GitProgress) => void) {
  if (onReceived === undefined) return {}
  return {
    onProgress: (progress: GitProgress) => {
      seen?.(progress)
      const { title, done, total } = progress
      if (/^(Receiving|Indexing|Unpacking)/.test(title)) onReceived({ phase: 'receive', done, total, bytes: bytes() })
      if (/^Resolving/.test(title)) onReceived({ phase: 'resolve', done, total, bytes: bytes() })
    },
  }
}

/** Removes the temporary packs of a process that was killed; the caller holds the workspace's lock. */
async function dropHalfReceived(dir: string): Promise<void> {
  for (const folder of [join(dir, 'objects', 'pack'), join(dir, 'objects')]) {
    for (const name of await readdir(folder).catch(() => [] as string[])) {
      if (/^(tmp_|incoming-|tmp-objdir-)/.test(name)) await rm(join(folder, name), { recursive: true, force: true })
    }
  }
  // A lock of a killed git would keep the branch from ever moving again.
  for (const name of [
    'packed-refs.lock',
    'HEAD.lock',
    'config.lock',
    'refs/heads/main.lock',
    `${incoming}.lock`,
    'shallow.lock',
  ]) {
    await rm(join(dir, name), { force: true })
  }
}

/** Takes a folder away at once; its content goes afterwards, so that a straggling process writes nowhere that counts. */
export async function discard(dir: string): Promise<void> {
  const trash = join(dirname(dir), `.${basename(dir)}.${randomBytes(4).toString('hex')}.trash`)
  try {
    await rename(dir, trash)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw writeError(error, dir)
  }
  await rm(trash, { recursive: true, force: true, maxRetries: 3 }).catch(() => {}) // the next import tries again
}

const signalOf = ({ signal }: ReceiveOptions) => (signal === undefined ? {} : { signal })
