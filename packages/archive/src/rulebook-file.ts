import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type {
  DocumentState,
  Evidence,
  FurtherQuestion,
  HeardQuestion,
  Issue,
  RecordRef,
  Rulebook,
  RulebookSource,
  RuledPosition,
  RuledStatement,
  Service,
  StandingQuestion,
  Unread,
} from '@proviso/rights'
import { furtherQuestions, heardQuestions, positionOn, questions } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { writeAtomic } from './atomic-file.ts'

/** The format this program writes and reads. SPEC.md B2. */
export const rulebookFormat = 2

/** A source as the file keeps it: `commitLink` turns commits into links, so that links are not stored. */
export interface FileSource extends RulebookSource {
  readonly commitLink?: string
}

/** A rulebook with what the file adds to it. */
export interface RulebookContent extends Rulebook {
  readonly sources: readonly FileSource[]
  /** Hash of everything the rulebook was made from; equal inputs need no second build. */
  readonly inputs: string
  /** How many reviews were applied; absent when none were. */
  readonly reviews?: number
}

export interface WriteOptions {
  /** Leave out the quotes: facts and pointers only. */
  readonly pointersOnly?: boolean
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type FilePosition = readonly [
  position: string,
  confidence: number,
  conditions: RuledPosition['conditions'],
  statements: number[],
  review?: RuledPosition['review'],
]

/** The lines of a rulebook file, sorted, without a clock: equal rulebooks give equal bytes. SPEC.md B1–B5. */
export function* rulebookLines(rulebook: RulebookContent, options: WriteOptions = {}): Generator<string> {
  const links = new Map(rulebook.sources.map(({ archive, commitLink }) => [archive, commitLink]))
  yield JSON.stringify({
    proviso: 'rulebook',
    format: rulebookFormat,
    reader: rulebook.reader,
    inputs: rulebook.inputs,
    quotes: options.pointersOnly !== true,
    reviews: rulebook.reviews,
  })
  for (const { archive, head, url, attribution, commitLink, lastRecorded } of [...rulebook.sources].sort((a, b) =>
    compare(a.archive, b.archive),
  )) {
    yield JSON.stringify({ source: archive, head, url, attribution, commitLink, lastRecorded })
  }
  for (const { name, aliases, hosts } of [...rulebook.services].sort((a, b) => compare(a.name, b.name))) {
    yield JSON.stringify([name, 'service', { aliases, hosts }])
  }
  const documents = new Map<string, { states: DocumentState[]; unread: Unread[] }>()
  const documentOf = ({ service, terms }: { service: string; terms: string }) => {
    const key = `${service}\0${terms}`
    let document = documents.get(key)
    if (document === undefined) {
      document = { states: [], unread: [] }
      documents.set(key, document)
    }
    return document
  }
  for (const state of rulebook.states) documentOf(state).states.push(state)
  for (const unread of rulebook.unread) documentOf(unread).unread.push(unread)
  for (const key of [...documents.keys()].sort(compare)) {
    yield* documentLines(documents.get(key)!, links, options)
  }
}

function* documentLines(
  { states, unread }: { states: DocumentState[]; unread: Unread[] },
  links: ReadonlyMap<string, string | undefined>,
  { pointersOnly }: WriteOptions,
): Generator<string> {
  const numbers = new Map<string, number>()
  const link = (archive: string, commit: string, url: string | undefined) =>
    url === `${links.get(archive)}${commit}` ? undefined : (url ?? null)
  const refs = (records: readonly RecordRef[]) =>
    records.map(({ collection, commit, path, recorded, url }) => [
      collection,
      commit,
      path,
      recorded,
      ...(link(collection, commit, url) === undefined ? [] : [url ?? null]),
    ])
  const ordered = [...states].sort(
    (a, b) =>
      compare(a.host ?? '', b.host ?? '') ||
      compare(a.part ?? '', b.part ?? '') ||
      compare(a.from, b.from) ||
      compare(a.recorded, b.recorded),
  )
  for (const state of ordered) {
    const positions: Partial<Record<HeardQuestion, FilePosition>> = {}
    for (const question of heardQuestions) {
      const known = positionOn(state, question)
      if (known === undefined) continue
      const { position, confidence, conditions, statements, review } = known
      const isUnheard = position === 'silent' && statements.length === 0 && conditions.length === 0
      if (isUnheard && confidence === 1 && review === undefined) continue
      const ids: number[] = []
      for (const { effect, conditions, channel, scope, confidence, evidence, ...limits } of statements) {
        const { archive, path, version, recorded, start, end, section, quote, quoteHash, url } = evidence
        const content = JSON.stringify({
          effect,
          conditions: conditions.length === 0 ? undefined : conditions,
          channel,
          scope,
          limits: Object.keys(limits).length === 0 ? undefined : limits,
          confidence,
          archive,
          path,
          version,
          recorded,
          start,
          end,
          section,
          quote: pointersOnly === true ? undefined : quote,
          quoteHash,
          url: link(archive, version, url),
        })
        let number = numbers.get(content)
        if (number === undefined) {
          number = numbers.size
          numbers.set(content, number)
          yield `[${JSON.stringify(state.service)},"statement",${JSON.stringify(state.terms)},${number},${content}]`
        }
        ids.push(number)
      }
      const packed = [position, confidence, conditions, ids] as const
      positions[question] = review === undefined ? packed : [...packed, review]
    }
    const { service, terms, layer, part, host, weighing, from, to, basis, recorded, kind, moved, records, variants } =
      state
    yield JSON.stringify([
      service,
      'state',
      terms,
      {
        layer,
        part,
        host,
        weighing,
        from,
        to,
        basis,
        recorded,
        kind,
        moved,
        positions,
        records: refs(records),
        variants,
      },
    ])
  }
  for (const { service, terms, layer, host, from, to, reason, evidence } of [...unread].sort(
    (a, b) => compare(a.host ?? '', b.host ?? '') || compare(a.from, b.from) || compare(a.reason, b.reason),
  )) {
    yield JSON.stringify([
      service,
      'unread',
      terms,
      { layer, host, from, to, reason, record: evidence && refs([evidence])[0] },
    ])
  }
}

/** Writes a rulebook whole or not at all; gives its SHA-256 (hexadecimal) and its length in bytes. SPEC.md B5. */
export async function writeRulebook(
  path: string,
  rulebook: RulebookContent,
  options: WriteOptions = {},
): Promise<{ sha256: string; bytes: number }> {
  const lines: string[] = []
  for (const line of rulebookLines(rulebook, options)) lines.push(line)
  lines.push('')
  const content = Buffer.from(lines.join('\n'))
  await writeAtomic(path, content)
  return { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length }
}

/** An opened rulebook: the services are read, documents only when asked for. */
export interface RulebookFile {
  readonly path: string
  readonly format: number
  readonly reader: string
  readonly inputs: string
  /** Whether the quotes are in it. */
  readonly quotes: boolean
  /** How many reviews were applied. */
  readonly reviews: number
  readonly sources: readonly FileSource[]
  readonly services: readonly Service[]
  /** The rulebook with the documents of these services only; of all when no names are given. */
  load(services?: Iterable<string>): Rulebook
  /** SHA-256 of the file, hexadecimal. */
  sha256(): string
}

const rebuild = 'run `proviso import` again to rebuild it from the archives'

/**
 * Opens a rulebook file. Lines begin with the service's name, so that asking about one service parses its lines only.
 * Throws `ArchiveError`: `rulebook-missing`, `rulebook-format`, `rulebook-damaged`. SPEC.md B2, B6, B7.
 * @example openRulebook('.proviso/rulebook.ndjson').load(['X']).states
 */
export function openRulebook(path: string): RulebookFile {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new ArchiveError({
      code: missing ? 'rulebook-missing' : 'rulebook-unreadable',
      at: path,
      message: missing ? 'there is no rulebook here' : `the rulebook cannot be read (${(error as Error).message})`,
      hint: 'run `proviso import` to build one',
    })
  }
  return parseRulebook(bytes, path)
}

