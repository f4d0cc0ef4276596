import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Issue } from '@proviso/rights'
import type { Capture, CaptureResponse } from '@proviso/signals'
import { parseResponse } from './capture-reader.ts'
import { capturesIn, capturesOfHost, type LocatedCapture } from './folder-of-captures.ts'

/** What was captured of one host. */
export interface HostCaptures {
  readonly host: string
  readonly captures: readonly Capture[]
  readonly issues: readonly Issue[]
}

// One byte more than the largest limit of any format, so that the format refuses what is larger; a response is a few lines.
const mostBytes = 64 * 1024 * 1024 + 1
const mostResponseBytes = 1024 * 1024

/** At most `most` bytes of a file. */
async function bytesOf(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const bytes = new Uint8Array(Math.min(size, most))
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return bytes.subarray(0, length)
  } finally {
    await file.close()
  }
}

/** Reads one captured file and the response beside it. */
async function readCapture(located: LocatedCapture, issues: Issue[]): Promise<Capture> {
  const { host, file, body, response } = located
  let kept: CaptureResponse | undefined
  if (response !== undefined) {
    kept = parseResponse(Buffer.from(await bytesOf(response, mostResponseBytes)).toString('utf8')) ?? undefined
    if (kept === undefined) {
      const message = 'the response beside a file is not JSON with a time `startedAt`'
      const hint = 'the file is read as if nothing were known of its response'
      issues.push({ code: 'response-unreadable', at: response, message, hint })
    }
  }
  return {
    host,
    file,
    ...(body === undefined ? {} : { body: await bytesOf(body, mostBytes) }),
    ...(kept === undefined ? {} : { response: kept }),
  }
}

/**
 * Reads a folder of captures host by host, whenever they were seen: the layouts of G10, or the files of one host alone, which is then
 * named by the URL of a response, else by the folder. One host's files are in memory at a time. SPEC.md G10, G15.
 */
export async function* readCaptureFolder(folder: string): AsyncGenerator<HostCaptures> {
  const own = await capturesOfHost(folder, basename(resolve(folder)))
  const byHost = new Map<string, LocatedCapture[]>()
  for (const one of own.length > 0 ? own : await capturesIn(folder)) {
    const located = byHost.get(one.host)
    if (located) located.push(one)
    else byHost.set(one.host, [one])
  }
  for (const host of [...byHost.keys()].sort()) {
    const issues: Issue[] = []
    const captures: Capture[] = []
    for (const one of byHost.get(host)!) captures.push(await readCapture(one, issues))
    const url = own.length > 0 ? captures.find(({ response }) => response?.url)?.response?.url : undefined
    const named = url !== undefined && URL.canParse(url) ? new URL(url).host : host
    yield { host: named, captures: captures.map((one) => ({ ...one, host: named })), issues }
  }
}
