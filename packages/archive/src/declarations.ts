import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Issue } from '@proviso/rights'
import { ArchiveError } from './archive-error.ts'
import { writeAtomic } from './atomic-file.ts'
import { type DeclaredPage, declaredPages } from './declared-page.ts'
import { gitIssue, runGit } from './git.ts'
import type { Workspace } from './workspace.ts'

/** Where one document is fetched from. */
export interface DeclaredTerms {
  /** The terms type, e.g. `Privacy Policy`. */
  readonly terms: string
  /** Addresses of its pages, in the declaration's order. */
  readonly urls: readonly string[]
  /** Hosts of the addresses, lower case, punycode, sorted, each once. */
  readonly hosts: readonly string[]
  /** Its pages and which part of each is the document; absent in declarations kept by versions that did not read them. */
  readonly pages?: readonly DeclaredPage[]
}

export interface DeclaredService {
  /** The service's name in the archive's paths: the declaration's file name. */
  readonly service: string
  /** The name shown, where the declaration gives another. */
  readonly name?: string
  readonly terms: readonly DeclaredTerms[]
}

/** Largest declaration read, in bytes; the longest seen has 12 KB. */
export const largestDeclaration = 1024 * 1024

/**
 * One Open Terms Archive declaration: its service, its documents, where they are fetched from (SPEC.md I10).
 * Issues: `declaration-not-json`, `declaration-shape`, `declaration-address`; what can be read is kept.
 *
 * @example
 * parseDeclaration('{"name":"X","terms":{"Privacy Policy":{"fetch":"https://x.com/privacy"}}}', 'X.json').value?.terms[0]?.hosts
 * // ['x.com']
 */
export function parseDeclaration(text: string, at: string): { value: DeclaredService | null; issues: Issue[] } {
  const issues: Issue[] = []
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    const message = 'the declaration is not JSON'
    return {
      value: null,
      issues: [{ code: 'declaration-not-json', at, message, hint: 'correct the file; its service gets no hosts' }],
    }
  }
  const declared = record(json)
  // Declarations written before 2023 say `documents`.
  const documents = record(declared?.terms) ?? record(declared?.documents)
  if (declared === null || documents === null) {
    const message = 'the declaration names no terms'
    return {
      value: null,
      issues: [{ code: 'declaration-shape', at, message, hint: 'it needs an object `terms`, one entry per document' }],
    }
  }
  const service = basename(at)
    .replace(/\.json$/, '')
    .normalize('NFC')
  const terms: DeclaredTerms[] = []
  for (const [type, document] of Object.entries(documents)) {
    const urls = addresses(document)
    const hosts = new Set<string>()
    const kept: string[] = []
    for (const url of urls) {
      const host = hostOf(url)
      if (host === null) {
        const message = `\`${url.slice(0, 200)}\` of \`${type}\` is not a web address`
        issues.push({ code: 'declaration-address', at, message, hint: 'an address starts with `https://` and a host' })
        continue
      }
      hosts.add(host)
      kept.push(url)
    }
    const pages = declaredPages(document).filter(({ url }) => hostOf(url) !== null)
    terms.push({ terms: type.normalize('NFC'), urls: kept, hosts: [...hosts].sort(), pages })
  }
  terms.sort((a, b) => (a.terms < b.terms ? -1 : 1))
  const name = typeof declared.name === 'string' && declared.name !== service ? { name: declared.name } : {}
  return { value: { service, ...name, terms }, issues }
}

/** Addresses a document is fetched from: its own, or those of the pages it is combined from, which inherit its own. */
function addresses(document: unknown): string[] {
  const entry = record(document)
  if (entry === null) return []
  const own = typeof entry.fetch === 'string' ? [entry.fetch] : []
  const parts = Array.isArray(entry.combine) ? entry.combine.map((part) => record(part)?.fetch) : []
  return [...new Set([...own, ...parts.filter((fetch) => typeof fetch === 'string')])]
}

function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname } = new URL(url)
  return /^https?:$/.test(protocol) && hostname !== '' ? hostname.replace(/\.$/, '') : null
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

/**
 * Reads the declarations of a collection from a folder: its JSON files, those of its `declarations/`, or those of the
 * subfolder named after the collection (SPEC.md I10). Sorted by service.
 *
 * Throws `ArchiveError` `declarations-not-found` when there is no such folder or no declaration in it.
 */
