import type { Dirent } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Issue } from '@proviso/rights'
import { CorpusError } from './corpus-error.ts'

export const formats = ['parquet', 'jsonl', 'csv', 'tsv', 'warc', 'urls'] as const

/** How records lie in a file: `warc` includes WET and WAT; `urls` is one URL or host a line. */
export type Format = (typeof formats)[number]

export type Compression = 'none' | 'gzip' | 'zstd'

/** One file of a corpus. */
export interface InputFile {
  /** As given or found: a path, or an address the engine reads itself (`s3://`, `https://`). */
  readonly path: string
  /** Where its part goes, below the output folder; `/` separates. */
  readonly name: string
  readonly format: Format
  readonly compression: Compression
  /** Bytes; 0 for an address. */
  readonly size: number
  /** Whole milliseconds since 1970; 0 for an address. */
  readonly modified: number
}

const endings: readonly (readonly [RegExp, Format])[] = [
  [/\.(?:parquet|parq)$/i, 'parquet'],
  [/\.(?:jsonl|ndjson|json)$/i, 'jsonl'],
  [/\.csv$/i, 'csv'],
  [/\.(?:tsv|tab)$/i, 'tsv'],
  [/\.(?:warc|wet|wat)$/i, 'warc'],
  [/\.(?:txt|urls|list|lst)$/i, 'urls'],
]

const address = /^(?:s3|https?|gs|gcs|r2):\/\//i

