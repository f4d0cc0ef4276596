import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineMemory, type Lines, scanLines } from './line.ts'

const text = fc
  .array(fc.constantFrom('', ' ', 'Terms', '=====', '- you', 'é “no” 😀', '\ud800', '\r', 'a\u2028b'), {
    maxLength: 12,
  })
  .map((lines) => lines.join('\n'))

/** What is known of a text's lines, without the memory they come from. */
function told({ length, count, lines, starts, sourceStarts }: Lines) {
  return { length, count, lines: lines.map((line) => [line.text, line.flags]), starts, sourceStarts }
}

function toldWithoutSource(source: string) {
  const { sourceStarts, ...rest } = told(scanLines(source))
  return rest
}

describe('[M1] lines', () => {
  test('they are those of the text, each where it stands', () => {
    fc.assert(
      fc.property(text, (source) => {
        const lines = scanLines(source)
        expect(lines.lines.map((line) => line.text)).toEqual(source.split('\n'))
        expect(lines.lines.map((line, at) => source.startsWith(line.text, lines.starts[at]))).not.toContain(false)
        expect(lines.starts[lines.count]).toBe(source.length + 1)
      }),
    )
  })

  test('after an earlier version they are the same as without', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (versions) => {
        const memory = new LineMemory({ most: 20 })
        let earlier: Lines | undefined
        for (const version of versions) {
          earlier = scanLines(version, memory, earlier)
          expect(told(earlier)).toEqual(told(scanLines(version)))
        }
      }),
    )
  })

  test('those of UTF-8 are those of the text it stands for, broken sequences included', () => {
    const piece = fc.oneof(
      text.map((source) => Buffer.from(source)),
      fc.constantFrom('\xe2\x80', '\xff', '\xf0\x9f\x98', '\x80', '\n').map((bytes) => Buffer.from(bytes, 'latin1')),
    )
    const versions = fc.array(fc.array(piece, { maxLength: 5 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(versions, (all) => {
        const memory = new LineMemory({ most: 20 })
        let earlier: Lines | undefined
        for (const pieces of all) {
          const bytes = Buffer.concat(pieces)
          earlier = scanLines(bytes, memory, earlier)
          const { sourceStarts, ...rest } = told(earlier)
          expect(rest).toEqual(toldWithoutSource(bytes.toString('utf8')))
        }
      }),
    )
  })

  test('two lines with one id have the same characters, also once the memory has begun anew', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 9 }), (versions) => {
        const memory = new LineMemory({ most: 10 })
        const texts = new Map<number, string>()
        for (const version of versions) {
          for (const { id, text } of scanLines(version, memory).lines) {
            expect(texts.get(id) ?? text).toBe(text)
            texts.set(id, text)
          }
        }
      }),
    )
  })

  test('a stretch between two offsets is that of the text', () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (source, one, other) => {
        const [from, to] = [one, other].sort((a, b) => a - b) as [number, number]
        const lines = scanLines(source)
        const start = Math.min(from, source.length)
        expect(lines.slice(start, to)).toBe(source.slice(from, to))
        const codes = new Uint16Array(60)
        const count = lines.codes(start, to, codes)
        expect(String.fromCharCode(...codes.subarray(0, count))).toBe(source.slice(from, to))
      }),
    )
  })

  test('an offset stands in the line it belongs to, a break in the line it ends', () => {
    const lines = scanLines('ab\n\ncd')
    expect([0, 2, 3, 4, 6].map((offset) => lines.at(offset))).toEqual([0, 0, 1, 2, 2])
  })
})
