/** Weights, read one matrix or vector after another. */
export interface WeightReader {
  vector(length: number): Float32Array
  /** Rows of int8 one after another, and what 1 is worth in each; `group`: of a coarse matrix, how many weights of a row share a factor. */
  matrix(rows: number, columns: number, group?: number): [steps: Int8Array, scale: Float32Array]
  /** Throws when something is left. */
  end(): void
}

/** Seven times a smaller factor is never more than this; what seven times the largest goes beyond it is cut off. */
const mostStep = 127
const mostFactor = 19

const cut = (step: number): number => Math.max(-mostStep, Math.min(mostStep, step))

/**
 * Reads weights in base64: matrices as int8 and then a float32 a row, vectors as float32, little-endian, each from a multiple of 4 bytes.
 * Coarse matrices are written with two weights a byte, each from 1 to 15 and 8 more than it is, the first in the low half; then a factor
 * a group, a byte each, and a float32 a row. Throws an `Error` when less or more is written than is asked for, or what is no number.
 *
 * @example
 * const input = weightReader('AQIDBAAAAD8AAAA/')
 * input.matrix(2, 2) // rows 1, 2 and 3, 4, times a half
 * input.end()
 */
export function weightReader(data: string): WeightReader {
  const bytes = Buffer.from(data, 'base64')
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  let at = 0
  const take = (size: number): number => {
    const from = (at + 3) & ~3
    at = from + size
    if (at > buffer.byteLength) throw new Error(`the encoder's weights end too early: ${buffer.byteLength} bytes`)
    return from
  }
  const vector = (length: number): Float32Array => {
    const values = new Float32Array(buffer, take(4 * length), length)
    if (!values.every(Number.isFinite)) throw new Error("the encoder's weights hold what is no number")
    return values
  }
  const fine = (count: number) => new Int8Array(buffer, take(count), count)
  const coarse = (count: number, group: number): Int8Array => {
    const pairs = new Uint8Array(buffer, take(count / 2), count / 2)
    const factors = new Uint8Array(buffer, take(count / group), count / group)
    const steps = new Int8Array(count)
    for (let pair = 0; pair < pairs.length; pair++) {
      const factor = factors[Math.floor((2 * pair) / group)]!
      const [first, second] = [pairs[pair]! & 15, pairs[pair]! >> 4]
      if (first === 0 || second === 0 || factor > mostFactor)
        throw new Error("the encoder's weights hold a step that no coarse matrix has")
      steps[2 * pair] = cut((first - 8) * factor)
      steps[2 * pair + 1] = cut((second - 8) * factor)
    }
    return steps
  }
  return {
    vector,
    matrix: (rows, columns, group = 0) => [
      group === 0 ? fine(rows * columns) : coarse(rows * columns, group),
      vector(rows),
    ],
    end() {
      if (at !== buffer.byteLength)
        throw new Error(`the encoder's weights are longer than their shape: ${buffer.byteLength} bytes`)
    },
  }
}
