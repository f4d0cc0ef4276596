import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Asked,
  type Decision,
  dayAt,
  dayNumber,
  decide,
  hostAnswers,
  indexRulebook,
  type Outcome,
  outcomes,
  type Profile,
  pathClasses,
  profiles,
  questions,
  type StandingQuestion,
  servicesAt,
  stricterOutcome,
  verdictTable,
} from '../src/index.ts'
import {
  anyProfile,
  days,
  fixedQuestions,
  hosts,
  pathsAsked,
  questionsAsked,
  runs,
  sketches,
  states,
} from './arbitrary.ts'
import { rowFor } from './row-for.ts'
import { rulebookOf, type Sketch, type SketchedState } from './sketch.ts'

const answer = (sketch: Sketch, asked: Asked, profile?: Profile) =>
  decide(indexRulebook(rulebookOf(sketch)), asked, profile)

const strictness = (outcome: Outcome) => outcomes.indexOf(outcome)

function expectNotLooser(after: Decision, before: Decision) {
  expect(strictness(after.outcome)).toBeGreaterThanOrEqual(strictness(before.outcome))
  expect(strictness(after.obtaining.outcome)).toBeGreaterThanOrEqual(strictness(before.obtaining.outcome))
  expect(strictness(after.using.outcome)).toBeGreaterThanOrEqual(strictness(before.using.outcome))
}

/** What does not depend on the order in which documents are listed. */
function meaning({ outcome, obtaining, using, conflicts, unread, services }: Decision) {
  const set = (items: readonly unknown[]) => [...new Set(items.map((item) => JSON.stringify(item)))].sort()
  const part = ({ outcome, reason, conditions, because }: Decision['using']) => ({
    outcome,
    reason,
    conditions,
    because: set(because),
  })
  return {
    outcome,
    obtaining: part(obtaining),
    using: part(using),
    conflicts: set(conflicts),
    unread: set(unread),
    services,
  }
}

const disallowing = (state: SketchedState, question: StandingQuestion): SketchedState => ({
  ...state,
  says: { [question]: { position: 'disallowed', statements: [{ id: 'one more', effect: 'disallow' }] } },
})

