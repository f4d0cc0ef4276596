import { createHash } from 'node:crypto'
import type { Instant } from '@proviso/rights'
import { ArchiveError } from '../archive-error.ts'
import { gitIssue, runGit } from '../git.ts'
import { commitFiles, inOwnStore, type OwnFile } from '../own-store.ts'
import { readBlobs } from '../versions.ts'
import { listArchives, type Workspace } from '../workspace.ts'
import type { Clock } from './clock.ts'
import type { ObservedResponse } from './response.ts'
import { responsePath } from './target.ts'

/** What `<file>.response.json` holds. */
export interface KeptResponse extends ObservedResponse {
  /** For terms: what the text depends on beside the page. */
  readonly extraction?: string
  /** For terms that are combined from several pages: the responses of the others. */
  readonly parts?: readonly ObservedResponse[]
}

/** The observation of a path that stands last in the store. */
export interface KeptObservation {
  readonly response: KeptResponse
  /** Git's name of the body or text; null when there was none. */
  readonly blob: string | null
}

/** An observation to be kept. */
export interface Observation {
  readonly path: string
  readonly response: KeptResponse
  /** The new body; null takes it away; absent: it stays as it is. */
  readonly body?: Uint8Array | string | null
  readonly message: string
}

const firstWait = 200
const longestWait = 5000
const mostWait = 15 * 60_000

/** The own store as watching uses it: what was observed last, and one commit per new observation (SPEC.md W16). */
export class ObservationStore {
  readonly #workspace: Workspace
  readonly #clock: Clock
  readonly #signal: AbortSignal | undefined
  #kept: Map<string, KeptObservation>
  #head: string | null
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(
    workspace: Workspace,
    clock: Clock,
    signal: AbortSignal | undefined,
    { kept, head }: { readonly kept: Map<string, KeptObservation>; readonly head: string | null },
  ) {
    this.#workspace = workspace
    this.#clock = clock
    this.#signal = signal
    this.#kept = kept
    this.#head = head
  }

  static async open(workspace: Workspace, clock: Clock, signal?: AbortSignal): Promise<ObservationStore> {
    return new ObservationStore(workspace, clock, signal, await observationsAt(workspace))
  }

  kept(path: string): KeptObservation | undefined {
    return this.#kept.get(path)
  }

  /** The body or text kept last; undefined when there is none. */
  async body(path: string): Promise<Buffer | undefined> {
    const blob = this.#kept.get(path)?.blob
    const own = (await listArchives(this.#workspace)).find(({ name }) => name === 'own')
    if (blob === undefined || blob === null || own === undefined) return undefined
    let found: Buffer | undefined
    await readBlobs(own, [blob], (_, bytes) => {
      found = Buffer.from(bytes)
    })
    return found
  }

  /** Keeps an observation as one commit, which stands when this returns; one after another, and after other writers. */
  record(observation: Observation): Promise<string> {
    const work = this.#writing.then(() => this.#commit(observation))
    this.#writing = work.catch(() => {})
    return work
  }

  async #commit({ path, response, body, message }: Observation): Promise<string> {
    const responseFile = { path: responsePath(path), content: `${JSON.stringify(response, null, 1)}\n` }
    return this.#whenFree(() =>
      inOwnStore(this.#workspace, async (dir, head) => {
        if (head !== this.#head) {
          // The git of a run that was killed may have ended its commit only now: what it kept is not kept twice [W20].
          const before = this.#kept.get(path)?.response.startedAt
          const now = await observationsAt(this.#workspace)
          this.#kept = now.kept
          this.#head = now.head
          if (head !== null && this.#kept.get(path)?.response.startedAt !== before) return head
        }
        const before = this.#kept.get(path)?.blob ?? null
        const changed = body !== undefined && (body !== null || before !== null)
        const files: OwnFile[] = changed ? [{ path, content: body }, responseFile] : [responseFile]
        const at = toSecond(response.startedAt)
        this.#head = await commitFiles(dir, head, { files, message, at })
        this.#kept.set(path, { response, blob: body === undefined ? before : body === null ? null : blobOf(body) })
        return this.#head
      }),
    )
  }

  /** Another process may be importing: its end is waited for, a while. */
  async #whenFree<T>(work: () => Promise<T>): Promise<T> {
    let waited = 0
    for (let wait = firstWait; ; wait = Math.min(2 * wait, longestWait)) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof ArchiveError) || error.issue.code !== 'workspace-busy' || waited >= mostWait) throw error
        await this.#clock.sleep(wait, this.#signal)
        waited += wait
      }
    }
  }
}

const toSecond = (at: Instant): Instant => `${at.slice(0, 19)}Z`

/** Git's name of a content, without asking git. */
export function blobOf(content: Uint8Array | string): string {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Every observation at the head of the own store, by path; none when there is no store. */
export async function keptObservations(workspace: Workspace): Promise<ReadonlyMap<string, KeptObservation>> {
  return (await observationsAt(workspace)).kept
}

async function observationsAt(workspace: Workspace) {
  const kept = new Map<string, KeptObservation>()
  const own = (await listArchives(workspace)).find(({ name }) => name === 'own')
  if (own === undefined || own.head === null) return { kept, head: null }
  const { status, stdout, stderr } = await runGit(['ls-tree', '-r', '-z', '--full-tree', own.head], { dir: own.dir })
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, own.dir))
  const blobs = new Map<string, string>()
  for (const entry of stdout.toString('utf8').split('\0')) {
    const [, blob, path] = /^\d+ blob ([\da-f]+)\t([\s\S]+)$/.exec(entry) ?? []
    if (blob !== undefined && path !== undefined) blobs.set(path, blob)
  }
  const responses = new Map<string, string[]>()
  for (const [path, blob] of blobs)
    if (path.endsWith('.response.json')) responses.set(blob, [...(responses.get(blob) ?? []), path])
  await readBlobs(own, [...responses.keys()], (blob, bytes) => {
    const response = parsed(bytes)
    if (response === null) return
    for (const at of responses.get(blob) ?? []) {
      const path = observedPath(at)
      kept.set(path, { response, blob: blobs.get(path) ?? null })
    }
  })
  return { kept, head: own.head }
}

/** The path a response belongs to. */
function observedPath(path: string): string {
  const stem = path.slice(0, -'.response.json'.length)
  return /^signals\/[^/]+\/[^/]+$/.test(stem) ? stem : `${stem}.md`
}

function parsed(bytes: Buffer): KeptResponse | null {
  try {
    const found = JSON.parse(bytes.toString('utf8'))
    return typeof found?.startedAt === 'string' && typeof found.outcome === 'string' ? found : null
  } catch {
    return null // changed by hand: as if it had not been seen
  }
}