/** The same for bytes already in memory. */
export function parseRulebook(bytes: Buffer, path: string): RulebookFile {
  const damaged = (line: number, message: string) =>
    new ArchiveError({ code: 'rulebook-damaged', at: path, line, message, hint: rebuild } satisfies Issue)
  const parsed = (start: number, end: number): unknown => {
    try {
      return JSON.parse(bytes.toString('utf8', start, end))
    } catch {
      throw damaged(lineAt(bytes, start), 'the line is not JSON')
    }
  }
  // told before anything is read: what is missing would look like silence
  if (bytes.at(-1) !== 0x0a) throw damaged(lineAt(bytes, bytes.length), 'the file ends in the middle of a line')
  const lineEnd = (start: number) => bytes.indexOf(0x0a, start)
  let at = lineEnd(0)
  const header = parsed(0, at) as { proviso?: unknown; format?: unknown } & Record<string, unknown>
  if (typeof header !== 'object' || header === null || header.proviso !== 'rulebook') {
    throw damaged(1, 'the first line is not that of a rulebook')
  }
  if (header.format !== rulebookFormat) {
    const age = typeof header.format === 'number' && header.format > rulebookFormat ? 'newer' : 'older'
    throw new ArchiveError({
      code: 'rulebook-format',
      at: path,
      line: 1,
      message: `the rulebook has format ${String(header.format)}, ${age} than ${rulebookFormat}, which this program reads`,
      hint: age === 'newer' ? 'update proviso, or delete the file and run `proviso import` again' : rebuild,
    })
  }
  at += 1
  const sources: FileSource[] = []
  while (bytes[at] === 0x7b) {
    const end = lineEnd(at)
    const { source, ...rest } = parsed(at, end) as { source: string; head: string }
    sources.push({ archive: source, ...rest })
    at = end + 1
  }
  const services: Service[] = []
  while (at < bytes.length) {
    const end = lineEnd(at)
    // documents follow the services; a service line has its word right after the name
    const line = bytes.toString('utf8', at, end)
    if (!line.includes(',"service",{')) break
    const [name, kind, content] = parsed(at, end) as [string, string, { aliases: string[]; hosts: string[] }]
    if (kind !== 'service') break
    services.push({ name, ...content })
    at = end + 1
  }
  const documentsAt = at
  const links = new Map(sources.map(({ archive, commitLink }) => [archive, commitLink]))
  let begins: ReadonlyMap<string, number> | undefined

  const read = (from: number, prefix: Buffer | null, into: { states: DocumentState[]; unread: Unread[] }) => {
    const statements = new Map<string, RuledStatement>()
    let position = from
    while (position < bytes.length) {
      if (prefix !== null && !beginsWith(bytes, position, prefix)) return
      const end = lineEnd(position)
      const line = parsed(position, end)
      try {
        readLine(line as FileLine, links, statements, into)
      } catch {
        throw damaged(lineAt(bytes, position), 'the line is not one of a rulebook')
      }
      position = end + 1
    }
  }
  return {
    path,
    format: header.format as number,
    reader: String(header.reader),
    inputs: String(header.inputs),
    quotes: header.quotes === true,
    reviews: typeof header.reviews === 'number' ? header.reviews : 0,
    sources,
    services,
    load(names) {
      const into = { states: [] as DocumentState[], unread: [] as Unread[] }
      if (names === undefined) read(documentsAt, null, into)
      else {
        begins ??= firstLines(bytes, documentsAt)
        for (const name of [...new Set(names)].sort(compare)) {
          const prefix = `[${JSON.stringify(name)},`
          const found = begins.get(prefix)
          if (found !== undefined) read(found, Buffer.from(prefix), into)
        }
      }
      return { format: rulebookFormat, reader: String(header.reader), sources, services, ...into }
    },
    sha256: () => createHash('sha256').update(bytes).digest('hex'),
  }
}

