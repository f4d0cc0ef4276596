import { type ConditionKind, type PositionKind, questions, type StandingQuestion } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { sight, type ToldPart } from '../test/told.ts'
import { changesOf } from './changes.ts'
import { headline, type Said } from './headline.ts'
import { applyReviews, parseReviews } from './reviews.ts'
import { timelineOf } from './timeline.ts'

const ban = { 'public.crawl.content': 'disallowed' } as const

describe('[T19] changes', () => {
  const { states } = timelineOf('Site', 'Terms of Service', [
    sight({ on: '2024-01-01', says: { 'public.crawl.content': 'conditional' } }),
    sight({ on: '2024-05-01', says: ban }),
    sight({ on: '2024-08-01', says: { ...ban, 'operator.train-ai.content': 'allowed' }, kind: 'technical' }),
    sight({ on: '2025-06-01' }),
  ])
  const changes = changesOf(states)

  test('are moves of the terms, oldest first', () => {
    expect(
      changes.map(({ inForce, question, before, after }) => [inForce, question, before.position, after.position]),
    ).toEqual([
      ['2024-05-01', 'public.crawl.content', 'conditional', 'disallowed'],
      ['2025-06-01', 'public.crawl.content', 'disallowed', 'silent'],
      ['2025-06-01', 'operator.train-ai.content', 'allowed', 'silent'],
    ])
  })

  test('say what came and what went, with evidence', () => {
    const quotes = (statements: readonly { evidence: { quote?: string } }[]) =>
      statements.map(({ evidence }) => evidence.quote)
    const [banned, gone] = changes
    expect(quotes(banned?.added ?? [])).toEqual(['public.crawl.content is disallowed'])
    expect(quotes(banned?.removed ?? [])).toEqual(['public.crawl.content is conditional'])
    expect(gone?.evidence.map(({ quote }) => quote)).toEqual(['public.crawl.content is disallowed'])
  })
})

describe('[T11] a ban that reaches a part only', () => {
  const part: ToldPart = {
    'operator.train-ai.content': { position: 'disallowed', conditions: ['part'], words: 'not the mail' },
  }
  const all: ToldPart = { 'operator.train-ai.content': { position: 'disallowed', words: 'nothing at all' } }
  test.each([
    [all, part, 'Site now promises not to train AI models on user data only of one kind'],
    [part, all, 'Site now promises not to train AI models on user data at all'],
  ])('%# is a move', (before, after, line) => {
    const { states } = timelineOf('Site', 'Privacy Policy', [
      sight({ on: '2024-01-01', says: before }),
      sight({ on: '2024-05-01', says: after }),
    ])
    expect(changesOf(states).map(({ headline }) => headline)).toEqual([line])
  })
})

describe('[T24] what other documents of the service say that day', () => {
  const rules = (terms: string, sights: Parameters<typeof sight>[0][]) =>
    timelineOf('Site', terms, sights.map(sight)).states
  const terms = rules('Terms of Service', [{ on: '2023-01-01', says: ban }, { on: '2025-01-01' }])
  const guidelines = rules('Community Guidelines', [
    { on: '2023-01-01' },
    { on: '2024-01-01', says: ban },
    { on: '2024-06-01' },
    { on: '2025-06-01', says: ban },
  ])
  test('is named where one alone drops or begins a ban', () => {
    expect(changesOf([...terms, ...guidelines]).map(({ headline }) => headline)).toEqual([
      'Site bars scraping and automated access to its content; another document (Terms of Service) barred it already',
      'Site drops its ban on scraping and automated access to its content; another document (Terms of Service) still bars it',
      'Site drops its ban on scraping and automated access to its content',
      'Site bars scraping and automated access to its content',
    ])
  })
})

