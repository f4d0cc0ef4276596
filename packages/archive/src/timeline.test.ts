import type { DocumentState, StandingQuestion } from '@proviso/rights'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Sight, sight } from '../test/told.ts'
import { timelineOf } from './timeline.ts'

const crawl = 'public.crawl.content'
const train = 'operator.train-ai.content'
const ban = { [crawl]: 'disallowed' } as const
const trains = { [train]: 'allowed' } as const

const historyOf = (sights: readonly Sight[], terms = 'Terms of Service') => timelineOf('Site', terms, sights.map(sight))

/** `from kind position` of one question, a line per state; `!` marks a move. */
const lines = (states: readonly DocumentState[], question: StandingQuestion) =>
  states.map(
    ({ from, kind, positions, moved }) =>
      `${from} ${kind} ${positions[question].position}${moved.includes(question) ? '!' : ''}`,
  )

const cases: [rule: string, what: string, question: StandingQuestion, sights: Sight[], expected: string[]][] = [
  [
    'T6',
    'a first text holds from its record, not from the day it states',
    crawl,
    [{ on: '2022-09-20', says: { ...ban, effective: '2019-01-01' } }],
    ['2022-09-20 first-record disallowed'],
  ],
  [
    'T6',
    'a first text that is announced holds from its day',
    crawl,
    [{ on: '2022-09-20', says: { ...ban, effective: '2022-10-01' } }],
    ['2022-10-01 first-record disallowed'],
  ],
  [
    'T7',
    'a stated day counts when it is new and possible',
    crawl,
    [{ on: '2024-01-01' }, { on: '2024-11-16', says: { ...ban, effective: '2024-11-15' } }],
    ['2024-01-01 first-record silent', '2024-11-15 change disallowed!'],
  ],
  [
    'T7',
    'a day the version before stated too does not',
    crawl,
    [
      { on: '2024-01-01', says: { effective: '2023-12-01' } },
      { on: '2024-11-16', says: { ...ban, effective: '2023-12-01' } },
    ],
    ['2024-01-01 first-record silent', '2024-11-16 change disallowed!'],
  ],
  [
    'T7',
    'nor does one long before the version before was seen',
    crawl,
    [{ on: '2024-01-01' }, { on: '2024-11-16', says: { ...ban, updated: '2023-12-01' } }],
    ['2024-01-01 first-record silent', '2024-11-16 change disallowed!'],
  ],
  [
    'T7',
    '`effective` comes before `updated`',
    crawl,
    [{ on: '2024-01-01' }, { on: '2024-11-16', says: { ...ban, updated: '2024-10-01', effective: '2024-11-01' } }],
    ['2024-01-01 first-record silent', '2024-11-01 change disallowed!'],
  ],
  [
    'T8',
    'an announced text comes into force on its day',
    crawl,
    [
      { on: '2023-05-18', says: { [crawl]: 'conditional' } },
      { on: '2023-08-30', says: { ...ban, effective: '2023-09-29' } },
      { on: '2023-10-11', says: ban },
    ],
    ['2023-05-18 first-record conditional', '2023-09-29 change disallowed!'],
  ],
  [
    'T8',
    'beside the text in force until then, on one page',
    crawl,
    [
      { on: '2023-05-18', says: { [crawl]: 'conditional' } },
      {
        on: '2023-08-30',
        says: [
          { ...ban, effective: '2023-09-29' },
          { [crawl]: 'conditional', until: '2023-09-29' },
        ],
      },
    ],
    ['2023-05-18 first-record conditional', '2023-09-29 change disallowed!'],
  ],
  [
    'T8',
    'not when it is withdrawn before',
    crawl,
    [{ on: '2023-05-18' }, { on: '2023-08-30', says: { ...ban, effective: '2023-09-29' } }, { on: '2023-09-10' }],
    ['2023-05-18 first-record silent'],
  ],
  [
    'T8',
    'a day more than a year ahead announces nothing',
    crawl,
    [{ on: '2023-05-18' }, { on: '2023-08-30', says: { ...ban, effective: '2032-09-29' } }],
    ['2023-05-18 first-record silent', '2023-08-30 change disallowed!'],
  ],
  [
    'T8',
    'announced, withdrawn, announced again: the second time counts',
    train,
    [
      { on: '2023-05-18' },
      { on: '2023-08-23', says: { ...trains, effective: '2023-09-29' } },
      { on: '2023-08-24' },
      { on: '2023-08-30', says: { ...trains, effective: '2023-09-29' } },
    ],
    ['2023-05-18 first-record silent', '2023-09-29 change allowed!'],
  ],
  [
    'T9',
    'a technical record reveals, it does not change',
    crawl,
    [{ on: '2020-07-29' }, { on: '2024-04-07', says: { ...ban, updated: '2024-04-01' }, kind: 'technical' }],
    ['2020-07-29 first-record silent', '2024-04-07 technical disallowed!'],
  ],
  [
    'T10',
    'an excursion that comes back is noise',
    crawl,
    [{ on: '2024-01-01' }, { on: '2024-03-01', says: ban }, { on: '2024-03-20' }],
    ['2024-01-01 first-record silent'],
  ],
  [
    'T10',
    'the shorter of two excursions goes first',
    crawl,
    [
      { on: '2024-01-01' },
      { on: '2024-04-16T12:35:00Z', says: ban },
      { on: '2024-04-16T18:36:00Z' },
      { on: '2024-05-22', says: ban },
    ],
    ['2024-01-01 first-record silent', '2024-05-22 change disallowed!'],
  ],
  [
    'T10',
    'a long excursion is none',
    crawl,
    [{ on: '2024-01-01', says: ban }, { on: '2024-03-01' }, { on: '2024-06-01', says: ban }],
    ['2024-01-01 first-record disallowed', '2024-03-01 change silent!', '2024-06-01 change disallowed!'],
  ],
  [
    'T10',
    'unless the page came back to the same bytes',
    crawl,
    [{ on: '2024-01-01', says: ban, blob: 'aa' }, { on: '2024-03-01' }, { on: '2024-06-01', says: ban, blob: 'aa' }],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T10',
    'or a technical record brought the words back',
    crawl,
    [{ on: '2024-01-01', says: ban }, { on: '2024-03-01' }, { on: '2024-06-01', says: ban, kind: 'technical' }],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T15',
    'of two changes on one day the last stands',
    crawl,
    [
      { on: '2024-01-01' },
      { on: '2024-03-01T01:00:00Z', says: { [crawl]: 'conditional' } },
      { on: '2024-03-01T09:00:00Z', says: ban },
    ],
    ['2024-01-01 first-record silent', '2024-03-01 change disallowed!'],
  ],
  [
    'T4',
    'a version that holds a part of the page is none',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', length: 900 },
      { on: '2024-03-30', says: ban },
    ],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T3',
    'nor is one that could not be read',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', says: { unread: 'login-wall' } },
      { on: '2024-09-01', says: ban },
    ],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T1',
    'a renamed document stays one',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', says: null },
      { on: '2024-02-01', path: 'New/Terms of Service.md', says: { ...ban, [train]: 'allowed' }, kind: 'first' },
    ],
    ['2024-01-01 first-record disallowed', '2024-02-01 technical disallowed'],
  ],
  [
    'T16',
    'a removed document that returns begins anew',
    crawl,
    [{ on: '2024-01-01', says: ban }, { on: '2024-02-01', says: null }, { on: '2024-09-01' }],
    ['2024-01-01 first-record disallowed', '2024-09-01 first-record silent'],
  ],
  [
    'T12',
    'what another collection says too adds its record only',
    crawl,
    [
      { on: '2024-01-01' },
      { on: '2024-01-01', collection: 'b-versions' },
      { on: '2024-05-01', says: ban },
      { on: '2024-05-02', says: ban, collection: 'b-versions' },
    ],
    ['2024-01-01 first-record silent', '2024-05-01 change disallowed!'],
  ],
  [
    'T12',
    'the position follows events of either collection',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-01-02', says: ban, collection: 'b-versions' },
      { on: '2024-05-01', collection: 'b-versions' },
      { on: '2024-05-02' },
    ],
    ['2024-01-01 first-record disallowed', '2024-05-01 change silent!'],
  ],
  [
    'T13',
    'a first record fills silence, in force on or before',
    crawl,
    [{ on: '2024-01-01' }, { on: '2024-05-01', says: ban, collection: 'b-versions' }],
    ['2024-01-01 first-record silent', '2024-05-01 technical disallowed!'],
  ],
  [
    'T13',
    'a first record that says less changes nothing',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-05-01', collection: 'b-versions' },
    ],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T14',
    'a collection that differed counts only when stricter',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', collection: 'b-versions' },
      { on: '2024-05-01', says: { [crawl]: 'allowed' }, collection: 'b-versions' },
    ],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T14',
    'a technical record loses nothing others still hold',
    crawl,
    [
      { on: '2024-01-01', says: ban },
      { on: '2024-01-02', says: ban, collection: 'b-versions' },
      { on: '2024-05-01', kind: 'technical' },
    ],
    ['2024-01-01 first-record disallowed'],
  ],
  [
    'T5',
    'of parts in force at once the strictest stands',
    crawl,
    [
      {
        on: '2024-01-01',
        says: [
          { [crawl]: 'conditional', scope: 'Europe' },
          { ...ban, scope: 'elsewhere' },
        ],
      },
    ],
    ['2024-01-01 first-record disallowed'],
  ],
]

