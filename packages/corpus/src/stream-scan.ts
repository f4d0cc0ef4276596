import { type Issue, type Outcome, outcomes } from '@proviso/rights'
import type { BookQuestion, SentBook } from './book-pages.ts'
import { readBytes } from './bytes.ts'
import type { ChosenColumns, Columns } from './columns.ts'
import { hostKey } from './host-key.ts'
import type { Compression, Format } from './input.ts'
import { openPart, type PartFile } from './part-file.ts'
import { inBytes, noDate, type RecordBatch, unreadableDate } from './record-batch.ts'
import { firstCrawlDay } from './record-day.ts'
import { jsonLines, type StreamFormat, tails, urlList } from './record-stream.ts'
import type { DateCount } from './tally.ts'
import { textNumbers } from './text-numbers.ts'
import { dayText, missingDay, noUrl } from './verdict-book.ts'
import { warcRecords } from './warc-records.ts'

/** Where the parts of a file go; what is left out is not written. */
export interface PartPaths {
  readonly kept?: string
  readonly dropped?: string
  readonly sidecar?: string
}

/** One file to be read as a stream, with all that decides what is made of it; plain data, so that a thread can be told. */
export interface ScanTask {
  readonly path: string
  readonly format: Format
  readonly compression: Compression
  readonly columns: ChosenColumns
  readonly estimate: boolean
  readonly parts: PartPaths
  readonly keep: readonly Outcome[]
  readonly today: number
  /** The day of records that have none. */
  readonly on?: number
}

/** What was counted: records and tokens by the number of their verdict in the book. */
export interface Scanned {
  readonly verdicts: Float64Array
  readonly tokens: Float64Array
  readonly months: readonly (readonly [month: string, outcome: Outcome, records: number, tokens: number])[]
  readonly dates: DateCount
  readonly columns: Columns | undefined
  /** Host keys, and four counts for each: records, tokens, and those of them that are kept. */
  readonly keys: readonly string[]
  readonly counts: Float64Array
  readonly issues: readonly Issue[]
  /** Issues beyond those listed. */
  readonly more: number
}

/** Host keys remembered at once, and bytes of them. */
const mostKeys = { texts: 1_000_000, bytes: 1 << 28 }

/** Issues listed for one file. */
export const mostIssues = 100

/** Batches whose hosts are asked for while others are read, and bytes in them: one line may be as long as a hundred batches. */
const mostAsked = 24
const mostBytesAsked = 1 << 25

export interface ScanSurroundings {
  readonly book: SentBook
  readonly ask: (question: BookQuestion) => Promise<Int32Array>
  readonly onRead: (bytes: number) => void
  readonly signal?: AbortSignal
}

/** How a file is read as a stream; undefined for formats that are not. */
export function streamFormat({
  path,
  format,
  columns,
  estimate,
}: Pick<ScanTask, 'path' | 'format' | 'columns' | 'estimate'>): StreamFormat | undefined {
  if (format === 'jsonl') return jsonLines(path, columns, estimate)
  if (format === 'urls') return urlList()
  return format === 'warc' ? warcRecords(path) : undefined
}

/**
 * Reads one file as a stream, decides and counts its records and writes its parts beside their places: memory does not grow with the
 * file, but for its distinct hosts up to a bound. A file that breaks off leaves nothing. SPEC.md Q2, Q4, O5.
 */
export async function scanFile(task: ScanTask, surroundings: ScanSurroundings): Promise<Scanned> {
  const parts: Partial<Record<keyof PartPaths, PartFile>> = {}
  try {
    const { compression } = task
    for (const [name, path] of Object.entries(task.parts) as [keyof PartPaths, string][])
      parts[name] = openPart(
        path,
        name === 'sidecar'
          ? sidecarCompression(compression)
          : task.format === 'warc' && compression === 'gzip'
            ? 'members'
            : compression,
      )
    const scanned = await scan(task, parts, surroundings)
    for (const part of Object.values(parts)) await part.close()
    return scanned
  } catch (error) {
    for (const part of Object.values(parts)) await part.discard()
    throw error
  }
}

export function sidecarCompression(compression: Compression): Compression {
  return compression === 'none' ? 'none' : 'gzip'
}

/** A batch whose runs are being asked for. */
interface Asked {
  readonly batch: RecordBatch
  /** By record: the number of its key, `noKey`, or, below that, a key there was no room for. */
  readonly keys: Int32Array
  /** Settled once the runs of all keys, and of all URLs that are asked one by one, are there. */
  readonly known: Promise<{ readonly strangers: Int32Array; readonly byUrl: Int32Array | undefined }>
}

