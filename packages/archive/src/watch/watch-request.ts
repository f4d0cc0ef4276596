import { readFile, stat } from 'node:fs/promises'
import type { Issue, Service } from '@proviso/rights'
import {
  type DeclaredService,
  keepDeclarations,
  largestDeclaration,
  parseDeclaration,
  readDeclarations,
} from '../declarations.ts'
import { parseHost } from '../host.ts'
import { openOwnStore } from '../own-store.ts'
import { createRegistry, findService, readServiceFacts, type ServiceFact } from '../registry.ts'
import { createWorkspace, type Workspace } from '../workspace.ts'
import { withWriteLock } from '../write-lock.ts'
import {
  knownDeclarations,
  readWatchList,
  undeclared,
  type WatchedHost,
  type WatchedService,
  type WatchList,
  writeWatchList,
} from './watched.ts'

export interface WatchRequest {
  /** Terms types to watch of services; all that are declared unless told. */
  readonly terms?: readonly string[]
  /** `terms`: only documents; `signals`: only what hosts say to machines. */
  readonly only?: 'terms' | 'signals'
  /** Seconds between two looks; a day unless told. */
  readonly every?: number
  /** Facts about services, instead of those that ship with the package. */
  readonly facts?: readonly ServiceFact[]
}

/** What an addition to the watch list came to. */
export interface WatchAdded {
  readonly services: readonly WatchedService[]
  readonly hosts: readonly WatchedHost[]
  /** Names and addresses that could not be added, and services of which no terms are declared. */
  readonly issues: readonly Issue[]
}

const day = 86_400
/** Seconds; more often than that is no watching but a burden. */
export const shortestInterval = 900

/**
 * Puts services, hosts and declarations on the watch list. A name is a service: its declared terms and the hosts it speaks over. A URL
 * or host name is that host, with the page named or its home page. A path of a `.json` file is a declaration of one's own, which is
 * kept in the workspace. What is on the list already takes the new interval and page. SPEC.md W11.
 *
 * @example
 * (await addWatched(workspace, ['X', 'example.org'])).hosts.map(({ host }) => host) // ['example.org', 'twitter.com', 'x.com']
 */
export async function addWatched(
  workspace: Workspace,
  names: readonly string[],
  request: WatchRequest = {},
): Promise<WatchAdded> {
  const every = Math.max(shortestInterval, request.every ?? day)
  await createWorkspace(workspace)
  return withWriteLock(workspace, async () => {
    const issues: Issue[] = []
    const own: DeclaredService[] = []
    const services = new Map<string, WatchedService>()
    const hosts = new Map<string, WatchedHost>()
    const named: string[] = []
    for (const name of names) {
      if (!/\.json$/i.test(name)) named.push(name)
      else {
        const found = await declarationAt(name)
        issues.push(...found.issues)
        if (found.value === null) continue
        own.push(found.value)
        const { service } = found.value
        services.set(service, { service, ...(request.terms && { terms: request.terms }), every })
      }
    }
    if (own.length > 0) {
      await openOwnStore(workspace)
      const before = await readDeclarations(workspace, 'own')
      await keepDeclarations(workspace, 'own', merged(before, own))
    }
    const declared = await knownDeclarations(workspace)
    const facts = request.facts ?? (await readServiceFacts())
    const registry = createRegistry({ facts, declared, recorded: [] })
    for (const name of named) {
      const found = meant(name, registry.services)
      if ('issue' in found) issues.push(found.issue)
      else if ('host' in found) hosts.set(found.host, { ...found, every })
      else {
        const { service } = found
        const declaring = [
          ...new Set(
            declared
              .filter(
                (one) =>
                  registry.canonical(one.service) === service.name &&
                  one.terms.some(({ pages = [] }) => pages.length > 0),
              )
              .map((one) => one.service),
          ),
        ]
        if (request.only !== 'signals') {
          for (const one of declaring)
            services.set(one, { service: one, ...(request.terms && { terms: request.terms }), every })
          if (declaring.length === 0) issues.push(undeclared(service.name))
        }
        if (request.only !== 'terms' && request.terms === undefined)
          for (const host of service.hosts)
            hosts.set(host, { host, origin: `https://${host}`, page: `https://${host}/`, every })
      }
    }
    const added = { services: [...services.values()], hosts: [...hosts.values()] }
    if (added.services.length + added.hosts.length > 0) {
      const list = await readWatchList(workspace)
      await writeWatchList(workspace, {
        services: [...list.services.filter(({ service }) => !services.has(service)), ...added.services],
        hosts: [...list.hosts.filter(({ host }) => !hosts.has(host)), ...added.hosts],
      })
    }
    return { ...added, issues }
  })
}

