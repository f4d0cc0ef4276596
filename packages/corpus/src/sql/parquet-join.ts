import { type FileHandle, open } from 'node:fs/promises'

/** Puts Parquet files of one schema into one, row group after row group: what is in them is not read, only where it is. */
export interface ParquetJoin {
  /** Adds all row groups of a file. Throws where the file is none that this library's writer makes, or of another schema. */
  add(path: string): Promise<void>
  /** Writes the footer and closes the file. */
  close(): Promise<void>
  /** Closes it as it is. */
  abandon(): Promise<void>
}

const magic = Buffer.from('PAR1')
const pieceSize = 1 << 22

/**
 * Opens a file that others are joined into. Places of row groups, columns, indexes and bloom filters in the footer move with their
 * bytes; all else in it, statistics and what nobody here knows, is copied as it stands. Parquet format 2, `parquet.thrift`.
 */
export async function joinParquet(target: string): Promise<ParquetJoin> {
  const file = await open(target, 'w')
  await file.write(magic)
  let end = magic.length
  let first: Footer | undefined
  let rows = 0n
  let count = 0
  const groups: Buffer[] = []
  // one for all bytes that pass: new ones would make V8 look through its whole heap again and again
  const piece = Buffer.allocUnsafeSlow(pieceSize)
  return {
    async add(path) {
      const part = await open(path, 'r')
      try {
        const { size } = await part.stat()
        const tail = await readAt(part, size - 8, 8)
        const start = size - 8 - tail.readUInt32LE(0)
        if (!tail.subarray(4).equals(magic) || start < magic.length) throw new Error(`${path} is no whole Parquet file`)
        const footer = readFooter(await readAt(part, start, size - 8 - start), end - magic.length, count)
        first ??= footer
        if (!footer.before.equals(first.before)) throw new Error(`${path} has another schema`)
        for (let at = magic.length; at < start; at += pieceSize) {
          const length = Math.min(pieceSize, start - at)
          await readInto(part, at, piece, length)
          await file.write(piece, 0, length)
        }
        end += start - magic.length
        rows += footer.rows
        count += footer.count
        groups.push(footer.groups)
      } finally {
        await part.close()
      }
    },
    async close() {
      const { before, between, after } = first!
      const footer = Buffer.concat([before, compactInteger(rows), between, listHead(count), ...groups, after])
      const tail = Buffer.alloc(8)
      tail.writeUInt32LE(footer.length, 0)
      magic.copy(tail, 4)
      await file.write(Buffer.concat([footer, tail]))
      await file.close()
    },
    abandon: () => file.close(),
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(Math.max(length, 0))
  await readInto(file, at, bytes, bytes.length)
  return bytes
}

async function readInto(file: FileHandle, at: number, bytes: Buffer, length: number): Promise<void> {
  let read = 0
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, at + read)
    if (bytesRead === 0) throw new Error('the file breaks off')
    read += bytesRead
  }
}

/** A footer taken apart: what stands before the number of rows, between it and the row groups, and after them. */
interface Footer {
  readonly before: Buffer
  readonly rows: bigint
  readonly between: Buffer
  readonly count: number
  readonly groups: Buffer
  readonly after: Buffer
}

/** Thrift's compact protocol: types of fields and elements. */
const type = { true: 1, false: 2, byte: 3, double: 7, binary: 8, list: 9, set: 10, map: 11, struct: 12 } as const

/** What becomes of the numbers in a struct, by the ids of fields; a struct, or each of a list, has its own. */
interface Edits {
  readonly [field: number]: ((value: bigint) => bigint) | Edits
}

/** Ids of fields in `FileMetaData`. */
const numberOfRows = 3
const rowGroups = 4

