import {
  type DocumentState,
  type PositionKind,
  questions,
  type RuledPosition,
  type RuledStatement,
} from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { checkClaims } from './claim-check.ts'
import { reportClaims } from './report-claims.ts'

const services = [
  { name: 'Harbour', aliases: [], hosts: [] },
  { name: 'Fjord', aliases: [], hosts: [] },
]

const said = (position: PositionKind): RuledPosition => ({ position, conditions: [], confidence: 1, statements: [] })

function state(
  terms: string,
  from: string,
  to: string | null,
  position: PositionKind,
  kind: DocumentState['kind'] = 'change',
  recorded = from,
): DocumentState {
  return {
    service: 'Harbour',
    terms,
    from,
    to,
    basis: 'recorded',
    recorded: `${recorded}T08:00:00Z`,
    kind,
    moved: kind === 'change' ? ['public.train-ai.content'] : [],
    positions: Object.fromEntries(
      questions.map((question) => [question, said(question === 'public.train-ai.content' ? position : 'silent')]),
    ) as DocumentState['positions'],
    records: [],
    variants: 0,
  }
}

const statement = (effect: RuledStatement['effect']): RuledStatement => ({
  effect,
  conditions: [],
  confidence: 1,
  evidence: {
    archive: 'a',
    path: 'p',
    version: 'v',
    recorded: '2024-01-01T08:00:00Z',
    start: 0,
    end: 1,
    section: [],
    quoteHash: 'h',
  },
})

const states = [
  state('Developer Terms', '2023-01-01', '2025-06-04', 'silent', 'first-record'),
  state('Developer Terms', '2025-06-04', null, 'disallowed', 'change', '2025-05-20'),
  state('Privacy Policy', '2023-01-01', null, 'silent', 'first-record'),
  state('Terms of Service', '2024-01-01', '2026-01-01', 'conditional', 'first-record'),
]

const verdict = (text: string) => {
  const [check] = checkClaims(reportClaims(text, services), states, [], '2025-12-01')
  return [check?.verdict, check?.reason ?? check?.states.map(({ terms }) => terms).join()]
}

describe('claims beside the record', () => {
  test.each([
    [
      'R6',
      'In June 2025 Harbour changed its developer agreement to ban AI training.',
      ['confirmed', 'Developer Terms'],
    ],
    ['R6', 'In May 2025 Harbour changed its developer agreement to ban AI training.', ['confirmed', 'Developer Terms']],
    ['R7', 'Harbour bans AI training in its developer terms.', ['confirmed', 'Developer Terms']],
    ['R7', 'Harbour allows AI training under its terms of service.', ['confirmed', 'Terms of Service']],
    [
      'R7',
      'Harbour has banned AI training in its developer terms since 25 May 2025.',
      ['confirmed', 'Developer Terms'],
    ],
    ['R8', 'Harbour lets anyone train AI models under its developer terms.', ['contradicted', 'Developer Terms']],
    ['R9', 'Harbour bans AI training in its privacy policy.', ['not-on-record', 'silent']],
    ['R9', 'Harbour banned AI training in its developer terms in 2019.', ['not-on-record', 'before-first-record']],
    ['R9', 'Harbour banned AI training in its developer terms in March 2024.', ['not-on-record', 'silent']],
    ['R9', 'Harbour bans AI training in its community guidelines.', ['not-on-record', 'no-such-document']],
    ['R9', 'Fjord bans AI training.', ['not-on-record', 'no-document']],
    ['R9', 'Nimbus Works bans AI training.', ['not-on-record', 'unknown-service']],
  ])('[%s] %s', (_, text, expected) => {
    expect(verdict(text)).toEqual(expected)
  })

  test('[R7] what only conditions confirm is told, and a ban on a part confirms no leave', () => {
    const check = (text: string, effect?: 'allow' | 'conditional' | 'disallow') => {
      const terms = state('Terms of Service', '2024-01-01', null, 'conditional', 'first-record')
      const position = terms.positions['public.train-ai.content']
      const statements = effect === undefined ? [] : [statement(effect)]
      const positions = { ...terms.positions, 'public.train-ai.content': { ...position, statements } }
      const [found] = checkClaims(reportClaims(text, services), [{ ...terms, positions }], [], '2025-12-01')
      return [found?.verdict, found?.conditional]
    }
    const [leave, ban] = ['Harbour lets anyone train AI models.', 'Harbour bans AI training.']
    for (const effect of [undefined, 'allow', 'conditional'] as const)
      expect(check(leave, effect)).toEqual(['confirmed', true])
    expect(check(leave, 'disallow')).toEqual(['contradicted', undefined])
    expect(check(ban, 'disallow')).toEqual(['confirmed', true])
    const [plain] = checkClaims(reportClaims(ban, services), states, [], '2026-02-01')
    expect([plain?.verdict, plain?.conditional]).toEqual(['confirmed', undefined])
  })

  test('[R6] a move to a ban on a part is no move to leave', () => {
    const [before, after] = [
      state('Terms of Service', '2024-01-01', '2025-06-04', 'disallowed', 'first-record'),
      state('Terms of Service', '2025-06-04', null, 'conditional'),
    ]
    const of = (effect: 'conditional' | 'disallow') => {
      const position = { ...after.positions['public.train-ai.content'], statements: [statement(effect)] }
      const made = { ...after, positions: { ...after.positions, 'public.train-ai.content': position } }
      const text = 'In June 2025 Harbour changed its terms of service to allow AI training.'
      return checkClaims(reportClaims(text, services), [before, made], [], '2025-12-01')[0]?.verdict
    }
    expect([of('conditional'), of('disallow')]).toEqual(['confirmed', 'contradicted'])
  })
})