/** Takes services and hosts off the watch list; what was observed of them stays. */
export async function removeWatched(
  workspace: Workspace,
  names: readonly string[],
  { facts }: Pick<WatchRequest, 'facts'> = {},
): Promise<WatchAdded> {
  await createWorkspace(workspace)
  return withWriteLock(workspace, async () => {
    const list = await readWatchList(workspace)
    const declared = await knownDeclarations(workspace)
    const registry = createRegistry({ facts: facts ?? (await readServiceFacts()), declared, recorded: [] })
    const issues: Issue[] = []
    const gone: WatchList & { services: WatchedService[]; hosts: WatchedHost[] } = { services: [], hosts: [] }
    for (const name of names) {
      const found = meant(name, [
        ...registry.services,
        ...list.services.map(({ service }) => ({ name: service, aliases: [], hosts: [] })),
      ])
      const hosts = 'host' in found ? [found.host] : 'service' in found ? found.service.hosts : []
      const services = list.services.filter(
        ({ service }) => service === name || ('service' in found && registry.canonical(service) === found.service.name),
      )
      const these = list.hosts.filter(({ host }) => hosts.includes(host))
      gone.services.push(...services)
      gone.hosts.push(...these)
      if (services.length + these.length === 0) issues.push(notWatched(name))
    }
    if (gone.services.length + gone.hosts.length > 0)
      await writeWatchList(workspace, {
        services: list.services.filter((one) => !gone.services.includes(one)),
        hosts: list.hosts.filter((one) => !gone.hosts.includes(one)),
      })
    return { ...gone, issues }
  })
}

type Meant =
  | { readonly service: Service }
  | { readonly host: string; readonly origin: string; readonly page: string }
  | { readonly issue: Issue }

/** A name of a service wins over a host, so that `Booking.com` is the service. */
function meant(text: string, services: readonly Service[]): Meant {
  const typed = text.trim()
  const isUrl = /^https?:\/\//i.test(typed)
  const byName = services.find(({ name, aliases }) =>
    [name, ...aliases].some((one) => one.toLowerCase() === typed.toLowerCase()),
  )
  if (!isUrl && byName !== undefined) return { service: byName }
  if (!isUrl && !/[.:]/.test(typed)) {
    const found = findService(services, typed)
    if ('service' in found) return { service: found.service }
    const hint =
      found.near.length > 0 ? found.issue.hint! : 'give a service, a host such as `example.org`, or a declaration file'
    return { issue: { ...found.issue, message: `\`${found.issue.at}\` is no service that is known`, hint } }
  }
  const parsed = parseHost(typed)
  if ('issue' in parsed) return parsed
  const url = new URL(isUrl ? typed : `https://${typed}`)
  url.username = ''
  url.password = ''
  url.hash = ''
  return { host: url.host, origin: url.origin, page: url.href }
}

async function declarationAt(path: string): Promise<{ value: DeclaredService | null; issues: Issue[] }> {
  const text = await stat(path)
    .then(({ size }) => (size > largestDeclaration ? null : readFile(path, 'utf8')))
    .catch(() => null)
  if (text !== null) return parseDeclaration(text, path)
  const hint = `a declaration is a file of at most ${largestDeclaration} bytes`
  return {
    value: null,
    issues: [{ code: 'declaration-unreadable', at: path, message: 'the declaration could not be read', hint }],
  }
}

function merged(before: readonly DeclaredService[], own: readonly DeclaredService[]): DeclaredService[] {
  const names = new Set(own.map(({ service }) => service))
  const all = [...before.filter(({ service }) => !names.has(service)), ...own]
  return all.sort((a, b) => (a.service < b.service ? -1 : 1))
}

function notWatched(name: string): Issue {
  return {
    code: 'not-watched',
    at: name.slice(0, 80),
    message: `\`${name.slice(0, 80)}\` is not watched`,
    hint: '`proviso watch status` lists what is',
  }
}
