import { describe, expect, test } from 'vitest'
import { questionsOn } from './question.ts'
import { contains, usages } from './usage.ts'

describe('containment', () => {
  test('[U1] is a partial order', () => {
    for (const a of usages) {
      expect(contains(a, a)).toBe(true)
      for (const b of usages) {
        if (a !== b && contains(a, b)) expect(contains(b, a)).toBe(false)
        for (const c of usages) if (contains(a, b) && contains(b, c)) expect(contains(a, c)).toBe(true)
      }
    }
  })

  test.each(['train-ai', 'ai-input', 'ai-index'] as const)('[U2] tdm contains %s', (usage) => {
    expect(contains('tdm', usage)).toBe(true)
  })

  test.each(['search', 'crawl'] as const)('[U3, U4] %s stands alone', (usage) => {
    for (const other of usages) {
      if (other === usage) continue
      expect(contains(usage, other)).toBe(false)
      expect(contains(other, usage)).toBe(false)
    }
  })

  test('[U6] the narrower never contains the wider', () => {
    for (const usage of usages) if (usage !== 'tdm') expect(contains(usage, 'tdm')).toBe(false)
  })
})

describe('questionsOn', () => {
  test.each([
    ['public', 'train-ai', 'content', ['public.train-ai.content']],
    ['public', 'crawl', 'content', ['public.crawl.content']],
    ['public', 'train-ai', 'output', ['public.train-ai.output']],
    ['partner', 'train-ai', 'content', ['partner.train-ai.content']],
    ['public', 'tdm', 'content', []],
    ['public', 'search', 'content', []],
    ['partner', 'crawl', 'content', []],
  ] as const)('[O4, U8] %s %s %s', (actor, usage, asset, bearing) => {
    expect(questionsOn(actor, usage, asset)).toEqual(bearing)
  })

  test('[U5, U6] a question on mining bears on training, and not the other way', () => {
    const among = ['public.tdm.content', 'public.train-ai.content', 'partner.tdm.content', 'public.tdm.output'] as const
    expect(questionsOn('public', 'train-ai', 'content', among)).toEqual([
      'public.tdm.content',
      'public.train-ai.content',
    ])
    expect(questionsOn('public', 'tdm', 'content', among)).toEqual(['public.tdm.content'])
    expect(questionsOn('public', 'search', 'content', among)).toEqual([])
  })
})
