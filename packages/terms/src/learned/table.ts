import type { WeightReader } from './weight-reader.ts'

/** A matrix whose numbers are asked for one by one, or row by row. */
export interface Table {
  number(row: number, column: number): number
  /** Writes a row and what is added to it, both before they are rounded. */
  write(row: number, to: Float32Array, at: number, added: Float32Array): void
}

/** Reads a table. */
export function table(input: WeightReader, rows: number, columns: number): Table {
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