type FileRef = [collection: string, commit: string, path: string, recorded: string, url?: string | null]
type FileLine = [service: string, kind: string, terms: string, a: unknown, b?: unknown]

const silence: RuledPosition = { position: 'silent', conditions: [], confidence: 1, statements: [] }

function readLine(
  [service, kind, terms, a, b]: FileLine,
  links: ReadonlyMap<string, string | undefined>,
  statements: Map<string, RuledStatement>,
  into: { states: DocumentState[]; unread: Unread[] },
): void {
  const urlOf = (archive: string, commit: string, url: string | null | undefined) => {
    if (url === null) return {}
    const known = url ?? (links.get(archive) === undefined ? undefined : `${links.get(archive)}${commit}`)
    return known === undefined ? {} : { url: known }
  }
  const refOf = ([collection, commit, path, recorded, url]: FileRef): RecordRef => ({
    collection,
    commit,
    path,
    recorded,
    ...urlOf(collection, commit, url),
  })
  if (kind === 'statement') {
    const {
      effect,
      conditions = [],
      channel,
      scope,
      limits,
      confidence,
      url,
      ...evidence
    } = b as Omit<Evidence, 'url'> & {
      effect: RuledStatement['effect']
      conditions?: RuledStatement['conditions']
      channel?: NonNullable<RuledStatement['channel']>
      scope?: string
      limits?: Pick<RuledStatement, 'path' | 'agents' | 'directive'>
      confidence: number
      url?: string | null
    }
    statements.set(`${terms}\0${a}`, {
      effect,
      conditions,
      ...(channel === undefined ? {} : { channel }),
      ...(scope === undefined ? {} : { scope }),
      ...limits,
      confidence,
      evidence: { ...evidence, ...urlOf(evidence.archive, evidence.version, url) },
    })
  } else if (kind === 'state') {
    const { layer, part, host, weighing, positions, records, ...rest } = a as Omit<
      DocumentState,
      'positions' | 'further' | 'records' | 'service' | 'terms'
    > & {
      positions: Partial<Record<HeardQuestion, FilePosition>>
      records: FileRef[]
    }
    const ruled = (packed: FilePosition): RuledPosition => {
      const [position, confidence, conditions, ids, review] = packed
      const found = ids.map((id) => {
        const statement = statements.get(`${terms}\0${id}`)
        if (statement === undefined) throw new RangeError('a statement is missing')
        return statement
      })
      const said = { position: position as RuledPosition['position'], conditions, confidence, statements: found }
      return review === undefined ? said : { ...said, review }
    }
    const standing = Object.fromEntries(
      questions.map((question) => [question, positions[question] === undefined ? silence : ruled(positions[question])]),
    ) as Record<StandingQuestion, RuledPosition>
    const further = Object.fromEntries(
      furtherQuestions.flatMap((question) =>
        positions[question] === undefined ? [] : [[question, ruled(positions[question])]],
      ),
    ) as Partial<Record<FurtherQuestion, RuledPosition>>
    into.states.push({
      service,
      terms,
      ...(layer === undefined ? {} : { layer }),
      ...(part === undefined ? {} : { part }),
      ...(host === undefined ? {} : { host }),
      ...(weighing === undefined ? {} : { weighing }),
      ...rest,
      positions: standing,
      ...(Object.keys(further).length === 0 ? {} : { further }),
      records: records.map(refOf),
    })
  } else if (kind === 'unread') {
    const { record, ...rest } = a as Omit<Unread, 'evidence' | 'service' | 'terms'> & { record?: FileRef }
    into.unread.push({ service, terms, ...rest, ...(record === undefined ? {} : { evidence: refOf(record) }) })
  } else {
    throw new RangeError(`\`${kind}\` is no kind of line`)
  }
}

