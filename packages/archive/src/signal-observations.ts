import type { Instant } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { type CapturedFile, placeOf } from './captured-file.ts'
import type { ArchiveRef } from './collection.ts'
import { type CommitMap, readCommitMap } from './commit-map.ts'
import { gitIssue, runGit } from './git.ts'

/** One look at one file of a host, as a commit keeps it. */
export interface SignalObservation {
  readonly collection: string
  /** The commit of the public archive when it is known, else the one in our store. */
  readonly commit: string
  readonly host: string
  readonly file: CapturedFile
  readonly path: string
  /** Git's name of the body; `null` when there was none. */
  readonly body: string | null
  /** Git's name of the response; `null` when it was not kept. */
  readonly response: string | null
  /** Author date, UTC, to the second: when it was seen. */
  readonly recorded: Instant
  readonly url?: string
}

/**
 * The looks at signals an archive holds, oldest first; none where its newest commit has no folder `signals`, which is found out without
 * walking the history. SPEC.md G1, G2.
 * Throws `ArchiveError` `damaged-repository`, `git-missing`.
 */
export async function readObservations(
  archive: ArchiveRef,
  options: { readonly signal?: AbortSignal } = {},
): Promise<SignalObservation[]> {
  if (archive.head === null) return []
  const git = { dir: archive.dir, ...options }
  const { stdout: folder } = await runGit(['rev-parse', '--verify', '--quiet', `${archive.head}:signals`], git)
  if (folder.length === 0) return []
  const args = ['log', '--raw', '-z', '-c', '--reverse', '--no-renames', '--no-abbrev', '--no-color', '--no-decorate']
  const { status, stdout, stderr } = await runGit(
    [...args, '--no-notes', '--no-ext-diff', '--format=%H %at', archive.head, '--', 'signals'],
    git,
  )
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, archive.name))
  const map = archive.commitMap === undefined ? undefined : (await readCommitMap(archive.commitMap)).map
  const seen = observations(stdout.toString('utf8'), archive, map)
  return seen.sort((a, b) => compare(a.recorded, b.recorded))
}

interface Kept {
  body: string | null
  response: string | null
}

function observations(log: string, archive: ArchiveRef, map: CommitMap | undefined): SignalObservation[] {
  const found: SignalObservation[] = []
  const kept = new Map<string, Kept>()
  let commit = ''
  let recorded = ''
  let touched = new Map<string, { readonly host: string; readonly file: CapturedFile }>()
  const flush = () => {
    for (const [path, place] of touched) {
      const { body, response } = kept.get(path)!
      if (body === null && response === null) continue
      const original = map === undefined ? commit : map.get(commit)
      const link = archive.commitLink !== undefined && original !== undefined
      found.push({
        collection: archive.name,
        commit: original ?? commit,
        ...place,
        path,
        body,
        response,
        recorded,
        ...(link ? { url: `${archive.commitLink}${original}` } : {}),
      })
    }
    touched = new Map()
  }
  const tokens = log.split('\0')
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!.replace(/^\n/, '')
    if (token === '') continue
    if (!token.startsWith(':')) {
      flush()
      const [hash = '', seconds = ''] = token.split(' ')
      commit = hash
      recorded = `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`
      continue
    }
    // `:100644 100644 OLD NEW M`, and of a merge one more mode and old blob for each further parent
    const parents = token.search(/[^:]/)
    const fields = token.slice(parents).split(' ')
    const mode = fields[parents] ?? ''
    const blob = fields[2 * parents + 1] ?? ''
    const place = placeOf(tokens[++at] ?? '')
    const gone = /^0+$/.test(blob)
    // links and submodules hold no bytes of their own
    if (place === null || (!gone && !mode.startsWith('100'))) continue
    const { host, file, isResponse } = place
    const path = `signals/${host}/${file}`
    const now = kept.get(path) ?? { body: null, response: null }
    now[isResponse ? 'response' : 'body'] = gone ? null : blob
    kept.set(path, now)
    touched.set(path, { host, file })
  }
  flush()
  return found
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
