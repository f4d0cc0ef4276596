import type { Day, Instant, Unread } from '@proviso/rights'
import { ArchiveError } from '../archive-error.ts'
import type { ArchiveRef } from '../collection.ts'
import type { DocumentRecords } from '../document.ts'
import { gitIssue, runGit } from '../git.ts'
import { documentAt } from '../records.ts'
import { readBlobs } from '../versions.ts'

/** One look at a document that was kept. */
interface KeptLook {
  readonly path: string
  readonly commit: string
  readonly recorded: Instant
  readonly blob: string
}

const suffix = '.response.json'

/**
 * The days on which documents of the own store could not be read, and why: from the look that could not to the next that could. What
 * another collection held meanwhile was read there. SPEC.md W22, as T3 for versions.
 */
export async function readTermsGaps(
  own: ArchiveRef,
  documents: readonly DocumentRecords[],
  canonical: (service: string) => string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Unread[]> {
  const looks = await keptLooks(own, options)
  const outcomes = new Map<string, string>()
  const blobs = [...new Set(looks.map(({ blob }) => blob))]
  await readBlobs(own, blobs, (blob, bytes) => void outcomes.set(blob, outcomeOf(bytes)), options)
  const records = new Map(documents.map((document) => [`${document.service}\0${document.terms}`, document.records]))
  const unread: Unread[] = []
  const open = new Map<string, Unread>()
  const close = (path: string, to: Day | null) => {
    const gap = open.get(path)
    open.delete(path)
    // A page that was back the same day left no day unread.
    if (gap === undefined || gap.from === to) return
    const elsewhere = (records.get(`${gap.service}\0${gap.terms}`) ?? []).filter(
      ({ collection }) => collection !== own.name,
    )
    if (!isHeld(elsewhere, gap.from)) unread.push({ ...gap, to })
  }
  for (const { path, commit, recorded, blob } of looks) {
    const outcome = outcomes.get(blob) ?? 'ok'
    const before = open.get(path)
    if (before?.reason === outcome) continue
    close(path, recorded.slice(0, 10))
    const document = documentAt(path)
    if (outcome === 'ok' || document === null) continue
    open.set(path, {
      service: canonical(document.service),
      terms: document.terms,
      from: recorded.slice(0, 10),
      to: null,
      reason: outcome,
      evidence: { collection: own.name, commit, path: `${path.slice(0, -'.md'.length)}${suffix}`, recorded },
    })
  }
  for (const path of [...open.keys()]) close(path, null)
  return unread.sort((a, b) => compare(a.service, b.service) || compare(a.terms, b.terms) || compare(a.from, b.from))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Whether another collection had the document by a day, and has not lost it since. */
function isHeld(records: DocumentRecords['records'], from: Day): boolean {
  const last = records.at(-1)
  return last !== undefined && last.kind !== 'removed' && records[0]!.recorded.slice(0, 10) <= from
}

/** Every look at a document that was kept, oldest first. */
async function keptLooks(own: ArchiveRef, options: { readonly signal?: AbortSignal }): Promise<KeptLook[]> {
  if (own.head === null) return []
  const args = [
    'log',
    '--raw',
    '-z',
    '--reverse',
    '--no-renames',
    '--no-abbrev',
    '--no-color',
    '--no-decorate',
    '--no-notes',
  ]
  const paths = [`:(glob)*/*${suffix}`, ':(exclude)signals']
  const { status, stdout, stderr } = await runGit(
    [...args, '--no-ext-diff', '--format=%H %at', own.head, '--', ...paths],
    {
      dir: own.dir,
      ...options,
    },
  )
  if (status !== 0) throw new ArchiveError(gitIssue(stderr, own.name))
  const looks: KeptLook[] = []
  let commit = ''
  let recorded = ''
  const tokens = stdout.toString('utf8').split('\0')
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!.replace(/^\n/, '')
    if (!token.startsWith(':')) {
      const [hash = '', seconds = ''] = token.split(' ')
      if (hash === '') continue
      commit = hash
      recorded = `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`
      continue
    }
    const [, , , blob = ''] = token.split(' ')
    const path = tokens[++at] ?? ''
    if (path.endsWith(suffix) && !/^0+$/.test(blob))
      looks.push({ path: `${path.slice(0, -suffix.length)}.md`, commit, recorded, blob })
  }
  return looks.sort((a, b) => compare(a.recorded, b.recorded))
}

function outcomeOf(bytes: Buffer): string {
  try {
    const { outcome } = JSON.parse(bytes.toString('utf8'))
    return typeof outcome === 'string' ? outcome : 'ok'
  } catch {
    return 'ok' // changed by hand: it says nothing
  }
}
