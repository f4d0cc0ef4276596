import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Instant } from '@proviso/rights'
import { writeAtomic, writeError } from '../atomic-file.ts'
import type { Workspace } from '../workspace.ts'
import type { Validators } from './follow.ts'

/** When a document or file was looked at last and what came of it; the observation itself is in the own store. */
export interface Seen {
  readonly path: string
  readonly at: Instant
  readonly outcome: string
  /** Looks in a row that found nothing to read. */
  readonly failures: number
  /** Not to be looked at before. */
  readonly retryAt?: Instant
  readonly validators?: Validators
}

/** What was seen last, by path, kept in `watch/seen.ndjson`: one line per look, the last one of a path counts. */
export interface SeenFile {
  get(path: string): Seen | undefined
  add(seen: Seen): Promise<void>
}

const seenAt = (workspace: Pick<Workspace, 'dir'>) => join(workspace.dir, 'watch', 'seen.ndjson')

/**
 * Opens what was seen. A line cut short by a kill is left out: its look is taken again. Throws `ArchiveError` as files do.
 */
export async function openSeen(workspace: Pick<Workspace, 'dir'>): Promise<SeenFile> {
  const path = seenAt(workspace)
  const { seen, lines, whole } = parsed(await readFile(path, 'utf8').catch(() => ''))
  // Written anew when it has grown, and when its last line would swallow the next.
  if (lines > 2 * seen.size + 100 || !whole) await writeAtomic(path, [...seen.values()].map(line))
  return {
    get: (key) => seen.get(key),
    async add(one) {
      try {
        await mkdir(dirname(path), { recursive: true })
        await appendFile(path, line(one))
      } catch (error) {
        throw writeError(error, path)
      }
      seen.set(one.path, one)
    },
  }
}

/** As `openSeen`, without writing anything. */
export async function readSeen(workspace: Pick<Workspace, 'dir'>): Promise<ReadonlyMap<string, Seen>> {
  return parsed(await readFile(seenAt(workspace), 'utf8').catch(() => '')).seen
}

const line = (seen: Seen) => `${JSON.stringify(seen)}\n`

function parsed(text: string) {
  const seen = new Map<string, Seen>()
  const lines = text.split('\n')
  for (const one of lines) {
    try {
      const found = JSON.parse(one) as Seen
      if (typeof found?.path === 'string' && !Number.isNaN(Date.parse(found.at))) seen.set(found.path, found)
    } catch {
      // cut short, or the empty end
    }
  }
  return { seen, lines: lines.length, whole: text === '' || text.endsWith('\n') }
}
