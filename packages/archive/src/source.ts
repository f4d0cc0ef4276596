import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ArchiveError } from './archive-error.ts'
import { publicPages } from './collection.ts'
import { gitIssue, gitText, runGit, withoutPassword } from './git.ts'

/** Where a collection comes from: a git address, a folder that is a git repository, or a bundle (SPEC.md I1). */
export type Source =
  | { readonly kind: 'address'; readonly address: string; readonly shown: string }
  | {
      readonly kind: 'folder'
      readonly address: string
      readonly shown: string
      /** Whether its objects may be linked instead of copied: they depend on no other repository. */
      readonly selfContained: boolean
      /** The address the folder was itself cloned from. */
      readonly origin: string | null
    }
  | {
      readonly kind: 'bundle'
      readonly address: string
      readonly shown: string
      readonly bytes: number
      /** Offset of the pack in the file. */
      readonly packAt: number
      readonly refs: readonly Ref[]
      /** Commits the bundle leaves out because its reader has them. */
      readonly needs: readonly string[]
    }

export interface Ref {
  readonly name: string
  readonly commit: string
}

export interface LookOptions {
  readonly signal?: AbortSignal
  /** Milliseconds an address may stay silent. */
  readonly silence?: number
}

/**
 * Tells what a source is; reads a bundle's heading, asks no address yet.
 *
 * Throws `ArchiveError` `source-not-found`, `source-not-supported`, `not-a-repository`, `shallow-repository`, `damaged-repository`.
 */
export async function openSource(given: string, options: LookOptions = {}): Promise<Source> {
  if (given.startsWith('file:')) return openPath(pathOfFileAddress(given), options)
  const scheme = /^([a-z][a-z0-9+.-]+):(\/\/|:)/i.exec(given)?.[1]?.toLowerCase()
  if (scheme !== undefined) {
    if (given.includes('::') || !/^(https?|ssh|git)$/.test(scheme)) throw unsupported(given)
    return { kind: 'address', address: given, shown: withoutPassword(given) }
  }
  const found = await stat(given).catch(() => null)
  // `host:path` and `user@host:path` are SSH's own way of writing an address.
  if (found === null && /^[^/\\:-][^/\\:]+:(?!\\).+/.test(given))
    return { kind: 'address', address: given, shown: given }
  return openPath(resolve(given), options)
}

async function openPath(path: string, options: LookOptions): Promise<Source> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const message = error.code === 'EACCES' ? 'the source may not be read' : 'there is no such file or folder'
    throw new ArchiveError({
      code: 'source-not-found',
      at: path,
      message,
      hint: 'give a git address, a folder that is a git repository, or a git bundle',
    })
  })
  return found.isDirectory() ? openFolder(path, options) : openBundle(path, found.size)
}

function pathOfFileAddress(address: string): string {
  try {
    return fileURLToPath(address)
  } catch {
    throw unsupported(address)
  }
}

async function openFolder(path: string, options: LookOptions): Promise<Source> {
  // The ceiling keeps git from taking a repository further up for this folder.
  const env = { GIT_CEILING_DIRECTORIES: dirname(path) }
  const ask = [
    '-C',
    path,
    'rev-parse',
    '--absolute-git-dir',
    '--is-shallow-repository',
    '--git-path',
    'objects/info/alternates',
  ]
  const { status, stdout, stderr } = await runGit(ask, { ...signalOf(options), env })
  if (status !== 0) {
    const issue = gitIssue(stderr, path)
    throw issue.code === 'git-failed' ? notARepository(path) : new ArchiveError(issue)
  }
  const [address = path, shallow = '', alternates = ''] = stdout.toString('utf8').replace(/\n$/, '').split('\n')
  if (shallow === 'true') throw new ArchiveError(gitIssue('shallow', path))
  const selfContained = (await stat(resolve(path, alternates)).catch(() => null)) === null
  const configured = await runGit(['config', '--get', 'remote.origin.url'], { dir: address, ...signalOf(options) })
  const origin = configured.status === 0 ? configured.stdout.toString('utf8').trim() : null
  return { kind: 'folder', address, shown: path, selfContained, origin }
}

