import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Issue } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'

/** How a git command is run. */
export interface GitOptions {
  /** The repository: passed as `--git-dir`, so that git never looks for another one above it. */
  readonly dir?: string
  /** Fed to standard input; absent: no input. */
  readonly input?: string | Uint8Array | AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
  /** Milliseconds without a byte on either output before the command is given up: `address-no-answer`. */
  readonly silence?: number
  /** Called for each line of progress git prints. */
  readonly onProgress?: (progress: GitProgress) => void
  readonly env?: Readonly<Record<string, string>>
}

/** One line of git's progress, e.g. `Receiving objects:  45% (9/20), 1.20 MiB`. */
export interface GitProgress {
  readonly title: string
  readonly done: number
  readonly total: number
  /** Bytes received so far, where git says so. */
  readonly bytes?: number
}

export interface GitResult {
  readonly status: number
  readonly stdout: Buffer
  /** Messages, progress removed. */
  readonly stderr: string
}

type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>

// A caller's git variables (set inside hooks, for one) would point us at another repository.
const foreign =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|QUARANTINE_PATH|TRACE.*|CONFIG_PARAMETERS|CONFIG_COUNT|CONFIG_KEY_.*|CONFIG_VALUE_.*)$/

function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {}
  for (const [key, value] of Object.entries(process.env)) if (!foreign.test(key)) env[key] = value
  return {
    ...env,
    LC_ALL: 'C', // messages are told apart by their words
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'true',
    SSH_ASKPASS: 'true',
    GIT_SSH_COMMAND: env.GIT_SSH_COMMAND ?? 'ssh -oBatchMode=yes -oConnectTimeout=20',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh', // `ext::` would run a command of the address's choosing
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    ...extra,
  }
}

const settings = [
  'gc.auto=0',
  'maintenance.auto=false',
  'core.quotePath=false',
  'core.fsync=committed',
  'log.showSignature=false',
  'fetch.fsckObjects=false', // every object is hashed anyway; old collections hold harmless oddities that fsck refuses
  'transfer.fsckObjects=false',
  'fetch.recurseSubmodules=false',
].flatMap((setting) => ['-c', setting])

/** Starts git without a shell. Errors of the start itself (`git-missing`) surface through `exited`. */
export function startGit(
  args: readonly string[],
  options: GitOptions = {},
): { child: GitProcess; exited: Promise<number> } {
  const where = options.dir === undefined ? [] : ['--git-dir', options.dir]
  const child = spawn('git', [...settings, ...where, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment(options.env),
    // Its own group, so that ending it ends the helpers it starts, and no terminal, so that none of them can ask.
    detached: process.platform !== 'win32',
    windowsHide: true,
  }) as GitProcess
  // A child that ends before it has read its input is told by its status, not by a broken pipe.
  child.stdin.on('error', () => {})
  const abort = () => stop(child)
  if (options.signal?.aborted) abort()
  options.signal?.addEventListener('abort', abort, { once: true })
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(startError(error)))
    child.once('close', (status, signal) => resolve(status ?? (signal ? 128 : 1)))
  }).finally(() => options.signal?.removeEventListener('abort', abort))
  exited.catch(() => {})
  return { child, exited }
}

/** Ends a git process and the helpers it started: politely, then not. */
export function stop(child: { readonly pid?: number | undefined; kill(signal?: NodeJS.Signals): boolean }): void {
  signalGroup(child, 'SIGTERM')
  setTimeout(() => signalGroup(child, 'SIGKILL'), 2000).unref()
}

// A helper may outlive git and hold its output open, so the group is signalled even when git itself is gone.
function signalGroup(
  child: { readonly pid?: number | undefined; kill(signal?: NodeJS.Signals): boolean },
  signal: NodeJS.Signals,
): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // all of them are gone
  }
}

/**
 * Runs git to its end and keeps its output. A failing command is a result, not an exception.
 *
 * Throws `ArchiveError` `git-missing`, `address-no-answer`, and `signal.reason` when aborted.
 *
 * @example
 * const { stdout } = await runGit(['rev-parse', 'HEAD'], { dir: 'archives/demo.git' })
 */
