/** A value found in a line of JSON: a text, a number, or nothing. */
export type FieldValue = string | number | undefined

const quote = 0x22
const backslash = 0x5c
const deepest = 200

/** What a field of a record holds. */
export const noValue = 0
export const plainText = 1
/** A text in which something is escaped. */
export const escapedText = 2
export const numberValue = 3

interface Wanted {
  readonly text: string
  readonly name: Buffer
  readonly slot: number
  readonly below: readonly Wanted[]
}

/**
 * Reads a few fields out of lines of JSON without building the rest, or anything at all: what the record read last holds is found
 * by its place. Of a name that occurs twice the last counts, as in `JSON.parse`.
 */
export interface RecordReader {
  /**
   * Whether the bytes from `from` to `to`, a line without its end, are a JSON object. The structure of the whole line is checked,
   * escapes and control characters inside texts that are not asked for are not. SPEC.md J1, J2.
   */
  read(bytes: Buffer, from: number, to: number): boolean
  /** By field: `noValue`, `plainText`, `escapedText` or `numberValue`. */
  readonly kind: Uint8Array
  /** By field: where its value lies, a text without its quotes. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** By field: where name and value lie, whatever the value; `memberTo` is -1 where there is no such field. */
  readonly memberFrom: Int32Array
  readonly memberTo: Int32Array
  /** The value of a field. */
  value(field: number): FieldValue
}

/**
 * A reader for the fields named, as paths (`metadata.url`).
 * @example
 * const reader = recordReader(['url'])
 * reader.read(line, 0, line.length) && reader.value(0) // 'https://x.com/'
 */
export function recordReader(fields: readonly string[]): RecordReader {
  const root = wantedOf(fields.map((path, slot) => ({ parts: path.split('.'), slot })))
  const kind = new Uint8Array(fields.length)
  const from = new Int32Array(fields.length)
  const to = new Int32Array(fields.length)
  const memberFrom = new Int32Array(fields.length)
  const memberTo = new Int32Array(fields.length)
  let bytes: Buffer = Buffer.alloc(0)
  let at = 0
  let limit = 0
  let escaped = false

  // a line holds no end of line: the one behind it stops all that reads on
  const blank = () => {
    for (let c = bytes[at]; c === 32 || c === 9 || c === 13; c = bytes[at]) at++
  }

  /** Moves behind a text whose opening quote was passed; false when it does not end. */
  const text = (): boolean => {
    escaped = false
    const near = Math.min(limit, at + 48)
    for (; at < near; at++) {
      const c = bytes[at]
      if (c === quote) {
        at++
        return true
      }
      if (c === backslash) {
        escaped = true
        at++
      }
    }
    // long texts are searched by the runtime; a quote behind an odd number of backslashes is part of the text
    const start = at
    for (let end = bytes.indexOf(quote, at); end >= 0 && end < limit; end = bytes.indexOf(quote, end + 1)) {
      let slashes = 0
      while (end - slashes > start && bytes[end - slashes - 1] === backslash) slashes++
      if (slashes % 2 === 0) {
        at = end + 1
        return true
      }
    }
    return false
  }

  const number = (): boolean => {
    const start = at
    for (
      let c = bytes[at];
      c !== undefined && ((c >= 48 && c <= 57) || c === 45 || c === 43 || c === 46 || c === 101 || c === 69);
      c = bytes[at]
    )
      at++
    return at > start
  }

  const word = (name: string): boolean => {
    for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name.charCodeAt(i)) return false
    at += name.length
    return true
  }

  const found = ({ slot }: Wanted, what: number, start: number, end: number) => {
    if (slot < 0) return
    kind[slot] = what
    from[slot] = start
    to[slot] = end
  }

  const value = (wanted: Wanted | undefined, depth: number): boolean => {
    blank()
    const start = at
    switch (bytes[at]) {
      case quote: {
        at++
        if (!text()) return false
        if (wanted) {
          const known = escaped || (at - start > 48 && bytes.subarray(start, at).includes(backslash))
          found(wanted, known ? escapedText : plainText, start + 1, at - 1)
        }
        return true
      }
      case 0x7b:
        return object(wanted?.below ?? nothing, depth + 1)
      case 0x5b:
        return array(depth + 1)
      case 0x74:
        return word('true')
      case 0x66:
        return word('false')
      case 0x6e:
        return word('null')
      default:
        if (!number()) return false
        if (wanted) {
          if (Number.isNaN(numberAt(bytes, start, at))) return false
          found(wanted, numberValue, start, at)
        }
        return true
    }
  }

  const matchOf = (wanted: readonly Wanted[], start: number, end: number): Wanted | undefined => {
    if (escaped || (end - start >= 48 && bytes.subarray(start, end).includes(backslash))) {
      const name = textOf(bytes, start, end)
      return wanted.find(({ text }) => text === name)
    }
    for (const one of wanted) {
      const { name } = one
      if (name.length !== end - start) continue
      let same = 0
      while (same < name.length && name[same] === bytes[start + same]) same++
      if (same === name.length) return one
    }
    return undefined
  }

  const forget = ({ slot, below }: Wanted) => {
    if (slot >= 0) kind[slot] = noValue
    for (const one of below) forget(one)
  }

  const object = (wanted: readonly Wanted[], depth: number): boolean => {
    if (depth > deepest) return false
    at++
    blank()
    if (bytes[at] === 0x7d) {
      at++
      return true
    }
    for (;;) {
      blank()
      if (bytes[at] !== quote) return false
      const start = ++at
      if (!text()) return false
      const match = wanted.length === 0 ? undefined : matchOf(wanted, start, at - 1)
      if (match) forget(match)
      blank()
      if (bytes[at] !== 0x3a) return false
      at++
      if (!value(match, depth)) return false
      if (match && match.slot >= 0) {
        memberFrom[match.slot] = start - 1
        memberTo[match.slot] = at
      }
      blank()
      const next = bytes[at++]
      if (next === 0x7d) return true
      if (next !== 0x2c) return false
    }
  }

  const array = (depth: number): boolean => {
    if (depth > deepest) return false
    at++
    blank()
    if (bytes[at] === 0x5d) {
      at++
      return true
    }
    for (;;) {
      if (!value(undefined, depth)) return false
      blank()
      const next = bytes[at++]
      if (next === 0x5d) return true
      if (next !== 0x2c) return false
    }
  }

  return {
    kind,
    from,
    to,
    memberFrom,
    memberTo,
    read(line, start, end) {
      bytes = line
      at = start
      limit = end
      kind.fill(noValue)
      memberTo.fill(-1)
      blank()
      if (bytes[at] !== 0x7b || !object(root, 0) || at > limit) return false
      blank()
      return at >= limit
    },
    value(field) {
      if (kind[field] === noValue) return undefined
      const [start, end] = [from[field]!, to[field]!]
      return kind[field] === numberValue ? numberAt(bytes, start, end) : textOf(bytes, start, end)
    },
  }
}

