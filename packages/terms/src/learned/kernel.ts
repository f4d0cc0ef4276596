import { code } from './kernel-code.ts'

/** Numbers the kernel works on, from `place` in its memory. */
export interface Room {
  readonly place: number
  readonly numbers: number
}

/** A matrix the kernel holds, with a step and a bias for each of its rows. */
export interface Matrix {
  readonly place: number
  /** Numbers that come in, made a multiple of 8 with zeros. */
  readonly columns: number
  /** Numbers that go out, the same. */
  readonly rows: number
  readonly scale: number
  readonly bias: number
}

/** What a layer's numbers are brought back to. */
export interface Norm {
  readonly gain: Room
  readonly bias: Room
}

/** Rows of numbers in a room: the first begins at `at`, the next `stride` numbers later. */
export interface Rows {
  readonly room: Room
  readonly at: number
  readonly stride: number
}

/**
 * The arithmetic of the encoder, by WebAssembly. Sums of matrices are of whole numbers: rows that come in are rounded, each by a step of its
 * own. The same numbers give the same numbers on every machine. It works on four rows at a time: rooms must hold a multiple of four
 * rows, and those beyond the length are written over with numbers that mean nothing.
 */
export interface Kernel {
  /** Room for so many numbers, all 0. */
  room(numbers: number): Room
  /** Room with these numbers. */
  keep(values: Float32Array): Room
  /** Keeps a matrix: int8 rows of `length` numbers one after another, each with a step and a bias. */
  hold(steps: Int8Array, scale: Float32Array, bias: Float32Array, length: number): Matrix
  /** The numbers themselves, to read and to write: good until something is kept, or more room is asked for. */
  values(room: Room): Float32Array
  /** to[row] = the products of a row with each row of the matrix, and its bias. Rows lie one after another, as long as the matrix is wide and high. */
  times(matrix: Matrix, from: Room, length: number, to: Room): void
  /** to[a][b] = sum of left[a][n] * right[n][b]; `columns` is a multiple of 8. */
  multiply(left: Rows, right: Rows, to: Rows, length: number, columns: number, depth: number): void
  /** Writes the columns of `length` rows as rows. */
  turn(from: Rows, to: Rows, length: number, columns: number): void
  /** Makes shares of each row: e to the power of `scale` times each number, over their sum. Rows lie a multiple of 4 numbers apart. */
  softmax(rows: Rows, length: number, columns: number, scale: number): void
  /** Brings the rows of x + added to mean 0 and variance 1, then takes them times gain plus bias, in x. */
  normalize(x: Room, added: Room, length: number, norm: Norm): void
  /** Gaussian error linear units, in their tanh form. */
  gelu(x: Room, numbers: number): void
}

/** Sums of products are below this. */
const greatestSum = 2 ** 31 - 1
const page = 65_536

/** As much of the standard's interface as is used here; its types belong to browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** `kernel.wat`. */
interface Functions {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  round(from: number, stride: number, rows: number, size: number, greatest: number, to: number, steps: number): void
  product(
    left: number,
    steps: number,
    rows: number,
    right: number,
    scale: number,
    bias: number,
    columns: number,
    pairs: number,
    out: number,
    stride: number,
    wide: number,
  ): void
  multiply(
    left: number,
    leftStride: number,
    right: number,
    rightStride: number,
    out: number,
    stride: number,
    rows: number,
    columns: number,
    depth: number,
  ): void
  turn(from: number, stride: number, rows: number, columns: number, to: number, toStride: number): void
  softmax(place: number, stride: number, rows: number, length: number, scale: number): void
  normalize(x: number, added: number, rows: number, size: number, gain: number, bias: number): void
  gelu(place: number, size: number, beside: number): void
}

/** A kernel with a memory of its own, for matrices that take at most `longest` rows of at most `widest` numbers. */
export function encoderKernel(longest: number, widest: number): Kernel {
  const kernel = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(code, 'base64'))).exports as Functions
  let end = 0
  const reserve = (bytes: number): number => {
    const place = end
    end += (bytes + 15) & ~15
    const missing = end - kernel.memory.buffer.byteLength
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / page))
    return place
  }
  const keep = (values: Float32Array, numbers = values.length): Room => {
    const place = reserve(4 * numbers)
    new Float32Array(kernel.memory.buffer, place, values.length).set(values)
    return { place, numbers }
  }
  const rounded = reserve(2 * four(longest) * widest)
  const steps = reserve(4 * four(longest))
  const wide = reserve(2 * 8 * widest)
  const beside = reserve(1024)
  const start = ({ room, at }: Rows): number => room.place + 4 * at

  return {
    room: (numbers) => ({ place: reserve(4 * numbers), numbers }),
    keep,
    hold(values, scale, bias, length) {
      const rows = eight(scale.length)
      const columns = eight(length)
      const place = reserve(rows * columns)
      pack(values, length, new Int8Array(kernel.memory.buffer, place, rows * columns))
      return { place, rows, columns, scale: keep(scale, rows).place, bias: keep(bias, rows).place }
    },
    values: ({ place, numbers }) => new Float32Array(kernel.memory.buffer, place, numbers),
    times({ place, rows, columns, scale, bias }, from, length, to) {
      const greatest = Math.min(32_767, Math.floor(greatestSum / (128 * columns)))
      kernel.round(from.place, 4 * columns, four(length), 4 * columns, greatest, rounded, steps)
      kernel.product(rounded, steps, four(length), place, scale, bias, rows, columns / 2, to.place, 4 * rows, wide)
    },
    multiply(left, right, to, length, columns, depth) {
      kernel.multiply(
        start(left),
        4 * left.stride,
        start(right),
        4 * right.stride,
        start(to),
        4 * to.stride,
        four(length),
        columns,
        depth,
      )
    },
    turn(from, to, length, columns) {
      kernel.turn(start(from), 4 * from.stride, length, columns, start(to), 4 * to.stride)
    },
    softmax(rows, length, columns, scale) {
      kernel.softmax(start(rows), 4 * rows.stride, length, columns, scale)
    },
    normalize(x, added, length, { gain, bias }) {
      kernel.normalize(x.place, added.place, length, 4 * gain.numbers, gain.place, bias.place)
    },
    gelu({ place }, numbers) {
      kernel.gelu(place, 4 * numbers, beside)
    },
  }
}

/** Writes a matrix, of rows of `length` numbers, as the kernel reads it: of eight rows two numbers each, then the next two. */
function pack(values: Int8Array, length: number, to: Int8Array): void {
  const columns = eight(length)
  for (let row = 0; row * length < values.length; row++) {
    const from = row * length
    const start = (row & ~7) * columns + 2 * (row & 7)
    for (let at = 0; at < length; at++) to[start + 8 * (at & ~1) + (at & 1)] = values[from + at]!
  }
}

/** The multiples of four and of eight that hold so many. */
export const four = (count: number): number => (count + 3) & ~3
export const eight = (count: number): number => (count + 7) & ~7