describe('[T23] reviews', () => {
  const { states } = timelineOf('Site', 'Terms of Service', [
    sight({ on: '2024-01-01', says: ban }),
    sight({ on: '2024-05-01', says: { 'public.crawl.content': { position: 'disallowed', words: 'No bots.' } } }),
    sight({ on: '2024-08-01', says: { 'public.crawl.content': 'conditional' } }),
  ])
  const changesAfter = (day: string, correct: string, of = states) => {
    const review = `- {service: Site, terms: Terms of Service, question: public.crawl.content, day: ${day}, correct: {${correct}}, by: Ada}`
    return changesOf(applyReviews(of, parseReviews(review, 'a.yaml').reviews).states)
  }

  test('what they alone make differ is no change', () => {
    expect(changesOf(states).map(({ inForce }) => inForce)).toEqual(['2024-08-01'])
    const changes = changesAfter('2024-05-01', 'position: allowed')
    expect(changes.map(({ inForce }) => inForce)).toEqual(['2024-08-01'])
  })

  test('a move that they read otherwise says so', () => {
    const [change] = changesAfter('2024-08-01', 'position: allowed')
    expect(change?.headline).toBe(
      'Site drops its ban on scraping and automated access to its content and now lets anyone crawl its content, as a review reads it',
    )
    expect(change?.before).toEqual({ position: 'disallowed', conditions: [] })
    const read = { position: 'conditional', conditions: [] }
    expect(change?.after).toEqual({
      position: 'allowed',
      conditions: [],
      review: { verdict: 'correct', read, by: 'Ada' },
    })
  })

  test('a move from what they say says so too', () => {
    const [change] = changesAfter('2024-05-01', 'position: silent')
    expect(change?.headline).toMatch(/^Site lets outsiders crawl its content .*, as a review reads it$/)
  })

  test('what a technical record moved stays none beside a review of another day', () => {
    const technical = timelineOf('Site', 'Terms of Service', [
      sight({ on: '2024-01-01' }),
      sight({ on: '2024-05-01T08:00:00Z', says: ban, kind: 'technical' }),
      sight({ on: '2024-05-01T12:00:00Z', says: { ...ban, 'operator.train-ai.content': 'allowed' } }),
      sight({ on: '2024-09-01', says: { 'public.crawl.content': 'allowed', 'operator.train-ai.content': 'allowed' } }),
    ])
    const crawling = ({ question }: { question: string }) => question === 'public.crawl.content'
    const before = changesOf(technical.states).filter(crawling)
    expect(before.map(({ inForce }) => inForce)).toEqual(['2024-09-01'])
    const after = changesAfter('2024-09-01', 'position: conditional', technical.states as typeof states)
    expect(after.filter(crawling).map(({ inForce }) => inForce)).toEqual(['2024-09-01'])
  })
})

describe('[T20] headlines', () => {
  const kinds: PositionKind[] = ['silent', 'allowed', 'conditional', 'disallowed']
  const said = (position: PositionKind): Said => ({
    position,
    conditions: position === 'conditional' ? [{ kind: 'opt-out' }] : [],
    statements: [],
  })
  test('every pair of positions on every question', () => {
    const all = questions.flatMap((question) =>
      kinds.flatMap((before) =>
        kinds.filter((after) => after !== before).map((after) => headline('Site', question, said(before), said(after))),
      ),
    )
    expect(new Set(all).size).toBe(all.length)
    expect(all.every((line) => /^Site [a-z][^.]+[a-zA-Z]$/.test(line))).toBe(true)
    expect(all).toMatchInlineSnapshot(`
      [
        "Site lets anyone train AI models on its content",
        "Site lets outsiders train AI models on its content unless users opt out",
        "Site bars outsiders from training AI models on its content",
        "Site no longer says that anyone may train AI models on its content",
        "Site now lets outsiders train AI models on its content unless users opt out",
        "Site now bars outsiders from training AI models on its content",
        "Site no longer says when outsiders may train AI models on its content",
        "Site now lets anyone train AI models on its content without its former conditions",
        "Site now bars all outsiders from training AI models on its content",
        "Site drops its ban on training AI models on its content",
        "Site drops its ban on training AI models on its content and now lets anyone train AI models on its content",
        "Site drops its ban on training AI models on its content and now lets outsiders train AI models on its content unless users opt out",
        "Site lets anyone crawl its content",
        "Site lets outsiders crawl its content unless users opt out",
        "Site bars scraping and automated access to its content",
        "Site no longer says that anyone may crawl its content",
        "Site now lets outsiders crawl its content unless users opt out",
        "Site now bars scraping and automated access to its content",
        "Site no longer says when outsiders may crawl its content",
        "Site now lets anyone crawl its content without its former conditions",
        "Site now bars all scraping and automated access to its content",
        "Site drops its ban on scraping and automated access to its content",
        "Site drops its ban on scraping and automated access to its content and now lets anyone crawl its content",
        "Site drops its ban on scraping and automated access to its content and now lets outsiders crawl its content unless users opt out",
        "Site says it may train AI models on user data",
        "Site says it may train AI models on user data unless users opt out",
        "Site promises not to train AI models on user data",
        "Site no longer says that it may train AI models on user data",
        "Site now says it may train AI models on user data unless users opt out",
        "Site now promises not to train AI models on user data",
        "Site no longer says when it may train AI models on user data",
        "Site now says it may train AI models on user data without its former conditions",
        "Site now promises not to train AI models on user data at all",
        "Site drops its promise not to train AI models on user data",
        "Site drops its promise not to train AI models on user data and now says it may train AI models on user data",
        "Site drops its promise not to train AI models on user data and now says it may train AI models on user data unless users opt out",
        "Site lets its partners train AI models on user data",
        "Site lets its partners train AI models on user data unless users opt out",
        "Site promises that its partners will not train AI models on user data",
        "Site no longer says that its partners may train AI models on user data",
        "Site now lets its partners train AI models on user data unless users opt out",
        "Site now promises that its partners will not train AI models on user data",
        "Site no longer says when its partners may train AI models on user data",
        "Site now lets its partners train AI models on user data without its former conditions",
        "Site now promises that none of its partners will train AI models on user data",
        "Site drops its promise that partners will not train AI models on user data",
        "Site drops its promise that partners will not train AI models on user data and now lets its partners train AI models on user data",
        "Site drops its promise that partners will not train AI models on user data and now lets its partners train AI models on user data unless users opt out",
        "Site lets users train AI models on the output of its AI",
        "Site lets users train AI models on the output of its AI unless they opt out",
        "Site bars users from training AI models on the output of its AI",
        "Site no longer says that users may train AI models on the output of its AI",
        "Site now lets users train AI models on the output of its AI unless they opt out",
        "Site now bars users from training AI models on the output of its AI",
        "Site no longer says when users may train AI models on the output of its AI",
        "Site now lets users train AI models on the output of its AI without its former conditions",
        "Site now bars users from training any AI model on the output of its AI",
        "Site drops its ban on training AI models on the output of its AI",
        "Site drops its ban on training AI models on the output of its AI and now lets users train AI models on the output of its AI",
        "Site drops its ban on training AI models on the output of its AI and now lets users train AI models on the output of its AI unless they opt out",
      ]
    `)
  })
  test.each<[Said['conditions'][number]['kind'][], string]>([
    [['opt-in'], 'Site says it may train AI models on user data only if users agree'],
    [['opt-out', 'class'], 'Site says it may train AI models on user data unless users opt out'],
    [['class'], 'Site says it may train AI models on user data only in certain cases'],
    [
      ['robots-txt', 'search-engine'],
      'Site says it may train AI models on user data only for search engines and as robots.txt allows',
    ],
    [
      ['non-commercial', 'opt-out'],
      'Site says it may train AI models on user data only for non-commercial purposes unless users opt out',
    ],
    [
      ['licence', 'opt-in'],
      'Site says it may train AI models on user data only under a licence and only if users agree',
    ],
    [[], 'Site says it may train AI models on user data under conditions'],
  ])('under %j', (conditions, line) => {
    const after = { position: 'conditional', conditions: conditions.map((kind) => ({ kind })), statements: [] } as const
    expect(headline('Site', 'operator.train-ai.content', said('silent'), after)).toBe(line)
  })
  test('from one kind of condition to another', () => {
    const under = (kind: 'opt-in' | 'opt-out'): Said => ({
      position: 'conditional',
      conditions: [{ kind }],
      statements: [],
    })
    expect(headline('Site', 'operator.train-ai.content', under('opt-in'), under('opt-out'))).toBe(
      'Site changes its conditions for training AI models on user data from opt-in to opt-out',
    )
  })
})