const nothing: readonly Wanted[] = []

/** The number written in some bytes; `NaN` when it is none. */
export function numberAt(bytes: Buffer, start: number, end: number): number {
  let whole = 0
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - 48
    if (digit < 0 || digit > 9 || end - start > 15) return Number(bytes.toString('latin1', start, end))
    whole = whole * 10 + digit
  }
  return whole
}

/** The text written between two quotes; undefined when its escapes are none of JSON's. */
export function textOf(bytes: Buffer, start: number, end: number): string | undefined {
  const written = bytes.toString('utf8', start, end)
  if (!written.includes('\\')) return written
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    return undefined
  }
}

function wantedOf(fields: readonly { readonly parts: readonly string[]; readonly slot: number }[]): Wanted[] {
  const names = [...new Set(fields.map(({ parts }) => parts[0]!))]
  return names.map((name) => {
    const here = fields.filter(({ parts }) => parts[0] === name)
    return {
      text: name,
      name: Buffer.from(name),
      slot: here.find(({ parts }) => parts.length === 1)?.slot ?? -1,
      below: wantedOf(
        here.filter(({ parts }) => parts.length > 1).map(({ parts, slot }) => ({ parts: parts.slice(1), slot })),
      ),
    }
  })
}

/**
 * Gives JSON objects without some of their members, all else byte for byte.
 * @example memberCutter(['a'])(Buffer.from('{"a":1,"b":2}')).toString() // '{"b":2}'
 */
export function memberCutter(names: readonly string[]): (line: Buffer) => Buffer {
  const reader = recordReader(names)
  return (line) => {
    let left = line
    while (reader.read(left, 0, left.length)) {
      const member = reader.memberTo.findIndex((end) => end >= 0)
      if (member < 0) break
      const [before, after] = withComma(left, reader.memberFrom[member]!, reader.memberTo[member]!)
      left = Buffer.concat([left.subarray(0, before), left.subarray(after)])
    }
    return left
  }
}

/** A member with the comma before it, or behind it where it is the first. */
function withComma(bytes: Buffer, from: number, to: number): readonly [number, number] {
  const isBlank = (at: number) => bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 13
  let before = from - 1
  while (isBlank(before)) before--
  if (bytes[before] === 0x2c) return [before, to]
  let after = to
  while (isBlank(after)) after++
  return [from, bytes[after] === 0x2c ? after + 1 : to]
}

/** The fields a few lines have, nested ones as paths, to three levels, in the order met. */
export function fieldsOf(lines: readonly Buffer[]): string[] {
  const fields = new Set<string>()
  const add = (value: unknown, before: string, depth: number) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const [name, inner] of Object.entries(value)) {
      fields.add(before + name)
      if (depth < 2) add(inner, `${before}${name}.`, depth + 1)
    }
  }
  for (const line of lines) {
    try {
      add(JSON.parse(line.toString()), '', 0)
    } catch {
      // named when the records are read
    }
  }
  return [...fields]
}