const noKey = -1

async function scan(
  task: ScanTask,
  parts: Partial<Record<keyof PartPaths, PartFile>>,
  { book, ask, onRead, signal }: ScanSurroundings,
): Promise<Scanned> {
  const format = streamFormat(task)!
  const { today, on } = task
  const kept = Uint8Array.from(outcomes, (outcome) => (task.keep.includes(outcome) ? 1 : 0))
  const issues: Issue[] = []
  let more = 0
  const report = (issue: Issue) => {
    if (issues.length < mostIssues) issues.push(issue)
    else more += 1
  }

  const numbers = textNumbers(mostKeys)
  let runOfKey = new Int32Array(1024)
  /** By key: records, tokens, and those of them that are kept. */
  let hosts = new Float64Array(4 * 1024)
  let verdicts = new Float64Array(1024)
  let tokensOf = new Float64Array(1024)
  const months = monthCounts()
  const dates: { -readonly [key in keyof DateCount]: number } = { read: 0, missing: 0, unreadable: 0, absurd: 0 }
  let scratch = Buffer.alloc(1 << 12)

  /** The number of a URL's key: what stands before the next `/`, or `/` and all of it. SPEC.md K1. */
  const numberOf = (bytes: Buffer, from: number, to: number): number => {
    const start = afterScheme(bytes, from, to)
    if (start > from) {
      let end = start
      while (end < to && bytes[end] !== 0x2f) end++
      return numbers.numberOf(bytes, start, end)
    }
    if (to - from >= scratch.length) scratch = Buffer.alloc(2 * (to - from))
    scratch[0] = 0x2f
    bytes.copy(scratch, 1, from, to)
    return numbers.numberOf(scratch, 0, to - from + 1)
  }

  const keysOf = (batch: RecordBatch, strangers: Map<string, number>): Int32Array => {
    const { bytes, count, urlForm, urlFrom, urlTo } = batch
    const keys = new Int32Array(count)
    for (let record = 0; record < count; record++) {
      const isPlain = urlForm[record] === inBytes
      const url = isPlain ? bytes : Buffer.from(batch.url(record) ?? '')
      const from = isPlain ? urlFrom[record]! : 0
      const to = isPlain ? urlTo[record]! : url.length
      const number = to > from ? numberOf(url, from, to) : noKey
      keys[record] = to > from && number < 0 ? strangerAmong(strangers, hostKey(batch.url(record)!)) : number
    }
    return keys
  }

  let answered: Promise<unknown> = Promise.resolve()
  let asked = 0
  const askFor = (batch: RecordBatch): Asked => {
    const strange = new Map<string, number>()
    const keys = keysOf(batch, strange)
    const first = asked
    asked = numbers.size()
    const isNew = asked > first
    const fresh = isNew
      ? ask({ keys: Array.from({ length: asked - first }, (_, at) => numbers.textOf(first + at)) })
      : undefined
    const strangers = strange.size > 0 ? ask({ keys: [...strange.keys()] }) : undefined
    const before = answered
    const known = (async () => {
      await before
      if (fresh) {
        const runs = await fresh
        while (runOfKey.length < first + runs.length) runOfKey = longer(runOfKey)
        runOfKey.set(runs, first)
      }
      return (await strangers) ?? none
    })()
    answered = known
    const located = known.then(async (strangers) => {
      const urls: string[] = []
      for (let record = 0; record < batch.count; record++)
        if (book.isByPath(runOf(keys[record]!, strangers))) urls.push(batch.url(record)!)
      return { strangers, byUrl: urls.length > 0 ? await ask({ urls }) : undefined }
    })
    // whoever waits for it is told; a batch nobody comes to wait for is none of the process's business
    located.catch(() => {})
    return { batch, keys, known: located }
  }

  const runOf = (key: number, strangers: Int32Array): number =>
    key >= 0 ? runOfKey[key]! : key === noKey ? noUrl : strangers[noKey - 1 - key]!

  const words = { words: book.words, day: dayText }
  const write = format.writer(words)
  const tail = tails(words)
  let row = 0

  const take = async ({ batch, keys, known }: Asked): Promise<void> => {
    const { strangers, byUrl } = await known
    while (hosts.length < 4 * numbers.size()) hosts = longer(hosts)
    while (verdicts.length < book.size()) {
      verdicts = longer(verdicts)
      tokensOf = longer(tokensOf)
    }
    let url = 0
    for (let record = 0; record < batch.count; record++) {
      if (batch.isRecord[record] === 0) {
        for (const part of [parts.kept, parts.dropped]) if (part) await write(part, batch, record, 0, missingDay)
        continue
      }
      const key = keys[record]!
      let run = runOf(key, strangers)
      if (book.isByPath(run)) run = byUrl![url++]!
      let day = batch.day[record]!
      if (day < firstCrawlDay || day > today) {
        if (day === noDate) dates.missing += 1
        else if (day === unreadableDate) dates.unreadable += 1
        else dates.absurd += 1
        day = on ?? missingDay
      } else dates.read += 1
      const verdict = book.verdictOn(run, day)
      const outcome = book.outcomeOf(verdict)
      const isKept = kept[outcome] === 1
      const tokens = batch.tokens[record]!
      verdicts[verdict]! += 1
      tokensOf[verdict]! += tokens
      months.add(day, outcome, tokens)
      if (key >= 0) {
        const host = 4 * key
        hosts[host]! += 1
        hosts[host + 1]! += tokens
        if (isKept) {
          hosts[host + 2]! += 1
          hosts[host + 3]! += tokens
        }
      }
      const part = isKept ? parts.kept : parts.dropped
      if (part) {
        const full = write(part, batch, record, verdict, day)
        if (full) await full
      }
      if (parts.sidecar) {
        const { head, end } = tail(verdict, day)
        const start = Buffer.from(`${JSON.stringify({ id: batch.id(record) ?? null, row }).slice(0, -1)},`)
        parts.sidecar.add(start, 0, start.length)
        parts.sidecar.add(head, 0, head.length)
        parts.sidecar.add(end, 0, end.length)
        const full = parts.sidecar.full()
        if (full) await full
      }
      row += 1
    }
  }

  // what every book has is sent with the first answer
  await ask({ keys: [] })
  const waiting: Asked[] = []
  let held = 0
  for await (const batch of format.batches(readBytes(task.path, task.compression, onRead), report)) {
    signal?.throwIfAborted()
    waiting.push(askFor(batch))
    held += batch.bytes.length
    while (waiting.length > mostAsked || (held > mostBytesAsked && waiting.length > 0)) {
      const first = waiting.shift()!
      await take(first)
      held -= first.batch.bytes.length
    }
  }
  for (const one of waiting) await take(one)
  return {
    verdicts: verdicts.slice(0, book.size()),
    tokens: tokensOf.slice(0, book.size()),
    months: months.all(),
    dates,
    columns: format.columns(),
    keys: Array.from({ length: numbers.size() }, (_, key) => numbers.textOf(key)),
    counts: hosts.slice(0, 4 * numbers.size()),
    issues,
    more,
  }
}

