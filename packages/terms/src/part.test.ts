import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PartSpan, splitParts } from './part.ts'
import { findStatedDays } from './stated-day.ts'

const filler = 'The harbour keeps its berths in good order and asks its guests to do likewise.\n\n'
const long = filler.repeat(60)
const longer = filler.repeat(120)

function split(text: string): PartSpan[] {
  const parts = splitParts(text, findStatedDays(text))
  expect(parts[0]!.start).toBe(0)
  expect(parts.at(-1)!.end).toBe(text.length)
  for (const [i, part] of parts.entries()) if (i > 0) expect(part.start).toBe(parts[i - 1]!.end)
  return parts
}

describe('texts in time', () => {
  test('[T9] a page with one text is one part with its days', () => {
    const text = `Terms\n=====\n\nEffective: May 1, 2022. Last revised: April 3, 2022.\n\n${long}`
    expect(split(text)).toEqual([{ start: 0, end: text.length, effective: '2022-05-01', updated: '2022-04-03' }])
  })

  test('[T10] the announced text stands above a line that says until when the other is in force', () => {
    const announced = `Harbour Policy\n==============\n\n${long}[Older policies](https://e.org/old)\n\n`
    const current = `Current Harbour Policy\n----------------------\n\nEffective until September 29, 2023\n----------\n\n${long}**Effective: May 18, 2023**\n`
    expect(split(announced + current)).toEqual([
      { start: 0, end: announced.length, effective: '2023-09-29', announcedUntil: '2023-09-29' },
      { start: announced.length, end: announced.length + current.length, effective: '2023-05-18', until: '2023-09-29' },
    ])
  })

  test.each([
    ['For orders placed between 1 March 2022 and 4 May 2024', { effective: '2022-03-01', until: '2024-05-05' }],
    ['For bookings made before 4 May 2024', { until: '2024-05-04' }],
    ['For reservations made up to 4 May 2024 inclusive:', { until: '2024-05-05' }],
  ])('[T15] below the terms stand those of earlier orders: %s', (heading, days) => {
    const current = `Terms\n=====\n\n${long}Last updated: 5 May 2024\n\n`
    const earlier = `${heading}\n------\n\n${long}Last updated: 1 March 2022\n`
    expect(split(current + earlier)).toEqual([
      { start: 0, end: current.length, updated: '2024-05-05' },
      { start: current.length, end: current.length + earlier.length, ...days },
    ])
  })

  test.each(['For accounts created before 4 May 2024', 'For orders placed by phone', 'For orders placed before 2024'])(
    '[T15] one text: %s',
    (heading) => {
      const text = `Terms\n=====\n\n${long}\n\n${heading}\n------\n\n${long}`
      expect(split(text)).toHaveLength(1)
    },
  )

  test('[T10] a notice of the change between the texts dates neither', () => {
    const notice =
      '**We made some updates. The updated Policy will go into effect on September 29, 2023. The current Policy is below.**\n\n'
    const parts = split(`Policy\n======\n\n${long}${notice}Effective until September 29, 2023\n\n${long}`)
    expect(parts.map((part) => [part.effective, part.until])).toEqual([
      ['2023-09-29', undefined],
      [undefined, '2023-09-29'],
    ])
  })

  test('[T10] new and old version under lines of their own', () => {
    const parts = split(
      `Member Agreement\n\nPart A: New version - updated on March 1, 2025 and effective as of April 1, 2025\n\n${long}Part B: Old version - effective as of January 30, 2024\n\n${long}`,
    )
    expect(
      parts.map(({ effective, until, updated, announcedUntil }) => ({ effective, until, updated, announcedUntil })),
    ).toEqual([
      { effective: '2025-04-01', until: undefined, updated: '2025-03-01', announcedUntil: '2025-04-01' },
      { effective: '2024-01-30', until: '2025-04-01', updated: undefined, announcedUntil: undefined },
    ])
  })

  test('[T10] our updated terms, our current terms', () => {
    const parts = split(
      `_This is our updated Terms of Use, taking effect on January 1, 2021._\n\n${long}_This is our current Terms of Use, last updated on October 29, 2020._\n\n${long}`,
    )
    expect(parts.map((part) => [part.effective, part.until, part.updated])).toEqual([
      ['2021-01-01', undefined, undefined],
      [undefined, '2021-01-01', '2020-10-29'],
    ])
  })

  test('[T12] a line near the top or a short piece splits nothing', () => {
    expect(split(`Terms\n\nEffective until May 1, 2023\n\n${long}`)).toHaveLength(1)
    expect(split(`Terms\n\n${long}Effective until May 1, 2023\n\nShort.\n`)).toHaveLength(1)
    expect(
      split(`Terms\n\n${long}You may use the pass that is valid until May 1, 2023 at any gate.\n\n${long}`),
    ).toHaveLength(1)
  })

  test('[T13] a page in force until and from one day dates neither', () => {
    const [part] = split(`Policy\n\n(Effective until August 19, 2021)\n\n${long}**Effective:** August 19, 2021\n`)
    expect(part).toEqual({ start: 0, end: part!.end })
  })

  test('[T13] a supplement does not date the text', () => {
    const [part] = split(
      `Policy\n\nLast updated: March 1, 2023\n\n${longer}California\n----------\n\nEffective: January 1, 2020\n\n${longer}`,
    )
    expect(part!.effective).toBeUndefined()
    expect(part!.updated).toBe('2023-03-01')
  })
})