describe('a decision', () => {
  test('[C4, S16] one more disallow never loosens', () => {
    fc.assert(
      fc.property(
        sketches,
        states,
        fc.constantFrom(...questions),
        questionsAsked,
        anyProfile,
        (sketch, extra, question, asked, profile) => {
          // a document of its own: an older record of a known one also makes earlier days known [T4]
          // not of kind robots: that one allows crawling where it says nothing [S6, S16]
          fc.pre(extra.weighing !== 'robots')
          const added = disallowing({ ...extra, terms: 'Addendum' }, question)
          const before = answer(sketch, asked, profile)
          // a document may make a host known that nobody listed [S1]
          fc.pre(before.services.length > 0)
          const after = answer({ ...sketch, states: [...sketch.states, added] }, asked, profile)
          expectNotLooser(after, before)
        },
      ),
      runs,
    )
  })

  test('[C4] one more disallow in the text of a known document never loosens', () => {
    fc.assert(
      fc.property(
        sketches,
        fc.nat(),
        fc.constantFrom(...questions),
        questionsAsked,
        anyProfile,
        (sketch, at, question, asked, profile) => {
          fc.pre(sketch.states.length > 0)
          const changed = at % sketch.states.length
          const worse = sketch.states.map((state, i) =>
            i === changed ? { ...state, says: { ...state.says, ...disallowing(state, question).says } } : state,
          )
          // in a file of groups, fewer words may free somebody from his group [S16]
          fc.pre(['all', undefined].includes(sketch.states[changed]!.weighing))
          const spoken = sketch.states[changed]!.says[question]
          // what was said of one channel alone must stay said, or the change takes a statement away beside adding one
          fc.pre(!spoken?.statements.some(({ channel }) => channel !== undefined))
          expectNotLooser(answer({ ...sketch, states: worse }, asked, profile), answer(sketch, asked, profile))
        },
      ),
      runs,
    )
  })

  test('[C4] a disallow in force, spoken through the channel asked, is obeyed', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, (sketch, asked) => {
        const services = answer(sketch, asked).services
        fc.pre(
          services.length > 0 && asked.usage === 'train-ai' && asked.actor !== 'public' && asked.channel !== 'licence',
        )
        const question = `${asked.actor}.train-ai.content` as StandingQuestion
        const state = { service: services[0]!, terms: 'Addendum', host: asked.host, from: asked.on, says: {} }
        const after = answer(
          { ...sketch, states: [...sketch.states, disallowing(state, question)] },
          { ...asked, asset: 'content' },
        )
        expect(after.outcome).toBe('disallowed')
        expect(after.using.because.some(({ terms }) => terms === 'Addendum')).toBe(true)
      }),
      runs,
    )
  })

  test('[C3] order and repetition do not matter', () => {
    const shuffled = sketches.chain((sketch) =>
      fc.tuple(
        fc.constant(sketch),
        fc.shuffledSubarray([...sketch.states, ...sketch.states], {
          minLength: 2 * sketch.states.length,
          maxLength: 2 * sketch.states.length,
        }),
        fc.shuffledSubarray([...sketch.services], { minLength: sketch.services.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, questionsAsked, anyProfile, ([sketch, again, services], asked, profile) => {
        const once = answer(sketch, asked, profile)
        expect(meaning(answer({ ...sketch, services, states: again }, asked, profile))).toEqual(meaning(once))
      }),
      runs,
    )
  })

  test('[C3] what was asked before changes no answer', () => {
    fc.assert(
      fc.property(
        sketches,
        fc.array(fc.tuple(questionsAsked, anyProfile), { minLength: 2, maxLength: 12 }),
        (sketch, asked) => {
          const index = indexRulebook(rulebookOf(sketch))
          for (const [question, profile] of asked)
            expect(decide(index, question, profile)).toEqual(answer(sketch, question, profile))
        },
      ),
      runs,
    )
  })

  test('[T7] nothing in force on the day gives unknown', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, (sketch, asked) => {
        const past = sketch.states.filter(({ from, to }) => asked.on < from || (to != null && to <= asked.on))
        const decision = answer({ ...sketch, states: past }, asked)
        expect(decision.using.outcome).toBe('unknown')
        expect(decision.outcome).toBe('unknown')
      }),
      runs,
    )
  })

  test('[T4] before the first record gives unknown', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, (sketch, asked) => {
        const later = sketch.states.filter(({ recorded }) => recorded! > asked.on)
        const decision = answer({ ...sketch, states: later }, asked)
        expect(decision.outcome).toBe('unknown')
        expect(decision.using.outcome).toBe('unknown')
      }),
      runs,
    )
  })

  test('[O5] obtaining and using: the stricter is the outcome', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, anyProfile, (sketch, asked, profile) => {
        const { outcome, obtaining, using } = answer(sketch, asked, profile)
        expect(outcome).toBe(stricterOutcome(obtaining.outcome, using.outcome))
      }),
      runs,
    )
  })

  test('[C6] statements decide, or a reason says why none did', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, anyProfile, (sketch, asked, profile) => {
        const decision = answer(sketch, asked, profile)
        for (const part of [decision.obtaining, decision.using]) {
          expect(part.because.length > 0).toBe(['stated', 'licensed', 'not-reserved'].includes(part.reason))
          expect(part.outcome === 'unknown').toBe(!['stated', 'licensed', 'own', 'not-reserved'].includes(part.reason))
        }
        for (const conflict of decision.conflicts) {
          expect([...decision.obtaining.because, ...decision.using.because]).not.toContain(conflict)
        }
      }),
      runs,
    )
  })

  test('[X3] an unread source changes no outcome', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, anyProfile, (sketch, asked, profile) => {
        fc.pre(profile.unreserved === undefined)
        const { outcome, obtaining, using } = answer(sketch, asked, profile)
        const read = answer({ ...sketch, unread: [] }, asked, profile)
        fc.pre(read.services.length > 0)
        expect([read.outcome, read.obtaining.outcome, read.using.outcome]).toEqual([
          outcome,
          obtaining.outcome,
          using.outcome,
        ])
      }),
      runs,
    )
  })

  test('[Y3] strictest-ever is never looser than the day of the crawl or today', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, days, (sketch, asked, today) => {
        const strictest = answer(sketch, { ...asked, today }, profiles['strictest-ever'])
        expectNotLooser(strictest, answer(sketch, asked, profiles['as-of-crawl']))
        expectNotLooser(strictest, answer(sketch, { ...asked, today }, profiles['as-of-today']))
      }),
      runs,
    )
  })

  test('[Y3] strictest-ever is disallowed where any day was', () => {
    fc.assert(
      fc.property(sketches, questionsAsked, days, days, (sketch, { asset: _, ...asked }, today, day) => {
        const question = `${asked.actor}.train-ai.content` as StandingQuestion
        const barred = sketch.services.map(({ name: service }) =>
          disallowing({ service, terms: 'Addendum', from: day, says: {} }, question),
        )
        const once = { ...sketch, states: [...sketch.states, ...barred] }
        const before = answer(once, { ...asked, usage: 'train-ai', on: day }).using
        const ever = answer(once, { ...asked, usage: 'train-ai', today }, profiles['strictest-ever']).using
        if (before.outcome === 'disallowed') expect(ever.outcome).toBe('disallowed')
      }),
      runs,
    )
  })
})

