import type { Effect } from '@proviso/rights'
import { eight, encoderKernel, four, type Matrix, type Norm } from './kernel.ts'
import { learnedEffects, learnedQuestions } from './questions.ts'
import { longestSequence } from './sequence.ts'
import { type Table, table } from './table.ts'
import type { WeightReader } from './weight-reader.ts'

/** What is heard in a clause on one question. */
export interface Heard {
  /** The likeliest effect; null: none. */
  readonly effect: Effect | null
  /** Of that effect, 0 to 1. */
  readonly probability: number
  /** Of each of `learnedEffects`, in their order. */
  readonly probabilities: readonly number[]
}

/** How large a transformer is. */
export interface TransformerShape {
  readonly layers: number
  readonly width: number
  readonly heads: number
  /** Width of the inner layers. */
  readonly inner: number
  /** Numbers of a piece's vector; 0: as many as the width. */
  readonly rank: number
  /** Longest sequence. */
  readonly positions: number
  /** Numbers of a sign's vector. */
  readonly sign: number
  /** Of the coarse matrices of layers, how many weights of a row share a factor; 0: none is coarse. */
  readonly group: number
  /** Units of the layer between what is seen and the answer. */
  readonly hidden: number
  /** Whether each piece looks at the one before it and the one after it first. */
  readonly beside: boolean
}

/** Layers that look at a sequence, and what they make of it on each question. */
export interface Transformer {
  /** What is seen in a sequence, a row each: what each question sees, and the mean of the clause's own pieces. */
  see(sequence: string): Float32Array
  /** What is said of what was seen: each question looks at what it sees itself, at the mean, and at the signs, told by their places. */
  conclude(seen: Float32Array, signs: readonly number[]): Heard[]
}

const Q = learnedQuestions.length
const E = learnedEffects.length

/**
 * Reads a transformer's weights over the vectors of pieces in `word`, to look at sequences of at most `shape.positions` pieces. Throws an
 * `Error` when the shape is none it can have. SPEC.md Q12, Q15.
 */