describe('texts for regions', () => {
  const here = '##### **If you live in the European Union or the United Kingdom**\n\n'
  const there = '##### **If you live outside the European Union, including in the United States**\n\n'

  test('[T14] each half has its scope, what stands before speaks for all', () => {
    const parts = split(`Terms\n=====\n\nEffective May 1, 2024\n\n${there}${longer}${here}${longer}`)
    expect(parts.map((part) => [part.scope, part.effective])).toEqual([
      [undefined, '2024-05-01'],
      ['If you live outside the European Union, including in the United States', '2024-05-01'],
      ['If you live in the European Union or the United Kingdom', '2024-05-01'],
    ])
  })

  test('[T14] one heading that names the document is enough', () => {
    const parts = split(
      `Terms of Service\n================\n\n${longer}Terms of Service for users residing in the European Economic Area\n-------------\n\n${longer}`,
    )
    expect(parts.map((part) => part.scope)).toEqual([
      undefined,
      'Terms of Service for users residing in the European Economic Area',
    ])
  })

  test.each([
    '## Additional information for users in the EEA',
    '## Your rights if you live in California',
    '**International transfers for users in Europe**',
    'If you live in the European Union, these terms are a contract with our Irish company.',
  ])('[T14] %s opens nothing', (line) => {
    expect(split(`Terms\n\n${longer}${line}\n\n${longer}${line}\n\n${longer}`)).toHaveLength(1)
  })

  test('[T12] short regional pieces open nothing', () => {
    expect(split(`Terms\n\n${longer}${there}Write to Austin.\n\n${here}Write to Dublin.\n`)).toHaveLength(1)
  })

  test('[T11] regional headings that come round again open the text in force', () => {
    const round = (day: string) => `${there}${longer}**Effective:** ${day}\n\n${here}${longer}**Effective:** ${day}\n\n`
    const parts = split(round('August 19, 2021') + round('June 18, 2020'))
    expect(parts.filter((part) => part.scope).map((part) => [part.effective, part.until, part.announcedUntil])).toEqual(
      [
        ['2021-08-19', undefined, '2021-08-19'],
        ['2021-08-19', undefined, '2021-08-19'],
        ['2020-06-18', '2021-08-19', undefined],
        ['2020-06-18', '2021-08-19', undefined],
      ],
    )
  })
})

test('[T9] any text is covered without a gap', () => {
  const lines = fc.constantFrom(
    'Effective until May 1, 2023\n',
    'Part A: New version - effective as of May 1, 2023\n',
    'Part B: Old version\n',
    '## If you live in the EEA\n',
    '## If you live outside the EEA\n',
    long,
    longer,
    'Terms\n=====\n',
    '\n',
    'Effective: May 1, 2020\n',
    'x'.repeat(300),
  )
  fc.assert(
    fc.property(fc.array(lines, { maxLength: 14 }), (some) => {
      split(some.join(''))
    }),
    { numRuns: 60 },
  )
})

const bundle = fileURLToPath(new URL('../../../../shared/archives/vlopses-us-versions.bundle', import.meta.url))
describe.skipIf(!existsSync(bundle))('pages of public archives (skipped where ../shared/archives is absent)', () => {
  let clone = ''
  beforeAll(() => {
    clone = mkdtempSync(join(tmpdir(), 'parts-'))
    execFileSync('git', ['clone', '-q', '--bare', bundle, clone])
  }, 120_000)
  afterAll(() => rmSync(clone, { recursive: true, force: true }))

  test.each([
    [
      '5a734d7b:X/Privacy Policy.md',
      [
        ['2026-01-15', undefined],
        ['2025-07-28', '2026-01-15'],
      ],
    ],
    [
      'c79f86cc:AliExpress/Terms of Service.md',
      [
        ['2025-04-01', undefined],
        ['2024-07-12', '2025-04-01'],
        ['2026-07-01', undefined],
        ['2025-04-01', '2026-07-01'],
      ],
    ],
  ])('[T10] %s', (object, expected) => {
    const text = execFileSync('git', ['-C', clone, 'show', object], { encoding: 'utf8', maxBuffer: 1 << 26 })
    expect(split(text).map((part) => [part.effective, part.until])).toEqual(expected)
  })
})