const largestHeading = 16 * 1024 * 1024

async function openBundle(path: string, bytes: number): Promise<Source> {
  const heading = await readHeading(path)
  const [signature, ...lines] = heading.toString('utf8').split('\n')
  if (!/^# v[23] git bundle$/.test(signature ?? '')) throw notARepository(path)
  if (!heading.subarray(-2).equals(Buffer.from('\n\n'))) throw new ArchiveError(gitIssue('early EOF', path))
  const refs: Ref[] = []
  const needs: string[] = []
  for (const line of lines) {
    const [, minus, commit = '', name = ''] = /^(-?)([0-9a-f]{40,64})(?: (.*))?$/.exec(line) ?? []
    if (minus === '-') needs.push(commit)
    else if (minus === '') refs.push({ name, commit })
    else if (line.startsWith('@') && line !== '@object-format=sha1') {
      const message = `the bundle asks for \`${line.slice(1, 60)}\`, which a collection cannot have`
      throw new ArchiveError({
        code: 'source-not-supported',
        at: path,
        message,
        hint: 'make it with `git bundle create FILE main`',
      })
    }
  }
  return { kind: 'bundle', address: path, shown: path, bytes, packAt: heading.length, refs, needs }
}

/** The bytes of a file up to and with its first empty line; all of them, up to a limit, when there is none. */
async function readHeading(path: string): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => {
    throw new ArchiveError({
      code: 'source-not-found',
      at: path,
      message: 'the source may not be read',
      hint: 'check its permissions',
    })
  })
  try {
    let heading = Buffer.alloc(0)
    for await (const chunk of file.createReadStream({ highWaterMark: 64 * 1024, autoClose: false })) {
      heading = Buffer.concat([heading, chunk as Buffer])
      if (
        heading.length >= 6 &&
        !heading.subarray(0, 4).equals(Buffer.from('# v2')) &&
        !heading.subarray(0, 4).equals(Buffer.from('# v3'))
      )
        break
      const end = heading.indexOf('\n\n')
      if (end >= 0) return heading.subarray(0, end + 2)
      if (heading.length > largestHeading) break
    }
    return heading
  } finally {
    await file.close()
  }
}

/** The pack in a bundle, as a stream. */
export function packOf(source: Extract<Source, { kind: 'bundle' }>): AsyncIterable<Uint8Array> {
  return createReadStream(source.address, { start: source.packAt, highWaterMark: 256 * 1024 })
}

/**
 * The branch that holds the versions and the commit it stands at (SPEC.md I2): the one asked for; the one HEAD names;
 * one that stands where HEAD does; `main`; `master`; the only one.
 *
 * Throws `ArchiveError` `empty-repository`, `branch-not-found`, `which-branch`, `not-a-repository`, `address-…`.
 */
export async function branchOf(source: Source, asked?: string, options: LookOptions = {}): Promise<Ref> {
  const { refs, headBranch } =
    source.kind === 'bundle' ? { refs: source.refs, headBranch: null } : await askRefs(source, options)
  return chooseBranch(refs, headBranch, source.shown, asked)
}

async function askRefs(source: Source, options: LookOptions): Promise<{ refs: Ref[]; headBranch: string | null }> {
  const silence = source.kind === 'address' ? { silence: options.silence ?? 30_000 } : {}
  const { status, stdout, stderr } = await runGit(['ls-remote', '--symref', '--', source.address], {
    ...signalOf(options),
    ...silence,
  })
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, source.shown))
  const refs: Ref[] = []
  let headBranch: string | null = null
  for (const line of stdout.toString('utf8').split('\n')) {
    const [left = '', name = ''] = line.split('\t')
    if (left.startsWith('ref: ') && name === 'HEAD') headBranch = left.slice(5)
    else if (/^[0-9a-f]{40,64}$/.test(left)) refs.push({ name, commit: left })
  }
  return { refs, headBranch }
}

