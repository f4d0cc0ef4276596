import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { positionOf, positionsOf } from './combine-statements.ts'
import type { Condition, ConditionKind } from './condition.ts'
import type { PositionKind } from './position.ts'
import { questions } from './question.ts'
import type { Effect, Statement } from './statement.ts'

function statement(effect: Effect, kinds: readonly ConditionKind[] = [], confidence = 0.9): Statement {
  return {
    effect,
    actor: 'public',
    usage: 'crawl',
    asset: 'content',
    conditions: kinds.map((kind) => ({ kind })),
    quote: 'No robots.',
    start: 0,
    end: 10,
    section: [],
    confidence,
  }
}

const ban = statement('disallow')
const limitedBan = statement('disallow', ['class'])
const partBan = statement('disallow', ['part'])
const leave = statement('allow')
const conditional = statement('conditional', ['opt-out'])

describe('statements of one text', () => {
  test.each<[rule: string, what: string, said: Statement[], position: PositionKind]>([
    ['P1', 'a condition', [conditional], 'conditional'],
    ['P1', 'a condition beside a plain ban', [ban, conditional], 'conditional'],
    ['P1', 'a condition beside plain leave', [leave, conditional], 'conditional'],
    ['P1', 'a condition beside everything else', [ban, limitedBan, leave, conditional], 'conditional'],
    ['P1', 'leave that names a condition', [statement('allow', ['attribution'])], 'conditional'],
    ['P2', 'a plain ban and plain leave', [ban, leave], 'conditional'],
    ['P2', 'a plain ban, a limited one, and plain leave', [limitedBan, ban, leave], 'conditional'],
    ['P3', 'a plain ban', [ban], 'disallowed'],
    ['P3', 'a plain ban beside a limited one', [limitedBan, ban], 'disallowed'],
    ['P4', 'plain leave', [leave], 'allowed'],
    ['P5', 'a limited ban beside plain leave', [leave, limitedBan], 'conditional'],
    ['P5', 'a ban on a part beside plain leave', [leave, partBan], 'conditional'],
    ['P5', 'a limited ban', [limitedBan], 'conditional'],
    ['P5', 'a ban limited to a part and a class', [statement('disallow', ['class', 'part'])], 'conditional'],
    ['P15', 'a ban on a part', [partBan], 'disallowed'],
    ['P15', 'a ban on a part beside a limited one', [limitedBan, partBan], 'disallowed'],
    ['P1', 'a condition beside a ban on a part', [partBan, conditional], 'conditional'],
    ['P3', 'a plain ban beside one on a part', [partBan, ban], 'disallowed'],
    ['P5', 'two limited bans', [limitedBan, statement('disallow', ['non-competing'])], 'conditional'],
    ['P6', 'nothing', [], 'silent'],
  ])('[%s] %s', (_, __, said, position) => {
    expect(positionOf(said).position).toBe(position)
  })

  test('[P7] conditions are the distinct kinds, sorted; the note of a kind is the first one', () => {
    const note = (kind: ConditionKind, note: string): Condition => ({ kind, note })
    const said = [
      { ...conditional, conditions: [note('opt-out', 'first'), note('class', 'x')] },
      { ...conditional, conditions: [note('opt-out', 'second'), note('attribution', 'y')] },
    ]
    expect(positionOf(said).conditions).toEqual([
      note('attribution', 'y'),
      note('class', 'x'),
      note('opt-out', 'first'),
    ])
  })

  test('[P7] a ban or leave that is plain has no condition, whatever limits stand beside it', () => {
    expect(positionOf([ban, limitedBan]).conditions).toEqual([])
    expect(positionOf([ban, partBan]).conditions).toEqual([])
    expect(positionOf([limitedBan, partBan]).conditions).toEqual([{ kind: 'part' }])
    expect(positionOf([leave, limitedBan]).conditions).toEqual([{ kind: 'class' }])
    expect(positionOf([ban, leave, limitedBan]).conditions).toEqual([{ kind: 'class' }])
  })

  test('[P8] the statements kept are those that decide; the surest gives its confidence', () => {
    const sure = statement('disallow', [], 0.97)
    const limited = { ...limitedBan, confidence: 0.99 }
    expect(positionOf([limited, ban, sure])).toMatchObject({ statements: [sure, ban, limited], confidence: 0.99 })
    expect(positionOf([limited, leave, sure])).toMatchObject({ statements: [sure, leave], confidence: 0.97 })
    expect(positionOf([])).toMatchObject({ statements: [], confidence: 1 })
  })

  test('[P14] the statements that make the position come first, the surest of them before the rest', () => {
    const surer = { ...conditional, confidence: 0.95 }
    expect(positionOf([ban, conditional, surer]).statements).toEqual([surer, conditional, ban])
    expect(positionOf([limitedBan, partBan]).statements).toEqual([partBan, limitedBan])
    const first = { ...ban, start: 1 }
    const second = { ...ban, start: 2 }
    expect(positionOf([first, second, { ...ban, confidence: 0.95 }]).statements.map(({ start }) => start)).toEqual([
      0, 1, 2,
    ])
  })

  test('[P8] a text may hold more statements than a call takes arguments', () => {
    const said = Array.from({ length: 300_000 }, () => ban)
    expect(positionOf(said)).toMatchObject({ position: 'disallowed', confidence: 0.9 })
  })

  test('[P9] each standing question is combined from its own statements', () => {
    const said = questions.map((question, at): Statement => {
      const [actor, usage, asset] = question.split('.') as [Statement['actor'], Statement['usage'], Statement['asset']]
      return { ...statement(at % 2 === 0 ? 'disallow' : 'allow'), actor, usage, asset }
    })
    const positions = positionsOf([...said, { ...statement('disallow'), usage: 'search' }])
    expect(Object.keys(positions)).toEqual([...questions])
    for (const [at, question] of questions.entries())
      expect(positions[question]).toMatchObject({
        position: at % 2 === 0 ? 'disallowed' : 'allowed',
        statements: [said[at]],
      })
    for (const question of questions) expect(positionsOf([])[question].position).toBe('silent')
  })
})