export async function runGit(args: readonly string[], options: GitOptions = {}): Promise<GitResult> {
  options.signal?.throwIfAborted()
  const { child, exited } = startGit(args, options)
  const out: Buffer[] = []
  const messages = progressReader(options.onProgress)
  let silent = false
  let timer: NodeJS.Timeout | undefined
  const heard = () => {
    if (options.silence === undefined) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      silent = true
      stop(child)
    }, options.silence)
  }
  heard()
  child.stdout.on('data', (chunk: Buffer) => {
    heard()
    out.push(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    heard()
    messages.push(chunk)
  })
  try {
    const [status] = await Promise.all([exited, feed(child.stdin, options.input)])
    options.signal?.throwIfAborted()
    if (silent) throw new ArchiveError(noAnswer(args.at(-1) ?? ''))
    return { status, stdout: Buffer.concat(out), stderr: messages.end() }
  } finally {
    clearTimeout(timer)
  }
}

/** Runs git and returns its output as text, trimmed; a failing command throws what `gitIssue` makes of it. */
export async function gitText(args: readonly string[], options: GitOptions & { readonly at: string }): Promise<string> {
  const result = await runGit(args, options)
  if (result.status !== 0) throw new ArchiveError(gitIssue(result.stderr, options.at))
  return result.stdout.toString('utf8').trim()
}

async function feed(stdin: Writable, input: GitOptions['input']): Promise<void> {
  if (input === undefined) {
    stdin.end()
    return
  }
  if (typeof input === 'string' || input instanceof Uint8Array) {
    stdin.end(input)
    return
  }
  for await (const chunk of input) {
    if (stdin.destroyed) return
    if (!stdin.write(chunk)) await drained(stdin)
  }
  stdin.end()
}

/** Resolves when a stream takes data again or has closed. */
export function drained(stream: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writableNeedDrain) return resolve()
    const done = () => {
      stream.off('drain', done)
      stream.off('close', done)
      resolve()
    }
    stream.once('drain', done)
    stream.once('close', done)
  })
}

const units: Readonly<Record<string, number>> = { bytes: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }

function progressReader(onProgress?: (progress: GitProgress) => void) {
  let rest = ''
  let kept = ''
  const line = (text: string) => {
    const found = /^(?:remote: )?([A-Z][a-z]+ [a-z]+):\s+\d+% \((\d+)\/(\d+)\)(?:, ([\d.]+) (bytes|KiB|MiB|GiB))?/.exec(
      text,
    )
    if (found) {
      const [, title, done, total, amount, unit] = found
      const bytes = amount === undefined ? {} : { bytes: Math.round(Number(amount) * (units[unit ?? 'bytes'] ?? 1)) }
      onProgress?.({ title: title ?? '', done: Number(done), total: Number(total), ...bytes })
      return
    }
    // An address may answer with megabytes of messages; the first say what went wrong.
    if (kept.length < 16_384 && !/^remote: (Enumerating|Counting|Compressing)/.test(text)) kept += `${text}\n`
  }
  return {
    push(chunk: Buffer) {
      rest += chunk.toString('utf8')
      const lines = rest.split(/[\r\n]+/)
      rest = (lines.pop() ?? '').slice(-16_384)
      for (const text of lines) if (text !== '') line(text)
    },
    end() {
      if (rest !== '') line(rest)
      return kept.trim()
    },
  }
}

function startError(error: NodeJS.ErrnoException): ArchiveError {
  return new ArchiveError({
    code: 'git-missing',
    at: 'git',
    message:
      error.code === 'ENOENT'
        ? 'the program `git` was not found'
        : `the program \`git\` could not be started (${error.code})`,
    hint: 'install git 2.25 or newer and put it on the PATH',
  })
}

