import type { Effect } from '@proviso/rights'
import { remembering } from '../remembering.ts'
import type { ClauseWords, OwnWords } from './clause-words.ts'
import { eight, encoderKernel, four, type Matrix, type Norm } from './kernel.ts'
import { learnedEffects, learnedQuestions } from './questions.ts'
import { type WeightReader, weightReader } from './weight-reader.ts'
import { type WordPieces, wordPieces } from './word-pieces.ts'

/** What an encoder hears in a clause on one question. */
export interface Heard {
  /** The likeliest effect; null: none. */
  readonly effect: Effect | null
  /** Of that effect, 0 to 1. */
  readonly probability: number
  /** Of each of `learnedEffects`, in their order. */
  readonly probabilities: readonly number[]
}

/** A small transformer that answers the five questions of a clause. */
export interface Encoder {
  /** On which of `learnedQuestions` a clause may say anything: that most say nothing their words tell at a glance. SPEC.md Q14. */
  mayTell(words: OwnWords): readonly boolean[]
  /** What a clause says on each of `learnedQuestions`, in their order. SPEC.md Q11–Q13. */
  hear(words: ClauseWords): readonly Heard[]
  /** Whether a clause is heard to its end. */
  hearsWhole(words: OwnWords): boolean
}

/** An encoder as it is written by `npm run train`. */
export interface WrittenEncoder {
  readonly shape: {
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
    /** By question. */
    readonly screen: { readonly bias: readonly number[]; readonly least: readonly number[] }
  }
  /** A line each. */
  readonly pieces: string
  /** A line each. */
  readonly signs: string
  /** All weights in base64: matrices as int8 with a float32 step a row, vectors as float32, each from a multiple of 4 bytes. */
  readonly data: string
}

/** Pieces that are taken of a clause and of what stands around it. */
const most = { lead: 30, own: 110, heading: 14, previous: 40, next: 18 } as const
/** The longest sequence: these and six marks between them. */
const longestSequence = Object.values(most).reduce((sum, count) => sum + count, 6)
/** Sequences remembered with what is seen in them: a clause comes again when only its signs, or what the encoder does not see, are others. */
const mostRemembered = 64
/** Units of the layer between what is heard and the answer. */
const hidden = 96
const Q = learnedQuestions.length
const E = learnedEffects.length

/**
 * Makes an encoder of what is written. Throws an `Error` when the shape is none the encoder can have, or the weights are not of that
 * shape. SPEC.md Q15.
 *
 * @example
 * const encoder = decodeEncoder(written)
 * if (encoder.mayTell(words)[2]) encoder.hear(words)[2] // { effect: 'allow', probability: 0.93, … } on `operator.train-ai.content`
 */
