import type { Issue } from '@proviso/rights'
import { endOfLine, lineBlocks, linesIn } from './bytes.ts'
import { type ChosenColumns, type Columns, recogniseColumns } from './columns.ts'
import {
  escapedText,
  fieldsOf,
  memberCutter,
  noValue,
  numberAt,
  numberValue,
  plainText,
  type RecordReader,
  recordReader,
  textOf,
} from './json-record.ts'
import type { PartFile } from './part-file.ts'
import { escapedInBytes, inBytes, RecordBatch } from './record-batch.ts'
import { numberDay, recordDay } from './record-day.ts'
import type { Words } from './verdict.ts'

/** Writes records into a part; gives a promise where the part is to be waited for. */
export type WriteRecord = (
  part: PartFile,
  batch: RecordBatch,
  record: number,
  verdict: number,
  day: number,
) => Promise<void> | undefined

/** What the records of a file are written with: the words of a verdict by its number, the text of a day. */
export interface VerdictWords {
  readonly words: (verdict: number) => Words
  readonly day: (day: number) => string | null
}

/** How one format is read and written as a stream. */
export interface StreamFormat {
  /** Records in batches; what cannot be read is told to `report`. */
  batches(source: AsyncIterable<Buffer>, report: (issue: Issue) => void): AsyncIterable<RecordBatch>
  /** Writes records with their verdicts; a record that is none goes out as it is. */
  writer(verdicts: VerdictWords): WriteRecord
  /** The fields read, once the first record was seen. */
  columns(): Columns | undefined
}

const newline = Buffer.from('\n')

/** How many records are looked at to learn which fields they have. */
const sampled = 50

const [urlField, dateField, tokensField, idField, outcomeField] = [0, 1, 2, 3, 4]

/** JSON lines: each goes out byte for byte as it came, with the verdict's fields at its end. SPEC.md J1–J4. */
export function jsonLines(at: string, chosen: ChosenColumns, estimate: boolean): StreamFormat {
  let columns: Columns | undefined
  let reader: RecordReader | undefined
  const learn = (lines: readonly Buffer[]): RecordReader => {
    columns = recogniseColumns(fieldsOf(lines), chosen, at)
    const { url, date = '', tokens = '', id = '' } = columns
    // an empty path is never met; a last field tells whether an earlier audit left its mark
    return recordReader([url, date, tokens, id, 'proviso_outcome'])
  }
  const dayAt = plainDays()
  const cut = memberCutter(verdictFields)
  const unmarked = (bytes: Buffer, reader: RecordReader): Buffer => {
    const pieces: Buffer[] = []
    for (const line of linesIn({ bytes })) {
      const isMarked = reader.read(line, 0, line.length) && reader.memberTo[outcomeField]! >= 0
      pieces.push(isMarked ? cut(line) : line, newline)
    }
    return Buffer.concat(pieces)
  }
  const addTo = (batch: RecordBatch, { kind, from, to }: RecordReader, start: number, end: number) => {
    const { bytes } = batch
    const record = batch.add(start, end)
    const url = kind[urlField]!
    if (url === plainText || url === escapedText)
      batch.setUrl(record, url === plainText ? inBytes : escapedInBytes, from[urlField]!, to[urlField]!)
    const date = kind[dateField]!
    if (date !== noValue) {
      const [first, last] = [from[dateField]!, to[dateField]!]
      if (date === numberValue) batch.setDay(record, numberDay(numberAt(bytes, first, last)))
      else if (last > first)
        batch.setDay(record, date === plainText ? dayAt(bytes, first, last) : dayOfText(textOf(bytes, first, last)))
    }
    if (kind[tokensField] === numberValue) {
      const tokens = Math.trunc(numberAt(bytes, from[tokensField]!, to[tokensField]!))
      batch.tokens[record] = Number.isFinite(tokens) ? tokens : 0
    } else if (estimate) batch.tokens[record] = Math.round((end - start) / 4)
    const id = kind[idField]!
    if (id === numberValue) batch.setIdText(record, String(numberAt(bytes, from[idField]!, to[idField]!)))
    else if (id !== noValue)
      batch.setId(record, id === plainText ? inBytes : escapedInBytes, from[idField]!, to[idField]!)
  }
  return {
    columns: () => columns,
    async *batches(source, report) {
      let number = 0
      for await (const block of lineBlocks(source)) {
        const unreadable = (message: string) =>
          report({
            code: 'record-unreadable',
            at,
            line: number,
            message,
            hint: 'it is in neither part; mend the line and run it again',
          })
        if (block.tooLong) {
          number += 1
          unreadable('the line is longer than 256 MB')
          continue
        }
        if (!reader) {
          const sample: Buffer[] = []
          for (const line of linesIn(block)) if (line.length > 1 && sample.push(line) === sampled) break
          if (sample.length > 0) reader = learn(sample)
        }
        let { bytes } = block
        let batch = new RecordBatch(bytes)
        for (let start = 0; start < bytes.length; ) {
          const found = bytes.indexOf(10, start)
          const lineEnd = found < 0 ? bytes.length : found
          const end = endOfLine(bytes, start, lineEnd)
          const isObject = end > start && reader?.read(bytes, start, end) === true
          if (isObject && reader!.memberTo[outcomeField]! >= 0) {
            // an earlier audit left its mark: from here on the lines are read without it
            if (batch.count > 0) yield batch
            bytes = unmarked(bytes.subarray(start), reader!)
            batch = new RecordBatch(bytes)
            start = 0
            continue
          }
          number += 1
          if (isObject) addTo(batch, reader!, start, end)
          else if (end > start) unreadable('the line is not a JSON object')
          start = lineEnd + 1
        }
        if (batch.count > 0) yield batch
      }
    },
    writer({ words, day }) {
      const tail = tails({ words, day })
      return (part, { bytes, from, to }, record, verdict, day) => {
        let end = to[record]! - 1
        while (bytes[end] !== 0x7d) end--
        let last = end - 1
        while (bytes[last] === 32 || bytes[last] === 9) last--
        const { head, end: dayEnd } = tail(verdict, day)
        part.add(bytes, from[record]!, end)
        if (bytes[last] !== 0x7b) part.add(comma, 0, 1)
        part.add(head, 0, head.length)
        part.add(dayEnd, 0, dayEnd.length)
        return part.full()
      }
    },
  }
}