describe('headlines by what the statements do', () => {
  type Told = Said['statements'][number]
  const silent: Said = { position: 'silent', conditions: [], statements: [] }
  const ban: Told = { effect: 'disallow', conditions: [] }
  const told = (effect: Told['effect'], kinds: ConditionKind[], channel?: 'api'): Told => ({
    effect,
    conditions: kinds.map((kind) => ({ kind })),
    ...(channel === undefined ? {} : { channel }),
  })
  const part: Told = told('disallow', ['part'])
  const barsPart: Said = { position: 'disallowed', conditions: [{ kind: 'part' }], statements: [part] }
  const said = (...statements: Told[]): Said => ({
    position: statements.every(({ conditions }) => conditions.length === 0) ? 'disallowed' : 'conditional',
    conditions: statements.flatMap(({ conditions }) => conditions),
    statements,
  })

  test.each<[before: Said, after: Said, line: string]>([
    [
      silent,
      said(told('disallow', ['non-commercial'])),
      'bars scraping and automated access to its content for commercial purposes',
    ],
    [
      silent,
      said(told('disallow', ['robots-txt']), told('disallow', ['class'])),
      'bars scraping and automated access to its content where robots.txt disallows it',
    ],
    [
      said(ban),
      said(told('disallow', ['rate-limit'])),
      'now bars scraping and automated access to its content only beyond rate limits',
    ],
    [
      { ...silent, position: 'allowed' },
      said(told('disallow', ['licence'])),
      'now bars scraping and automated access to its content without a licence',
    ],
    [
      said(told('disallow', ['class'])),
      silent,
      'drops its ban on scraping and automated access to its content in certain cases',
    ],
    [
      said(ban),
      said(told('conditional', ['search-engine']), ban),
      'now lets outsiders crawl its content only for search engines',
    ],
    [
      said(ban),
      said(told('conditional', ['search-engine'])),
      'drops its ban on scraping and automated access to its content and now lets outsiders crawl its content only for search engines',
    ],
    [
      silent,
      said(told('conditional', ['licence']), told('disallow', ['non-commercial'])),
      'lets outsiders crawl its content only under a licence and for non-commercial purposes',
    ],
  ])('[T21] %# what is barred in part is not let', (before, after, line) => {
    expect(headline('Site', 'public.crawl.content', before, after)).toBe(`Site ${line}`)
  })

  test.each<[StandingQuestion, Told, string]>([
    [
      'operator.train-ai.content',
      told('disallow', ['class']),
      'promises not to train AI models on user data in certain cases',
    ],
    [
      'public.train-ai.output',
      told('disallow', ['non-competing']),
      'bars users from training AI models on the output of its AI where the models compete with its own',
    ],
    [
      'public.train-ai.output',
      told('disallow', ['opt-in']),
      'bars users from training AI models on the output of its AI unless they agree',
    ],
  ])('[T21] on %s', (question, statement, line) => {
    expect(headline('Site', question, silent, said(statement))).toBe(`Site ${line}`)
  })

  test('[T21] a choice by yes here and by no there is both', () => {
    const after = said(told('conditional', ['opt-in']), told('conditional', ['opt-out']))
    expect(headline('Site', 'operator.train-ai.content', silent, after)).toBe(
      'Site says it may train AI models on user data with a say for users (opt-in, opt-out)',
    )
  })

  test('[T21] something in return is no licence', () => {
    const inReturn = { kind: 'licence', note: 'against something in return' } as const
    const after: Said = {
      position: 'conditional',
      conditions: [inReturn],
      statements: [{ effect: 'conditional', conditions: [inReturn] }],
    }
    expect(headline('Site', 'public.train-ai.content', silent, after)).toBe(
      'Site lets outsiders train AI models on its content only in return for rights of their own',
    )
  })

  test('[T21] what is promised for one kind of data, and can be lifted, claims nothing of the rest', () => {
    const after = said(told('conditional', ['opt-in', 'part']))
    expect(headline('Site', 'operator.train-ai.content', silent, after)).toBe(
      'Site promises not to train AI models on user data of one kind unless users agree',
    )
  })

  test.each<[before: Said, after: Said, line: string]>([
    [silent, barsPart, 'promises not to train AI models on user data of one kind'],
    [{ ...silent, position: 'allowed' }, barsPart, 'now promises not to train AI models on user data of one kind'],
    [said(ban), barsPart, 'now promises not to train AI models on user data only of one kind'],
    [barsPart, said(ban), 'now promises not to train AI models on user data at all'],
    [
      barsPart,
      { ...silent, position: 'allowed' },
      'drops its promise not to train AI models on user data of one kind and now says it may train AI models on user data',
    ],
    [
      silent,
      { ...barsPart, conditions: [{ kind: 'part', note: 'health data only' }] },
      'promises not to train AI models on user data of one kind (health data)',
    ],
    [
      silent,
      {
        position: 'disallowed',
        conditions: [{ kind: 'part', note: 'health data only' }],
        statements: ['health data only', 'data of calls only'].map((note) => ({
          effect: 'disallow',
          conditions: [{ kind: 'part', note }],
        })),
      },
      'promises not to train AI models on user data of some kinds',
    ],
    [
      barsPart,
      said(told('conditional', ['opt-in', 'part'])),
      'now promises not to train AI models on user data of one kind unless users agree',
    ],
    [barsPart, silent, 'drops its promise not to train AI models on user data of one kind'],
    [
      barsPart,
      { position: 'conditional', conditions: [{ kind: 'part' }], statements: [{ ...ban, effect: 'allow' }, part] },
      'now says it may train AI models on user data only in part',
    ],
  ])('[T21] %# a promise on one kind of data alone', (before, after, line) => {
    expect(headline('Site', 'operator.train-ai.content', before, after)).toBe(`Site ${line}`)
  })

  test('[T22] limits of an API let nobody crawl', () => {
    const limits = said(told('conditional', ['rate-limit'], 'api'))
    const line = 'lets outsiders obtain its content through its API only within rate limits'
    expect(headline('Site', 'public.crawl.content', silent, limits)).toBe(`Site ${line}`)
    expect(headline('Site', 'public.crawl.content', limits, silent)).toBe(
      'Site no longer says when outsiders may obtain its content through its API',
    )
    const both = said(told('conditional', ['rate-limit'], 'api'), told('conditional', ['robots-txt']))
    expect(headline('Site', 'public.crawl.content', silent, both)).toBe(
      'Site lets outsiders crawl its content only as robots.txt allows and within rate limits',
    )
    expect(headline('Site', 'public.crawl.content', silent, said({ ...ban, channel: 'api' }))).toBe(
      'Site bars scraping and automated access to its content',
    )
  })
})
