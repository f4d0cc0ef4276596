import type { Issue } from '@proviso/rights'
import { RecordBatch } from './record-batch.ts'
import { recordDay } from './record-day.ts'
import type { StreamFormat, VerdictWords, WriteRecord } from './record-stream.ts'

const headEnd = Buffer.from('\r\n\r\n')
const looseHeadEnd = Buffer.from('\n\n')
const opening = Buffer.from('WARC/')

/** A longer head is no head. */
const longestHead = 1 << 20

/** A record is held whole; a longer one is passed over and named. */
const longestBlock = 1 << 28

/**
 * WARC, WET and WAT: every record that names a target is decided, the others (the file's own information) go into both parts.
 * A verdict is written as fields of the record's head; with gzip every record stays a member of its own. SPEC.md J6–J8.
 */
export function warcRecords(at: string): StreamFormat {
  return {
    columns: () => ({ url: 'WARC-Target-URI', date: 'WARC-Date', id: 'WARC-Record-ID', schema: 'WARC' }),
    batches: (source, report) => readRecords(source, at, report),
    writer: writeRecords,
  }
}

async function* readRecords(
  source: AsyncIterable<Buffer>,
  at: string,
  report: (issue: Issue) => void,
): AsyncGenerator<RecordBatch> {
  let held: Buffer = Buffer.alloc(0)
  let pieces: Buffer[] = []
  let waiting = 0
  let needed = 1
  let offset = 0
  let skipping = 0
  const damaged = (message: string) =>
    report({
      code: 'record-unreadable',
      at: `${at}, byte ${offset}`,
      message,
      hint: 'it is in neither part; the records around it are',
    })
  for await (const chunk of source) {
    pieces.push(chunk)
    waiting += chunk.length
    if (held.length + waiting < needed) continue
    held = Buffer.concat([held, ...pieces])
    pieces = []
    waiting = 0
    const batch = new RecordBatch(held)
    let start = 0
    needed = 0
    for (;;) {
      if (skipping > 0) {
        const step = Math.min(skipping, held.length - start)
        start += step
        skipping -= step
        if (skipping > 0) break
      }
      while (held[start] === 13 || held[start] === 10) start++
      if (held.length - start < opening.length) break
      if (held.compare(opening, 0, opening.length, start, start + opening.length) !== 0) {
        damaged('no record begins here')
        const next = held.indexOf('\nWARC/', start)
        start = next < 0 ? held.length : next + 1
        continue
      }
      const head = endOfHead(held, start)
      if (head < 0) {
        if (held.length - start <= longestHead) break
        damaged('the head of the record does not end')
        start += opening.length
        const next = held.indexOf('\nWARC/', start)
        start = next < 0 ? held.length : next + 1
        continue
      }
      const fields = fieldsOf(held.toString('utf8', start, head))
      const length = Number(fields.get('content-length') ?? Number.NaN)
      if (!Number.isSafeInteger(length) || length < 0) {
        damaged('the record does not say how long it is')
        const next = held.indexOf('\nWARC/', head)
        start = next < 0 ? held.length : next + 1
        continue
      }
      const total = head - start + length
      if (length > longestBlock) {
        damaged('the record is longer than 256 MB')
        skipping = total
        continue
      }
      if (held.length - start < total) {
        needed = total
        break
      }
      addRecord(batch, fields, start, start + total)
      offset += total
      start += total
    }
    held = held.subarray(start)
    if (needed === 0) needed = held.length + 1
    if (batch.count > 0) yield batch
  }
  if (pieces.length > 0) held = Buffer.concat([held, ...pieces])
  if (held.toString('latin1').trim() !== '') damaged('the last record is cut off')
}

/** The offset behind the empty line that ends a head; -1 when it is not there yet. */
function endOfHead(bytes: Buffer, start: number): number {
  const strict = bytes.indexOf(headEnd, start)
  const loose = bytes.subarray(0, strict < 0 ? bytes.length : strict).indexOf(looseHeadEnd, start)
  if (loose >= 0) return loose + looseHeadEnd.length
  return strict < 0 ? -1 : strict + headEnd.length
}

function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of head.split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':')
    if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return fields
}

function addRecord(batch: RecordBatch, fields: ReadonlyMap<string, string>, from: number, to: number): void {
  const target = fields.get('warc-target-uri')
  const isRecord = target !== undefined && fields.get('warc-type') !== 'warcinfo'
  const record = batch.add(from, to, isRecord)
  if (!isRecord) return
  // WARC 1.0 writes the address between angle brackets
  batch.setUrlText(record, target.replace(/^<(.*)>$/, '$1'))
  const date = fields.get('warc-date')
  if (date !== undefined) batch.setDay(record, recordDay(date))
  const id = fields.get('warc-record-id')
  if (id !== undefined) batch.setIdText(record, id)
}

/** A verdict's fields stand at the end of the head, with the line ends the head has. */
function writeRecords({ words, day }: VerdictWords): WriteRecord {
  const heads: string[][] = []
  const linesOf = (verdict: number): string[] => {
    let lines = heads[verdict]
    if (!lines) {
      const { outcome, reason, service, rule } = words(verdict)
      const pairs: readonly (readonly [string, string | null])[] = [
        ['Proviso-Outcome', outcome],
        ['Proviso-Reason', reason],
        ['Proviso-Service', service],
        ['Proviso-Rule', rule],
      ]
      lines = pairs.flatMap(([name, text]) => (text === null ? [] : [`${name}: ${text.replace(/\p{Cc}/gu, ' ')}`]))
      heads[verdict] = lines
    }
    return lines
  }
  return (part, { bytes, from, to, isRecord }, record, verdict, on) => {
    const [start, end] = [from[record]!, to[record]!]
    if (isRecord[record] === 0) part.add(bytes, start, end)
    else {
      const block = endOfHead(bytes, start)
      const line = bytes[block - 2] === 10 ? '\n' : '\r\n'
      const date = day(on)
      const lines = date === null ? linesOf(verdict) : [...linesOf(verdict), `Proviso-Day: ${date}`]
      const added = Buffer.from(`${lines.join(line)}${line}${line}`)
      part.add(bytes, start, block - line.length)
      part.add(added, 0, added.length)
      part.add(bytes, block, end)
    }
    part.add(headEnd, 0, headEnd.length)
    part.endMember()
    return part.full()
  }
}