const comma = Buffer.from(',')

/** The fields a verdict adds, in their order. SPEC.md J3. */
export const verdictFields = [
  'proviso_outcome',
  'proviso_reason',
  'proviso_service',
  'proviso_rule',
  'proviso_day',
] as const

/** The verdict's fields as the end of a line of JSON: all but the day is made once for a verdict, the day once for a day. */
export function tails({ words, day }: VerdictWords): (verdict: number, on: number) => { head: Buffer; end: Buffer } {
  const heads: Buffer[] = []
  const ends = new Map<number, Buffer>()
  return (verdict, on) => {
    let head = heads[verdict]
    if (!head) {
      const { outcome, reason, service, rule } = words(verdict)
      const [first, second, third, fourth, last] = verdictFields
      const json = JSON.stringify({ [first]: outcome, [second]: reason, [third]: service, [fourth]: rule })
      head = Buffer.from(`${json.slice(1, -1)},"${last}":`)
      heads[verdict] = head
    }
    let end = ends.get(on)
    if (!end) {
      end = Buffer.from(`${JSON.stringify(day(on))}}\n`)
      ends.set(on, end)
    }
    return { head, end }
  }
}

/** The day of a date as it stands in the bytes: dates of one calendar day share what was read once. SPEC.md D1. */
function plainDays(): (bytes: Buffer, from: number, to: number) => number | undefined {
  const known = new Map<number, number>()
  return (bytes, from, to) => {
    const length = to - from
    const isPlain =
      bytes[from + 4] === 45 &&
      bytes[from + 7] === 45 &&
      (length === 10 || (length === 20 && bytes[from + 13] === 58 && bytes[from + 16] === 58 && bytes[to - 1] === 90))
    let packed = isPlain ? 0 : -1
    for (let at = 0; packed >= 0 && at < 10; at++) {
      if (at === 4 || at === 7) continue
      const digit = bytes[from + at]! - 48
      packed = digit >= 0 && digit <= 9 ? packed * 10 + digit : -1
    }
    if (packed < 0) return dayOfText(bytes.toString('utf8', from, to))
    let day = known.get(packed)
    if (day === undefined) {
      day = recordDay(bytes.toString('latin1', from, from + 10))
      known.set(packed, day)
    }
    return day
  }
}

function dayOfText(date: string | undefined): number | undefined {
  return date === undefined || date === '' ? undefined : recordDay(date)
}

/** A list of URLs or hosts, one a line; an optional date behind a tab. The list stays one: verdicts are in the sidecar. SPEC.md J5. */
export function urlList(): StreamFormat {
  return {
    columns: () => ({ url: 'line' }),
    async *batches(source) {
      const dayAt = plainDays()
      for await (const { bytes } of lineBlocks(source)) {
        const batch = new RecordBatch(bytes)
        for (let start = 0; start < bytes.length; ) {
          const found = bytes.indexOf(10, start)
          const lineEnd = found < 0 ? bytes.length : found
          const end = endOfLine(bytes, start, lineEnd)
          const [first, last] = trimmed(bytes, start, end)
          if (last > first && bytes[first] !== 0x23) {
            const tab = bytes.subarray(first, last).indexOf(9)
            const urlEnd = tab < 0 ? last : first + tab
            const record = batch.add(start, end)
            batch.setUrl(record, inBytes, first, urlEnd)
            if (tab >= 0) {
              const next = bytes.subarray(urlEnd + 1, last).indexOf(9)
              const dateEnd = next < 0 ? last : urlEnd + 1 + next
              if (dateEnd > urlEnd + 1) batch.setDay(record, dayAt(bytes, urlEnd + 1, dateEnd))
            }
          }
          start = lineEnd + 1
        }
        if (batch.count > 0) yield batch
      }
    },
    writer() {
      return (part, { bytes, from, to }, record) => {
        part.add(bytes, from[record]!, to[record]!)
        part.add(newline, 0, 1)
        return part.full()
      }
    },
  }
}

/** Where a text lies without the blanks around it, those beyond ASCII included. */
function trimmed(bytes: Buffer, start: number, end: number): readonly [number, number] {
  let [first, last] = [start, end]
  while (first < last && isBlank(bytes[first]!)) first++
  while (last > first && isBlank(bytes[last - 1]!)) last--
  if (last === first || (bytes[first]! < 0x80 && bytes[last - 1]! < 0x80)) return [first, last]
  const text = bytes.toString('utf8', first, last)
  const before = Buffer.byteLength(text.slice(0, text.length - text.trimStart().length))
  const after = Buffer.byteLength(text.slice(text.trimEnd().length))
  return before === last - first ? [first, first] : [first + before, last - after]
}

function isBlank(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}
