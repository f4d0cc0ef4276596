import { describe, expect, test } from 'vitest'
import { rulebookOf } from '../test/sketch.ts'
import { type Asked, disagreementsOf, indexRulebook, profiles, sayingsOf } from './index.ts'

const index = indexRulebook(
  rulebookOf({
    services: [{ name: 'Quill', hosts: ['quill.example'] }],
    states: [
      {
        service: 'Quill',
        terms: 'Terms',
        from: '2024-01-01',
        says: {
          'public.train-ai.content': { position: 'disallowed', statements: [{ id: 'terms', effect: 'disallow' }] },
        },
      },
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
    ],
  }),
)
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
