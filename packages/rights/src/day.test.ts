import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAt, dayNumber, dayOf, isDay } from './day.ts'

describe('day', () => {
  test.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2025-06-04', 20_243],
    ['0000-01-01', -719_528],
    ['9999-12-31', 2_932_896],
  ])('%s is day %i', (day, number) => {
    expect(dayNumber(day)).toBe(number)
    expect(dayAt(number)).toBe(day)
  })

  test.each([
    '2023-02-29',
    '1900-02-29',
    '2025-13-01',
    '2025-00-01',
    '2025-04-31',
    '2025-1-1',
    '',
    ' 2025-01-01',
    '2025-01-01T00:00:00Z',
    '٢٠٢٥-٠١-٠١',
    '2025-01-01\n',
  ])('[T8] %j is no day', (text) => expect(isDay(text)).toBe(false))

  test('numbers and days agree with the calendar of the language', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (number) => {
        expect(dayAt(number)).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
        expect(dayNumber(dayAt(number))).toBe(number)
      }),
    )
  })

  test('an instant falls on its UTC day', () => expect(dayOf('2025-06-04T12:37:00Z')).toBe('2025-06-04'))
})