/** What stands for several files: `*`, `**`, `?`, `[…]`, `{…}`. */
const pattern = /[*?{[]/

export interface FoundInputs {
  readonly files: readonly InputFile[]
  readonly issues: readonly Issue[]
}

/**
 * The files a corpus consists of: files, folders (everything in them that looks like a part of a corpus) and globs, each file once,
 * in the order of their names. Throws `CorpusError`: `input-missing`, `input-empty`, `unknown-format`. SPEC.md I1–I4.
 */
export async function findInputs(
  given: readonly string[],
  options: { readonly format?: Format; readonly except?: string } = {},
): Promise<FoundInputs> {
  const issues: Issue[] = []
  const found = new Map<string, InputFile>()
  for (const text of given) {
    const files = address.test(text) ? [addressOf(text, options.format)] : await local(text, options, issues)
    for (const file of files) if (!found.has(file.path)) found.set(file.path, file)
  }
  const files = [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
  return { files: apart(files), issues }
}

async function local(
  text: string,
  options: { readonly format?: Format; readonly except?: string },
  issues: Issue[],
): Promise<InputFile[]> {
  const info = await stat(text).catch(() => undefined)
  if (info?.isFile()) return [await fileOf(text, basename(text), info, options.format)]
  if (!info && !pattern.test(text))
    throw new CorpusError({
      code: 'input-missing',
      at: text,
      message: 'there is no such file or folder',
      hint: 'check the path; a pattern such as data/*.parquet must reach proviso or the shell whole',
    })
  const root = info ? text : rootOf(text)
  const wanted = info ? undefined : matcher(text)
  const files: InputFile[] = []
  const others: string[] = []
  for (const path of await below(root, options.except)) {
    if (wanted && !wanted.test(slashes(path))) continue
    const known = options.format !== undefined || wanted !== undefined || formatByName(path) !== undefined
    if (!known) {
      others.push(slashes(relative(root, path)))
      continue
    }
    const facts = await stat(path).catch(() => undefined)
    if (facts?.isFile()) files.push(await fileOf(path, slashes(relative(root, path)), facts, options.format))
  }
  if (files.length === 0)
    throw new CorpusError({
      code: 'input-empty',
      at: text,
      message: info ? 'the folder holds nothing that looks like a part of a corpus' : 'no file matches',
      hint: 'Parquet, JSONL, CSV, TSV, WARC, WET and lists of URLs are read; --format names one',
    })
  if (others.length > 0)
    issues.push({
      code: 'input-passed-over',
      at: text,
      message: `${others.length} ${others.length === 1 ? 'file does' : 'files do'} not look like a part of a corpus: ${firstOf(others)}`,
      hint: 'name a file or give --format to have it read',
    })
  return files
}

const shownOthers = 3

function firstOf(names: readonly string[]): string {
  const more = names.length - shownOthers
  return `${names.slice(0, shownOthers).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

async function below(folder: string, except: string | undefined): Promise<string[]> {
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const paths: string[] = []
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name.startsWith('_')) continue
    const path = join(folder, entry.name)
    if (except !== undefined && resolve(path) === resolve(except)) continue
    if (entry.isDirectory()) paths.push(...(await below(path, except)))
    else paths.push(path)
  }
  return paths.sort()
}

/** The longest folder a glob begins with. */
function rootOf(glob: string): string {
  const parts = glob.split(/[\\/]/)
  const fixed = parts.slice(
    0,
    parts.findIndex((part) => pattern.test(part)),
  )
  return fixed.join(sep) || (glob.startsWith('/') ? '/' : '.')
}

/** A glob as a regular expression; linear, since each star is bounded by what follows. */
function matcher(glob: string): RegExp {
  const source = slashes(join(glob)).replace(/[.+^$()|\\]/g, '\\$&')
  const body = source
    .replace(/\*\*\//g, '\u0001')
    .replace(/\*\*/g, '\u0002')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\{([^{}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replaceAll('\u0001', '(?:.*/)?')
    .replaceAll('\u0002', '.*')
  try {
    return new RegExp(`^${body}$`)
  } catch {
    throw new CorpusError({
      code: 'input-missing',
      at: glob,
      message: 'the pattern cannot be read',
      hint: 'quote it, or name the files',
    })
  }
}

const slashes = (path: string) => path.replaceAll(sep, '/')

function withoutCompression(path: string): string {
  return path.replace(/\.(?:gz|gzip|zst|zstd)$/i, '')
}

function formatByName(path: string): Format | undefined {
  const bare = withoutCompression(path)
  return endings.find(([ending]) => ending.test(bare))?.[1]
}

function addressOf(path: string, format: Format | undefined): InputFile {
  const found = format ?? formatByName(path.split(/[?#]/)[0]!)
  if (found === undefined) throw new CorpusError(unknownFormat(path))
  if (found !== 'parquet' && found !== 'csv' && found !== 'tsv')
    throw new CorpusError({
      code: 'address-not-supported',
      at: path,
      message: 'only Parquet and CSV are read from an address',
      hint: 'download it first',
    })
  const name = path.split(/[?#]/)[0]!.replace(/^[a-z0-9]+:\/\//i, '')
  return { path, name, format: found, compression: 'none', size: 0, modified: 0 }
}

async function fileOf(
  path: string,
  name: string,
  info: { readonly size: number; readonly mtimeMs: number },
  format: Format | undefined,
): Promise<InputFile> {
  const head = await firstBytes(path)
  const compression =
    head[0] === 0x1f && head[1] === 0x8b
      ? 'gzip'
      : head.length >= 4 && (head.readUInt32LE(0) === 0xfd2fb528 || head.readUInt32LE(0) >>> 4 === 0x184d2a5)
        ? 'zstd'
        : 'none'
  const byContent = head.toString('latin1', 0, 4) === 'PAR1' ? 'parquet' : formatByContent(head)
  const found = format ?? formatByName(path) ?? byContent
  if (found === undefined) throw new CorpusError(unknownFormat(path))
  return { path, name, format: found, compression, size: info.size, modified: Math.floor(info.mtimeMs) }
}

function formatByContent(head: Buffer): Format | undefined {
  const text = head.toString('latin1').trimStart()
  if (text.startsWith('WARC/')) return 'warc'
  if (text.startsWith('{')) return 'jsonl'
  return /^https?:\/\/\S+\s*(?:\n|$)/.test(text) ? 'urls' : undefined
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CorpusError({
      code: 'input-unreadable',
      at: path,
      message: `the file cannot be opened (${error.code})`,
      hint: 'check its permissions',
    })
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function unknownFormat(at: string): Issue {
  return {
    code: 'unknown-format',
    at,
    message: 'neither name nor content tell what kind of file it is',
    hint: `say it with --format: ${formats.join(', ')}`,
  }
}

/** Two inputs of one name (from two folders) must not share an output. */
function apart(files: readonly InputFile[]): InputFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    let name = file.name
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${number}/${file.name}`
    taken.add(name.toLowerCase())
    return { ...file, name }
  })
}
