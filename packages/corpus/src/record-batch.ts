import { textOf } from './json-record.ts'

/** How a text of a record is found: nowhere, in the bytes, in the bytes as JSON escapes it, among the texts of the batch. */
export const absent = 0
export const inBytes = 1
export const escapedInBytes = 2
export const inTexts = 3

/** Days of records that have none: no date, and one that cannot be read. */
export const noDate = -2_147_483_648
export const unreadableDate = noDate + 1

/**
 * Some records on their way through, as columns of numbers: a record is no object, so that millions of them leave nothing to
 * collect.
 */
export class RecordBatch {
  readonly bytes: Buffer
  count = 0
  /** Where a record lies in the bytes, without the end of its line. */
  from = new Int32Array(firstSize)
  to = new Int32Array(firstSize)
  /** 0 for what belongs to no record (a file's header), which goes into both parts. */
  isRecord = new Uint8Array(firstSize)
  urlForm = new Uint8Array(firstSize)
  /** Offsets in the bytes, or a number among `texts` and nothing. */
  urlFrom = new Int32Array(firstSize)
  urlTo = new Int32Array(firstSize)
  idForm = new Uint8Array(firstSize)
  idFrom = new Int32Array(firstSize)
  idTo = new Int32Array(firstSize)
  /** Day numbers, `noDate` or `unreadableDate`. */
  day = new Int32Array(firstSize)
  tokens = new Float64Array(firstSize)
  readonly texts: string[] = []

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  /** Adds a record, or what is none, and gives its number. */
  add(from: number, to: number, isRecord = true): number {
    const number = this.count
    if (number === this.from.length) this.#grow()
    this.count = number + 1
    this.from[number] = from
    this.to[number] = to
    this.isRecord[number] = isRecord ? 1 : 0
    this.day[number] = noDate
    return number
  }

  /** Dates that lie too far from any day a record can bear are told apart from none by their sign alone. */
  setDay(number: number, day: number | undefined): void {
    if (day === undefined) return
    this.day[number] = Number.isNaN(day) ? unreadableDate : Math.max(-furthest, Math.min(furthest, day))
  }

  setUrl(number: number, form: number, from: number, to: number): void {
    this.urlForm[number] = form
    this.urlFrom[number] = from
    this.urlTo[number] = to
  }

  setUrlText(number: number, text: string): void {
    this.setUrl(number, inTexts, this.texts.push(text) - 1, 0)
  }

  setId(number: number, form: number, from: number, to: number): void {
    this.idForm[number] = form
    this.idFrom[number] = from
    this.idTo[number] = to
  }

  setIdText(number: number, text: string): void {
    this.setId(number, inTexts, this.texts.push(text) - 1, 0)
  }

  url(number: number): string | undefined {
    return this.#text(this.urlForm[number]!, this.urlFrom[number]!, this.urlTo[number]!)
  }

  id(number: number): string | undefined {
    return this.#text(this.idForm[number]!, this.idFrom[number]!, this.idTo[number]!)
  }

  #text(form: number, from: number, to: number): string | undefined {
    if (form === absent) return undefined
    if (form === inTexts) return this.texts[from]
    return form === escapedInBytes ? textOf(this.bytes, from, to) : this.bytes.toString('utf8', from, to)
  }

  #grow(): void {
    for (const name of columns) {
      const column = this[name]
      // biome-ignore lint/suspicious/noExplicitAny: a column grows into one of its own kind
      const longer = new (column.constructor as any)(column.length * 2)
      longer.set(column)
      // biome-ignore lint/suspicious/noExplicitAny: as above
      ;(this as any)[name] = longer
    }
  }
}

const firstSize = 1024
const furthest = 2_000_000_000

const columns = [
  'from',
  'to',
  'isRecord',
  'urlForm',
  'urlFrom',
  'urlTo',
  'idForm',
  'idFrom',
  'idTo',
  'day',
  'tokens',
] as const