/** A key there was no room for, by its number within the batch. */
function strangerAmong(strangers: Map<string, number>, key: string): number {
  const known = strangers.get(key) ?? strangers.size
  strangers.set(key, known)
  return noKey - 1 - known
}

const none = new Int32Array(0)

function longer<T extends Int32Array | Float64Array>(numbers: T): T {
  const made = new (numbers.constructor as new (length: number) => T)(numbers.length * 2)
  made.set(numbers)
  return made
}

const [https, http] = [Buffer.from('https://'), Buffer.from('http://')]

/** Where the authority begins; `from` where no scheme of the web stands before it. */
function afterScheme(bytes: Buffer, from: number, to: number): number {
  for (const scheme of [https, http]) {
    let same = 0
    while (same < scheme.length && bytes[from + same] === scheme[same]) same++
    if (same === scheme.length && from + same <= to) return from + same
  }
  return from
}

/** Records and tokens by month and outcome, where a day's month is looked up once. */
function monthCounts() {
  const byDay = new Map<number, number>()
  const byName = new Map<string, number>()
  let counts = new Float64Array(2 * outcomes.length * 64)
  return {
    add(day: number, outcome: number, tokens: number) {
      let month = byDay.get(day)
      if (month === undefined) {
        const name = dayText(day)?.slice(0, 7) ?? ''
        month = byName.get(name) ?? byName.size
        byName.set(name, month)
        byDay.set(day, month)
        if (2 * outcomes.length * byName.size > counts.length) counts = longer(counts)
      }
      const at = 2 * (month * outcomes.length + outcome)
      counts[at]! += 1
      counts[at + 1]! += tokens
    },
    all: () =>
      [...byName].flatMap(([name, month]) =>
        outcomes.flatMap((outcome, number): Scanned['months'][number][] => {
          const at = 2 * (month * outcomes.length + number)
          return counts[at]! > 0 ? [[name, outcome, counts[at]!, counts[at + 1]!]] : []
        }),
      ),
  }
}
