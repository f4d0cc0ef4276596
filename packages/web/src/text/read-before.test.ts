import { describe, expect, test } from 'vitest'
import { isMissed, readBeforeText } from './read-before.ts'

const guide = { service: 'X', terms: 'Guide' }
const missed = { ...guide, from: '2025-12-10', to: null }
const silent = { ...guide, layer: 'terms', recorded: '2025-09-09T00:30:48Z', obtaining: null, using: null } as const
const barring = { ...silent, recorded: '2025-10-01T00:00:00Z', using: { position: 'disallowed' } }

describe('a document that was read, and then could not be', () => {
  test.each([
    [[silent], 'as recorded on 2025-09-09 it is silent'],
    [[barring], 'as recorded on 2025-10-01 it speaks, and is taken to go on'],
    [[silent, barring], 'as recorded on 2025-10-01 it speaks, and is taken to go on'],
    [[], undefined],
    [[{ ...silent, terms: 'Terms' }], undefined],
    [[{ ...silent, layer: 'signals' as const }], undefined],
    [[{ ...silent, host: 'x.example' }], undefined],
  ])('%j: %s', (layers, text) => expect(readBeforeText(missed, layers, '2026-01-01')).toBe(text))

  test.each([
    ['2025-12-09', false],
    ['2025-12-10', true],
    ['2026-01-31', true],
    ['2026-02-01', false],
  ])('missed on %s: %s', (day, expected) => {
    const ended = { ...missed, to: '2026-02-01' }
    expect(isMissed(silent, [ended], day)).toBe(expected)
    expect(readBeforeText(ended, [silent], day) !== undefined).toBe(expected)
  })
})
