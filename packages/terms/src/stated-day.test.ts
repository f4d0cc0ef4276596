import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findStatedDays } from './stated-day.ts'

/** `kind day` of each day found. */
function said(text: string): string[] {
  return findStatedDays(text).map((one) => `${one.kind} ${one.day}`)
}

describe('[T1] [T2] labels and sentences', () => {
  test.each([
    ['Effective: September 29, 2023', ['effective 2023-09-29']],
    ['**Effective:** September 29, 2023', ['effective 2023-09-29']],
    ['**Effective Date: 1 March 2024**', ['effective 2024-03-01']],
    ['_Last updated on 5th of May, 2021._', ['updated 2021-05-05']],
    ['Last modified: 2024-03-01 (view archived versions)', ['updated 2024-03-01']],
    ['Date of last revision: 19 April 2018', ['updated 2018-04-19']],
    ['Effective until November 15, 2024\n----------', ['until 2024-11-15']],
    ['Effective as of Sept. 9, 2020 ([older version](https://e.org/a))', ['effective 2020-09-09']],
    ['These terms come into force on 12 July 2022.', ['effective 2022-07-12']],
    ['This notice was last changed on March 3, 2019. Earlier ones are kept below.', ['updated 2019-03-03']],
    ['Effective January 6, 2026. Last revised December 1, 2025.', ['effective 2026-01-06', 'updated 2025-12-01']],
    ['Effective Date\n--------------\n\nMay 2, 2020', ['effective 2020-05-02']],
    ['Last updated\n\n2 May 2020', ['updated 2020-05-02']],
    ['| Effective date | May 1, 2022 |', ['effective 2022-05-01']],
    ['Harbour Terms of Use As of Oct 8th, 2020', ['as-of 2020-10-08']],
    ['The effective date of these terms of use is January 3, 2023.', ['effective 2023-01-03']],
    ['We last updated our privacy notice on May 27, 2025.', ['updated 2025-05-27']],
    ['Version 1.2, effective May 31, 2024', ['effective 2024-05-31']],
    ['Effective Date outside the EEA: March 13, 2024', ['effective 2024-03-13']],
    ['Effective until further notice', []],
  ])('%j', (text, expected) => expect(said(text)).toEqual(expected))
})

describe('[T3] [T4] how days are written', () => {
  test.each([
    ['2024-03-01', '2024-03-01'],
    ['2024/03/01', '2024-03-01'],
    ['01.03.2024', '2024-03-01'],
    ['14/03/2024', '2024-03-14'],
    ['03/14/2024', '2024-03-14'],
    ['1st March 2024', '2024-03-01'],
    ['March 1st, 2024', '2024-03-01'],
    ['MARCH 01, 2024', '2024-03-01'],
    ['Feb. 29, 2024', '2024-02-29'],
  ])('last updated: %s', (written, day) => expect(said(`Last updated: ${written}`)).toEqual([`updated ${day}`]))

  test.each(['03/04/2024', 'March 2024', 'February 30, 2024', '2023-02-29', '32.01.2024', '1 March 1824', '04/11/12'])(
    'no day in %s',
    (written) => expect(said(`Last updated: ${written}`)).toEqual([]),
  )
})

describe('[T5] announcements of another text', () => {
  test.each([
    [
      '**This version of the Terms will go into effect on November 15, 2024. Until then, the [current Terms](#current) continue to apply.**',
      ['effective 2024-11-15'],
    ],
    [
      'The updated Privacy Policy will go into effect on November 15, 2024. The current Privacy Policy is below.',
      ['until 2024-11-15'],
    ],
    [
      'An update to our Terms will be effective on July 26, 2022. You can preview the updated version here.',
      ['until 2022-07-26'],
    ],
    [
      'These terms will be updated effective as of 31 August 2020. To preview the new version, click here.',
      ['until 2020-08-31'],
    ],
    ['Our new Terms will take effect on July 26, 2022.', []],
    ['For the version effective until June 28, 2025, click here.', []],
  ])('%j', (text, expected) => expect(said(text)).toEqual(expected))
})

describe('[T6] [T7] days that are not the document’s own', () => {
  test.each([
    'Regulation (EU) 2016/679 of the European Parliament and of the Council of 27 April 2016',
    'under the Data Protection Act of 2018, as amended effective January 1, 2014, residents may ask',
    'Copyright © 2012, updated March 4, 2015 by someone else, and so on.',
    '[Effective May 1, 2019](https://e.org/terms/v3)',
    '*   Terms of Use - Effective February 1, 2017',
    '*   Terms of 2021: effective from June 24, 2021, until October 6, 2025',
    'If you registered before May 1, 2020, the old fees apply to you.',
    'Effective May 1, 2020, we no longer offer the paid plan.',
    'As of June 1, 2021, payments made to you are royalties.',
    'The previous version of these terms, which was effective as of May 1, 2019, is here.',
    '| Ads | Clarified wording<br><br>Effective August 1, 2023 |',
    'the arbitration rules effective July 1, 2014, as modified here',
    'Prices correct as of 29 May 2020.',
  ])('%j', (text) => expect(said(text)).toEqual([]))
})

describe('[T8] any text', () => {
  const fragments = fc.constantFrom(
    'Effective',
    'until ',
    'Last updated',
    ': ',
    ' on ',
    'May 1, 2020',
    '2024-03-01',
    '\n',
    '**',
    '[',
    '](',
    ')',
    '. ',
    'this policy ',
    ' will ',
    '2020',
    '1.',
    ' '.repeat(50),
  )
  test('gives ranges in order, within the text, that end with a year or a day', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(fragments, { maxLength: 60 }).map((some) => some.join('')),
        ),
        (text) => {
          let last = 0
          for (const one of findStatedDays(text)) {
            expect(one.start).toBeGreaterThanOrEqual(0)
            expect(one.start).toBeLessThan(one.end)
            expect(one.end).toBeLessThanOrEqual(text.length)
            expect(one.end).toBeGreaterThan(last)
            expect(one.day).toMatch(/^\d{4}-\d\d-\d\d$/)
            expect(text.slice(one.start, one.end)).toMatch(/\d$/)
            last = one.end
          }
        },
      ),
    )
  })

  test('one line of megabytes comes to an end', () => {
    expect(findStatedDays('effective on 1 May 2020 '.repeat(40_000)).length).toBeGreaterThanOrEqual(0)
    expect(findStatedDays(`${'2020 '.repeat(200_000)}effective`)).toEqual([])
    expect(findStatedDays(`${' '.repeat(2_000_000)}2020`)).toEqual([])
  })
})
