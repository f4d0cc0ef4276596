import fc from 'fast-check'
import {
  type Asked,
  actors,
  channels,
  dayAt,
  dayNumber,
  type FixedQuestion,
  heardQuestions,
  type Profile,
  profiles,
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

const conditions = fc.uniqueArray(fc.constantFrom('opt-out', 'opt-in', 'class', 'part', 'robots-txt'), { maxLength: 2 })
const ids = fc.integer({ min: 0, max: 1e9 }).map(String)
const channel = fc.option(fc.constantFrom(...channels), { nil: undefined, freq: 2 })

const paths = ['/', '/a', '/a/', '/a/b', '/b', '/a*b', '/*.c$', '/a$', '*']
export const pathsAsked = fc.constantFrom(undefined, '/', '/a', '/a/', '/a/b', '/a/b.c', '/b?x=/a', '/c')
const agents = fc.subarray(['gptbot', 'ccbot', 'linkbot'], { minLength: 1 })
const limits = fc
  .record({
    path: fc.option(fc.constantFrom(...paths), { nil: undefined }),
    agents: fc.option(agents, { nil: undefined, freq: 2 }),
    directive: fc.constantFrom(undefined, undefined, 'content-usage', 'content-signal'),
  })
  .map(defined)

const position: fc.Arbitrary<SketchedPosition> = fc.record({
  position: fc.constantFrom('silent', 'allowed', 'conditional', 'disallowed'),
  conditions,
  statements: fc.array(
    fc
      .tuple(
        fc.record({ id: ids, effect: fc.constantFrom('allow', 'conditional', 'disallow'), channel, conditions }),
        limits,
      )
      .map(([said, limited]) => defined({ ...said, ...limited })),
    { maxLength: 4 },
  ),
})

export const states: fc.Arbitrary<SketchedState> = fc
  .record({
    service: fc.constantFrom(...names),
    terms: fc.constantFrom('Terms', 'Privacy Policy', 'robots.txt'),
    part: fc.constantFrom(undefined, undefined, 'EU'),
    layer: fc.constantFrom(undefined, undefined, 'signals', 'licence'),
    host: fc.constantFrom(undefined, undefined, undefined, 'a.test', 'b.a.test', 'elsewhere.example'),
    weighing: fc.constantFrom(undefined, undefined, 'robots', 'longest', 'first', 'all'),
    from: days,
    to: fc.oneof(days, fc.constant(null)),
    recorded: days,
    kind: fc.constantFrom('first-record', 'change', 'technical'),
    says: fc.dictionary(fc.constantFrom(...heardQuestions), position, { maxKeys: 5 }),
  })
  .map(defined) as fc.Arbitrary<SketchedState>

export const sketches: fc.Arbitrary<Sketch> = fc.record({
  services: fc
    .array(fc.record({ name: fc.constantFrom(...names), hosts: fc.subarray(listed, { minLength: 1 }) }), {
      maxLength: 5,
    })
    .map((services) => services),
  states: fc.array(states, { maxLength: 8 }),
  unread: fc.array(
    fc
      .record({
        service: fc.constantFrom(...names),
        terms: fc.constant('Terms'),
        layer: fc.constantFrom(undefined, 'signals' as const),
        host: fc.constantFrom(undefined, 'a.test'),
        from: days,
        to: days,
        reason: fc.constantFrom('language', 'login-wall'),
      })
      .map(defined) as fc.Arbitrary<NonNullable<Sketch['unread']>[number]>,
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
    agent: fc.constantFrom('GPTBot', 'ccbot', 'Nobot'),
  },
  { requiredKeys: ['usage', 'actor', 'channel'] },
)

export const questionsAsked: fc.Arbitrary<Asked> = fc
  .tuple(fixedQuestions, hosts, days, pathsAsked)
  .map(([fixed, host, on, path]) => ({ ...fixed, host, on, ...(path === undefined ? {} : { path }) }))

export const anyProfile: fc.Arbitrary<Profile> = fc.constantFrom(...Object.values(profiles))

/** More runs than the usual hundred, because interesting rulebooks are rare; `npm run fuzz` sets its own number. */
export const runs = process.env.FUZZ ? {} : { numRuns: 400 }

/** A record without the members that are undefined. */
function defined<T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
