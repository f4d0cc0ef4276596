import fc from 'fast-check'
import {
  type Asked,
  actors,
  channels,
  dayAt,
  dayNumber,
  type FixedQuestion,
  type Profile,
  profiles,
  questions,
  usages,
} from '../src/index.ts'
import type { Sketch, SketchedPosition, SketchedState } from './sketch.ts'

// few names, hosts and days, so that intervals touch, suffixes nest and documents collide often
const names = ['Ash', 'Birch', 'Cedar', 'Dogwood']
const listed = ['a.test', 'b.a.test', 'c.test', 'xn--d-xka.test', 'test']
const asked = [
  'a.test',
  'www.a.test',
  'b.a.test',
  'z.b.a.test',
  'c.test',
  'ac.test',
  'elsewhere.example',
  '',
  '.a.test',
]
const firstDay = dayNumber('2023-12-25')

export const days = fc.integer({ min: 0, max: 14 }).map((offset) => dayAt(firstDay + offset))
export const hosts = fc.constantFrom(...asked)

const conditions = fc.uniqueArray(fc.constantFrom('opt-out', 'opt-in', 'class', 'robots-txt'), { maxLength: 2 })
const ids = fc.integer({ min: 0, max: 1e9 }).map(String)
const channel = fc.option(fc.constantFrom(...channels), { nil: undefined, freq: 2 })

const position: fc.Arbitrary<SketchedPosition> = fc.record({
  position: fc.constantFrom('silent', 'allowed', 'conditional', 'disallowed'),
  conditions,
  statements: fc.array(
    fc
      .record({ id: ids, effect: fc.constantFrom('allow', 'conditional', 'disallow'), channel, conditions })
      .map(({ channel, ...rest }) => (channel === undefined ? rest : { ...rest, channel })),
    { maxLength: 3 },
  ),
})

export const states: fc.Arbitrary<SketchedState> = fc
  .record({
    service: fc.constantFrom(...names),
    terms: fc.constantFrom('Terms', 'Privacy Policy', 'Developer Terms'),
    part: fc.constantFrom(undefined, undefined, 'EU'),
    layer: fc.constantFrom(undefined, undefined, 'signals', 'licence'),
    from: days,
    to: fc.oneof(days, fc.constant(null)),
    recorded: days,
    kind: fc.constantFrom('first-record', 'change', 'technical'),
    says: fc.dictionary(fc.constantFrom(...questions), position, { maxKeys: 4 }),
  })
  .map(({ part, layer, ...rest }) => ({
    ...rest,
    ...(part === undefined ? {} : { part }),
    ...(layer === undefined ? {} : { layer }),
  })) as fc.Arbitrary<SketchedState>

export const sketches: fc.Arbitrary<Sketch> = fc.record({
  services: fc
    .array(fc.record({ name: fc.constantFrom(...names), hosts: fc.subarray(listed, { minLength: 1 }) }), {
      maxLength: 5,
    })
    .map((services) => services),
  states: fc.array(states, { maxLength: 8 }),
  unread: fc.array(
    fc.record({
      service: fc.constantFrom(...names),
      terms: fc.constant('Terms'),
      from: days,
      to: days,
      reason: fc.constantFrom('language', 'login-wall'),
    }),
    { maxLength: 2 },
  ),
})

export const fixedQuestions: fc.Arbitrary<FixedQuestion> = fc.record(
  {
    usage: fc.oneof(
      { weight: 3, arbitrary: fc.constant('train-ai' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...usages) },
    ),
    actor: fc.constantFrom(...actors),
    channel: fc.constantFrom(...channels),
    asset: fc.constantFrom('content', 'content', 'output'),
    today: days,
  },
  { requiredKeys: ['usage', 'actor', 'channel'] },
)

export const questionsAsked: fc.Arbitrary<Asked> = fc
  .tuple(fixedQuestions, hosts, days)
  .map(([fixed, host, on]) => ({ ...fixed, host, on }))

export const anyProfile: fc.Arbitrary<Profile> = fc.constantFrom(...Object.values(profiles))

/** More runs than the usual hundred, because interesting rulebooks are rare; `npm run fuzz` sets its own number. */
export const runs = process.env.FUZZ ? {} : { numRuns: 400 }
