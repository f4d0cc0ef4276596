import { describe, expect, test } from 'vitest'
import { rulebookOf } from '../test/sketch.ts'
import { dayAt, dayNumber, decide, hostAnswers, indexRulebook, profiles, verdictTable } from './index.ts'

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

describe('verdictTable over paths', () => {
  const robots = (rules: number, wild: string) =>
    indexRulebook(
      rulebookOf({
        services: [{ name: 'Quill', hosts: ['quill.example'] }],
        states: [
          {
            service: 'Quill',
            terms: 'robots.txt',
            layer: 'signals',
            host: 'quill.example',
            weighing: 'robots',
            from: '2024-01-01',
            says: {
              'public.crawl.content': {
                statements: Array.from({ length: rules }, (_, at) => ({
                  id: String(at),
                  effect: at % 2 === 0 ? ('disallow' as const) : ('allow' as const),
                  path: `/${wild}${at}/`,
                })),
              },
            },
          },
        ],
      }),
    )
  const crawl = { usage: 'crawl', actor: 'public', channel: 'web' } as const

  test('[V4, V5] a host of its own, a row per rule, and nothing for hosts below it', () => {
    const table = verdictTable(robots(3, ''), crawl)
    const rows = [...table.rows()].filter(({ exact, from }) => exact && from !== null)
    expect(rows.map(({ host, paths, outcome, order }) => [host, paths, outcome, order])).toEqual([
      ['quill.example', ['/0/'], 'disallowed', 0],
      ['quill.example', ['/1/'], 'allowed', 1],
      ['quill.example', ['/2/'], 'disallowed', 2],
      ['quill.example', [], 'allowed', 3],
    ])
    expect(table.lookup('www.quill.example', dayNumber('2025-01-01'), '/0/')).toBe('unknown')
  })

  test('[V6] too many patterns to work out: rows end in unknown, lookups stay exact', () => {
    const index = robots(6000, '*')
    const table = verdictTable(index, crawl)
    const day = dayNumber('2025-01-01')
    expect([...table.rows()].at(-1)).toMatchObject({ host: 'quill.example', paths: [], outcome: 'unknown' })
    for (const path of ['/', '/a5998/', '/a5999/', '/a17/b5998/']) {
      const { outcome } = decide(index, { ...crawl, host: 'quill.example', path, on: '2025-01-01' })
      expect(table.lookup('quill.example', day, path)).toBe(outcome)
    }
  })
})

test('[V1, V2, V7] a host under very many states that overlap: table and answers are those of decide on every day', () => {
  const first = dayNumber('2020-01-01')
  const many = indexRulebook(
    rulebookOf({
      services: [{ name: 'Quill', hosts: ['quill.example'] }],
      // the states of twenty documents, each beginning and ending on days of its own, in no order
      states: Array.from({ length: 200 }, (_, at) => {
        const from = first + ((at * 37) % 400)
        const said = (['allow', 'conditional', 'disallow'] as const)[(at * 7) % 3]!
        const position = ({ allow: 'allowed', conditional: 'conditional', disallow: 'disallowed' } as const)[said]
        return {
          service: 'Quill',
          terms: `Terms ${at % 20}`,
          from: dayAt(from),
          ...(at % 11 === 0 ? {} : { to: dayAt(from + 1 + ((at * 13) % 9)) }),
          says: { 'operator.train-ai.content': { position, statements: [{ id: `${at}`, effect: said }] } },
        }
      }),
    }),
  )
  const table = verdictTable(many, question)
  const answers = hostAnswers(many, question)('quill.example')!
  const outcomes = new Set<string>()
  for (let day = first - 2; day < first + 420; day++) {
    const decision = decide(many, { ...question, host: 'quill.example', on: dayAt(day) })
    outcomes.add(decision.outcome)
    expect(table.reason(table.segment('quill.example', day))).toEqual(decision)
    expect(answers.findLast(({ start }) => start <= day)!.decision).toEqual(decision)
  }
  expect(outcomes.size).toBeGreaterThan(2)
})