/** Where the lines of each service begin, by what they begin with: one pass, however many services are asked for. SPEC.md B6. */
function firstLines(bytes: Buffer, from: number): Map<string, number> {
  const begins = new Map<string, number>()
  let prefix: Buffer = Buffer.alloc(0)
  let at = from
  while (at < bytes.length) {
    if (prefix.length === 0 || !beginsWith(bytes, at, prefix)) {
      prefix = bytes.subarray(at, endOfName(bytes, at))
      const text = prefix.toString()
      if (!begins.has(text)) begins.set(text, at)
    }
    at = bytes.indexOf(0x0a, at) + 1
  }
  return begins
}

function beginsWith(bytes: Buffer, at: number, prefix: Buffer): boolean {
  const end = at + prefix.length
  return end <= bytes.length && bytes.compare(prefix, 0, prefix.length, at, end) === 0
}

/** Behind the comma that follows a service's name, which stands first in its line, in quotation marks. */
function endOfName(bytes: Buffer, line: number): number {
  let at = line + 2
  while (at < bytes.length && bytes[at] !== 0x22 && bytes[at] !== 0x0a) at += bytes[at] === 0x5c ? 2 : 1
  return at + 2
}

function lineAt(bytes: Buffer, offset: number): number {
  let line = 1
  for (let at = bytes.indexOf(0x0a); at !== -1 && at < offset; at = bytes.indexOf(0x0a, at + 1)) line += 1
  return line
}
