import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant, Issue } from '@proviso/rights'
import { parse } from 'tldts'
import { parseResponse } from './capture-reader.ts'
import { type CapturedFile, capturedFiles, isCapturedHost, pathsOf } from './captured-file.ts'

/** One capture as it lies in a folder. */
export interface FolderCapture {
  readonly host: string
  readonly file: CapturedFile
  /** Where it belongs in an archive. */
  readonly path: string
  /** Paths in the folder's file system. */
  readonly body?: string
  readonly response?: string
  /** When it was seen. */
  readonly recorded: Instant
}

export interface FolderOfCaptures {
  readonly captures: readonly FolderCapture[]
  /** Codes: `capture-without-date`, `capture-too-large`, `response-unreadable`. */
  readonly issues: readonly Issue[]
}

/** The most bytes of a captured file that are taken; the longest that any format lets be read is far below. */
const largestCapture = 16 << 20

/** A captured file as it lies in a folder: paths in the folder's file system; at least one of them. */
export interface LocatedCapture {
  readonly host: string
  readonly file: CapturedFile
  readonly body?: string
  readonly response?: string
}

/**
 * The captures in a folder: `signals/<host>/<file>` with `<file>.response.json` beside it, the same without `signals/`, or a flat folder
 * of files named after the host whose `robots.txt` each is. `null` when the folder holds none. Links are not followed. SPEC.md G10, G11.
 * @param seen the day captures without a response were seen, `YYYY-MM-DD`
 */
export async function readFolderOfCaptures(dir: string, seen?: string): Promise<FolderOfCaptures | null> {
  const found = await capturesIn(dir)
  if (found.length === 0) return null
  const captures: FolderCapture[] = []
  const issues: Issue[] = []
  let undated = 0
  for (const one of found.sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))) {
    const shown = one.body ?? one.response!
    if (one.body !== undefined && (await stat(one.body)).size > largestCapture) {
      issues.push({
        code: 'capture-too-large',
        at: shown,
        message: 'the capture is larger than 16 MiB',
        hint: 'it is left out',
      })
      continue
    }
    const response = one.response === undefined ? null : parseResponse(await readFile(one.response, 'utf8'))
    if (one.response !== undefined && response === null)
      issues.push({
        code: 'response-unreadable',
        at: one.response,
        message: 'the response is not JSON with a time `startedAt`',
        hint: 'write it like `{"url":"https://example.com/robots.txt","status":200,"headers":{},"startedAt":"2026-01-02T03:04:05Z","outcome":"ok"}`',
      })
    const recorded = response === null ? dayInstant(seen) : secondOf(response.startedAt)
    if (recorded === undefined) undated++
    else {
      const { body, host, file } = one
      captures.push({
        host,
        file,
        path: pathOf(one),
        ...(body === undefined ? {} : { body }),
        ...(response === null ? {} : { response: one.response! }),
        recorded,
      })
    }
  }
  if (undated > 0)
    issues.push({
      code: 'capture-without-date',
      at: dir,
      message: `${undated} ${undated === 1 ? 'capture has' : 'captures have'} no response that says when it was seen`,
      hint: 'say the day with --seen YYYY-MM-DD; without one they are left out',
    })
  return { captures, issues }
}

/** The captured files of a folder, host by host, whatever they say of when they were seen; none where it cannot be read. SPEC.md G10. */
export async function capturesIn(dir: string): Promise<LocatedCapture[]> {
  const entries = await entriesOf(dir)
  if (entries.some((entry) => entry.name === 'signals' && entry.isDirectory())) return underHosts(join(dir, 'signals'))
  const nested = await underHosts(dir)
  if (nested.length > 0) return nested
  return entries.flatMap((entry) => {
    const host = entry.isFile() ? hostOfName(entry.name) : undefined
    return host === undefined ? [] : [{ host, file: 'robots.txt' as const, body: join(dir, entry.name) }]
  })
}

async function underHosts(dir: string): Promise<LocatedCapture[]> {
  const found: LocatedCapture[] = []
  for (const { name: host } of (await entriesOf(dir)).filter(
    (entry) => entry.isDirectory() && isCapturedHost(entry.name),
  ))
    found.push(...(await capturesOfHost(join(dir, host), host)))
  return found
}

/** The captured files of one host that lie in a folder. */
export async function capturesOfHost(dir: string, host: string): Promise<LocatedCapture[]> {
  const names = new Set((await entriesOf(dir)).filter((entry) => entry.isFile()).map(({ name }) => name))
  return capturedFiles.flatMap((file) => {
    const response = `${file}.response.json`
    if (!names.has(file) && !names.has(response)) return []
    return {
      host,
      file,
      ...(names.has(file) ? { body: join(dir, file) } : {}),
      ...(names.has(response) ? { response: join(dir, response) } : {}),
    }
  })
}

function entriesOf(dir: string): Promise<Dirent[]> {
  return readdir(dir, { withFileTypes: true }).catch(() => [])
}

/** The host under a public suffix that a file is named after; its port after `:` or, where names cannot hold one, `_`. */
function hostOfName(name: string): string | undefined {
  const host = name.replace(/_(\d{1,5})$/, ':$1')
  if (!isCapturedHost(host)) return undefined
  const { domain, isIcann } = parse(host)
  return domain !== null && isIcann === true ? host : undefined
}

const pathOf = ({ host, file }: LocatedCapture) => pathsOf(host, file).body

const secondOf = (at: Instant): Instant => `${new Date(at).toISOString().slice(0, 19)}Z`

const dayInstant = (day: string | undefined) => (day === undefined ? undefined : `${day}T00:00:00Z`)