export function chooseBranch(refs: readonly Ref[], headBranch: string | null, at: string, asked?: string): Ref {
  const branches = refs.filter(({ name }) => name.startsWith('refs/heads/'))
  const named = (name: string) => branches.find((ref) => ref.name === `refs/heads/${name}`)
  const list = branches.slice(0, 8).map(({ name }) => `\`${name.slice('refs/heads/'.length)}\``)
  if (asked !== undefined) {
    const found = named(asked)
    if (found !== undefined) return found
    const hint = list.length > 0 ? `it has ${list.join(', ')}` : 'it has no branch'
    throw new ArchiveError({ code: 'branch-not-found', at, message: `there is no branch \`${asked}\``, hint })
  }
  const head = refs.find(({ name }) => name === 'HEAD')
  const sameAsHead = branches.filter(({ commit }) => commit === head?.commit)
  const found =
    branches.find(({ name }) => name === headBranch) ??
    sameAsHead.find(({ name }) => name === 'refs/heads/main') ??
    sameAsHead.find(({ name }) => name === 'refs/heads/master') ??
    sameAsHead[0] ??
    named('main') ??
    named('master') ??
    (branches.length === 1 ? branches[0] : undefined) ??
    (branches.length === 0 ? head : undefined)
  if (found !== undefined) return found
  if (branches.length === 0) {
    const message = 'the repository has no branch with a commit'
    throw new ArchiveError({ code: 'empty-repository', at, message, hint: 'import it again when it holds versions' })
  }
  const message = `it is not clear which of ${branches.length} branches holds the versions`
  throw new ArchiveError({ code: 'which-branch', at, message, hint: `name one of ${list.join(', ')}` })
}

/** Public pages of a source: by its own address, or by the address its folder was cloned from. */
export function publicPagesOf(source: Source): { publicUrl: string; commitLink: string } | null {
  if (source.kind === 'address') return publicPages(source.address)
  return source.kind === 'folder' && source.origin !== null ? publicPages(source.origin) : null
}

/** A file or folder that lies beside a bundle or folder; null for an address. */
export function besideSource(source: Source, ...names: string[]): string | null {
  return source.kind === 'address' ? null : join(dirname(source.shown), ...names)
}

/** Whether a commit is in a store with all that led to it and every text: a fetch that was refused may leave it alone there. */
export async function hasHistory(dir: string, commit: string): Promise<boolean> {
  if (!(await hasCommit(dir, commit))) return false
  const { status } = await runGit(['rev-list', '--objects', '--quiet', commit, '--not', '--glob=refs/heads'], { dir })
  return status === 0
}

/** Whether a commit is in a store, whatever led to it. */
export async function hasCommit(dir: string, commit: string): Promise<boolean> {
  return (await runGit(['cat-file', '-e', `${commit}^{commit}`], { dir })).status === 0
}

/** Whether two commits share any history. */
export async function areRelated(dir: string, one: string, other: string): Promise<boolean> {
  const { status, stderr } = await runGit(['merge-base', one, other], { dir })
  if (status > 1) throw new ArchiveError(gitIssue(stderr, dir))
  return status === 0
}

/** Moves a ref, if it still stands where it stood. */
export async function moveRef(dir: string, ref: string, commit: string, before: string | null): Promise<void> {
  await gitText(['update-ref', ref, commit, before ?? '0'.repeat(commit.length)], { dir, at: dir })
}

const signalOf = ({ signal }: LookOptions) => (signal === undefined ? {} : { signal })

function unsupported(at: string): ArchiveError {
  return new ArchiveError({
    code: 'source-not-supported',
    at: withoutPassword(at),
    message: 'the address is of a kind collections are not fetched from',
    hint: 'use an https, ssh, git or file address, a folder, or a bundle',
  })
}

function notARepository(at: string): ArchiveError {
  return new ArchiveError({
    code: 'not-a-repository',
    at,
    message: 'it is neither a git repository nor a git bundle',
    hint: 'give a git address, a folder that is a git repository, or a bundle made by `git bundle create`',
  })
}
