import { expect, test } from 'vitest'
import { retryAfter } from './retry-after.ts'

const now = Date.parse('2026-01-02T00:00:00Z')

test.each([
  ['seconds', '120', now + 120_000],
  ['a date', 'Fri, 02 Jan 2026 00:10:00 GMT', now + 600_000],
  ['more than a day', '99999999', now + 86_400_000],
  ['a date long past', 'Fri, 02 Jan 2015 00:10:00 GMT', null],
  ['nothing', undefined, null],
  ['no time at all', '0', null],
  ['words', 'soon', null],
  ['less than nothing', '-5', null],
])('[W10] Retry-After: %s', (_, value, expected) => {
  expect(retryAfter(value, now)).toBe(expected)
})
