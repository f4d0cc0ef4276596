/** Weights, read one matrix or vector after another. */
export interface WeightReader {
  vector(length: number): Float32Array
  /** Rows of int8 one after another, and what 1 is worth in each. */
  matrix(rows: number, columns: number): [steps: Int8Array, scale: Float32Array]
  /** Throws when something is left. */
  end(): void
}

/**
 * Reads weights in base64: matrices as int8 and then a float32 a row, vectors as float32, little-endian, each from a multiple of 4 bytes.
 * Throws an `Error` when less or more is written than is asked for, or what is no number.
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
  return {
    vector,
    matrix: (rows, columns) => [new Int8Array(buffer, take(rows * columns), rows * columns), vector(rows)],
    end() {
      if (at !== buffer.byteLength)
        throw new Error(`the encoder's weights are longer than their shape: ${buffer.byteLength} bytes`)
    },
  }
}
