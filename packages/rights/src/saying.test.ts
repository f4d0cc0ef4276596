import { describe, expect, test } from 'vitest'
import { rulebookOf, type Sketch } from '../test/sketch.ts'
import { type Asked, decide, disagreementsOf, indexRulebook, profiles, sayingsOf, verdictTable } from './index.ts'

type States = Sketch['states']

const quillWith = (states: States) =>
  indexRulebook(rulebookOf({ services: [{ name: 'Quill', hosts: ['quill.example'] }], states }))
const termsThat = (says: States[number]['says']): States[number] => ({
  service: 'Quill',
  terms: 'Terms',
  from: '2024-01-01',
  says,
})

const index = quillWith([
  termsThat({
    'public.train-ai.content': { position: 'disallowed', statements: [{ id: 'terms', effect: 'disallow' }] },
  }),
  { service: 'Quill', terms: 'Contact', from: '2024-01-01', says: {} },
  {
    service: 'Quill',
    terms: 'robots.txt',
    layer: 'signals',
    host: 'quill.example',
    weighing: 'robots',
    from: '2024-01-01',
    says: {
      'public.crawl.content': {
        statements: [
          { id: 'all', effect: 'disallow', path: '/off/' },
          { id: 'gpt', effect: 'allow', path: '/', agents: ['gptbot'] },
        ],
      },
      'public.train-ai.content': {
        statements: [{ id: 'usage', effect: 'allow', path: '/', agents: ['gptbot'], directive: 'content-usage' }],
      },
    },
  },
])
const asked: Asked = {
  host: 'quill.example',
  path: '/off/1',
  usage: 'train-ai',
  actor: 'public',
  channel: 'web',
  on: '2025-01-01',
}
const told = (more: Partial<Asked> = {}) =>
  sayingsOf(index, { ...asked, ...more }).map(({ state, obtaining, using, namesAgent }) => [
    state.terms,
    obtaining?.position ?? null,
    using?.position ?? null,
    namesAgent,
  ])
const disagreed = (more: Partial<Asked> = {}) =>
  disagreementsOf(sayingsOf(index, { ...asked, ...more })).map(({ about, strict, loose }) => [
    about,
    strict.state.terms,
    loose.state.terms,
  ])

describe('what each document says', () => {
  test('[L6] a row per document in force, silence shown', () => {
    expect(told()).toEqual([
      ['Contact', null, null, false],
      ['Terms', null, 'disallowed', false],
      ['robots.txt', 'disallowed', null, false],
    ])
  })

  test('[L6] for the agent that asks', () => {
    expect(told({ agent: 'GPTBot' })).toContainEqual(['robots.txt', 'allowed', 'allowed', true])
    expect(told({ agent: 'OtherBot' })).toContainEqual(['robots.txt', 'disallowed', null, false])
  })

  test('[L6] only what the profile hears, on a day it reads', () => {
    expect(sayingsOf(index, asked, profiles['robots-only'])).toHaveLength(1)
    expect(sayingsOf(index, { ...asked, on: '2023-01-01' })).toEqual([])
    expect(sayingsOf(index, { ...asked, on: '2023-01-01', today: '2025-01-01' }, profiles.apertus)).toHaveLength(1)
    expect(sayingsOf(index, { ...asked, host: 'elsewhere.example' })).toEqual([])
  })

  test('[L8] a review goes with the statements of what it made, and stands beside what it silenced', () => {
    const corrected = { verdict: 'correct', read: { position: 'disallowed', conditions: [] }, by: 'Ada' } as const
    const rejected = { verdict: 'reject', read: { position: 'conditional', conditions: [] } } as const
    const statements = [
      { id: 'one', effect: 'allow' },
      { id: 'two', effect: 'allow' },
    ] as const
    const quill = (reviewed: boolean) =>
      quillWith([
        termsThat({
          'public.train-ai.content': { position: 'allowed', statements, ...(reviewed ? { review: corrected } : {}) },
          'public.crawl.content': { position: 'silent', statements: [], ...(reviewed ? { review: rejected } : {}) },
        }),
      ])
    const reviewed = quill(true)
    const { using, obtaining } = decide(reviewed, asked)
    expect(using.because.map(({ review }) => review)).toEqual([corrected, corrected])
    expect(obtaining.because).toEqual([])
    const silenced = [{ about: 'obtaining', question: 'public.crawl.content', review: rejected }]
    expect(sayingsOf(reviewed, asked)).toMatchObject([{ obtaining: null, silenced }])

    const plain = quill(false)
    expect(sayingsOf(plain, asked)[0]).not.toHaveProperty('silenced')
    expect(decide(plain, asked).using.because[0]).not.toHaveProperty('review')
    const rows = (index: typeof plain) => [...verdictTable(index, asked).rows()]
    expect(rows(reviewed)).toEqual(rows(plain))
  })

  test('[L8] a correction that speaks through another channel silenced nothing', () => {
    const review = { verdict: 'correct', read: { position: 'silent', conditions: [] } } as const
    const crawl = { position: 'disallowed', statements: [], review } as const
    const corrected = quillWith([termsThat({ 'public.crawl.content': crawl })])
    expect(decide(corrected, asked).obtaining.because).toMatchObject([{ review }])
    expect(sayingsOf(corrected, { ...asked, channel: 'api' })[0]).not.toHaveProperty('silenced')
  })

  test('[L7] terms bar training, robots.txt allows the agent', () => {
    expect(disagreed({ agent: 'GPTBot' })).toEqual([
      ['using', 'Terms', 'robots.txt'],
      ['use-of-what-may-be-obtained', 'Terms', 'robots.txt'],
    ])
  })

  test('[L7] two bars on two parts are no disagreement', () => {
    expect(disagreed()).toEqual([])
  })

  test('[L7] what may be used and not obtained', () => {
    const turned = sayingsOf(index, { ...asked, agent: 'GPTBot' }).map((saying) => ({
      ...saying,
      obtaining: saying.using,
      using: saying.obtaining,
    }))
    expect(disagreementsOf(turned).map(({ about }) => about)).toEqual(['obtaining', 'obtaining-of-what-may-be-used'])
  })
})