export function decodeEncoder({ shape, pieces, signs, data }: WrittenEncoder): Encoder {
  checkShape(shape)
  const { layers: depth, width, heads, inner, rank, positions, sign, screen } = shape
  const vocabulary = wordPieces(pieces.split('\n'))
  const marks = marksOf(vocabulary)
  const signPlaces = new Map(signs.split('\n').map((name, place) => [name, place]))
  const input = weightReader(data)
  const kernel = encoderKernel(positions, Math.max(inner, rank, eight(2 * width + sign)))
  const linear = (rows: number, columns: number): Matrix =>
    kernel.hold(...input.matrix(rows, columns), input.vector(rows), columns)
  const norm = (): Norm => ({ gain: kernel.keep(input.vector(width)), bias: kernel.keep(input.vector(width)) })

  const vector = rank || width
  const word = table(input, vocabulary.count, vector)
  const up = rank > 0 ? linear(width, rank) : null
  const position = table(input, positions, width)
  const kinds = { other: input.vector(width).slice(), own: input.vector(width).slice() }
  const nothing = new Float32Array(vector)
  const first = norm()
  const layers = Array.from({ length: depth }, () => ({
    qkv: linear(3 * width, width),
    o: linear(width, width),
    first: norm(),
    i: linear(inner, width),
    p: linear(width, inner),
    second: norm(),
  }))
  const attend = linear(Q, width)
  const signVectors = table(input, signPlaces.size, sign)
  const answers = learnedQuestions.map(() => ({ inward: linear(hidden, 2 * width + sign), outward: linear(E, hidden) }))
  const screenOwn = table(input, Q, vocabulary.count)
  const screenHeading = table(input, Q, vocabulary.count)
  input.end()

  const rows = four(positions)
  const x = kernel.room(rows * width)
  const y = kernel.room(rows * Math.max(3 * width, inner))
  const z = kernel.room(rows * Math.max(width, rank))
  const turned = kernel.room((width / heads) * eight(positions))
  const scores = kernel.room(rows * eight(positions))
  // one row, and the three the kernel works on beside it
  const asked = kernel.room(4 * eight(2 * width + sign))
  const middle = kernel.room(4 * hidden)
  const answered = kernel.room(4 * eight(E))
  // no more room is asked for: these stay good
  const [vectors, places, seen] = [kernel.values(up === null ? x : z), kernel.values(y), kernel.values(z)]
  const [shares, asking] = [kernel.values(scores), kernel.values(asked)]
  const [units, likely] = [kernel.values(middle), kernel.values(answered)]

  const look = remembering(see, mostRemembered)

  return {
    mayTell(words) {
      const own = new Set([...vocabulary.last(words.lead, most.lead), ...vocabulary.first(words.own, most.own)])
      const heading = new Set(vocabulary.last(words.heading, most.heading))
      return learnedQuestions.map((_, question) => {
        let sum = screen.bias[question]!
        for (const place of own) sum += screenOwn.number(question, place)
        for (const place of heading) sum += screenHeading.number(question, place)
        return sum > screen.least[question]!
      })
    },
    hear(words) {
      return conclude(look(sequence(vocabulary, marks, words)), words.signs)
    },
    hearsWhole({ own }) {
      return vocabulary.first(own, most.own + 1).length <= most.own
    },
  }

  /** What is seen in a sequence, a row each: what each question sees, and the mean of the clause's own pieces. */
  function see(sequence: string): Float32Array {
    const [from, to] = [sequence.charCodeAt(0), sequence.charCodeAt(1)]
    const length = sequence.length - 2
    const ids = Array.from({ length }, (_, at) => sequence.charCodeAt(at + 2))
    embed(ids, from, to)
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
    return seen.slice(0, (Q + 1) * width)
  }

  /** In x: what each piece is by itself, where it stands, and whether it is the clause's own. */
  function embed(ids: readonly number[], from: number, to: number): void {
    for (let at = 0; at < ids.length; at++) word.write(ids[at]!, vectors, at * vector, nothing)
    if (up !== null) kernel.times(up, z, ids.length, x)
    for (let at = 0; at < ids.length; at++)
      position.write(at, places, at * width, at >= from && at < to ? kinds.own : kinds.other)
    kernel.normalize(x, y, ids.length, first)
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

  /** What is said of what was seen: each question looks at what it sees itself, at the mean, and at the signs. */
  function conclude(seen: Float32Array, shown: readonly string[]): Heard[] {
    asking.set(seen.subarray(Q * width), width)
    asking.fill(0, 2 * width)
    for (const name of shown) {
      const place = signPlaces.get(name)
      if (place === undefined) continue
      for (let n = 0; n < sign; n++) asking[2 * width + n]! += signVectors.number(place, n)
    }
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

/** The pieces that stand between the parts of a sequence. */
interface Marks {
  readonly start: number
  readonly end: number
  readonly colon: number
}

function marksOf(vocabulary: WordPieces): Marks {
  // a sequence names each by a code unit
  if (vocabulary.count > 65_536) throw new Error('the vocabulary has more than 65536 pieces')
  const place = (piece: string): number => {
    const found = vocabulary.place(piece)
    if (found === undefined) throw new Error(`the vocabulary has no ${piece}`)
    return found
  }
  return { start: place('[CLS]'), end: place('[SEP]'), colon: place(':') }
}

/**
 * A clause and what stands around it as one sequence of pieces, a code unit each: before them two that tell where the clause's own begin
 * and where they end. SPEC.md Q11.
 */
function sequence(vocabulary: WordPieces, { start, end, colon }: Marks, words: ClauseWords): string {
  const lead = vocabulary.last(words.lead, most.lead)
  const ids = [start, ...lead]
  if (lead.length > 0) ids.push(colon)
  const from = ids.length
  ids.push(...vocabulary.first(words.own, most.own))
  const to = ids.length
  ids.push(end, ...vocabulary.last(words.heading, most.heading), end)
  ids.push(...vocabulary.last(words.previous, most.previous), end)
  ids.push(...vocabulary.first(words.next, most.next), end)
  return String.fromCharCode(from, to, ...ids)
}

/** A matrix whose numbers are asked for one by one, or row by row. */
interface Table {
  number(row: number, column: number): number
  /** Writes a row and what is added to it, both before they are rounded. */
  write(row: number, to: Float32Array, at: number, added: Float32Array): void
}

function table(input: WeightReader, rows: number, columns: number): Table {
  // a copy, as of all that is kept: what was read need not live as long
  const [steps, scale] = input.matrix(rows, columns).map((numbers) => numbers.slice()) as [Int8Array, Float32Array]
  return {
    number: (row, column) => steps[row * columns + column]! * scale[row]!,
    write(row, to, at, added) {
      const start = row * columns
      const step = scale[row]!
      for (let n = 0; n < columns; n++) to[at + n] = steps[start + n]! * step + added[n]!
    },
  }
}

function checkShape({ layers, width, heads, inner, rank, positions, sign, screen }: WrittenEncoder['shape']): void {
  const refuse = (what: string): never => {
    throw new Error(`no encoder has this shape: ${what}`)
  }
  for (const [name, value] of Object.entries({ layers, width, heads, inner, rank, positions, sign }))
    if (!Number.isSafeInteger(value) || value < 0) refuse(`${name} is ${value}`)
  if (width === 0 || inner === 0 || heads === 0) refuse('nothing is wide')
  if ((width / heads) % 8 !== 0 || inner % 8 !== 0 || rank % 8 !== 0)
    refuse('heads, inner layers and ranks are a multiple of 8 wide')
  if (positions < longestSequence) refuse(`${positions} positions where ${longestSequence} may be taken`)
  for (const numbers of [screen.bias, screen.least])
    if (numbers.length !== Q || !numbers.every(Number.isFinite)) refuse('the screen has a bias and a least a question')
}
