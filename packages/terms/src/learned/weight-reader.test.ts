import { describe, expect, test } from 'vitest'
import { weightReader } from './weight-reader.ts'

const written = (...parts: (Int8Array | Uint8Array | Float32Array)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part.buffer))).toString('base64')

describe('weights', () => {
  test('[Q15] are read one after another, each from a multiple of four bytes', () => {
    const input = weightReader(
      written(Int8Array.of(1, -2, 3, -128, 127, 0, 0, 0), Float32Array.of(0.5), Float32Array.of(7, -8)),
    )
    expect(input.matrix(1, 5)).toEqual([Int8Array.of(1, -2, 3, -128, 127), Float32Array.of(0.5)])
    expect(input.vector(2)).toEqual(Float32Array.of(7, -8))
    input.end()
  })

  test('[Q15] coarse ones are two a byte, and multiples of a factor of their group', () => {
    const input = weightReader(written(Uint8Array.of(0x9f, 0x18, 0, 0, 1, 19, 0, 0), Float32Array.of(0.5)))
    expect(input.matrix(1, 4, 2)).toEqual([Int8Array.of(7, 1, 0, -127), Float32Array.of(0.5)])
    input.end()
    for (const broken of [Uint8Array.of(0x90, 0x18, 0, 0, 1, 1, 0, 0), Uint8Array.of(0x99, 0x99, 0, 0, 1, 20, 0, 0)])
      expect(() => weightReader(written(broken, Float32Array.of(1))).matrix(1, 4, 2)).toThrow('no coarse matrix has')
  })

  test('[Q15] that end too early, or too late, or are no numbers, are refused', () => {
    expect(() => weightReader(written(Int8Array.of(1, 2, 3, 4))).matrix(1, 4)).toThrow('end too early')
    expect(() => weightReader('').vector(1)).toThrow('end too early')
    expect(() => weightReader(written(Float32Array.of(1))).end()).toThrow('longer')
    for (const value of [Number.NaN, Infinity])
      expect(() => weightReader(written(Float32Array.of(1, value))).vector(2)).toThrow('no number')
  })
})
