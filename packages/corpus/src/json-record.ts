/** A value found in a line of JSON: a text, a number, or nothing. */
export type FieldValue = string | number | undefined

const quote = 0x22
const backslash = 0x5c
const deepest = 200

interface Wanted {
  readonly name: Buffer
  readonly slot: number
  readonly below: readonly Wanted[]
}

/** Reads a few fields out of lines of JSON without building the rest. */
export interface RecordReader {
  /**
   * The fields asked for, in order; undefined for a line that is no JSON object. The structure of the whole line is checked,
   * escapes and control characters inside texts that are not asked for are not. SPEC.md J1, J2.
   */
  read(line: Buffer): FieldValue[] | undefined
}

/**
 * A reader for the fields named, as paths (`metadata.url`).
 * @example recordReader(['url']).read(Buffer.from('{"text":"…","url":"https://x.com/"}')) // ['https://x.com/']
 */
export function recordReader(fields: readonly string[]): RecordReader {
  const root = wantedOf(fields.map((path, slot) => ({ parts: path.split('.'), slot })))
  let bytes: Buffer = Buffer.alloc(0)
  let at = 0
  let values: FieldValue[] = []

  const blank = () => {
    for (let c = bytes[at]; c === 32 || c === 9 || c === 13 || c === 10; c = bytes[at]) at++
  }

  /** Moves behind a text whose opening quote was passed; false when it does not end. */
  const text = (): boolean => {
    const near = Math.min(bytes.length, at + 48)
    for (; at < near; at++) {
      const c = bytes[at]
      if (c === quote) {
        at++
        return true
      }
      if (c === backslash) at++
    }
    // long texts are searched by the runtime; a quote behind an odd number of backslashes is part of the text
    for (let end = bytes.indexOf(quote, at); end >= 0; end = bytes.indexOf(quote, end + 1)) {
      let slashes = 0
      while (end - slashes > at && bytes[end - slashes - 1] === backslash) slashes++
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
    if (bytes.toString('latin1', at, at + name.length) !== name) return false
    at += name.length
    return true
  }

  const value = (wanted: Wanted | undefined, depth: number): boolean => {
    blank()
    const start = at
    switch (bytes[at]) {
      case quote:
        at++
        if (!text()) return false
        if (wanted && wanted.slot >= 0) values[wanted.slot] = textAt(start, at)
        return true
      case 0x7b:
        return object(wanted?.below ?? [], depth + 1)
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
        if (wanted && wanted.slot >= 0) {
          const read = Number(bytes.toString('latin1', start, at))
          if (Number.isNaN(read)) return false
          values[wanted.slot] = read
        }
        return true
    }
  }

  const textAt = (start: number, end: number): string | undefined => {
    const inner = bytes.subarray(start + 1, end - 1)
    if (inner.indexOf(backslash) < 0) return inner.toString()
    try {
      return JSON.parse(bytes.toString('utf8', start, end)) as string
    } catch {
      return undefined
    }
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
      let match: Wanted | undefined
      for (const one of wanted) {
        if (one.name.length === at - 1 - start && bytes.compare(one.name, 0, one.name.length, start, at - 1) === 0)
          match = one
      }
      blank()
      if (bytes[at] !== 0x3a) return false
      at++
      if (!value(match, depth)) return false
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
    read(line) {
      bytes = line
      at = 0
      values = new Array(fields.length)
      blank()
      if (bytes[at] !== 0x7b || !object(root, 0)) return undefined
      blank()
      return at === bytes.length ? values : undefined
    },
  }
}

function wantedOf(fields: readonly { readonly parts: readonly string[]; readonly slot: number }[]): Wanted[] {
  const names = [...new Set(fields.map(({ parts }) => parts[0]!))]
  return names.map((name) => {
    const here = fields.filter(({ parts }) => parts[0] === name)
    return {
      name: Buffer.from(JSON.stringify(name).slice(1, -1)),
      slot: here.find(({ parts }) => parts.length === 1)?.slot ?? -1,
      below: wantedOf(
        here.filter(({ parts }) => parts.length > 1).map(({ parts, slot }) => ({ parts: parts.slice(1), slot })),
      ),
    }
  })
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