export async function readDeclarationFolder(
  dir: string,
  collection: string,
): Promise<{ services: DeclaredService[]; issues: Issue[] }> {
  const folders = [join(dir, declarationsName(collection)), join(dir, collection), join(dir, 'declarations'), dir]
  for (const folder of folders) {
    const files = (await readdir(folder).catch(() => [] as string[])).filter(isDeclaration).sort()
    if (files.length === 0) continue
    const services: DeclaredService[] = []
    const issues: Issue[] = []
    for (const name of files) {
      const path = join(folder, name)
      const text = await declarationText(path)
      if (text === null) {
        const message = 'the declaration could not be read'
        issues.push({
          code: 'declaration-unreadable',
          at: path,
          message,
          hint: `a declaration is a file of at most ${largestDeclaration} bytes`,
        })
        continue
      }
      const parsed = parseDeclaration(text, path)
      if (parsed.value !== null) services.push(parsed.value)
      issues.push(...parsed.issues)
    }
    return { services: services.sort((a, b) => (a.service < b.service ? -1 : 1)), issues }
  }
  throw notFound(dir)
}

// `X.history.json` tells where pages were fetched from in the past, under other names of fields.
const isDeclaration = (name: string) =>
  name.endsWith('.json') && !/^\.|\.history\.json$|^package(-lock)?\.json$|^tsconfig/.test(name)

async function declarationText(path: string): Promise<string | null> {
  try {
    const { size } = await stat(path)
    return size > largestDeclaration ? null : await readFile(path, 'utf8')
  } catch {
    return null
  }
}

function notFound(at: string): ArchiveError {
  return new ArchiveError({
    code: 'declarations-not-found',
    at,
    message: 'there are no declarations',
    hint: 'give a folder of `<Service>.json` files, or the git address of a declarations repository',
  })
}

/** What a collection's declarations are called: `contrib-versions` has `contrib-declarations`. */
export function declarationsName(collection: string): string {
  return collection.endsWith('-versions')
    ? `${collection.slice(0, -'-versions'.length)}-declarations`
    : `${collection}-declarations`
}

/** As `readDeclarationFolder`, from the newest commit of a git address; nothing of it is kept. */
export async function fetchDeclarations(
  workspace: Workspace,
  address: string,
  collection: string,
  options: { readonly signal?: AbortSignal; readonly silence?: number } = {},
): Promise<{ services: DeclaredService[]; issues: Issue[] }> {
  const dir = await mkdtemp(join(workspace.cache, 'declarations-'))
  try {
    const tree = join(dir, 'tree')
    const args = [
      'clone',
      '--quiet',
      '--depth=1',
      '--no-tags',
      '--single-branch',
      '-c',
      'core.symlinks=false',
      '--',
      address,
      tree,
    ]
    const { status, stderr } = await runGit(args, options)
    if (status !== 0) throw new ArchiveError(gitIssue(stderr, address))
    return await readDeclarationFolder(tree, collection)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const keptAt = (workspace: Pick<Workspace, 'archives'>, archive: string) =>
  join(workspace.archives, `${archive}.declarations.json`)

/** Keeps the declarations of an archive in the workspace, in place of those kept before. */
export async function keepDeclarations(
  workspace: Workspace,
  archive: string,
  services: readonly DeclaredService[],
): Promise<void> {
  await writeAtomic(keptAt(workspace, archive), `${JSON.stringify(services, null, 1)}\n`)
}

/** The declarations kept for an archive (`archives/NAME.declarations.json`), sorted by service; empty when there are none. */
export async function readDeclarations(
  workspace: Pick<Workspace, 'archives'>,
  archive: string,
): Promise<DeclaredService[]> {
  const path = keptAt(workspace, archive)
  const text = await readFile(path, 'utf8').catch(() => '[]')
  try {
    const services: unknown = JSON.parse(text)
    if (Array.isArray(services)) return services as DeclaredService[]
  } catch {
    // told below
  }
  throw new ArchiveError({
    code: 'declarations-damaged',
    at: path,
    message: 'the kept declarations are not a list of services',
    hint: 'delete the file and import the collection again with --declarations',
  })
}
