import { describe, expect, test } from 'vitest'
import { placeOf } from './place.ts'

describe('where a clause stands', () => {
  test.each([
    ['Terms of Service', [], ['Terms of Service']],
    ['Terms of Service', ['Terms of service', '4. Misuse'], ['Terms of Service', '4. Misuse']],
    [
      'Terms of Service (in 2 parts)',
      ['Terms of Service', '4. Misuse'],
      ['Terms of Service (in 2 parts)', '4. Misuse'],
    ],
    ['Terms of Service', ['X Terms of Service', '4. Misuse'], ['Terms of Service', 'X Terms of Service', '4. Misuse']],
    ['', ['4. Misuse', ''], ['4. Misuse']],
  ])('%s, %j', (terms, section, place) => {
    expect(placeOf(terms, section)).toEqual(place)
  })
})