export function transformer(input: WeightReader, shape: TransformerShape, word: Table, signs: number): Transformer {
  checkShape(shape)
  const { layers: depth, width, heads, inner, rank, positions, sign, group, hidden, beside } = shape
  const kernel = encoderKernel(positions, Math.max(inner, rank, beside ? 3 * width : 0, eight(2 * width + sign)))
  const linear = (rows: number, columns: number, group = 0): Matrix =>
    kernel.hold(...input.matrix(rows, columns, group), input.vector(rows), columns)
  const norm = (): Norm => ({ gain: kernel.keep(input.vector(width)), bias: kernel.keep(input.vector(width)) })

  const vector = rank || width
  const up = rank > 0 ? linear(width, rank) : null
  const position = table(input, positions, width)
  const kinds = { other: input.vector(width).slice(), own: input.vector(width).slice() }
  const nothing = new Float32Array(vector)
  /** Vectors found, by piece. */
  const pieceVectors: (Float32Array | undefined)[] = []
  const first = norm()
  const three = beside ? { look: linear(width, 3 * width), norm: norm() } : null
  const layers = Array.from({ length: depth }, () => ({
    qkv: linear(3 * width, width, group),
    o: linear(width, width, group),
    first: norm(),
    i: linear(inner, width, group),
    p: linear(width, inner, group),
    second: norm(),
  }))
  const attend = linear(Q, width)
  const signVectors = table(input, signs, sign)
  const answers = learnedQuestions.map(() => ({ inward: linear(hidden, 2 * width + sign), outward: linear(E, hidden) }))

  const rows = four(positions)
  const x = kernel.room(rows * width)
  const y = kernel.room(rows * Math.max(3 * width, inner))
  const z = kernel.room(rows * Math.max(width, rank))
  const turned = kernel.room((width / heads) * eight(positions))
  const scores = kernel.room(rows * eight(positions))
  // one row, and the three the kernel works on beside it
  const asked = kernel.room(4 * eight(2 * width + sign))
  const middle = kernel.room(4 * eight(hidden))
  const answered = kernel.room(4 * eight(E))
  // no more room is asked for: these stay good
  const [xs, ys, zs] = [kernel.values(x), kernel.values(y), kernel.values(z)]
  const vectors = up === null ? xs : zs
  /** All rooms, a place each 4 bytes. */
  const memory = new Float32Array(xs.buffer)
  const [shares, asking] = [kernel.values(scores), kernel.values(asked)]
  const [units, likely] = [kernel.values(middle), kernel.values(answered)]

  return { see, conclude }

  function see(sequence: string): Float32Array {
    const [from, to] = [sequence.charCodeAt(0), sequence.charCodeAt(1)]
    const length = sequence.length - 2
    const ids = Array.from({ length }, (_, at) => sequence.charCodeAt(at + 2))
    embed(ids, from, to)
    if (three !== null) lookBeside(three, length)
    for (const { qkv, o, first, i, p, second } of layers) {
      kernel.times(qkv, x, length, y)
      lookAround(length)
      kernel.times(o, z, length, y)
      kernel.normalize(x, y, length, first)
      kernel.times(i, x, length, y)
      kernel.gelu(y, length * inner)
      kernel.times(p, y, length, z)
      kernel.normalize(x, z, length, second)
    }
    lookAt(length, from, to)
    return zs.slice(0, (Q + 1) * width)
  }

  /** In x: what each piece is by itself, where it stands, and whether it is the clause's own. */
  function embed(ids: readonly number[], from: number, to: number): void {
    // found first: finding them works in x
    const found = ids.map(pieceOf)
    for (let at = 0; at < found.length; at++) xs.set(found[at]!, at * width)
    for (let at = 0; at < ids.length; at++)
      position.write(at, ys, at * width, at >= from && at < to ? kinds.own : kinds.other)
    kernel.normalize(x, y, ids.length, first)
  }

  /** A piece's vector, as wide as the rest: it is the same in every sequence. */
  function pieceOf(id: number): Float32Array {
    let found = pieceVectors[id]
    if (found === undefined) {
      word.write(id, vectors, 0, nothing)
      if (up !== null) kernel.times(up, z, 1, x)
      found = xs.slice(0, width)
      pieceVectors[id] = found
    }
    return found
  }

  /** To each row of x is added what it makes of the rows before and after it, and of itself. */
  function lookBeside({ look, norm }: { look: Matrix; norm: Norm }, length: number): void {
    for (let at = 0; at < length; at++) {
      const before = x.place / 4 + (at - 1) * width
      memory.copyWithin(y.place / 4 + 3 * at * width, before, before + 3 * width)
    }
    // before the first there is none, nor after the last
    ys.fill(0, 0, width)
    ys.fill(0, (3 * length - 1) * width, 3 * length * width)
    kernel.times(look, y, length, z)
    kernel.gelu(z, length * width)
    kernel.normalize(x, z, length, norm)
  }

  /** From queries, keys and values side by side in the rows of y to what each row has seen of the others, in z. */
  function lookAround(length: number): void {
    const size = width / heads
    const stride = eight(length)
    const keys = { room: turned, at: 0, stride }
    const pairs = { room: scores, at: 0, stride }
    for (let at = 0; at < width; at += size) {
      const [query, key, value] = [at, width + at, 2 * width + at].map((at) => ({ room: y, at, stride: 3 * width }))
      kernel.turn(key!, keys, length, size)
      kernel.multiply(query!, keys, pairs, length, stride, size)
      kernel.softmax(pairs, length, length, 1 / Math.sqrt(size))
      kernel.multiply(pairs, value!, { room: z, at, stride: width }, length, size, length)
    }
  }

  /** In z: what each question sees of the rows of x, and their mean over the clause's own. */
  function lookAt(length: number, from: number, to: number): void {
    const stride = eight(length)
    const looks = { room: scores, at: 0, stride }
    kernel.times(attend, x, length, y)
    kernel.turn({ room: y, at: 0, stride: eight(Q) }, looks, length, eight(Q))
    kernel.softmax(looks, Q, length, 1)
    // the rows beyond the questions are zeros: one of them looks at the clause's own pieces alike
    shares.fill(1 / Math.max(1, to - from), Q * stride + from, Q * stride + to)
    kernel.multiply(
      looks,
      { room: x, at: 0, stride: width },
      { room: z, at: 0, stride: width },
      eight(Q),
      width,
      length,
    )
  }

  function conclude(seen: Float32Array, shown: readonly number[]): Heard[] {
    asking.set(seen.subarray(Q * width), width)
    asking.fill(0, 2 * width)
    for (const place of shown) for (let n = 0; n < sign; n++) asking[2 * width + n]! += signVectors.number(place, n)
    return answers.map(({ inward, outward }, question) => {
      asking.set(seen.subarray(question * width, (question + 1) * width))
      kernel.times(inward, asked, 1, middle)
      for (let n = 0; n < hidden; n++) units[n] = Math.max(0, units[n]!)
      kernel.times(outward, middle, 1, answered)
      kernel.softmax({ room: answered, at: 0, stride: eight(E) }, 1, E, 1)
      const probabilities = [...likely.subarray(0, E)]
      const probability = Math.max(...probabilities)
      return { effect: learnedEffects[probabilities.indexOf(probability)]!, probability, probabilities }
    })
  }
}

/** Throws an `Error` when no transformer has this shape. */
export function checkShape({
  layers,
  width,
  heads,
  inner,
  rank,
  positions,
  sign,
  group,
  hidden,
}: TransformerShape): void {
  const refuse = (what: string): never => {
    throw new Error(`no encoder has this shape: ${what}`)
  }
  for (const [name, value] of Object.entries({ layers, width, heads, inner, rank, positions, sign, group, hidden }))
    if (!Number.isSafeInteger(value) || value < 0) refuse(`${name} is ${value}`)
  if (width === 0 || inner === 0 || heads === 0 || hidden === 0) refuse('nothing is wide')
  if ((width / heads) % 8 !== 0 || inner % 8 !== 0 || rank % 8 !== 0 || hidden % 8 !== 0)
    refuse('heads, inner layers and ranks are a multiple of 8 wide')
  if (group > 0 && (group % 2 !== 0 || [width, inner].some((columns) => columns % group !== 0)))
    refuse(`rows of ${width} and ${inner} are no groups of ${group}`)
  if (positions < longestSequence) refuse(`${positions} positions where ${longestSequence} may be taken`)
}
