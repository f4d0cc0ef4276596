import { createHash } from 'node:crypto'
import type { DocumentState, Service, Unread } from '@proviso/rights'
import { atLongestSuffix, dayOf } from '@proviso/rights'
import { parse } from 'tldts'
import {
  type Capture,
  type CapturedResponse,
  type CaptureReader,
  type CaptureReading,
  parseResponse,
} from './capture-reader.ts'
import type { ArchiveRef } from './collection.ts'
import { openLineCache } from './line-cache.ts'
import type { SignalObservation } from './signal-observations.ts'
import { type ReadObservation, signalTimeline } from './signal-timeline.ts'
import { readBlobs } from './versions.ts'

export interface ReadSignals {
  readonly states: readonly DocumentState[]
  readonly unread: readonly Unread[]
  /** Captures read in this build; those remembered are not read again. */
  readonly read: number
}

interface Parts {
  readonly archives: readonly ArchiveRef[]
  readonly reader: CaptureReader
  /** The folder of memories, which may be deleted at any time. */
  readonly cache: string
  readonly services: readonly Service[]
  readonly signal?: AbortSignal
}

/** The most bytes of a response that are read; what is longer was not written by us. */
const longestResponse = 1 << 20

/**
 * Reads what hosts said to machines, from the looks that archives keep: each distinct capture once, remembered by its bytes.
 * SPEC.md G3–G9.
 */
export async function readSignals(
  observations: readonly SignalObservation[],
  { archives, reader, cache, services, signal }: Parts,
): Promise<ReadSignals> {
  if (observations.length === 0) return { states: [], unread: [], read: 0 }
  const memory = openLineCache<Remembered>(cache, 'captures.ndjson')
  const keys = new Map(observations.map((each) => [each, keyOf(each, reader)]))
  const readings = new Map<string, Remembered>()
  const missing: SignalObservation[] = []
  for (const [observation, key] of keys) {
    if (readings.has(key)) continue
    const known = memory.get(key)
    if (known === undefined) missing.push(observation)
    readings.set(key, known ?? { statements: [] })
  }
  for (const archive of archives) {
    const own = missing.filter(({ collection }) => collection === archive.name)
    for await (const [observation, capture] of capturesOf(archive, own, signal)) {
      const reading = remembered(observation, capture.response, reader.read(capture))
      const key = keys.get(observation)!
      readings.set(key, reading)
      memory.add(key, reading)
    }
  }
  const suffixes = new Map(services.flatMap(({ name, hosts }) => hosts.map((host) => [host, name] as const)))
  const files = new Map<string, ReadObservation[]>()
  for (const observation of [...observations].sort(byTime)) {
    const looks = files.get(observation.path) ?? []
    looks.push({ observation, ...readings.get(keys.get(observation)!)! })
    files.set(observation.path, looks)
  }
  const states: DocumentState[] = []
  const unread: Unread[] = []
  for (const [, looks] of [...files].sort(([a], [b]) => compare(a, b))) {
    const { host } = looks[0]!.observation
    const timeline = signalTimeline(atLongestSuffix(suffixes, withoutPort(host)) ?? siteOf(host), looks)
    states.push(...timeline.states)
    unread.push(...timeline.unread)
  }
  await memory.tidy(new Set(keys.values()))
  return { states, unread, read: missing.length }
}

/**
 * The services with those that only their signals make known: a host under none of them belongs to its site. SPEC.md G8.
 * @example
 * withSites([], ['www.example.com'])[0].name // 'example.com'
 */
export function withSites(services: readonly Service[], hosts: Iterable<string>): readonly Service[] {
  const known = new Map(services.flatMap(({ name, hosts }) => hosts.map((host) => [host, name] as const)))
  const sites = new Set<string>()
  for (const host of hosts) if (atLongestSuffix(known, withoutPort(host)) === undefined) sites.add(siteOf(host))
  const added = [...sites].map((site): Service => ({ name: site, aliases: [], hosts: [site] }))
  const merged = services.map((service) =>
    sites.has(service.name)
      ? { ...service, hosts: [...new Set([...service.hosts, service.name])].sort(compare) }
      : service,
  )
  const names = new Set(services.map(({ name }) => name))
  return [...merged, ...added.filter(({ name }) => !names.has(name))].sort((a, b) => compare(a.name, b.name))
}

/** The domain a host is registered under, or the host itself where there is none, such as an address. */
function siteOf(host: string): string {
  return parse(host, { allowPrivateDomains: true }).domain ?? withoutPort(host)
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '')
}

type Remembered = Omit<ReadObservation, 'observation'>

/**
 * Statements of a page's head and headers speak for that page alone, unless they say otherwise. SPEC.md G7.
 */
function remembered(
  { file }: SignalObservation,
  response: CapturedResponse | undefined,
  { statements, unread }: CaptureReading,
): Remembered {
  const page = file === 'page.html' ? pagePattern(response) : undefined
  return {
    statements: page === undefined ? statements : statements.map((one) => ({ path: page, ...one })),
    ...(unread === undefined ? {} : { unread }),
  }
}

/** The pattern of RFC 9309 that matches the one path of a page. */
function pagePattern(response: CapturedResponse | undefined): string {
  const address = response?.url ?? ''
  if (!URL.canParse(address)) return '/$'
  const { pathname, search } = new URL(address)
  return `${`${pathname}${search}`.replaceAll('*', '%2A').replaceAll('$', '%24')}$`
}

async function* capturesOf(
  archive: ArchiveRef,
  observations: readonly SignalObservation[],
  signal: AbortSignal | undefined,
): AsyncGenerator<[SignalObservation, Capture]> {
  const batch = 200
  for (let at = 0; at < observations.length; at += batch) {
    const some = observations.slice(at, at + batch)
    const wanted = new Set(some.flatMap(({ body, response }) => [body, response].filter((blob) => blob !== null)))
    const bytes = new Map<string, Buffer>()
    await readBlobs(
      archive,
      [...wanted],
      (blob, content) => {
        bytes.set(blob, Buffer.from(content))
      },
      signal === undefined ? {} : { signal },
    )
    for (const observation of some) {
      const { file, host } = observation
      const kept = observation.response === null ? undefined : bytes.get(observation.response)
      const response = kept === undefined || kept.length > longestResponse ? null : parseResponse(kept.toString('utf8'))
      const body = observation.body === null ? undefined : bytes.get(observation.body)
      // a body of an earlier look is not this one's when this one ended without [G2]
      const own = response !== null && response.outcome !== 'ok' ? undefined : body
      yield [
        observation,
        {
          file,
          host,
          seen: dayOf(observation.recorded),
          ...(own === undefined ? {} : { body: own }),
          ...(response === null ? {} : { response }),
        },
      ]
    }
  }
}

function keyOf({ host, file, body, response, recorded }: SignalObservation, { version, era }: CaptureReader): string {
  return createHash('sha256')
    .update(JSON.stringify([readingVersion, version, era?.(dayOf(recorded)) ?? '', host, file, body, response]))
    .digest('hex')
}

/** Raised whenever what is remembered of a capture changes its form. */
const readingVersion = 1

function byTime(a: SignalObservation, b: SignalObservation): number {
  return compare(a.recorded, b.recorded) || compare(a.collection, b.collection) || compare(a.path, b.path)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
