import type { Issue, Outcome } from '@proviso/rights'
import { readBytes } from './bytes.ts'
import type { Columns } from './columns.ts'
import { hostKey } from './host-key.ts'
import type { Compression, InputFile } from './input.ts'
import { openPart, type PartFile } from './part-file.ts'
import { firstCrawlDay } from './record-day.ts'
import { knownDay, type StreamFormat, type StreamRecord, verdictJson, type Words } from './record-stream.ts'
import type { DateCount, Tally } from './tally.ts'
import { dayText, missingDay, noUrl, type VerdictBook } from './verdict-book.ts'

/** Where the parts of a file go; what is left out is not written. */
export interface PartPaths {
  readonly kept?: string
  readonly dropped?: string
  readonly sidecar?: string
}

export interface StreamAudited {
  readonly tally: Tally
  readonly columns: Columns | undefined
  /** Records by host key. */
  readonly hosts: ReadonlyMap<string, HostCount>
  readonly issues: readonly Issue[]
  /** Issues beyond those listed. */
  readonly more: number
}

/** Records and tokens on one host, and those of them that are kept. */
export interface HostCount {
  records: number
  tokens: number
  keptRecords: number
  keptTokens: number
}

/** Keys remembered at once. */
const mostKeys = 1_000_000

/** Issues listed for one file. */
export const mostIssues = 100

interface Options {
  readonly keep: readonly Outcome[]
  readonly today: number
  /** The day of records that have none. */
  readonly on?: number
  readonly signal?: AbortSignal
  readonly onRead?: (bytes: number) => void
}

/**
 * Audits one file as a stream: memory does not grow with the file, but for its distinct hosts up to a bound. Parts appear when
 * the whole file was read; a file that breaks off leaves none. SPEC.md Q5, O3.
 */
export async function auditStream(
  file: InputFile,
  format: StreamFormat,
  book: VerdictBook,
  paths: PartPaths,
  options: Options,
): Promise<StreamAudited> {
  const parts: Partial<Record<keyof PartPaths, PartFile>> = {}
  try {
    for (const [name, path] of Object.entries(paths) as [keyof PartPaths, string][])
      parts[name] = await openPart(
        path,
        name === 'sidecar' ? sidecarCompression(file.compression) : partCompression(file),
      )
    const audited = await run(file, format, book, parts, options)
    for (const part of Object.values(parts)) await part.finish()
    return audited
  } catch (error) {
    for (const part of Object.values(parts)) await part.discard()
    throw error
  }
}

/** Records of a zipped WARC are zipped one by one, by their own writer. */
function partCompression({ format, compression }: InputFile): Compression {
  return format === 'warc' && compression === 'gzip' ? 'none' : compression
}

export function sidecarCompression(compression: Compression): Compression {
  return compression === 'none' ? 'none' : 'gzip'
}

