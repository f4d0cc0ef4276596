import type { Instant, Issue } from '@proviso/rights'
import type { Workspace } from '../workspace.ts'
import { lastLook } from './last-look.ts'
import { keptObservations } from './observation-store.ts'
import { nextLook } from './schedule.ts'
import { readSeen } from './seen.ts'
import { signalFiles, signalPath } from './target.ts'
import { knownDeclarations, readWatchList, targetsOf } from './watched.ts'

/** How one watched document or file stands. */
export interface WatchedStatus {
  readonly path: string
  /** The service of a document, the host of a file. */
  readonly of: string
  /** The terms type of a document, the name of a file. */
  readonly what: string
  readonly kind: 'terms' | 'signals'
  readonly urls: readonly string[]
  /** When it was looked at last; null: never. */
  readonly seen: Instant | null
  /** How that look ended: `ok`, or why it could not be read; null: never. */
  readonly outcome: string | null
  readonly status: number | null
  readonly detail?: string
  /** When what is kept was first seen as it is. */
  readonly since: Instant | null
  /** Looks in a row that found nothing to read. */
  readonly failures: number
  /** When it is due; null: at once. */
  readonly next: Instant | null
}

/**
 * How everything watched stands, by service and host; nothing is fetched or written.
 *
 * @example
 * const { watched } = await watchStatus(workspaceAt())
 */
export async function watchStatus(
  workspace: Workspace,
): Promise<{ readonly watched: readonly WatchedStatus[]; readonly issues: readonly Issue[] }> {
  const { terms, hosts, issues } = targetsOf(await readWatchList(workspace), await knownDeclarations(workspace))
  const kept = await keptObservations(workspace)
  const seen = await readSeen(workspace)
  const statusOf = (
    path: string,
    every: number,
    about: Pick<WatchedStatus, 'of' | 'what' | 'kind' | 'urls'>,
  ): WatchedStatus => {
    const found = kept.get(path)
    const last = lastLook(path, seen.get(path), found)
    const same = last?.outcome === found?.response.outcome
    const next = nextLook(last, every)
    return {
      path,
      ...about,
      seen: last?.at ?? null,
      outcome: last?.outcome ?? null,
      status: same ? (found?.response.status ?? null) : null,
      ...(same && found?.response.detail !== undefined && { detail: found.response.detail }),
      since: found?.response.startedAt ?? null,
      failures: last?.failures ?? 0,
      next: next === 0 ? null : new Date(next).toISOString(),
    }
  }
  const watched = [
    ...terms.map(({ path, service, terms: what, pages, every }) =>
      statusOf(path, every, { of: service, what, kind: 'terms', urls: pages.map(({ url }) => url) }),
    ),
    ...hosts.flatMap(({ host, origin, page, every }) =>
      signalFiles
        .map((file) => {
          const path = signalPath(host, file)
          const url = kept.get(path)?.response.url ?? (file === 'page.html' ? page : addressOf(origin, file))
          return statusOf(path, every, { of: host, what: file, kind: 'signals', urls: url === null ? [] : [url] })
        })
        // A host without RSL is nothing to wait for.
        .filter(({ what, seen: at }) => what !== 'rsl.xml' || at !== null),
    ),
  ]
  return { watched: watched.sort((a, b) => (a.path < b.path ? -1 : 1)), issues }
}

function addressOf(origin: string, file: string): string | null {
  if (file === 'rsl.xml') return null
  return `${origin}${file === 'tdmrep.json' ? '/.well-known/tdmrep.json' : `/${file}`}`
}
