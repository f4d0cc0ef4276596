import { describe, expect, test } from 'vitest'
import { rulebookOf } from '../test/sketch.ts'
import { dayNumber, indexRulebook, profiles, verdictTable } from './index.ts'

const index = indexRulebook(
  rulebookOf({
    services: [{ name: 'Quill', hosts: ['quill.example', 'q.example'] }],
    states: [
      { service: 'Quill', terms: 'Terms', from: '2024-01-01', to: '2024-06-01', says: allow('a') },
      { service: 'Quill', terms: 'Terms', from: '2024-06-01', says: allow('b') },
      { service: 'Quill', terms: 'Rules', from: '2024-03-01', to: '2024-03-01', says: allow('never in force') },
      { service: 'Quill', terms: 'Contact', from: '2024-02-01', to: '2024-04-01', says: {} },
    ],
  }),
)
const question = { usage: 'train-ai', actor: 'operator', channel: 'web' } as const

function allow(id: string) {
  return { 'operator.train-ai.content': { position: 'allowed', statements: [{ id, effect: 'allow' }] } } as const
}

describe('verdictTable', () => {
  const table = verdictTable(index, question)

  test('[V2] a segment per decision: a silent document opens none, hosts of one service share theirs', () => {
    expect(table.size).toBe(2 + 3)
    expect(table.segment('q.example', dayNumber('2024-02-01'))).toBe(
      table.segment('www.quill.example', dayNumber('2024-05-31')),
    )
    expect(table.segment('q.example', dayNumber('2024-06-01'))).not.toBe(
      table.segment('q.example', dayNumber('2024-05-31')),
    )
  })

  test('[V3] segment 0 answers for hosts of no service', () => {
    expect(table.segment('elsewhere.example', dayNumber('2024-02-01'))).toBe(0)
    expect(table.reason(0)).toMatchObject({ outcome: 'unknown', using: { reason: 'no-service' }, services: [] })
  })

  test('[V3] segment 1 answers for a day that is not a number', () => {
    expect(table.segment('q.example', dayNumber('2024-13-01'))).toBe(1)
    expect(table.reason(1)).toMatchObject({ outcome: 'unknown', using: { reason: 'no-day' } })
  })

  test('[V3] a profile that does not read the day does not miss it', () => {
    const today = verdictTable(index, { ...question, today: '2024-07-01' }, profiles['as-of-today'])
    expect(today.lookup('q.example', Number.NaN)).toBe('allowed')
    expect(today.size).toBe(2 + 1)
  })
})
