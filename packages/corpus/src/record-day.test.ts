import { dayAt } from '@proviso/rights'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberDay, recordDay } from './record-day.ts'

const shown = (day: number) => (Number.isNaN(day) ? null : dayAt(day))

describe('recordDay', () => {
  test.each([
    ['2024-05-18', '2024-05-18'],
    ['2024/05/18', '2024-05-18'],
    ['2024-05-18T23:59:59Z', '2024-05-18'],
    ['2024-05-18T23:59:59.999Z', '2024-05-18'],
    ['2024-05-18 23:59:59', '2024-05-18'],
    ['2024-05-18T23:30:00-05:00', '2024-05-19'],
    ['2024-05-18T00:30:00+0200', '2024-05-17'],
    ['2024-05-18T00:30+02', '2024-05-17'],
    ['2024-12-31 23:30:00 -0500', '2025-01-01'],
    ['20240518', '2024-05-18'],
    ['20240518015810', '2024-05-18'],
    ['1716000000', '2024-05-18'],
    ['1716000000.25', '2024-05-18'],
    ['1716000000123', '2024-05-18'],
    ['Sat, 18 May 2024 01:58:10 GMT', '2024-05-18'],
    ['Sat, 18 May 2024 23:58:10 -0500', '2024-05-19'],
    ['18 May 2024', '2024-05-18'],
    ['  2024-05-18  ', '2024-05-18'],
  ])('[D1] %j is %s', (text, day) => expect(shown(recordDay(text))).toBe(day))

  test.each([
    '',
    'yesterday',
    '05/06/2024',
    '2024-02-30',
    '2024-13-01',
    '2024-5-18',
    '2024-05-18Tnoon',
    '20240230',
    '18 Mai 2024',
    '99999999999999999',
    '-1',
    'NaN',
    '1e9',
  ])('[D2] %j is no day', (text) => expect(recordDay(text)).toBeNaN())

  test('[D1] a number and its text are the same day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e14 }), (number) =>
        Object.is(numberDay(number), recordDay(String(number))),
      ),
    )
  })

  test('[D2] any text gives a whole day or none', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'0123456789-:/T Z+.,GMTmayz') }),
        (text) => Number.isNaN(recordDay(text)) || Number.isInteger(recordDay(text)),
      ),
    )
  })
})
