import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Issue, Service } from '@proviso/rights'
import { distance } from 'fastest-levenshtein'
import { parse } from 'tldts'
import type { DeclaredService } from './declarations.ts'

/** A reviewed fact about a service, as kept in `services/*.json`; facts win over what declarations suggest. */
export interface ServiceFact {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly hosts: readonly string[]
  readonly kind?: string
}

/** The services known, and the one name each of their names stands for. */
export interface Registry {
  /** Sorted by name. */
  readonly services: readonly Service[]
  /** The name shown for a name found in an archive; a name no fact folds stays as it is. */
  canonical(name: string): string
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The facts that ship with the package. */
export async function readServiceFacts(
  folder: string = fileURLToPath(new URL('../services/', import.meta.url)),
): Promise<ServiceFact[]> {
  let names: string[]
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  } catch {
    return []
  }
  const files = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')))
  return files.flatMap((text) => JSON.parse(text) as ServiceFact[])
}

/**
 * Builds the registry from facts, declarations and the names the archives use. SPEC.md S2–S6.
 * @example createRegistry({ facts: [{ name: 'X', aliases: ['Twitter'], hosts: ['x.com'] }], declared: [], recorded: ['Twitter'] }).canonical('Twitter') // 'X'
 */
export function createRegistry({
  facts,
  declared,
  recorded,
}: {
  readonly facts: readonly ServiceFact[]
  readonly declared: readonly DeclaredService[]
  /** Names of services with records. */
  readonly recorded: Iterable<string>
}): Registry {
  const shown = new Map<string, string>()
  for (const { name } of facts) shown.set(name, name)
  for (const { name, aliases = [] } of facts) for (const alias of aliases) if (!shown.has(alias)) shown.set(alias, name)
  const canonical = (name: string) => shown.get(name) ?? name

  const hosts = new Map<string, Set<string>>()
  const hostsOf = (name: string) => {
    let set = hosts.get(name)
    if (set === undefined) {
      set = new Set()
      hosts.set(name, set)
    }
    return set
  }
  for (const fact of facts) {
    const own = hostsOf(fact.name)
    for (const host of fact.hosts) own.add(host)
  }
  for (const name of recorded) hostsOf(canonical(name))
  for (const { service } of declared) hostsOf(canonical(service))

  const claimed = new Map<string, string>()
  for (const fact of facts) for (const host of fact.hosts) claimed.set(host, fact.name)
  const settled = new Set(facts.filter((fact) => fact.hosts.length > 0).map(({ name }) => name))
  for (const [service, host] of derivedHosts(declared, canonical, claimed, settled)) hostsOf(service).add(host)

  const aliases = new Map<string, string[]>()
  for (const { name, aliases: others = [] } of facts)
    aliases.set(name, [...new Set(others)].filter((a) => a !== name).sort())
  const services = [...hosts.keys()]
    .sort(compare)
    .map((name) => ({ name, aliases: aliases.get(name) ?? [], hosts: [...hosts.get(name)!].sort(compare) }))
  return { services, canonical }
}

/** Hosts that hold other people's pages: a terms page there says nothing about the host. SPEC.md S4. */
const pageHosts = new Set([
  'archive.org',
  'cloudfront.net',
  'docusign.com',
  'freeprivacypolicy.com',
  'github.io',
  'gitbook.io',
  'githubusercontent.com',
  'helpscoutdocs.com',
  'intercom.help',
  'iubenda.com',
  'medium.com',
  'notion.site',
  'notion.so',
  'onetrust.com',
  'readme.io',
  'squarespace.com',
  'termly.io',
  'termsfeed.com',
  'typeform.com',
  'webflow.io',
  'wixsite.com',
  'zendesk.com',
])

const letters = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/**
 * How well a domain's own label fits a service's name: 3 equal, 2 one begins with the other, 1 one holds the other, 0 not.
 * A short label such as `go` fits only when it is equal.
 */
function fit(name: string, label: string): number {
  const a = letters(name.replace(/\.[a-z]{2,}$/i, ''))
  const b = letters(label)
  if (a === '' || b === '') return 0
  if (a === b || letters(name) === b) return 3
  if (Math.min(a.length, b.length) < 3) return 0
  if (a.startsWith(b) || b.startsWith(a)) return 2
  return a.includes(b) || b.includes(a) ? 1 : 0
}

