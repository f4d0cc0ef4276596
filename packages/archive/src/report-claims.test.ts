import type { Service } from '@proviso/rights'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reportClaims } from './report-claims.ts'

const service = (name: string, ...aliases: string[]): Service => ({ name, aliases, hosts: [] })
const services = [service('Harbour', 'Pier'), service('Harbour News'), service('X'), service('quay')]

const told = (text: string) =>
  reportClaims(text, services).map(({ service: who, question, says }) => [who, question, says])

describe('claims of a report', () => {
  test.each<[rule: string, sentence: string, claims: string[][]]>([
    ['R1', 'Harbour prohibits training AI models on its pages.', [['Harbour', 'public.train-ai.content', 'bars']]],
    ['R1', 'Pier bans scraping.', [['Harbour', 'public.crawl.content', 'bars']]],
    ['R1', 'Harbour News lets anyone crawl its pages.', [['Harbour News', 'public.crawl.content', 'allows']]],
    ['R1', 'Harbour has trained sailors for years.', []],
    ['R1', 'Harbour likes artificial intelligence.', []],
    ['R1', 'A harbour prohibits training AI models.', []],
    ['R1', 'An Xray prohibits training AI models.', []],
    ['R2', 'Harbour is old. It forbids scraping.', [['Harbour', 'public.crawl.content', 'bars']]],
    ['R2', 'Harbour is old. Nimbus Works forbids scraping.', [['Nimbus Works', 'public.crawl.content', 'bars']]],
    ['R2', 'It forbids scraping.', []],
    ['R3', 'X uses posts to train its own AI models.', [['X', 'operator.train-ai.content', 'allows']]],
    ['R3', 'X lets partners train AI models on posts.', [['X', 'partner.train-ai.content', 'allows']]],
    ['R3', 'X forbids third parties to train AI models on posts.', [['X', 'public.train-ai.content', 'bars']]],
    ['R3', 'X bars users from training AI models on its output.', [['X', 'public.train-ai.output', 'bars']]],
    ['R3', 'X no longer allows training of AI models on posts.', [['X', 'public.train-ai.content', 'bars']]],
  ])('[%s] %s', (_, sentence, claims) => {
    expect(told(sentence)).toEqual(claims)
  })

  test.each([
    ['on June 4, 2025', { from: '2025-06-04', to: '2025-06-04' }],
    ['on 4 June 2025', { from: '2025-06-04', to: '2025-06-04' }],
    ['on 2025-06-04', { from: '2025-06-04', to: '2025-06-04' }],
    ['in December 2024', { from: '2024-12-01', to: '2024-12-31' }],
    ['in 2024', { from: '2024-01-01', to: '2024-12-31' }],
    ['on February 30, 2025', undefined],
    ['yesterday', undefined],
  ])('[R4] the kind of document and the days: %s', (when, days) => {
    const [claim] = reportClaims(`X changed its developer agreement ${when} to ban scraping.`, services)
    expect(claim).toMatchObject({ terms: 'Developer Terms', move: true })
    expect(claim?.when).toEqual(days)
  })

  test('[R5] a claim made twice is one; its place is exact', () => {
    const text = '# X bans scraping\n\nIn short: X bans scraping. X bans scraping, we hear.'
    const claims = reportClaims(text, services)
    expect(claims).toHaveLength(1)
    expect(text.slice(claims[0]!.start, claims[0]!.end)).toBe(claims[0]!.sentence)
  })

  test('[R5] any text ends in claims whose sentences stand in it', () => {
    const words = fc.constantFrom(
      'X',
      'bans',
      'training',
      'AI models',
      '.',
      '\n',
      'Harbour',
      'A.I.',
      '”',
      '4 June 2025',
      '(',
      'It',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
        const text = parts.join(' ')
        for (const { start, end, sentence } of reportClaims(text, services))
          expect(text.slice(start, end)).toBe(sentence)
      }),
    )
  })
})
