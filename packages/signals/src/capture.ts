import type { Day, Issue, Weighing } from '@proviso/rights'
import { readAiTxt } from './ai-txt.ts'
import { readAsset } from './asset.ts'
import { decodeUtf8 } from './charset.ts'
import { readFeed } from './feed.ts'
import type { Findings } from './findings.ts'
import { readPage } from './page.ts'
import type { Headers, RslReference } from './response-headers.ts'
import { readRobotsFile } from './robots-file.ts'
import type { RobotsTxt } from './robots-txt.ts'
import { readRsl } from './rsl.ts'
import { readTdmrep } from './tdmrep.ts'

/** The response a file came with, as it is kept beside it; what is missing is taken for what went well. */
export interface CaptureResponse {
  readonly url?: string
  /** The address that answered, after redirects. */
  readonly finalUrl?: string
  /** Null when no response came. */
  readonly status?: number | null
  readonly headers?: Headers
  /** The redirects followed, or how many there were. */
  readonly redirects?: number | readonly unknown[]
  /** When it was seen (ISO 8601): preferences are read by the vocabulary of their day. */
  readonly startedAt?: string
  /** `ok`, or why there is nothing to read. */
  readonly outcome?: string
}

/** A file as it was seen. */
export interface Capture {
  /** Its name: `robots.txt`, `ai.txt`, `tdmrep.json`, `rsl.xml`, `page.html`; another is told by its bytes. */
  readonly file: string
  readonly body?: Uint8Array
  readonly response?: CaptureResponse
  /** The host it speaks for; else that of the response's URL. */
  readonly host?: string
  /** The day it was seen; else that of the response. */
  readonly seen?: Day
}

/** What is read of a capture. */
export type CaptureFormat = 'robots.txt' | 'ai.txt' | 'tdmrep.json' | 'rsl.xml' | 'page.html' | 'feed.xml' | 'asset'

/** What was read in one text of a capture; offsets count in it. */
export interface CaptureText extends Findings {
  /** The file's name, with ` (headers)` for what stood in the headers of its response. */
  readonly source: string
  readonly text: string
}

export interface CaptureReading extends Findings {
  readonly format: CaptureFormat
  /** How its statements are weighed for one path. */
  readonly weighing: Weighing
  /** Why what it may say is not heard; absent when it was read, or is known not to be there. */
  readonly unread?: string
  /** Why it says nothing without being unread: `http-404`, `soft-404`, `not-referenced` … */
  readonly absent?: string
  /** Statements, mentions and issues by the text they stand in. */
  readonly parts: readonly CaptureText[]
  /** RSL documents it refers to, as written. */
  readonly rsl: readonly RslReference[]
  /** The file itself, of a robots.txt that was read. */
  readonly robots?: RobotsTxt
}

const weighings: Readonly<Record<CaptureFormat, Weighing>> = {
  'robots.txt': 'robots',
  'ai.txt': 'longest',
  'tdmrep.json': 'first',
  'rsl.xml': 'longest',
  'page.html': 'all',
  'feed.xml': 'all',
  asset: 'all',
}

