import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Issue } from '@proviso/rights'
import { ArchiveError } from '../archive-error.ts'
import { writeAtomic, writeError } from '../atomic-file.ts'
import { type DeclaredService, readDeclarations } from '../declarations.ts'
import { pathOf } from '../own-store.ts'
import { listArchives, type Workspace } from '../workspace.ts'
import type { HostTarget, TermsTarget } from './target.ts'

/** A service whose terms are watched, wherever its declarations say they are. */
export interface WatchedService {
  readonly service: string
  /** Only these terms types; absent: all that are declared. */
  readonly terms?: readonly string[]
  /** Seconds between two looks. */
  readonly every: number
}

/** A host whose signals are watched. */
export interface WatchedHost {
  readonly host: string
  readonly origin: string
  readonly page: string
  readonly every: number
}

export interface WatchList {
  /** Sorted by service. */
  readonly services: readonly WatchedService[]
  /** Sorted by host. */
  readonly hosts: readonly WatchedHost[]
}

const listAt = (workspace: Pick<Workspace, 'dir'>) => join(workspace.dir, 'watch', 'watched.json')

/** The watch list of a workspace; empty when there is none. Throws `ArchiveError` `watch-list-damaged`. */
export async function readWatchList(workspace: Pick<Workspace, 'dir'>): Promise<WatchList> {
  const path = listAt(workspace)
  const text = await readFile(path, 'utf8').catch(() => '{"services":[],"hosts":[]}')
  try {
    const found = JSON.parse(text)
    if (Array.isArray(found.services) && Array.isArray(found.hosts)) return found as WatchList
  } catch {
    // told below
  }
  throw new ArchiveError({
    code: 'watch-list-damaged',
    at: path,
    message: 'the watch list cannot be read',
    hint: 'correct the file, or delete it and add what is to be watched again: what was observed stays',
  })
}

/** Writes the watch list whole or not at all; equal lists give equal bytes. */
export async function writeWatchList(workspace: Pick<Workspace, 'dir'>, list: WatchList): Promise<void> {
  const path = listAt(workspace)
  await mkdir(dirname(path), { recursive: true }).catch((error) => {
    throw writeError(error, path)
  })
  const services = [...list.services].sort((a, b) => (a.service < b.service ? -1 : 1))
  const hosts = [...list.hosts].sort((a, b) => (a.host < b.host ? -1 : 1))
  await writeAtomic(path, `${JSON.stringify({ services, hosts }, null, 1)}\n`)
}

/** Every declaration in the workspace, our own first, then those of imported collections by name. */
export async function knownDeclarations(workspace: Workspace): Promise<DeclaredService[]> {
  const names = (await listArchives(workspace)).map(({ name }) => name).filter((name) => name !== 'own')
  const all = await Promise.all(['own', ...names].map((name) => readDeclarations(workspace, name)))
  return all.flat()
}

/** What the watch list comes to by the declarations at hand. */
export interface Targets {
  readonly terms: readonly TermsTarget[]
  readonly hosts: readonly HostTarget[]
  /** `service-undeclared`, `terms-undeclared`, `document-name`. */
  readonly issues: readonly Issue[]
}

/** The documents and hosts to look at. A document declared more than once is taken from the first that names its pages (SPEC.md W11). */
export function targetsOf(list: WatchList, declarations: readonly DeclaredService[]): Targets {
  const issues: Issue[] = []
  const terms: TermsTarget[] = []
  for (const { service, terms: wanted, every } of list.services) {
    const found = new Map<string, TermsTarget>()
    for (const declared of declarations) {
      if (declared.service !== service) continue
      for (const { terms: type, pages = [] } of declared.terms) {
        if (pages.length === 0 || found.has(type) || (wanted !== undefined && !wanted.includes(type))) continue
        try {
          found.set(type, { service, terms: type, pages, path: pathOf({ service, terms: type }), every })
        } catch (error) {
          if (!(error instanceof ArchiveError)) throw error
          issues.push(error.issue)
        }
      }
    }
    if (found.size === 0) issues.push(undeclared(service))
    for (const type of wanted ?? [])
      if (found.size > 0 && !found.has(type))
        issues.push({
          ...undeclared(service),
          code: 'terms-undeclared',
          message: `no declaration says where the ${type} of ${service} is`,
        })
    terms.push(...found.values())
  }
  return { terms, hosts: list.hosts, issues }
}

/** The issue of a service whose terms are wanted and declared nowhere. */
export function undeclared(service: string): Issue {
  return {
    code: 'service-undeclared',
    at: service,
    message: `no declaration says where the terms of ${service} are`,
    hint: 'import a collection with --declarations, or add a declaration of your own: `proviso watch add Service.json`',
  }
}