describe('properties', () => {
  const kinds: readonly ConditionKind[] = ['opt-out', 'opt-in', 'class', 'part', 'robots-txt']
  const statements: fc.Arbitrary<Statement> = fc
    .record({
      effect: fc.constantFrom<Effect>('allow', 'disallow', 'conditional'),
      kinds: fc.uniqueArray(fc.constantFrom(...kinds), { maxLength: 2 }),
      confidence: fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
    })
    .map(({ effect, kinds, confidence }) => statement(effect, kinds, confidence))
  const said = fc.array(statements, { maxLength: 6 })
  const rank: Readonly<Record<PositionKind, number>> = { silent: 0, allowed: 1, conditional: 2, disallowed: 3 }
  const strictness = (texts: readonly Statement[]): number => rank[positionOf(texts).position]
  const kindsOf = (texts: readonly Statement[]) => {
    const { position, conditions, confidence } = positionOf(texts)
    return { position, kinds: conditions.map(({ kind }) => kind), confidence }
  }

  test('[P10] order and repetition do not matter', () => {
    fc.assert(
      fc.property(
        said.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), fc.subarray(all)),
        ),
        ([all, shuffled, again]) => {
          expect(kindsOf([...shuffled, ...again])).toEqual(kindsOf(all))
        },
      ),
    )
  })

  test('[P11] one more plain ban never loosens', () => {
    fc.assert(fc.property(said, (all) => strictness([...all, ban]) >= strictness(all)))
  })

  test('[P11] one more limited ban makes silence and plain leave conditional, and moves nothing else', () => {
    fc.assert(
      fc.property(said, (all) => {
        const { position } = positionOf(all)
        const moved = position === 'silent' || position === 'allowed'
        expect(positionOf([...all, limitedBan]).position).toBe(moved ? 'conditional' : position)
      }),
    )
  })

  test('[P11] one more ban on a part bars what was silent or limited, is a condition beside leave, and moves nothing else', () => {
    fc.assert(
      fc.property(said, (all) => {
        const { position } = positionOf(all)
        const limited = all.every(({ effect, conditions }) => effect === 'disallow' && conditions.length > 0)
        const expected = limited ? 'disallowed' : position === 'allowed' ? 'conditional' : position
        expect(positionOf([...all, partBan]).position).toBe(expected)
      }),
    )
  })

  test('[P12] one more leave never makes what is not silent stricter', () => {
    fc.assert(fc.property(said, (all) => all.length === 0 || strictness([...all, leave]) <= strictness(all)))
  })

  test('[P13] one condition makes any text conditional, and may loosen a ban', () => {
    fc.assert(fc.property(said, (all) => positionOf([...all, conditional]).position === 'conditional'))
    expect(strictness([ban, conditional])).toBeLessThan(strictness([ban]))
  })
})