describe('the verdict table', () => {
  test('[V1, V4, V5] compiled = decide, and so are its rows', () => {
    fc.assert(
      fc.property(
        sketches,
        fixedQuestions,
        anyProfile,
        fc.array(fc.tuple(hosts, days, pathsAsked), { minLength: 1, maxLength: 20 }),
        (sketch, fixed, profile, asked) => {
          const index = indexRulebook(rulebookOf(sketch))
          const table = verdictTable(index, fixed, profile)
          for (const [host, on, path] of asked) {
            const where = path === undefined ? { host, on } : { host, on, path }
            const decision = decide(index, { ...fixed, ...where }, profile)
            const segment = table.segment(host, dayNumber(on))
            expect(table.lookup(host, dayNumber(on), path)).toBe(decision.outcome)
            expect(table.outcomeOf(segment, path)).toBe(decision.outcome)
            expect(table.reason(segment, path)).toEqual(decision)
            expect(rowFor(table, where)).toBe(decision.outcome)
            if (!table.dependsOnPath(segment)) expect(table.outcomeOf(segment, '/a/b.c')).toBe(decision.outcome)
          }
        },
      ),
      runs,
    )
  })

  test('[V7, V8] path by path = decide, and paths of one class have one answer', () => {
    fc.assert(
      fc.property(
        sketches,
        fixedQuestions,
        fc.tuple(anyProfile, anyProfile),
        hosts,
        fc.array(fc.tuple(pathsAsked, days), { minLength: 1, maxLength: 20 }),
        (sketch, fixed, [profile, other], host, asked) => {
          const index = indexRulebook(rulebookOf(sketch))
          const answersAt = hostAnswers(index, fixed, profile, [other])
          const classAt = pathClasses(index)
          const decided = new Map<string, unknown>()
          for (const [path = '/', on] of asked) {
            const answer = answersAt(host, path)?.findLast(({ start }) => start <= dayNumber(on))
            const decision = decide(index, { ...fixed, host, on, path }, profile)
            if (answer) {
              expect(answer.decision).toEqual(decision)
              expect(answer.compared).toEqual([decide(index, { ...fixed, host, on, path }, other).outcome])
            }
            const alike = `${on} ${classAt(host, path)}`
            if (decided.has(alike)) expect(decision).toEqual(decided.get(alike))
            decided.set(alike, decision)
          }
        },
      ),
      runs,
    )
  })

  test('[V7] host by host = decide, under every profile compared', () => {
    fc.assert(
      fc.property(
        sketches,
        fixedQuestions,
        fc.tuple(anyProfile, anyProfile, anyProfile),
        fc.array(fc.tuple(hosts, days), { minLength: 1, maxLength: 20 }),
        (sketch, fixed, [profile, ...compared], asked) => {
          const index = indexRulebook(rulebookOf(sketch))
          const answersAt = hostAnswers(index, fixed, profile, compared)
          for (const [host, on] of asked) {
            const answers = answersAt(host)
            const day = dayNumber(on)
            expect(answers === undefined).toBe(servicesAt(index, host).length === 0 && !index.byHost.has(host))
            const answer = answers?.findLast(({ start }) => start <= day)
            if (answer === undefined) continue
            const decided = decide(index, { ...fixed, host, on }, profile)
            expect(answer.outcome).toBe(decided.outcome)
            expect(answer.compared).toEqual(compared.map((one) => decide(index, { ...fixed, host, on }, one).outcome))
            const first = dayAt(Math.max(answer.start, dayNumber('0001-01-01')))
            expect(decide(index, { ...fixed, host, on: first }, profile)).toEqual(decided)
            if (answer.byPath) continue
            for (const [one, outcome] of [
              [profile, answer.outcome] as const,
              ...compared.map((one, at) => [one, answer.compared[at]] as const),
            ])
              expect(decide(index, { ...fixed, host, on, path: '/a/b.c' }, one).outcome).toBe(outcome)
          }
        },
      ),
      runs,
    )
  })

  test('[V1] compiled = decide on days far outside', () => {
    fc.assert(
      fc.property(
        sketches,
        fixedQuestions,
        hosts,
        fc.constantFrom('0000-01-01', '1970-01-01', '9999-12-31'),
        (sketch, fixed, host, on) => {
          const index = indexRulebook(rulebookOf(sketch))
          const decision = decide(index, { ...fixed, host, on })
          const table = verdictTable(index, fixed)
          expect(table.reason(table.segment(host, dayNumber(on)))).toEqual(decision)
        },
      ),
      runs,
    )
  })

  test('[V2] neighbouring segments differ', () => {
    fc.assert(
      fc.property(sketches, fixedQuestions, anyProfile, hosts, (sketch, fixed, profile, host) => {
        const table = verdictTable(indexRulebook(rulebookOf(sketch)), fixed, profile)
        const from = table.segment(host, dayNumber('0000-01-01'))
        const to = table.segment(host, dayNumber('9999-12-31'))
        for (let segment = from; segment < to; segment++) {
          if (table.dependsOnPath(segment) || table.dependsOnPath(segment + 1)) continue
          expect(meaning(table.reason(segment))).not.toEqual(meaning(table.reason(segment + 1)))
        }
      }),
      runs,
    )
  })
})
