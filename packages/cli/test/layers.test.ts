import { beforeAll, describe, expect, test } from 'vitest'
import { harbour } from './harbour.ts'
import { runMain, workspaceWith } from './run-main.ts'
import { harbourWithSignals } from './signals.ts'

let home: string
beforeAll(async () => {
  home = await workspaceWith(harbourWithSignals)
})
const ask = async (...args: string[]) =>
  (await runMain(['ask', ...args], { PROVISO_HOME: home })).out.replaceAll(home, 'HOME')
const askJson = async (...args: string[]) => JSON.parse(await ask(...args, '--json'))

describe('ask over layers', () => {
  test('a row per source, who disagrees in words, what was not read', async () => {
    expect(await ask('https://harbour.example/quay/7', '--agent', 'FriendBot')).toMatchInlineSnapshot(`
      "✗ DISALLOWED  train-ai by the public on the web on 2026-01-01

        https://harbour.example/quay/7  ·  Harbour
        robots.txt names FriendBot

        obtaining  ✗ disallowed
          Terms of Service › 4. House rules › 4.2 Machines
          │ Nobody may scrape or harvest the pages of Harbour by automated means.
          in force since 2022-03-01 (or before: its first record) ·
          recorded 2022-03-01 08:30 UTC
          https://github.com/example/quay-versions/commit/33e3327215fa3bb1de45d8c19bfe47694dd2ea4c

        using      ? unknown  a source that may speak of it could not be read

        layers
          layer    source              obtaining     using     since
          terms    Terms of Service    ✗ disallowed  · silent  2022-03-01
          signals  robots.txt, line 8  ✓ allowed     · silent  2025-02-01
          silent: Developer Terms, Privacy Policy

        disagreements
          terms (Terms of Service) bars crawling by FriendBot; robots.txt allows it

        said otherwise
          ✓ allowed  robots.txt › User-agent: friendbot › line 8
            │ allow /

        could not be read
          Harbour, Community Guidelines: login-wall since 2024-02-01
          Harbour, ai.txt of harbour.example: unreachable since 2025-02-01

        today      this is the answer for today

        answered by HOME/rulebook.ndjson · records up to 2026-08-11
        not legal advice: the platform’s own words, read by a program
      "
    `)
  })

  test('the agent hears its own group, by the path asked', async () => {
    expect(await askJson('https://harbour.example/private/x', '--agent', 'GPTBot')).toMatchObject({
      agent: 'GPTBot',
      outcome: 'disallowed',
      using: {
        outcome: 'disallowed',
        because: [{ layer: 'signals', host: 'harbour.example', path: '/', agents: ['gptbot'] }],
      },
    })
    const other = await askJson('https://harbour.example/private/x', '--agent', 'OtherBot', '--profile', 'robots-only')
    expect(other.obtaining).toMatchObject({ outcome: 'disallowed', because: [{ path: '/private/' }] })
    const elsewhere = await askJson('https://harbour.example/', '--agent', 'OtherBot', '--profile', 'robots-only')
    expect(elsewhere.obtaining).toMatchObject({ outcome: 'allowed', because: [{ terms: 'robots.txt' }] })
  })

  test('without a name, a ban on an agent is a condition that names it', async () => {
    const { using } = await askJson('https://harbour.example/', '--profile', 'signals-only')
    expect(using).toMatchObject({ outcome: 'conditional', conditions: [{ kind: 'class', note: 'agents: gptbot' }] })
  })

  test('the robots.txt of the day asked, not of today', async () => {
    const then = await askJson(
      'https://harbour.example/',
      '--agent',
      'GPTBot',
      '--on',
      '2024-07-01',
      '--profile',
      'robots-only',
    )
    expect(then).toMatchObject({ obtaining: { outcome: 'allowed' }, using: { outcome: 'unknown', reason: 'silent' } })
    expect(then.today.outcome).toBe('disallowed')
    const apertus = await askJson('https://harbour.example/', '--on', '2023-01-01', '--profile', 'apertus')
    expect(apertus.outcome).toBe('disallowed')
  })

  test('the JSON has the layers, the disagreements and the profile with its note', async () => {
    const json = await askJson('https://harbour.example/', '--agent', 'FriendBot', '--profile', 'eu-tdm-terms')
    expect(json.layers.find(({ terms }: { terms: string }) => terms === 'robots.txt')).toMatchObject({
      layer: 'signals',
      host: 'harbour.example',
      from: '2025-02-01',
      basis: 'recorded',
      obtaining: { position: 'allowed', because: [{ agents: ['friendbot'] }] },
      using: null,
    })
    expect(json.disagreements).toContainEqual({
      about: 'obtaining',
      strict: { layer: 'terms', service: 'Harbour', terms: 'Terms of Service' },
      loose: { layer: 'signals', service: 'Harbour', terms: 'robots.txt', host: 'harbour.example' },
    })
    expect(json.profile).toMatchObject({
      name: 'eu-tdm-terms',
      jurisdiction: 'EU',
      note: expect.stringContaining('contested'),
    })
    expect(json.unread).toContainEqual(
      expect.objectContaining({ terms: 'ai.txt', layer: 'signals', host: 'harbour.example' }),
    )
  })

  test('a profile shows where it holds', async () => {
    const out = await ask('https://harbour.example/', '--profile', 'eu-tdm')
    expect(out).toContain('profile eu-tdm (EU)')
    expect(out).toContain('Art. 4 of Directive (EU) 2019/790')
  })

  test('usages of signals alone are answered by them', async () => {
    const json = await askJson('https://harbour.example/', '--usage', 'search', '--profile', 'signals-only')
    expect(json.using).toMatchObject({ outcome: 'allowed', because: [{ directive: 'content-signal' }] })
  })

  test('a host below the one that spoke is not spoken for', async () => {
    const json = await askJson('https://www.harbour.example/', '--profile', 'robots-only')
    expect(json).toMatchObject({ outcome: 'unknown', using: { reason: 'no-document' } })
  })

  test('a file of one port speaks for that port alone, the terms for every port', async () => {
    const moved = await workspaceWith({
      ...harbourWithSignals,
      states: harbourWithSignals.states.map((state) =>
        state.host === undefined ? state : { ...state, host: `${state.host}:8080` },
      ),
    })
    const layersAt = async (url: string) => {
      const { out } = await runMain(['ask', url, '--json'], { PROVISO_HOME: moved })
      return JSON.parse(out).layers.map(({ layer }: { layer: string }) => layer)
    }
    expect(new Set(await layersAt('http://harbour.example:8080/'))).toEqual(new Set(['terms', 'signals']))
    expect(new Set(await layersAt('http://harbour.example/'))).toEqual(new Set(['terms']))
  })

  test('--full says where each source says it', async () => {
    const out = await ask('https://harbour.example/', '--agent', 'GPTBot', '--full')
    expect(out).toMatch(
      /signals {2}robots\.txt, line 5 .*\n {13}signals\/harbour\.example\/robots\.txt › User-agent: gptbot › line 5/,
    )
  })

  test('the workspace’s signals and the starter’s terms answer together', async () => {
    const [starter, signals] = [
      await workspaceWith(harbour, { pointersOnly: true }),
      await workspaceWith({
        ...harbourWithSignals,
        states: harbourWithSignals.states.filter(({ layer }) => layer === 'signals'),
        unread: [],
      }),
    ]
    const env = { PROVISO_HOME: signals, PROVISO_STARTER: `${starter}/rulebook.ndjson` }
    const { out } = await runMain(['ask', 'https://harbour.example/', '--json', '--agent', 'FriendBot'], env)
    const { layers } = JSON.parse(out)
    expect(new Set(layers.map(({ layer }: { layer: string }) => layer))).toEqual(new Set(['terms', 'signals']))
    const shown = (await runMain(['ask', 'https://harbour.example/'], env)).out
    expect(shown).toContain('and the starter rulebook')
  })

  test('the history has a timeline for each host’s file', async () => {
    const { out } = await runMain(['history', 'Harbour'], { PROVISO_HOME: home })
    expect(out).toContain('robots.txt of harbour.example')
    expect(out).toContain('ai.txt of harbour.example: unreachable')
  })
})
