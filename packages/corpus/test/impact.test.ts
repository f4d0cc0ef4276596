import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { audit } from '../src/audit.ts'
import { impactOn } from '../src/impact.ts'
import { sourcesIn } from '../src/sources.ts'
import { planOf, question } from './plan.ts'
import { smallRulebook } from './small-rulebook.ts'
import { temporaryFolder } from './temporary-folder.ts'

let folder: string
let domains: string
beforeAll(() => {
  folder = temporaryFolder()
  domains = join(folder, 'domains.csv')
  writeFileSync(
    domains,
    'url,one_tokens,two_tokens\nwww.ash.example,100,0\nash.example.net,10,5\ndocs.ash.example,7,7\nshared.example,1000,1\nelsewhere.example,1,10000\n',
  )
})

const impacts = async (services: string[] | undefined, more: object = {}) =>
  impactOn(smallRulebook, question, {
    corpus: [domains],
    columns: {},
    channels: ['web'],
    ...(services === undefined ? {} : { services }),
    ...more,
  })

describe('impact', () => {
  test('[S1, S3] moves of a service with what they moved, in every measure', async () => {
    const { size, impacts: found, services } = await impacts(['Ash'])
    expect([size.measures, size.total]).toEqual([
      ['one_tokens', 'two_tokens'],
      [1118, 10013],
    ])
    expect(found.map(({ day, before, after, sizes, hosts }) => [day, before, after, sizes, hosts])).toEqual([
      ['2020-01-01', 'unknown', 'allowed', [110, 5], 2],
      ['2023-06-04', 'allowed', 'conditional', [110, 5], 2],
      ['2024-02-01', 'conditional', 'disallowed', [110, 5], 2],
    ])
    expect(services).toMatchObject([{ service: 'Ash', sizes: [110, 5], hosts: 2, today: { web: 'disallowed' } }])
  })

  test('[S6] within days; a service the corpus does not hold is answered for', async () => {
    const { impacts: found } = await impacts(['Ash', 'Gum'], { since: '2023-03-01', until: '2023-12-31' })
    expect(found.map(({ service, day, after, sizes }) => [service, day, after, sizes])).toEqual([
      ['Ash', '2023-06-04', 'conditional', [110, 5]],
      ['Gum', '2023-03-03', 'disallowed', [0, 0]],
    ])
  })

  test('[S4, S5] what moved is explained by the changes of the day', async () => {
    const rulebook = {
      ...smallRulebook,
      states: smallRulebook.states.map((state) =>
        state.service === 'Ash' && state.from > '2020-01-01'
          ? { ...state, moved: ['public.train-ai.content' as const] }
          : state.service === 'Birch'
            ? { ...state, kind: 'first-record' as const }
            : state,
      ),
    }
    const asked = { corpus: [domains], columns: {}, channels: ['web' as const], services: ['Ash', 'Birch'] }
    const { impacts: found } = await impactOn(rulebook, question, asked)
    expect(found.map(({ day, kind, headlines }) => [day, kind, headlines])).toEqual([
      ['2020-01-01', 'other', []],
      ['2023-06-04', 'change', ['Ash now lets outsiders train AI models on its content unless users opt out']],
      ['2024-02-01', 'change', ['Ash now bars all outsiders from training AI models on its content']],
      ['2021-01-01', 'first-record', []],
    ])
    const training = await impactOn(rulebook, { ...question, usage: 'crawl' }, { ...asked, all: true })
    expect(training.impacts.filter(({ before, after }) => before === after)).toEqual([])
    const whole = await impactOn(
      rulebook,
      { ...question, actor: 'public', usage: 'train-ai' },
      { ...asked, services: ['Ash'], all: true, since: '2024-02-01' },
    )
    expect(whole.impacts).toHaveLength(1)
  })

  test('[S2] an audited folder is measured by its counts', async () => {
    const pages = join(folder, 'pages.jsonl')
    writeFileSync(
      pages,
      '{"url":"https://ash.example/1","date":"2022-01-01","token_count":4}\n{"url":"https://x.example/1","token_count":6}\n',
    )
    const out = join(folder, 'audited')
    await audit(smallRulebook, planOf({ mode: 'none' }), { inputs: [pages], out })
    for (const corpus of [pages, out]) {
      const { size, services } = await impactOn(smallRulebook, question, {
        corpus: [corpus],
        columns: {},
        channels: ['web'],
      })
      expect([size.measures, size.total, services[0]?.sizes]).toEqual([
        ['records', 'tokens'],
        [2, 10],
        [1, 4],
      ])
    }
  })

  test('[S8] a file that breaks off is named and counts nothing, the others are measured', async () => {
    const corpus = join(folder, 'broken')
    mkdirSync(corpus)
    const lines = Array.from(
      { length: 2000 },
      (_, at) => `{"url":"https://ash.example/${at * 7919}","token_count":1}\n`,
    )
    const packed = gzipSync(lines.join(''))
    writeFileSync(join(corpus, 'a.jsonl.gz'), packed.subarray(0, packed.length / 2))
    writeFileSync(join(corpus, 'b.jsonl'), lines[0]!)
    const { size } = await impactOn(smallRulebook, question, { corpus: [corpus], columns: {}, channels: ['web'] })
    expect(size.issues).toMatchObject([{ code: 'file-damaged', at: join(corpus, 'a.jsonl.gz') }])
    expect(size.total).toEqual([1, 1])
  })
})

test('[S7] sources by answer, then by size', async () => {
  const facts = ['Ash', 'Birch', 'Cedar', 'Dogwood'].map((name) => ({
    name,
    hosts: [],
    kind: name === 'Cedar' ? 'news' : 'forum',
  }))
  const all = await sourcesIn(smallRulebook, question, facts, { corpus: [domains], columns: {} })
  expect(all.sources.map(({ service, outcome, sizes }) => [service, outcome, sizes])).toEqual([
    ['Birch', 'allowed', [7, 7]],
    ['Cedar', 'disallowed', [1000, 1]],
    ['Dogwood', 'disallowed', [1000, 1]],
    ['Ash', 'disallowed', [110, 5]],
  ])
  const forums = await sourcesIn(smallRulebook, question, facts, { corpus: [domains], columns: {}, kind: 'forum' })
  expect(forums.sources.map(({ service }) => service)).toEqual(['Birch', 'Dogwood', 'Ash'])
})