test.each(cases)('[%s] %s', (_rule, _what, question, sights, expected) => {
  expect(lines(historyOf(sights).states, question)).toEqual(expected)
})

describe('states', () => {
  test('[T8] an announced text was first recorded when it was first announced', () => {
    const { states } = historyOf([
      { on: '2023-05-18' },
      { on: '2023-08-30', says: { ...trains, effective: '2023-09-29' } },
      { on: '2023-09-10', says: { ...trains, effective: '2023-09-29', updated: '2023-09-09' } },
    ])
    expect(states[1]).toMatchObject({ from: '2023-09-29', basis: 'stated', recorded: '2023-08-30T12:00:00Z' })
  })

  test('[T12] announced in two collections, first recorded in the earlier', () => {
    const announced = { ...trains, effective: '2024-11-15' }
    const { states } = historyOf([
      { on: '2024-01-01' },
      { on: '2024-01-01', collection: 'b-versions' },
      { on: '2024-10-21', says: announced },
      { on: '2024-10-17', says: announced, collection: 'b-versions' },
    ])
    expect(states[1]).toMatchObject({ from: '2024-11-15', recorded: '2024-10-17T12:00:00Z' })
  })

  test('[T10] collapsed excursions are counted', () => {
    const { states } = historyOf([
      { on: '2024-01-01' },
      { on: '2024-03-01', says: ban },
      { on: '2024-03-03' },
      { on: '2024-03-09', says: ban },
      { on: '2024-03-10' },
    ])
    expect(states.map(({ variants }) => variants)).toEqual([2])
  })

  test('[T11] from opt-in to opt-out is a move, one more condition is not', () => {
    const under = (...conditions: ('opt-in' | 'opt-out' | 'class')[]) =>
      ({ [train]: { position: 'conditional', conditions } }) as const
    const { states } = historyOf([
      { on: '2024-01-01', says: under('opt-in') },
      { on: '2024-03-01', says: under('opt-in', 'class') },
      { on: '2024-06-01', says: under('opt-out') },
    ])
    expect(states.map(({ moved }) => moved)).toEqual([[], [], [train]])
  })

  test('[T11] another wording is a state without a move, another markup is none', () => {
    const words = (text: string) => ({ [crawl]: { position: 'disallowed', words: text } }) as const
    const { states } = historyOf([
      { on: '2024-01-01', says: words('You must not scrape.') },
      { on: '2024-03-01', says: words('You must **not** [scrape](/x).'.replace('(/x)', '')) },
      { on: '2024-06-01', says: words('You must not scrape or crawl.') },
    ])
    expect(states.map(({ from, moved }) => [from, moved])).toEqual([
      ['2024-01-01', []],
      ['2024-06-01', []],
    ])
  })

  test('[T9] a day on which a technical record moved a position and a change only worded another anew is technical', () => {
    const words = (text: string) => ({ [crawl]: { position: 'disallowed', words: text } }) as const
    const { states } = historyOf([
      { on: '2024-01-01', says: words('No scraping.') },
      { on: '2024-05-01T06:00:00Z', says: words('No scraping and no crawling.') },
      { on: '2024-05-01T07:00:00Z', says: { ...words('No scraping and no crawling.'), ...trains }, kind: 'technical' },
    ])
    expect(states[1]).toMatchObject({ kind: 'technical', moved: [train], recorded: '2024-05-01T07:00:00Z' })
  })

  test('[T4] a page that shrinks to half may have dropped an announced text', () => {
    const { states } = historyOf([
      { on: '2023-05-18' },
      { on: '2023-08-23', says: { ...trains, effective: '2023-09-29' }, length: 20_000 },
      { on: '2023-08-24', length: 9_000 },
      { on: '2023-08-30', says: { ...trains, effective: '2023-09-29' }, length: 20_000 },
    ])
    expect(states[1]).toMatchObject({ from: '2023-09-29', recorded: '2023-08-30T12:00:00Z' })
  })

  test('[T4] a notice in the place of a long text is unread, also where it stays', () => {
    const { states, unread } = historyOf([
      { on: '2024-01-01', says: ban, length: 340_000 },
      { on: '2024-05-01', length: 428 },
    ])
    expect(states.map(({ positions }) => positions[crawl].position)).toEqual(['disallowed'])
    expect(unread).toMatchObject([{ from: '2024-05-01', to: null, reason: 'shrunk' }])
    const short = historyOf([
      { on: '2024-01-01', says: ban, length: 20_000 },
      { on: '2024-05-01', length: 428 },
    ])
    expect(short.states.map(({ positions }) => positions[crawl].position)).toEqual(['disallowed', 'silent'])
  })

  test('[T14] wordings are followed elsewhere once the collection that brought the position cannot be read', () => {
    const words = (words: string) => ({ [crawl]: { position: 'disallowed' as const, words } })
    const { states } = historyOf([
      { on: '2024-01-01', says: words('No robots.'), collection: 'a' },
      { on: '2024-01-01', says: words('No robots.'), collection: 'b' },
      { on: '2024-03-01', says: { unread: 'language' }, collection: 'a' },
      { on: '2024-05-01', says: words('No robots, scripts or crawlers.'), collection: 'b' },
    ])
    expect(states.map(({ from, positions }) => [from, positions[crawl].statements[0]?.evidence.quote])).toEqual([
      ['2024-01-01', 'No robots.'],
      ['2024-05-01', 'No robots, scripts or crawlers.'],
    ])
  })

  test('[T16] a removed document ends its last state and is unread from then on', () => {
    const { states, unread } = historyOf([
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', says: null },
    ])
    expect(states.at(-1)?.to).toBe('2024-02-01')
    expect(unread).toEqual([
      { service: 'Site', terms: 'Terms of Service', from: '2024-02-01', to: null, reason: 'removed' },
    ])
  })

  test('[T16] one removed in one collection goes on in the other', () => {
    const { states, unread } = historyOf([
      { on: '2024-01-01', says: ban },
      { on: '2024-01-05', says: ban, collection: 'b-versions' },
      { on: '2024-02-01', says: null },
    ])
    expect(states.at(-1)?.to).toBe(null)
    expect(unread).toEqual([])
  })

  test('[T3] days a page could not be read are named, unless another collection could read it', () => {
    const sights: Sight[] = [
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', says: { unread: 'login-wall' } },
      { on: '2024-02-20', says: ban },
      { on: '2024-03-01T01:00:00Z', says: { unread: 'error-page' } },
      { on: '2024-03-01T13:00:00Z', says: ban },
    ]
    expect(historyOf(sights).unread).toMatchObject([{ from: '2024-02-01', to: '2024-02-20', reason: 'login-wall' }])
    expect(historyOf([...sights, { on: '2024-01-02', collection: 'b-versions', says: ban }]).unread).toEqual([])
  })

  test('[T5] statements keep the scope of their part', () => {
    const { states } = historyOf([{ on: '2024-01-01', says: [{ ...ban, scope: 'Europe' }, {}] }])
    expect(states[0]?.positions[crawl].statements.map(({ scope }) => scope)).toEqual(['Europe'])
  })

  test('[T17] statements to the public in documents for developers speak of the API', () => {
    const says = { ...ban, ...trains }
    const [state] = historyOf([{ on: '2024-01-01', says }], 'Developer Terms').states
    expect(state?.positions[crawl].statements[0]?.channel).toBe('api')
    expect(state?.positions[train].statements[0]?.channel).toBeUndefined()
    expect(historyOf([{ on: '2024-01-01', says }]).states[0]?.positions[crawl].statements[0]?.channel).toBeUndefined()
  })

  test('[T18] words that stay keep the evidence of their first sighting; one record per collection', () => {
    const { states } = historyOf([
      { on: '2024-01-01', says: ban },
      { on: '2024-02-01', says: ban, collection: 'b-versions' },
      { on: '2024-05-01', says: { ...ban, ...trains } },
      { on: '2024-05-02', says: { ...ban, ...trains }, collection: 'b-versions' },
      { on: '2024-06-02', says: { ...ban, ...trains }, collection: 'b-versions' },
    ])
    expect(states.at(-1)?.positions[crawl].statements[0]?.evidence.recorded).toBe('2024-01-01T12:00:00Z')
    expect(states.at(-1)?.records.map(({ collection, recorded }) => [collection, recorded])).toEqual([
      ['a-versions', '2024-05-01T12:00:00Z'],
      ['b-versions', '2024-05-02T12:00:00Z'],
    ])
  })
})

