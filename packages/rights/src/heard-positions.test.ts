import { describe, expect, test } from 'vitest'
import { rulebookOf, type SketchedState } from '../test/sketch.ts'
import { withHeardPositions } from './index.ts'

const listed = (state: Partial<SketchedState>) => {
  const sketch = { service: 'Mill', terms: 'robots.txt', from: '2024-01-01', says: {}, ...state }
  return withHeardPositions(rulebookOf({ services: [], states: [sketch] }).states[0]!)
}

describe('withHeardPositions', () => {
  const robots = listed({
    layer: 'signals',
    weighing: 'robots',
    says: {
      'public.crawl.content': {
        statements: [
          { id: 'a', effect: 'disallow', path: '/private/' },
          { id: 'b', effect: 'disallow', path: '/', agents: ['gptbot'] },
        ],
      },
      'public.train-ai.content': {
        statements: [{ id: 'c', effect: 'disallow', path: '/', agents: ['gptbot'] }],
      },
      'public.search.content': { statements: [{ id: 'd', effect: 'allow', directive: 'content-signal' }] },
    },
  })

  test('[S15] what an asker without a name hears on /', () => {
    expect(robots.positions['public.crawl.content'].position).toBe('conditional')
    expect(robots.positions['public.train-ai.content']).toMatchObject({
      position: 'conditional',
      conditions: [{ kind: 'class', note: 'agents: gptbot' }],
    })
    expect(robots.positions['public.train-ai.output'].position).toBe('silent')
    expect(robots.further?.['public.search.content']?.position).toBe('allowed')
  })

  test('[S15] all statements are kept, in the order of the file', () => {
    const ids = robots.positions['public.crawl.content'].statements.map(({ evidence }) => evidence.quoteHash)
    expect(ids).toEqual(['a', 'b'])
  })

  test('[S15] a file that says nothing lets crawl', () => {
    expect(listed({ weighing: 'robots' }).positions['public.crawl.content']).toMatchObject({
      position: 'allowed',
      confidence: 1,
      statements: [],
    })
  })

  test('[S15] a state of terms stays as it is', () => {
    const says = {
      'public.crawl.content': { position: 'disallowed', statements: [{ id: 'x', effect: 'disallow' }] },
    } as const
    const state = rulebookOf({ services: [], states: [{ service: 'Mill', terms: 'T', from: '2024-01-01', says }] })
      .states[0]!
    expect(withHeardPositions(state)).toBe(state)
  })
})
