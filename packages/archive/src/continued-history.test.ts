import type { DocumentState, Unread } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { historiesBefore, importedServices } from './continued-history.ts'

function state(terms: string, from: string, to: string | null, collection: string, service = 'X'): DocumentState {
  const record = { collection, commit: 'c', path: 'p', recorded: `${from}T00:00:00Z` }
  const known = { basis: 'recorded', recorded: record.recorded, kind: 'change', moved: [], variants: 0 } as const
  return { service, terms, from, to, ...known, positions: {} as DocumentState['positions'], records: [record] }
}

const gap = (terms: string, from: string, to: string | null): Unread => ({
  service: 'X',
  terms,
  from,
  to,
  reason: 'empty',
})
const spans = (list: readonly (DocumentState | Unread)[]) => list.map(({ terms, from, to }) => [terms, from, to])

describe('[B12] what was watched continues what another rulebook knows', () => {
  test('its states and gaps end where watching begins', () => {
    const earlier = {
      states: [
        state('Terms', '2024-01-01', '2025-01-01', 'pga'),
        state('Terms', '2025-01-01', null, 'pga'),
        state('Policy', '2024-01-01', null, 'pga'),
        state('Late', '2026-03-01', null, 'pga'),
      ],
      unread: [
        gap('Terms', '2024-05-01', '2024-06-01'),
        gap('Terms', '2025-05-01', null),
        gap('Policy', '2025-01-01', null),
      ],
    }
    const watched = {
      states: [
        state('Terms', '2026-02-01', null, 'own'),
        state('Terms', '2026-01-01', '2026-02-01', 'own'),
        state('Late', '2026-01-01', null, 'own'),
      ],
      unread: [gap('Policy', '2026-01-01', null)],
    }
    const before = historiesBefore(earlier, watched)
    expect(spans(before.states)).toEqual([
      ['Terms', '2024-01-01', '2025-01-01'],
      ['Terms', '2025-01-01', '2026-01-01'],
      ['Policy', '2024-01-01', null],
    ])
    expect(spans(before.unread)).toEqual([
      ['Terms', '2024-05-01', '2024-06-01'],
      ['Terms', '2025-05-01', '2026-01-01'],
      ['Policy', '2025-01-01', null],
    ])
  })

  test('a service that was imported keeps its own history; signals make no difference', () => {
    const signals = { ...state('robots.txt', '2026-01-01', null, 'captures', 'Z'), layer: 'signals' as const }
    const part = {
      states: [state('Terms', '2026-01-01', null, 'own'), state('Policy', '2024-01-01', null, 'pga', 'Y'), signals],
      unread: [
        { ...gap('Terms', '2026-01-01', null), evidence: { collection: 'own', commit: 'c', path: 'p', recorded: '' } },
      ],
    }
    expect([...importedServices(part)]).toEqual(['Y'])
  })
})
