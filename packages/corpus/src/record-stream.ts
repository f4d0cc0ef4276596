import type { Issue } from '@proviso/rights'
import { type Line, lineBatches } from './bytes.ts'
import { type ChosenColumns, type Columns, recogniseColumns } from './columns.ts'
import { type FieldValue, fieldsOf, recordReader } from './json-record.ts'
import { numberDay, recordDay } from './record-day.ts'

/** One record on its way through: what is decided on, and its bytes. */
export interface StreamRecord {
  /** Absent for what belongs to no record (a file's header), which goes into both parts. */
  readonly subject?: Subject
  readonly bytes: Buffer
}

export interface Subject {
  readonly url: string | undefined
  /** Day number; `NaN` when a date is there and cannot be read, undefined when there is none. */
  readonly day: number | undefined
  readonly tokens: number
  readonly id: string | undefined
}

/** What a verdict adds to a record. */
export interface Words {
  readonly outcome: string
  readonly reason: string
  readonly service: string | null
  readonly rule: string | null
  readonly day: string | null
}

/** How one format is read and written as a stream. */
export interface StreamFormat {
  /** Records in batches; what cannot be read is told to `report`. */
  records(source: AsyncIterable<Buffer>, report: (issue: Issue) => void): AsyncIterable<readonly StreamRecord[]>
  /** A record with its verdict, as it is written. */
  render(record: StreamRecord, words: Words): Buffer
  /** The fields read, once the first record was seen. */
  columns(): Columns | undefined
}

const newline = Buffer.from('\n')

/** How many records are looked at to learn which fields they have. */
const sampled = 50

/** JSON lines: each goes out byte for byte as it came, with the verdict's fields at its end. SPEC.md J1–J4. */
export function jsonLines(at: string, chosen: ChosenColumns, estimate: boolean): StreamFormat {
  let columns: Columns | undefined
  let reader: ReturnType<typeof recordReader>
  const learn = (lines: readonly Line[]) => {
    const sample = lines.flatMap(({ bytes }) => (bytes && bytes.length > 1 ? [bytes] : [])).slice(0, sampled)
    columns = recogniseColumns(fieldsOf(sample), chosen, at)
    const { url, date = '', tokens = '', id = '' } = columns
    // an empty path is never met; a last field tells whether an earlier audit left its mark
    reader = recordReader([url, date, tokens, id, 'proviso_outcome'])
  }
  const subjectOf = ([url, date, tokens, id]: readonly FieldValue[], bytes: Buffer): Subject => ({
    url: typeof url === 'string' ? url : undefined,
    day: dayOf(date),
    tokens: typeof tokens === 'number' ? Math.trunc(tokens) : estimate ? Math.round(bytes.length / 4) : 0,
    id: id === undefined ? undefined : String(id),
  })
  return {
    columns: () => columns,
    async *records(source, report) {
      for await (const lines of lineBatches(source)) {
        if (!columns && lines.some(({ bytes }) => bytes && bytes.length > 1)) learn(lines)
        const records: StreamRecord[] = []
        for (const { number, bytes } of lines) {
          if (bytes?.length === 0) continue
          const values = bytes && reader.read(bytes)
          if (values) {
            records.push({
              subject: subjectOf(values, bytes),
              bytes: values[4] === undefined ? bytes : withoutVerdict(bytes),
            })
          } else
            report({
              code: 'record-unreadable',
              at,
              line: number,
              message: bytes ? 'the line is not a JSON object' : 'the line is longer than 256 MB',
              hint: 'it is in neither part; mend the line and run it again',
            })
        }
        yield records
      }
    },
    render({ bytes }, words) {
      let end = bytes.length - 1
      while (bytes[end] !== 0x7d) end--
      let last = end - 1
      while (bytes[last] === 32 || bytes[last] === 9) last--
      const comma = bytes[last] === 0x7b ? '' : ','
      return Buffer.concat([bytes.subarray(0, end), Buffer.from(comma + verdictJson(words).slice(1)), newline])
    },
  }
}

function dayOf(date: FieldValue): number | undefined {
  if (date === undefined || date === '') return undefined
  return typeof date === 'number' ? numberDay(date) : recordDay(date)
}

/** The verdict as the fields of a record, in the order of the columns. */
export function verdictJson({ outcome, reason, service, rule, day }: Words): string {
  return JSON.stringify({
    proviso_outcome: outcome,
    proviso_reason: reason,
    proviso_service: service,
    proviso_rule: rule,
    proviso_day: day,
  })
}

/** A line that was audited before, without what was added then. */
function withoutVerdict(line: Buffer): Buffer {
  const start = line.lastIndexOf('"proviso_outcome":')
  const before = line[start - 1] === 0x2c ? start - 1 : start
  return Buffer.concat([line.subarray(0, before), Buffer.from('}')])
}

/** A list of URLs or hosts, one a line; an optional date behind a tab. The list stays one: verdicts are in the sidecar. SPEC.md J5. */
export function urlList(): StreamFormat {
  return {
    columns: () => ({ url: 'line' }),
    async *records(source) {
      for await (const lines of lineBatches(source)) {
        yield lines.flatMap(({ bytes }) => {
          const text = bytes?.toString().trim() ?? ''
          if (text === '' || text.startsWith('#')) return []
          const [url, date] = text.split('\t')
          return [{ subject: { url, day: dayOf(date), tokens: 0, id: undefined }, bytes: bytes! }]
        })
      }
    },
    render: ({ bytes }) => Buffer.concat([bytes, newline]),
  }
}

/** Absurd and unreadable days count as none; `NaN` and undefined too. */
export function knownDay(day: number | undefined, first: number, today: number): number | undefined {
  return day !== undefined && day >= first && day <= today ? day : undefined
}