const said = fc.constantFrom('silent', 'allowed', 'conditional', 'disallowed' as const)
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
const anySights = fc.array(
  fc.record({
    on: day,
    collection: fc.constantFrom('a-versions', 'b-versions', 'c-versions'),
    kind: fc.constantFrom('update', 'technical' as const),
    says: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          [crawl]: said,
          [train]: said,
          effective: fc.option(day, { nil: undefined }),
          until: fc.option(day, { nil: undefined }),
        }),
      },
      { weight: 1, arbitrary: fc.constant({ unread: 'error-page' }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    length: fc.constantFrom(300, 9_000, 10_000),
  }),
  { maxLength: 25 },
)
// two records of a collection in one instant have no order of their own
const distinct = (sights: readonly Sight[]) => [...new Map(sights.map((s) => [`${s.collection}${s.on}`, s])).values()]

test('[T2] the order of the records given changes nothing', () => {
  fc.assert(
    fc.property(anySights, fc.infiniteStream(fc.nat()), (sights, numbers) => {
      const all = distinct(sights as Sight[])
      const shuffled = all
        .map((s) => ({ s, n: numbers.next().value }))
        .sort((a, b) => a.n - b.n)
        .map(({ s }) => s)
      expect(historyOf(shuffled)).toEqual(historyOf(all))
    }),
  )
})

test('[T15] states follow one another, each with a day, a record and a reason to be', () => {
  fc.assert(
    fc.property(anySights, (sights) => {
      const { states } = historyOf(distinct(sights as Sight[]))
      for (const [index, state] of states.entries()) {
        const before = states[index - 1]
        expect(state.to === null || state.to > state.from).toBe(true)
        if (before !== undefined) expect(before.to !== null && before.to <= state.from).toBe(true)
        const follows = before !== undefined && before.to === state.from
        // a text may end on the very day on which another collection shows it for the first time
        if (!follows) expect(state.kind).toBe('first-record')
        expect(state.records.length).toBeGreaterThan(0)
        if (state.kind === 'first-record') expect(state.moved).toEqual([])
      }
    }),
  )
})
