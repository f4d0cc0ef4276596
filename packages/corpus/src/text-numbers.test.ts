import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textNumbers } from './text-numbers.ts'

test('[Q4] texts are numbered in the order met, and told by all their bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom('', 'a', 'ab', 'b'), fc.string({ unit: 'binary' }))), (texts) => {
      const numbers = textNumbers({ texts: 1000, bytes: 1 << 20 })
      const known = new Map<string, number>()
      for (const text of texts) {
        const bytes = Buffer.from(`x${text}y`)
        if (!known.has(text)) known.set(text, known.size)
        expect(numbers.numberOf(bytes, 1, bytes.length - 1)).toBe(known.get(text))
      }
      expect(Array.from({ length: numbers.size() }, (_, at) => numbers.textOf(at))).toEqual([...known.keys()])
    }),
  )
})

test('[Q4] ten thousand texts, and no room for more', () => {
  const numbers = textNumbers({ texts: 10_000, bytes: 1 << 20 })
  const ask = (text: string) => numbers.numberOf(Buffer.from(text), 0, text.length)
  for (let at = 0; at < 10_000; at++) expect(ask(`host-${at}.example`)).toBe(at)
  expect(ask('one.more')).toBe(-1)
  expect(ask('host-9999.example')).toBe(9999)
  const few = textNumbers({ texts: 10, bytes: 5 })
  expect([few.numberOf(Buffer.from('abc'), 0, 3), few.numberOf(Buffer.from('def'), 0, 3)]).toEqual([0, -1])
})
