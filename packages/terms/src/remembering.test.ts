import { expect, test } from 'vitest'
import { remembering } from './remembering.ts'

test('[M3] what was found in the last texts is not looked for again, and no more is held', () => {
  const asked: string[] = []
  const upper = remembering((text) => {
    asked.push(text)
    return { text: text.toUpperCase() }
  }, 3)
  const first = upper('a')
  expect(first).toEqual({ text: 'A' })
  expect(upper('a')).toBe(first)
  for (const text of ['b', 'c', 'd', 'e']) upper(text)
  expect(upper('a')).toBe(first)
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'e'])
  for (const text of ['f', 'g', 'h', 'i', 'j', 'k']) upper(text)
  expect(upper('a')).toEqual(first)
  expect(asked.filter((text) => text === 'a').length).toBe(2)
})

test('[M3] long texts are not held', () => {
  let asked = 0
  const count = remembering(({ length }) => {
    asked++
    return length
  }, 3)
  const long = 'a'.repeat(10_000)
  expect([count(long), count(long), asked]).toEqual([10_000, 10_000, 2])
})