/** The format of a capture by its file's name, else by how it begins. SPEC.md CA1. */
export function captureFormat(file: string, body: Uint8Array = new Uint8Array()): CaptureFormat {
  const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase()
  if (name === 'license.xml' || name === 'rsl.xml') return 'rsl.xml'
  if (Object.hasOwn(weighings, name)) return name as CaptureFormat
  const head = decodeUtf8(body.subarray(0, 2048)).text.trimStart()
  if (/^<\?xml|^<[a-z]+:?(?:rsl|rss|feed|RDF)\b/i.test(head) || /\.(?:xml|rsl|rss|atom)$/.test(name)) {
    if (/<(?:\w+:)?rsl[\s>]/i.test(head) && !/<(?:rss|feed)[\s>]/i.test(head)) return 'rsl.xml'
    if (/<(?:rss|feed|rdf:RDF)[\s>]/i.test(head)) return 'feed.xml'
  }
  if (/\.html?$/.test(name) || /^<(?:!doctype\s+html|html|head|body|meta)\b/i.test(head)) return 'page.html'
  if (/\.json$/.test(name) && head.startsWith('[')) return 'tdmrep.json'
  if (/\.txt$/.test(name)) {
    return /^(?:#[^\n]*\n\s*)*(?:Spec-Version|Site-Name|Site-URL)\s*:/i.test(head) ? 'ai.txt' : 'robots.txt'
  }
  return 'asset'
}

/** Outcomes that tell there is nothing, rather than that it could not be seen. */
const absences: ReadonlySet<string> = new Set(['soft-404', 'not-referenced'])

/** Whether a response leaves a file to be read, or why not [CA2, CA3]. */
function standing(
  format: CaptureFormat,
  { status, outcome = 'ok' }: CaptureResponse,
): { unread?: string; absent?: string } {
  if (absences.has(outcome)) return { absent: outcome }
  if (outcome !== 'ok') return { unread: outcome }
  if (status === undefined || status === null || (status >= 200 && status < 300)) return {}
  if (status === 404 || status === 410) return { absent: `http-${status}` }
  if (status === 402 && format === 'page.html') return {}
  return { unread: `http-${status}` }
}

const html = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i

/**
 * Reads one file of a capture with its response: what it says, or why that is not heard. Never throws; the limits are those of the
 * formats. SPEC.md CA1–CA7.
 * @example
 * readCapture({ file: 'tdmrep.json', response: { status: 503 } }).unread // 'http-503'
 */
export function readCapture({ file, body, response = {}, host, seen = response.startedAt }: Capture): CaptureReading {
  const format = captureFormat(file, body)
  const where = hostOf(host, response)
  const nothing = { format, weighing: weighings[format], statements: [], mentions: [], issues: [], parts: [], rsl: [] }
  if (format === 'robots.txt') return { ...nothing, ...readRobotsFile(file, body, response, seen) }
  const { unread, absent } = standing(format, response)
  if (unread !== undefined) return { ...nothing, unread }
  if (absent !== undefined) return { ...nothing, absent }
  if (body === undefined) return { ...nothing, unread: 'no-body' }
  if (format === 'page.html') {
    const url = response.finalUrl || response.url || (where === undefined ? undefined : `https://${where}/`)
    const { status } = response
    const page = readPage(body, response.headers ?? {}, { at: file, url, status: status ?? undefined, seen })
    const [headers, own] = page.parts
    const parts = [
      { ...headers, source: `${file} (headers)` },
      { ...own, source: file },
    ]
    const tooLarge = page.issues.find(({ code }) => code === 'too-large')
    return {
      ...nothing,
      ...pick(page),
      parts,
      rsl: page.value.rsl,
      ...(tooLarge === undefined ? {} : { unread: tooLarge.code }),
    }
  }
  if (format === 'asset') {
    const asset = readAsset(body, file)
    return { ...nothing, ...pick(asset), parts: [{ source: file, text: asset.value.text, ...pick(asset) }] }
  }
  const { text } = decodeUtf8(body)
  if (html.test(text.slice(0, 1000))) {
    const issue: Issue = { code: 'html', at: file, line: 1, column: 1, message: 'a page stands in place of the file' }
    return { ...nothing, issues: [issue], absent: 'soft-404' }
  }
  const findings =
    format === 'tdmrep.json'
      ? readTdmrep(text, file)
      : format === 'rsl.xml'
        ? readRsl(text, { at: file, host: where })
        : format === 'feed.xml'
          ? readFeed(text, { at: file, url: response.finalUrl ?? response.url })
          : readAiTxt(text, file)
  const reason = whyUnread(format, findings)
  return {
    ...nothing,
    ...pick(findings),
    parts: [{ source: file, text, ...pick(findings) }],
    ...(reason === undefined ? {} : { unread: reason }),
  }
}

const silent: ReadonlySet<string> = new Set(['empty', 'other-dialect', 'html', 'not-rsl'])

/** The code of what keeps a file that is there from being heard at all [CA5]. */
function whyUnread(
  format: CaptureFormat,
  { statements, issues }: Findings & { readonly value?: unknown },
): string | undefined {
  if (statements.length > 0 || issues.length === 0 || format === 'feed.xml') return undefined
  const [first] = issues.filter(({ code }) => unheard.has(code))
  return first === undefined || silent.has(first.code) ? undefined : first.code
}

/** What keeps all of a file, or all it could say, from being read. */
const unheard: ReadonlySet<string> = new Set([
  'too-large',
  'too-many',
  'malformed-xml',
  'doctype',
  'too-deep',
  'malformed-json',
  'not-a-list',
  'malformed-rule',
  'no-licence',
  'no-server',
  'no-url',
  'no-path',
  'pre-1-0',
])

function pick({ statements, mentions, issues }: Findings): Findings {
  return { statements, mentions, issues }
}

function hostOf(host: string | undefined, { url }: CaptureResponse): string | undefined {
  if (host !== undefined) return host
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined
}