function readFooter(bytes: Buffer, shift: number, firstGroup: number): Footer {
  const moved = (place: bigint) => (place === 0n ? place : place + BigInt(shift))
  let ordinal = firstGroup
  const group: Edits = {
    1: { 2: moved, 3: { 9: moved, 10: moved, 11: moved, 14: moved }, 4: moved, 6: moved },
    5: moved,
    7: () => BigInt(ordinal++),
  }
  const input = compactReader(bytes)
  let field = 0
  let kind = 0
  const cuts: number[] = []
  let rows = 0n
  let count = 0
  const groups: Buffer[] = []
  for (;;) {
    ;[field, kind] = input.field(field)
    if (kind === 0) break
    if (field === numberOfRows) {
      cuts.push(input.at())
      rows = unzigzag(input.varint())
      cuts.push(input.at())
    } else if (field === rowGroups) {
      cuts.push(input.at())
      const [length] = input.listHead()
      count = length
      for (let at = 0; at < length; at++) groups.push(...input.edited(type.struct, group))
      cuts.push(input.at())
    } else input.skip(kind)
  }
  const [rowsFrom, rowsTo, groupsFrom, groupsTo] = cuts
  if (cuts.length !== 4) throw new Error('the footer names no rows or no row groups')
  return {
    before: bytes.subarray(0, rowsFrom),
    rows,
    between: bytes.subarray(rowsTo, groupsFrom),
    count,
    groups: Buffer.concat(groups),
    after: bytes.subarray(groupsTo),
  }
}

/** Walks over values, and copies them with some numbers changed: names and order of fields stay, so all else is copied as bytes. */
function compactReader(bytes: Buffer) {
  let at = 0
  const byte = (): number => {
    if (at >= bytes.length) throw new Error('the footer breaks off')
    return bytes[at++]!
  }
  const varint = (): bigint => {
    let value = 0n
    for (let bits = 0n; ; bits += 7n) {
      const next = byte()
      value |= BigInt(next & 0x7f) << bits
      if (next < 0x80) return value
    }
  }
  const field = (before: number): [id: number, kind: number] => {
    const head = byte()
    if (head === 0) return [0, 0]
    const id = head >> 4 === 0 ? Number(unzigzag(varint())) : before + (head >> 4)
    return [id, head & 0x0f]
  }
  const listHead = (): [length: number, kind: number] => {
    const head = byte()
    return [head >> 4 === 15 ? Number(varint()) : head >> 4, head & 0x0f]
  }
  const skip = (kind: number, inList = false): void => {
    if (kind === type.true || kind === type.false) at += inList ? 1 : 0
    else if (kind === type.byte) at += 1
    else if (kind === type.double) at += 8
    else if (kind === type.binary) {
      const length = Number(varint())
      at += length
    } else if (kind === type.list || kind === type.set) {
      const [length, element] = listHead()
      for (let one = 0; one < length; one++) skip(element, true)
    } else if (kind === type.map) {
      const length = Number(varint())
      const kinds = length > 0 ? byte() : 0
      for (let one = 0; one < length; one++) {
        skip(kinds >> 4, true)
        skip(kinds & 0x0f, true)
      }
    } else if (kind === type.struct) {
      for (let [id, inner] = field(0); inner !== 0; [id, inner] = field(id)) skip(inner)
    } else varint()
  }
  const edited = (kind: number, edits: Edits): Buffer[] => {
    const pieces: Buffer[] = []
    let from = at
    const visit = (kind: number, edits: Edits): void => {
      if (kind === type.list) {
        const [length, element] = listHead()
        for (let one = 0; one < length; one++) visit(element, edits)
        return
      }
      for (let [id, inner] = field(0); inner !== 0; [id, inner] = field(id)) {
        const edit = edits[id]
        if (edit === undefined) skip(inner)
        else if (typeof edit === 'object') visit(inner, edit)
        else {
          pieces.push(bytes.subarray(from, at))
          pieces.push(compactInteger(edit(unzigzag(varint()))))
          from = at
        }
      }
    }
    visit(kind, edits)
    pieces.push(bytes.subarray(from, at))
    return pieces
  }
  return { at: () => at, varint, field, listHead, skip, edited }
}

const compactInteger = (value: bigint) => varint(zigzag(value))

function zigzag(value: bigint): bigint {
  return BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
}

function unzigzag(value: bigint): bigint {
  return (value >> 1n) ^ -(value & 1n)
}

function varint(value: bigint): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>= 7n) {
    if (rest < 0x80n) return Buffer.from([...bytes, Number(rest)])
    bytes.push(Number(rest & 0x7fn) | 0x80)
  }
}

/** The head of a list of structs. */
function listHead(length: number): Buffer {
  return length < 15
    ? Buffer.from([(length << 4) | type.struct])
    : Buffer.concat([Buffer.from([0xf0 | type.struct]), varint(BigInt(length))])
}
