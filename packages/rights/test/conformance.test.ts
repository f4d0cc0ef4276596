import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type Asked,
  type Because,
  type DecisionPart,
  dayNumber,
  decide,
  indexRulebook,
  type ProfileName,
  profiles,
  verdictTable,
} from '../src/index.ts'
import { rowFor } from './row-for.ts'
import { rulebookOf, type Sketch } from './sketch.ts'

interface ExpectedPart {
  readonly outcome?: string
  readonly reason?: string
  readonly conditions?: readonly string[]
  readonly because?: readonly (string | null)[]
}

interface Case {
  readonly title: string
  readonly ask: Partial<Asked>
  readonly profile?: ProfileName
  readonly expect: {
    readonly outcome?: string
    readonly obtaining?: ExpectedPart
    readonly using?: ExpectedPart
    readonly conflicts?: readonly string[]
    readonly unread?: readonly string[]
    readonly services?: readonly string[]
  }
}

const folder = new URL('../../../conformance/decisions/', import.meta.url)

for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const { rulebook, ask, cases } = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
    rulebook: Sketch
    ask: Partial<Asked>
    cases: Case[]
  }
  const index = indexRulebook(rulebookOf(rulebook))
  describe(file, () => {
    test.each(cases.map((one) => [one.title, one] as const))('%s', (_, one) => {
      const asked = Object.fromEntries(
        Object.entries({ ...ask, ...one.ask }).filter(([, value]) => value !== null),
      ) as unknown as Asked
      const decision = decide(index, asked, profiles[one.profile ?? 'as-of-crawl'])
      const seen = {
        outcome: decision.outcome,
        obtaining: partAs(one.expect.obtaining, decision.obtaining),
        using: partAs(one.expect.using, decision.using),
        conflicts: idsOf(decision.conflicts),
        unread: decision.unread.map(({ terms }) => terms),
        services: decision.services,
      }
      expect(pick(seen, one.expect)).toEqual(one.expect)
      const table = verdictTable(index, asked, profiles[one.profile ?? 'as-of-crawl'])
      expect(table.lookup(asked.host, dayNumber(asked.on), asked.path)).toBe(decision.outcome)
      expect(rowFor(table, asked)).toBe(decision.outcome)
    })
  })
}

function partAs(wanted: ExpectedPart | undefined, part: DecisionPart): ExpectedPart {
  const seen = {
    outcome: part.outcome,
    reason: part.reason,
    conditions: part.conditions.map(({ kind }) => kind),
    because: idsOf(part.because),
  }
  return pick(seen, wanted ?? {})
}

function idsOf(because: readonly Because[]): (string | null)[] {
  return because.map(({ statement }) => statement?.evidence.quoteHash ?? null).sort()
}

/** The members of `seen` that `wanted` names. */
function pick<T extends object>(seen: T, wanted: object): Partial<T> {
  return Object.fromEntries(Object.entries(seen).filter(([key]) => key in wanted)) as Partial<T>
}