async function run(
  file: InputFile,
  format: StreamFormat,
  book: VerdictBook,
  parts: Partial<Record<keyof PartPaths, PartFile>>,
  { keep, today, on, signal, onRead }: Options,
): Promise<StreamAudited> {
  const issues: Issue[] = []
  let more = 0
  const report = (issue: Issue) => {
    if (issues.length < mostIssues) issues.push(issue)
    else more += 1
  }
  const runs = new Map<string, number>()
  const hosts = new Map<string, HostCount>()
  const verdicts: { records: number; tokens: number }[] = []
  const months = new Map<string, { records: number; tokens: number }>()
  const dates: { -readonly [key in keyof DateCount]: number } = { read: 0, missing: 0, unreadable: 0, absurd: 0 }
  const kept = new Set(keep)
  const texts = wordsOf(book)
  let row = 0

  const decide = (record: StreamRecord): Words | undefined => {
    const { subject } = record
    if (!subject) return undefined
    const { url, tokens } = subject
    countDate(dates, subject.day, today)
    const day = knownDay(subject.day, firstCrawlDay, today) ?? on ?? missingDay
    let run = noUrl
    let host: HostCount | undefined
    if (url !== undefined && url !== '') {
      const key = hostKey(url)
      const seen = runs.get(key)
      if (seen === undefined) {
        run = book.runOfKey(key)
        if (runs.size >= mostKeys) runs.clear()
        runs.set(key, run)
      } else run = seen
      if (book.runs[run]!.byPath) run = book.runOfUrl(url)
      host = hostAt(hosts, key)
    }
    const verdict = book.verdictOn(run, day)
    if (host) {
      host.records += 1
      host.tokens += tokens
      if (kept.has(book.outcomeOf(verdict))) {
        host.keptRecords += 1
        host.keptTokens += tokens
      }
    }
    const count = verdicts[verdict]
    if (count) {
      count.records += 1
      count.tokens += tokens
    } else verdicts[verdict] = { records: 1, tokens }
    addTo(months, `${dayText(day)?.slice(0, 7) ?? ''} ${book.outcomeOf(verdict)}`, tokens)
    return texts(verdict, day)
  }

  for await (const records of format.records(readBytes(file.path, file.compression, onRead), report)) {
    signal?.throwIfAborted()
    for (const record of records) {
      const words = decide(record)
      if (words === undefined) {
        const bytes = format.render(record, nothing)
        await parts.kept?.write(bytes)
        await parts.dropped?.write(bytes)
        continue
      }
      const part = kept.has(words.outcome as Outcome) ? parts.kept : parts.dropped
      const full = part?.write(format.render(record, words))
      if (full) await full
      const slow = parts.sidecar?.write(sidecarLine(record, row, words))
      if (slow) await slow
      row += 1
    }
  }
  return {
    tally: {
      verdicts: verdicts.flatMap((count, number) =>
        count ? [{ key: book.keyOf(number), outcome: book.outcomeOf(number), ...count }] : [],
      ),
      months: [...months].map(([key, count]) => {
        const [month = '', outcome] = key.split(' ')
        return { month, outcome: outcome as Outcome, ...count }
      }),
      dates,
    },
    columns: format.columns(),
    hosts,
    issues,
    more,
  }
}

const nothing: Words = { outcome: 'unknown', reason: '', service: null, rule: null, day: null }

/** The count of a host; none when there are too many to remember. */
function hostAt(hosts: Map<string, HostCount>, key: string): HostCount | undefined {
  let host = hosts.get(key)
  if (!host && hosts.size < mostKeys) {
    host = { records: 0, tokens: 0, keptRecords: 0, keptTokens: 0 }
    hosts.set(key, host)
  }
  return host
}

function addTo(counts: Map<string, { records: number; tokens: number }>, key: string, tokens: number): void {
  const count = counts.get(key)
  if (count) {
    count.records += 1
    count.tokens += tokens
  } else counts.set(key, { records: 1, tokens })
}

function countDate(
  dates: { -readonly [key in keyof DateCount]: number },
  day: number | undefined,
  today: number,
): void {
  if (day === undefined) dates.missing += 1
  else if (Number.isNaN(day)) dates.unreadable += 1
  else if (day < firstCrawlDay || day > today) dates.absurd += 1
  else dates.read += 1
}

/** The words of a verdict on a day; made once for each. */
function wordsOf(book: VerdictBook): (verdict: number, day: number) => Words {
  const byVerdict: Omit<Words, 'day'>[] = []
  const byDay = new Map<number, string | null>()
  return (number, day) => {
    let words = byVerdict[number]
    if (!words) {
      const { outcome, reason, services, rules } = book.verdict(number)
      words = { outcome, reason, service: services.join(', ') || null, rule: rules[0] ?? null }
      byVerdict[number] = words
    }
    let text = byDay.get(day)
    if (text === undefined) {
      text = dayText(day)
      byDay.set(day, text)
    }
    return { ...words, day: text }
  }
}

function sidecarLine({ subject }: StreamRecord, row: number, words: Words): Buffer {
  return Buffer.from(
    `${JSON.stringify({ id: subject?.id ?? null, row }).slice(0, -1)},${verdictJson(words).slice(1)}\n`,
  )
}