function derivedHosts(
  declared: readonly DeclaredService[],
  canonical: (name: string) => string,
  claimed: ReadonlyMap<string, string>,
  settled: ReadonlySet<string>,
): [service: string, host: string][] {
  const pages = new Map<string, Map<string, number>>()
  for (const { service, terms } of declared) {
    const name = canonical(service)
    const counts = pages.get(name) ?? new Map<string, number>()
    pages.set(name, counts)
    for (const { hosts } of terms) for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1)
  }
  const claims = new Map<string, { service: string; fit: number; share: number }[]>()
  const derived: [string, string][] = []
  for (const [service, counts] of pages) {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const domains = new Map<string, number>()
    for (const [host, count] of counts) {
      const { domain, domainWithoutSuffix, subdomain, isIp } = parse(host, { allowPrivateDomains: true })
      if (domain === null || domainWithoutSuffix === null || isIp === true) continue
      const fitting = fit(service, domainWithoutSuffix)
      // `gemini.example.com` is Gemini's own corner of example.com, whoever has the rest
      const corner = fitting < 3 ? subdomain?.split('.').find((label) => fit(service, label) === 3) : undefined
      if (corner !== undefined && !claimed.has(host)) derived.push([service, host.replace(/^www\./, '')])
      domains.set(domain, (domains.get(domain) ?? 0) + count)
    }
    // a reviewed service has its hosts; declarations add only corners of its own
    if (settled.has(service)) continue
    for (const [domain, count] of domains) {
      const label = parse(domain, { allowPrivateDomains: true }).domainWithoutSuffix ?? ''
      const registrable = parse(domain).domain ?? domain
      const fitting = fit(service, label)
      if (claimed.has(domain) || (pageHosts.has(registrable) && fitting < 2)) continue
      const list = claims.get(domain) ?? []
      list.push({ service, fit: fitting, share: count / total })
      claims.set(domain, list)
    }
  }
  for (const [domain, list] of claims) {
    const best = [...list].sort((a, b) => b.fit - a.fit || b.share - a.share || compare(a.service, b.service))
    const [first, second] = best
    if (first === undefined) continue
    // a name that does not fit claims a domain only when it is where most of its pages are and nobody else's
    const clear = second === undefined ? first.fit > 0 || first.share > 0.5 : first.fit > second.fit && first.fit > 0
    if (clear) derived.push([first.service, domain])
  }
  const taken = new Map<string, string>()
  return derived.filter(([service, host]) => {
    const owner = taken.get(host) ?? claimed.get(host)
    if (owner !== undefined && owner !== service) return false
    taken.set(host, service)
    return true
  })
}

/**
 * Finds a service by any of its names or by a host, in any letter case; else an issue with the nearest names. SPEC.md S7.
 * @example findService(services, 'twiter') // { issue: { code: 'unknown-service', hint: 'did you mean `Twitter`?', … } }
 */
export function findService(
  services: readonly Service[],
  name: string,
): { readonly service: Service } | { readonly issue: Issue; readonly near: readonly string[] } {
  const wanted = letters(name)
  const exact =
    services.find((service) => service.name === name) ?? services.find(({ aliases }) => aliases.includes(name))
  if (exact !== undefined) return { service: exact }
  const lower = name.trim().toLowerCase()
  const found =
    services.find((service) => wanted !== '' && letters(service.name) === wanted) ??
    services.find(({ aliases }) => wanted !== '' && aliases.some((alias) => letters(alias) === wanted)) ??
    services.find(({ hosts }) => hosts.includes(lower))
  if (found !== undefined) return { service: found }
  const near = nearNames(services, name)
  const hint =
    near.length === 0
      ? '`proviso services` lists the services known'
      : `did you mean ${near.map((n) => `\`${n}\``).join(' or ')}?`
  const at = name.length > 80 ? `${name.slice(0, 79)}…` : name
  return { issue: { code: 'unknown-service', at, message: `\`${at}\` is not a service in the rulebook`, hint }, near }
}

/** Up to three names near `name`, the nearest first. */
export function nearNames(services: readonly Service[], name: string): string[] {
  const wanted = letters(name.slice(0, 100))
  if (wanted === '') return []
  const scored: { name: string; score: number }[] = []
  for (const service of services) {
    let score = Number.POSITIVE_INFINITY
    for (const known of [service.name, ...service.aliases]) {
      const candidate = letters(known)
      if (candidate === '') continue
      const typo = distance(wanted, candidate) / Math.max(wanted.length, candidate.length)
      const begun =
        wanted.length >= 3 && (candidate.startsWith(wanted) || wanted.startsWith(candidate)) && candidate.length >= 3
      score = Math.min(score, begun ? Math.min(typo, 0.3) : typo)
    }
    if (score <= 0.34) scored.push({ name: service.name, score })
  }
  return scored
    .sort((a, b) => a.score - b.score || compare(a.name, b.name))
    .slice(0, 3)
    .map((near) => near.name)
}
