import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eight, encoderKernel, four, type Kernel, type Room } from './kernel.ts'

const longest = 24
const widest = 64
const numbers = (length: number, most = 8) =>
  fc
    .array(fc.float({ min: -most, max: most, noNaN: true }), { minLength: length, maxLength: length })
    .map((values) => Float32Array.from(values))
const steps = (length: number) =>
  fc
    .array(fc.integer({ min: -128, max: 127 }), { minLength: length, maxLength: length })
    .map((values) => Int8Array.from(values))
const count = (most: number) => fc.integer({ min: 1, max: most })

/** Room with numbers at its beginning. */
function filled(kernel: Kernel, values: Float32Array, size = values.length): Room {
  const room = kernel.room(size)
  kernel.values(room).set(values)
  return room
}

const greatest = (values: Iterable<number>) => [...values].reduce((most, value) => Math.max(most, Math.abs(value)), 0)
const near = (found: number, expected: number, away: number) =>
  expect(Math.abs(found - expected), `${found} for ${expected}`).toBeLessThanOrEqual(away)

describe('the kernel gives what plain arithmetic gives', () => {
  test('[Q12] rows times a matrix, and its bias', () => {
    const cases = fc.tuple(count(longest), count(40), count(widest)).chain(([length, rows, columns]) =>
      fc.record({
        length: fc.constant(length),
        rows: fc.constant(rows),
        columns: fc.constant(columns),
        left: numbers(length * columns),
        matrix: steps(rows * columns),
        scale: numbers(rows, 0.5),
        bias: numbers(rows),
      }),
    )
    fc.assert(
      fc.property(cases, ({ length, rows, columns, left, matrix, scale, bias }) => {
        const kernel = encoderKernel(longest, widest)
        const held = kernel.hold(matrix, scale, bias, columns)
        const from = kernel.room(four(length) * held.columns)
        for (let row = 0; row < length; row++)
          kernel.values(from).set(left.subarray(row * columns, (row + 1) * columns), row * held.columns)
        const to = kernel.room(four(length) * held.rows)
        kernel.times(held, from, length, to)
        const found = kernel.values(to)
        for (let a = 0; a < length; a++) {
          const row = left.subarray(a * columns, (a + 1) * columns)
          for (let b = 0; b < rows; b++) {
            const other = matrix.subarray(b * columns, (b + 1) * columns)
            const sum = row.reduce((sum, value, n) => sum + value * other[n]!, 0)
            // a row's numbers are off by half its step at most, and float32 by its last place
            const size = other.reduce((sum, value) => sum + Math.abs(value), 0) * Math.abs(scale[b]!)
            const away = size * greatest(row) * (0.51 / 32_767) + 1e-5
            near(found[a * held.rows + b]!, sum * scale[b]! + bias[b]!, away)
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  test('[Q12] rows times columns, and a block turned', () => {
    const cases = fc.tuple(count(longest), count(3), count(widest)).chain(([length, eights, depth]) =>
      fc.record({
        length: fc.constant(length),
        columns: fc.constant(8 * eights),
        depth: fc.constant(depth),
        left: numbers(length * depth),
        right: numbers(depth * 8 * eights),
      }),
    )
    fc.assert(
      fc.property(cases, ({ length, columns, depth, left, right }) => {
        const kernel = encoderKernel(longest, widest)
        // all of them stand a few numbers off the beginning, in rows that are longer than what counts
        const a = { room: kernel.room(4 + four(length) * (depth + 3)), at: 4, stride: depth + 3 }
        const b = { room: kernel.room(8 + depth * (columns + 4)), at: 8, stride: columns + 4 }
        const to = { room: kernel.room(12 + four(length) * (columns + 8)), at: 12, stride: columns + 8 }
        for (let row = 0; row < length; row++)
          kernel.values(a.room).set(left.subarray(row * depth, (row + 1) * depth), a.at + row * a.stride)
        for (let row = 0; row < depth; row++)
          kernel.values(b.room).set(right.subarray(row * columns, (row + 1) * columns), b.at + row * b.stride)
        kernel.multiply(a, b, to, length, columns, depth)
        const found = kernel.values(to.room)
        for (let row = 0; row < length; row++)
          for (let column = 0; column < columns; column++) {
            let sum = 0
            for (let n = 0; n < depth; n++) sum += left[row * depth + n]! * right[n * columns + column]!
            near(found[to.at + row * to.stride + column]!, sum, 1e-5 * 64 * depth)
          }
        expect([...found.subarray(0, 12)]).toEqual(new Array(12).fill(0))

        const turned = { room: kernel.room(depth * length), at: 0, stride: length }
        kernel.turn(a, turned, length, depth)
        const expected = Array.from(
          { length: depth * length },
          (_, at) => left[(at % length) * depth + Math.floor(at / length)],
        )
        expect([...kernel.values(turned.room)]).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })

  test('[Q12] shares', () => {
    const cases = fc
      .tuple(count(6), count(longest))
      .chain(([length, columns]) => fc.tuple(fc.constant(length), fc.constant(columns), numbers(length * columns, 90)))
    fc.assert(
      fc.property(cases, fc.constantFrom(1, 0.125), ([length, columns, values], scale) => {
        const kernel = encoderKernel(longest, widest)
        const rows = { room: kernel.room(length * eight(columns)), at: 0, stride: eight(columns) }
        for (let row = 0; row < length; row++)
          kernel.values(rows.room).set(values.subarray(row * columns, (row + 1) * columns), row * rows.stride)
        kernel.softmax(rows, length, columns, scale)
        for (let row = 0; row < length; row++) {
          const own = values.subarray(row * columns, (row + 1) * columns)
          const most = Math.max(...own)
          const powers = [...own].map((value) => Math.exp((value - most) * scale))
          const total = powers.reduce((sum, power) => sum + power)
          const found = kernel.values(rows.room).subarray(row * rows.stride, row * rows.stride + columns)
          for (const [at, power] of powers.entries()) near(found[at]!, power / total, 1e-6)
        }
      }),
    )
  })

  test('[Q12] rows brought to mean 0 and variance 1', () => {
    const cases = fc
      .tuple(count(5), count(8))
      .chain(([length, eights]) =>
        fc.tuple(
          fc.constant(length),
          fc.constant(8 * eights),
          numbers(length * 8 * eights),
          numbers(length * 8 * eights),
          numbers(8 * eights, 2),
          numbers(8 * eights, 2),
        ),
      )
    fc.assert(
      fc.property(cases, ([length, width, x, added, gain, bias]) => {
        const sums = x.map((value, at) => value + added[at]!)
        const rows = Array.from({ length }, (_, row) => sums.subarray(row * width, (row + 1) * width))
        const spread = rows.map((row) => {
          const mean = row.reduce((sum, value) => sum + value, 0) / width
          return { mean, variance: row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width }
        })
        // of a row that is nearly flat, float32 knows only the noise
        fc.pre(spread.every(({ variance }) => variance > 0.01))
        const kernel = encoderKernel(longest, widest)
        const room = filled(kernel, x)
        kernel.normalize(room, filled(kernel, added), length, { gain: kernel.keep(gain), bias: kernel.keep(bias) })
        const found = kernel.values(room)
        for (const [row, { mean, variance }] of spread.entries())
          for (let n = 0; n < width; n++) {
            const expected = ((rows[row]![n]! - mean) / Math.sqrt(variance + 1e-12)) * gain[n]! + bias[n]!
            near(found[row * width + n]!, expected, 1e-3)
          }
      }),
    )
  })

  test('[Q12] Gaussian error linear units, far out too', () => {
    const kernel = encoderKernel(longest, widest)
    const values = Float32Array.from({ length: 4000 }, (_, at) => (at - 2000) / 100)
    values.set([-1e30, -1e6, -100, 0, 100, 1e6, 1e18, 3e38])
    const room = filled(kernel, values)
    kernel.gelu(room, values.length)
    const found = kernel.values(room)
    for (const [at, x] of values.entries()) {
      const expected = 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))
      near(found[at]!, expected, Math.max(1e-6, Math.abs(expected) * 1e-6))
    }
  })
})

describe('the kernel', () => {
  test('[Q12] sums of the widest rows do not overflow', () => {
    for (const columns of [8, 768, 1536, 4096]) {
      const kernel = encoderKernel(1, columns)
      const matrix = kernel.hold(new Int8Array(columns).fill(-128), Float32Array.of(1), new Float32Array(1), columns)
      const to = kernel.room(4 * matrix.rows)
      kernel.times(matrix, filled(kernel, new Float32Array(columns).fill(-3), 4 * columns), 1, to)
      expect(kernel.values(to)[0]! / (3 * 128 * columns)).toBeCloseTo(1, 6)
    }
  })

  test('[Q12] a row of zeros gives the bias', () => {
    const kernel = encoderKernel(1, 8)
    const matrix = kernel.hold(new Int8Array(8).fill(5), Float32Array.of(0.5), Float32Array.of(2), 8)
    const to = filled(kernel, new Float32Array(32).fill(7))
    kernel.times(matrix, kernel.room(32), 1, to)
    expect([...kernel.values(to).subarray(0, 8)]).toEqual([2, 0, 0, 0, 0, 0, 0, 0])
  })

  test('[Q12] what a row gives does not depend on the rows beside it', () => {
    fc.assert(
      fc.property(numbers(8 * 16), steps(24 * 16), numbers(24, 0.5), (left, values, scale) => {
        const kernel = encoderKernel(8, 16)
        const matrix = kernel.hold(values, scale, new Float32Array(24), 16)
        const [all, alone] = [kernel.room(8 * 24), kernel.room(4 * 24)]
        kernel.times(matrix, filled(kernel, left), 8, all)
        for (let row = 0; row < 8; row++) {
          kernel.times(matrix, filled(kernel, left.subarray(row * 16, (row + 1) * 16), 64), 1, alone)
          expect(kernel.values(alone).slice(0, 24)).toEqual(kernel.values(all).slice(row * 24, (row + 1) * 24))
        }
      }),
    )
  })
})
