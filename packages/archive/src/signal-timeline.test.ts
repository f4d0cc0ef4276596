import { describe, expect, test } from 'vitest'
import { toldCaptures } from '../test/told-capture.ts'
import type { CapturedFile } from './captured-file.ts'
import { signalTimeline } from './signal-timeline.ts'

const reader = toldCaptures()

/** Looks at one file, as `[time, text]`. */
const looks = (
  told: readonly (readonly [at: string, text: string, collection?: string])[],
  file: CapturedFile = 'robots.txt',
) =>
  told.map(([at, text, collection = 'own']) => {
    const recorded = at.includes('T') ? at : `${at}T09:00:00Z`
    const observation = {
      collection,
      commit: `${collection} ${recorded}`,
      host: 'a.example',
      file,
      path: `signals/a.example/${file}`,
      body: text,
      response: null,
      recorded,
    }
    const { statements, unread } = reader.read({ file, host: 'a.example', body: Buffer.from(text) })
    return { observation, statements, ...(unread === undefined ? {} : { unread }) }
  })

const days = (told: Parameters<typeof looks>[0], file?: CapturedFile) => {
  const { states, unread } = signalTimeline('A', looks(told, file))
  return {
    states: states.map(({ from, to, kind, positions, moved }) => [
      from,
      to,
      kind,
      positions['public.train-ai.content'].position,
      moved.join(),
    ]),
    unread: unread.map(({ from, to, reason }) => [from, to, reason]),
  }
}

describe('signalTimeline', () => {
  test('[G3] a state lasts until a look says otherwise', () => {
    expect(
      days(
        [
          ['2025-01-01', 'train-ai allow'],
          ['2025-02-01', 'train-ai allow'],
          ['2025-03-01', 'train-ai disallow'],
        ],
        'ai.txt',
      ),
    ).toEqual({
      states: [
        ['2025-01-01', '2025-03-01', 'first-record', 'allowed', ''],
        ['2025-03-01', null, 'change', 'disallowed', 'public.train-ai.content'],
      ],
      unread: [],
    })
  })

  test('[G3] a comment more moves no state', () => {
    expect(
      days([
        ['2025-01-01', 'train-ai disallow'],
        ['2025-02-01', '# hello\ntrain-ai disallow'],
      ]).states,
    ).toHaveLength(1)
  })

  test('[G3] a rule for another path is another state, which moves nothing on /', () => {
    const { states } = days([
      ['2025-01-01', 'crawl disallow /a/'],
      ['2025-02-01', 'crawl disallow /b/'],
    ])
    expect(states.map(([from, , , , moved]) => [from, moved])).toEqual([
      ['2025-01-01', ''],
      ['2025-02-01', ''],
    ])
  })

  test('[G4] of several on one day the last stands', () => {
    expect(
      days(
        [
          ['2025-01-01', 'train-ai disallow'],
          ['2025-02-01T08:00:00Z', 'train-ai disallow /x'],
          ['2025-02-01T09:00:00Z', ''],
          ['2025-02-01T10:00:00Z', 'train-ai allow'],
        ],
        'ai.txt',
      ).states,
    ).toEqual([
      ['2025-01-01', '2025-02-01', 'first-record', 'disallowed', ''],
      ['2025-02-01', null, 'change', 'allowed', 'public.train-ai.content'],
    ])
  })

  test('[G4] a word taken back on the same day was never said', () => {
    expect(
      days([
        ['2025-01-01', 'train-ai disallow'],
        ['2025-02-01T08:00:00Z', ''],
        ['2025-02-01T09:00:00Z', 'train-ai disallow'],
      ]).states,
    ).toEqual([['2025-01-01', null, 'first-record', 'disallowed', '']])
  })

  test('[G4] collections are one history, each with its earliest record', () => {
    const { states } = signalTimeline(
      'A',
      looks([
        ['2025-01-01', 'train-ai disallow', 'own'],
        ['2025-01-05', 'train-ai disallow', 'given'],
        ['2025-01-06', 'train-ai disallow', 'given'],
      ]),
    )
    expect(states).toHaveLength(1)
    expect(states[0]!.records.map(({ collection, recorded }) => [collection, recorded.slice(0, 10)])).toEqual([
      ['own', '2025-01-01'],
      ['given', '2025-01-05'],
    ])
  })

  test('[G5] a look that could not be read leaves a gap beside the state before', () => {
    expect(
      days([
        ['2025-01-01', 'train-ai disallow'],
        ['2025-02-01', 'unread server-error'],
        ['2025-02-05', 'unread too-large'],
        ['2025-03-01', 'train-ai disallow'],
        ['2025-04-01', 'unread unreachable'],
      ]),
    ).toEqual({
      states: [['2025-01-01', null, 'first-record', 'disallowed', '']],
      unread: [
        ['2025-02-01', '2025-02-05', 'server-error'],
        ['2025-02-05', '2025-03-01', 'too-large'],
        ['2025-04-01', null, 'unreachable'],
      ],
    })
  })

  test('[G5] what a failure itself means is a state', () => {
    const [first] = looks([['2025-01-01', 'crawl disallow /']])
    const { states, unread } = signalTimeline('A', [{ ...first!, unread: 'server-error' }])
    expect([states.length, unread.length]).toEqual([1, 1])
  })

  test('[G6] statements keep path and agents; the position is what an asker without a name hears', () => {
    const { states } = signalTimeline(
      'A',
      looks([['2025-01-01', 'crawl disallow / gptbot\ntrain-ai disallow / gptbot\nsearch allow /']]),
    )
    const [state] = states
    expect(state).toMatchObject({ layer: 'signals', host: 'a.example', weighing: 'robots', basis: 'recorded' })
    expect(state!.positions['public.train-ai.content']).toMatchObject({
      position: 'conditional',
      statements: [{ path: '/', agents: ['gptbot'], evidence: { quote: 'train-ai disallow / gptbot' } }],
    })
    expect(state!.further?.['public.search.content']?.position).toBe('silent') // a rule of access allows no use [S6]
  })
})