function noAnswer(at: string): Issue {
  return {
    code: 'address-no-answer',
    at: withoutPassword(at),
    message: 'the address did not answer in time',
    hint: 'check the address and the network, then run the import again: it resumes',
  }
}

/** An address without the user name and password it may carry. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, (whole, scheme: string) =>
    scheme.toLowerCase() === 'ssh://' ? whole.replace(/:[^:/@]*@$/, '@') : scheme,
  )
}

const known: readonly (readonly [RegExp, string, string, string])[] = [
  [
    /No space left on device|disk full|Disk quota exceeded/i,
    'disk-full',
    'the disk is full',
    'free some space and run it again: what was stored before is untouched',
  ],
  [
    /Read-only file system|Permission denied(?! \(publickey)|insufficient permission/i,
    'workspace-read-only',
    'the folder cannot be written or read',
    'check its permissions, or set PROVISO_HOME to a folder of your own',
  ],
  [
    /dubious ownership/i,
    'repository-of-another-user',
    'git refuses a repository that belongs to another user',
    'run `git config --global --add safe.directory` with its path if you trust it',
  ],
  [
    /shallow update not allowed|source repository is shallow|shallow/i,
    'shallow-repository',
    'the repository holds only the end of its history',
    'run `git fetch --unshallow` there, or import it from its address',
  ],
  [
    /Could not resolve host|Name or service not known|Temporary failure in name resolution/i,
    'address-unknown-host',
    'the host of the address is not known',
    'check the spelling of the address and the network',
  ],
  [
    /Connection timed out|Operation timed out|Timeout|too slow|Operation too slow/i,
    'address-no-answer',
    'the address did not answer in time',
    'check the address and the network, then run the import again: it resumes',
  ],
  [
    /Authentication failed|could not read (Username|Password)|terminal prompts disabled|Permission denied \(publickey|Host key verification failed|returned error: 40[13]/i,
    'address-access-denied',
    'the address asks for credentials',
    'give git access to it first (a credential helper or an SSH key), or use its public address',
  ],
  [
    /not a git repository|does not appear to be a git repository|repository .* (not found|does not exist)|not found|returned error: 404|info\/refs not valid/i,
    'not-a-repository',
    'there is no git repository',
    'give the address or folder of a collection of versions, such as https://github.com/OpenTermsArchive/contrib-versions',
  ],
  [
    /Connection refused|Failed to connect|Couldn't connect|unable to connect|Network is unreachable|No route to host|Connection reset|hung up|RPC failed|unexpected disconnect|unable to access/i,
    'address-unreachable',
    'the address could not be reached',
    'check the address and the network, then run the import again: it resumes',
  ],
  [
    /transport '.*' not allowed|Unable to find remote helper|protocol .* not supported/i,
    'source-not-supported',
    'git does not speak the protocol of the address',
    'use an https, ssh, git or file address, a folder, or a bundle',
  ],
  [
    /early EOF|pack is corrupted|pack has bad object|premature end|inflate|bad pack|pack signature mismatch|unresolved deltas|invalid index-pack|pack too small|fatal: pack|corrupt|bad object|missing blob|missing tree|unable to read|Could not read|object file .* is empty|index-pack failed|loose object/i,
    'damaged-repository',
    'the repository is damaged or cut short',
    'fetch or copy it again; what was imported before is untouched',
  ],
]

/** What a failing git command means, told from its messages; unknown ones become `git-failed` with git's own first line. */
export function gitIssue(stderr: string, at: string): Issue {
  const place = withoutPassword(at)
  for (const [words, code, message, hint] of known) if (words.test(stderr)) return { code, at: place, message, hint }
  const first = stderr.split('\n').find((line) => /^(fatal|error)/.test(line)) ?? stderr.split('\n')[0] ?? ''
  return {
    code: 'git-failed',
    at: place,
    message: `git stopped: ${withoutPassword(first.replace(/^(fatal|error): /, '')).slice(0, 300) || 'no message'}`,
    hint: 'run it again; if it stays so, check the repository with `git fsck`',
  }
}
