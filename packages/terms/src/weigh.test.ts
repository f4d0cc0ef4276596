import type { Condition, Effect, Statement } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'
import { type Doubt, doubt } from './doubt.ts'
import { clausesOf, type LearnedQuestion, learnedEffects, learnedQuestions } from './learned/index.ts'
import type { Heard } from './learned/transformer.ts'
import { withinLimits } from './lexicon/condition.ts'
import { read } from './read.ts'
import type { StatementDraft } from './statement-draft.ts'
import { limited, limitHeard, surmise, weigh } from './weigh.ts'

const question = 'operator.train-ai.content'
const optOut: Condition = { kind: 'opt-out' }
const oneKind: Condition = { kind: 'part', note: 'one kind of data only' }
const someUsers: Condition = { kind: 'class', note: 'some users only' }

type Likely = Partial<Record<Effect | 'nothing', number>>

/** What is heard when one question is answered and all others are silent. */
function heard(likely: Likely, on: LearnedQuestion = question): Heard[] {
  const probabilities = learnedEffects.map((one) => likely[one ?? 'nothing'] ?? 0)
  const probability = Math.max(...probabilities)
  const effect = learnedEffects[probabilities.indexOf(probability)]!
  const silence: Heard = { effect: null, probability: 1, probabilities: [1, 0, 0, 0] }
  return learnedQuestions.map((name) => (name === on ? { effect, probability, probabilities } : silence))
}

const doubtOf = (more: Partial<Doubt>): Doubt => ({
  questions: new Set(learnedQuestions),
  limiting: new Set(learnedQuestions),
  words: { own: 'models learn', lead: '', heading: '', previous: '', next: '', signs: [] },
  ruled: [],
  sure: false,
  firm: new Set(),
  choices: { operator: [], partner: [] },
  limits: { 'train-ai': [], crawl: [] },
  ...more,
})

/** A rule's reading of operators' training. */
const rule = (effect: Effect, conditions: readonly Condition[] = []): StatementDraft => ({
  effect,
  actor: 'operator',
  usage: 'train-ai',
  asset: 'content',
  conditions,
  confidence: 0.95,
})

/** The effects, a ban within limits as a condition. */
const limitsOf = (said: readonly StatementDraft[]) =>
  said.map(({ effect, conditions }) => (conditions.length > 0 ? 'conditional' : effect))
const effects = (said: readonly StatementDraft[]) => said.map(({ effect }) => effect)
const everything = new Set<string>(learnedQuestions)

describe('what rules read, beside what the encoder hears', () => {
  test.each<[string, Effect, Likely, Effect[]]>([
    ['Q8', 'allow', { nothing: 0.98, allow: 0.02 }, []],
    ['Q8', 'allow', { nothing: 0.3, allow: 0.7 }, ['allow']],
    ['Q9', 'allow', { disallow: 0.98 }, ['disallow']],
    ['Q9', 'allow', { disallow: 0.4, allow: 0.3, nothing: 0.3 }, ['allow']],
    ['Q9', 'disallow', { disallow: 0.6, conditional: 0.4 }, ['disallow']],
  ])('[%s] a rule reads %s, the encoder hears %j', (_, effect, likely, expected) =>
    expect(effects(weigh(doubtOf({ ruled: [rule(effect)], heard: heard(likely) })))).toEqual(expected),
  )

  test.each([
    [0.99, ['disallow']],
    [0.996, []],
  ])('[Q8] a ban on collecting falls where silence is %d likely or not', (nothing, expected) => {
    const ban = { ...rule('disallow'), actor: 'public' as const, usage: 'crawl' as const }
    const asked = doubtOf({ ruled: [ban], heard: heard({ nothing, disallow: 1 - nothing }, 'public.crawl.content') })
    expect(effects(weigh(asked))).toEqual(expected)
  })

  test.each<[Condition['kind'], Effect]>([
    ['search-engine', 'conditional'],
    ['robots-txt', 'conditional'],
    ['rate-limit', 'disallow'],
  ])('[Q17] an exception of kind %s, where a plain ban is heard', (kind, expected) => {
    const ban = { ...rule('conditional', [{ kind }]), actor: 'public' as const, usage: 'crawl' as const }
    const asked = doubtOf({ ruled: [ban], heard: heard({ disallow: 0.99 }, 'public.crawl.content') })
    expect(effects(weigh(asked))).toEqual([expected])
  })

  test('[Q8] what another clause says does not count', () => {
    const one = doubtOf({ ruled: [rule('allow')], heard: heard({ nothing: 0.99 }) })
    const other = doubtOf({ ruled: [rule('disallow')], heard: heard({ disallow: 0.99 }) })
    expect(effects([...weigh(one), ...weigh(other)])).toEqual(['disallow'])
  })

  test('[Q9] what comes to the same position stays as the rule has it', () => {
    const ruled = rule('disallow', [someUsers])
    expect(weigh(doubtOf({ ruled: [ruled], heard: heard({ conditional: 0.99 }) }))).toEqual([ruled])
  })

  test('[Q9] a ban of which a condition is heard that names no say stays a ban within limits', () => {
    const ban: StatementDraft = { ...rule('disallow'), actor: 'public' }
    const asked = (named: readonly Condition[]) =>
      doubtOf({
        ruled: [ban],
        heard: heard({ conditional: 0.99 }, 'public.train-ai.content'),
        limits: { 'train-ai': named, crawl: [] },
      })
    expect(weigh(asked([]))).toMatchObject([{ effect: 'disallow', conditions: [withinLimits], confidence: 0.75 }])
    expect(weigh(asked([optOut]))).toMatchObject([{ effect: 'conditional', conditions: [optOut] }])
  })

  test.each<[Effect, Condition[]]>([
    ['disallow', [oneKind]],
    ['conditional', [oneKind, withinLimits]],
  ])('[Q9] where %s is heard, a ban on a part stays a ban, limited to %j', (effect, conditions) => {
    const weighed = weigh(doubtOf({ ruled: [rule('disallow', [oneKind])], heard: heard({ [effect]: 0.99 }) }))
    expect(weighed).toMatchObject([{ effect: 'disallow', conditions }])
  })

  test.each<[string, Likely, Effect[]]>([
    ['short', { nothing: 0.99 }, []],
    ['long', { nothing: 0.99 }, ['allow']],
    ['long', { disallow: 0.99 }, ['allow']],
  ])('[Q16] a clause that is %s, of which %j is heard', (length, likely, expected) => {
    const own = `models learn${' and learn'.repeat(length === 'long' ? 60 : 1)}`
    const words = { own, lead: '', heading: '', previous: '', next: '', signs: [] }
    expect(effects(weigh(doubtOf({ words, ruled: [rule('allow')], heard: heard(likely) })))).toEqual(expected)
  })

  test('[Q16] a clause too long to be heard is not heard at all', () => {
    const words = { own: 'and learn '.repeat(60), lead: '', heading: '', previous: '', next: '', signs: [] }
    const long = doubtOf({ words, ruled: [rule('allow')] })
    expect(weigh(long)).toEqual([rule('allow')])
    expect(long.heard).toBeUndefined()
  })

  test.each<[string, Partial<Doubt>, Effect[]]>([
    ['nothing', {}, ['disallow']],
    ['another way to go', { choices: { operator: [optOut], partner: [] } }, ['disallow']],
    ['a yes', { choices: { operator: [{ kind: 'opt-in' }], partner: [] } }, ['conditional']],
    ['a limit of its own', { limits: { 'train-ai': [someUsers], crawl: [] } }, ['conditional']],
    [
      'an exception',
      { words: { own: 'no learning save', lead: '', heading: '', previous: '', next: '', signs: [] } },
      ['conditional'],
    ],
  ])('[Q17] a promise with %s beside it', (_, more, expected) =>
    expect(
      limitsOf(weigh(doubtOf({ ruled: [rule('disallow')], heard: heard({ conditional: 0.99 }), ...more }))),
    ).toEqual(expected),
  )

  test.each<[string, Partial<StatementDraft>, number]>([
    ['an example of abuse', { example: true }, 1],
    ['a rule', {}, 0],
  ])('[Q18] %s of which nothing is heard', (_, more, count) => {
    const ruled: StatementDraft = { ...rule('disallow'), actor: 'public', usage: 'crawl', ...more }
    const one = doubtOf({ ruled: [ruled], heard: heard({ nothing: 0.999 }, 'public.crawl.content') })
    expect(weigh(one)).toHaveLength(count)
  })

  test('[Q6, Q9] what is corrected is never as sure as a rule', () => {
    const weighed = weigh(doubtOf({ ruled: [rule('allow')], heard: heard({ disallow: 0.99 }) }))
    expect(weighed).toEqual([{ ...rule('disallow'), confidence: 0.75 }])
  })
})

test('[Q21] what a glance tells to stand is not weighed', () => {
  const ruled = rule('allow')
  const firm = doubtOf({ ruled: [ruled], firm: new Set([ruled]) })
  expect(weigh(firm)).toEqual([ruled])
  expect(firm.heard).toBeUndefined()
})

describe('what no rule reads', () => {
  test('[Q1] a question that rules read in the text is not asked', () => {
    const one = doubtOf({ heard: heard({ allow: 0.99 }) })
    expect(surmise(one, new Set(['public.crawl.content']))).toEqual([])
    const unheard = doubtOf({})
    expect(surmise(unheard, new Set())).toEqual([])
    expect(unheard.heard).toBeUndefined()
  })

  test('[Q1] a rule that reads the question anywhere in the text leaves no room for a surmise', () => {
    const rule = 'You agree that we may use your content to train our AI models.'
    const text = 'The maker of the language model behind this feature keeps what is typed and learns from it.'
    const { statements } = read(`${rule}\n\n${text}`)
    expect(statements.filter(({ actor }) => actor === 'operator').map(({ quote }) => quote)).toEqual([rule])
  })

  test('[Q4] a question that the screen rules out is not asked', () => {
    const one = doubtOf({ questions: new Set() })
    expect(surmise(one, everything)).toEqual([])
    expect(one.heard).toBeUndefined()
  })

  test('[Q4] a clause whose words speak of neither AI nor machines is no doubt, nor one that the screen knows to say nothing', () => {
    const doubts = (text: string) =>
      clausesOf(text).flatMap(({ clause, context }) => doubt(clause, context, [])?.questions ?? [])
    expect(doubts('You may cancel your plan at any time.')).toEqual([])
    expect(doubts('Our app is software made by us.')).toEqual([])
  })

  test.each([
    [0.99, 1],
    [0.3, 0],
  ])('[Q5] an effect with likelihood %d gives %d statements', (probability, count) =>
    expect(surmise(doubtOf({ heard: heard({ disallow: probability }) }), everything)).toHaveLength(count),
  )

  test.each([
    ['informing our algorithms', '', []],
    ['informing our algorithms', 'how our ai learns', ['allow']],
    ['tuning our models', '', ['allow']],
    ['developing our pricing models', '', []],
    ['training and development', '', []],
    ['training development', '', []],
    ['training and development of our models', '', ['allow']],
  ] as const)('[Q5] leave of the operator needs a word of learning: %s, under %j', (own, heading, expected) => {
    const words = { own, lead: '', heading, previous: '', next: '', signs: [] }
    expect(effects(surmise(doubtOf({ words, heard: heard({ allow: 0.99 }) }), everything))).toEqual(expected)
  })

  test.each<[LearnedQuestion, Effect, number, Effect[]]>([
    [question, 'allow', 0.7, []],
    [question, 'allow', 0.85, ['allow']],
    ['partner.train-ai.content', 'conditional', 0.7, []],
    [question, 'disallow', 0.7, ['disallow']],
    ['public.train-ai.output', 'allow', 0.7, ['allow']],
  ])('[Q5] leave of others must be likelier: %s, %s, %d', (on, effect, probability, expected) =>
    expect(effects(surmise(doubtOf({ heard: heard({ [effect]: probability }, on) }), everything))).toEqual(expected),
  )

  test.each<[readonly string[], number, Effect[]]>([
    [['collecting:none'], 0.95, []],
    [['collecting:none'], 0.99, ['disallow']],
    [['collecting:act'], 0.95, ['disallow']],
  ])('[Q5] a ban on collecting that no word names must be the likeliest: %j, %d', (signs, probability, expected) => {
    const words = { own: 'no copying', lead: '', heading: '', previous: '', next: '', signs }
    const one = doubtOf({ words, heard: heard({ disallow: probability }, 'public.crawl.content') })
    expect(effects(surmise(one, everything))).toEqual(expected)
  })

  test('[Q6] is never as sure as a rule', () => {
    expect(surmise(doubtOf({ heard: heard({ disallow: 0.999 }, 'public.train-ai.output') }), everything)).toEqual([
      { ...rule('disallow'), actor: 'public', asset: 'output', confidence: 0.75 },
    ])
  })

  test('[N18, Q6] leave that a neighbour gives the user a say on is conditional', () => {
    const choices = { operator: [optOut], partner: [] }
    const [one] = surmise(doubtOf({ heard: heard({ allow: 0.99 }), choices }), everything)
    expect(one).toMatchObject({ effect: 'conditional', conditions: [optOut] })
    const [partner] = surmise(
      doubtOf({ heard: heard({ allow: 0.99 }, 'partner.train-ai.content'), choices }),
      everything,
    )
    expect(partner).toMatchObject({ effect: 'allow', conditions: [] })
  })

  test('[Q5] leave that is surely one, plain or conditional, counts as what is likelier', () => {
    expect(
      surmise(doubtOf({ heard: heard({ allow: 0.55, conditional: 0.41, nothing: 0.04 }) }), everything),
    ).toMatchObject([{ effect: 'allow' }])
    expect(surmise(doubtOf({ heard: heard({ allow: 0.5, conditional: 0.4, nothing: 0.1 }) }), everything)).toEqual([])
  })

  test('[Q5] counts that are driven up are not asked about', () => {
    const [one] = clausesOf('You may not inflate the counter of views by scripts.')
    expect(doubt(one!.clause, one!.context, [])?.questions.has('public.crawl.content') ?? false).toBe(false)
  })

  test('[Q5] limits that are kept, and copies that are shown, are not asked about', () => {
    const asked = clausesOf(
      'You will use the Maple API by automated programs only. You will not attempt to exceed or circumvent limitations on calls and use of the Maple API, or use it in a manner that exceeds a fair request volume. You may copy a reasonable amount of the Maple Content and display it through your Services to Users.',
    ).map(({ clause, context }) => doubt(clause, context, [])?.questions.has('public.crawl.content') ?? false)
    expect(asked).toEqual([true, false, false])
  })

  test('[Q19] what answers a question is not weighed', () => {
    const asked = doubtOf({ ruled: [rule('allow')], sure: true, heard: heard({ nothing: 0.99 }) })
    expect(weigh(asked)).toEqual([rule('allow')])
    expect(weigh({ ...asked, sure: false })).toEqual([])
  })

  test('[Q20] a clause below limits a ban on the public, and anything of the operator', () => {
    const one = (question: string, effect: Effect) => {
      const [actor, usage, asset] = question.split('.')
      return { ...rule(effect), actor, usage, asset, start: 0, end: 1, section: [], quote: '' } as Statement
    }
    const asked = (...statements: Statement[]) => limited(statements).map(({ question }) => question)
    expect(asked(one('public.crawl.content', 'disallow'))).toEqual(['public.crawl.content'])
    expect(asked(one('public.crawl.content', 'allow'))).toEqual([])
    expect(asked(one('partner.train-ai.content', 'allow'))).toEqual(['partner.train-ai.content'])
    expect(asked(one('partner.train-ai.content', 'disallow'))).toEqual([])
    expect(asked(one(question, 'disallow'))).toEqual([question])
    expect(asked(one(question, 'allow'), one(question, 'conditional'))).toEqual([])
    expect(limitHeard(doubtOf({ heard: heard({ conditional: 0.96 }) }), question)).toMatchObject({
      effect: 'conditional',
    })
    expect(limitHeard(doubtOf({ heard: heard({ conditional: 0.94 }) }), question)).toBeNull()
    expect(limitHeard(doubtOf({ heard: heard({ disallow: 0.99 }) }), question)).toBeNull()
  })

  test('[Q17] a reservation of mining is corrected to a condition only where it names one', () => {
    const ban = { ...rule('disallow'), actor: 'public' as const }
    const asked = (own: string) =>
      doubtOf({
        words: { ...doubtOf({}).words, own },
        ruled: [ban],
        heard: heard({ conditional: 0.99 }, 'public.train-ai.content'),
      })
    expect(weigh(asked('the company reserves all rights to text and data mining'))).toEqual([ban])
    expect(weigh(asked('the company reserves text and data mining, except for schools'))).toMatchObject([
      { effect: 'disallow', conditions: [withinLimits] },
    ])
  })

  test.each([
    ['to object to this, please write to our data office', null],
    ['write to our data office with your objection', null],
    ['to object to this, clear the box in your profile', 'conditional'],
  ])('[Q20] a clause below that says %j', (own, effect) => {
    const asked = doubtOf({ words: { ...doubtOf({}).words, own }, heard: heard({ conditional: 0.99 }) })
    expect(limitHeard(asked, question)?.effect ?? null).toBe(effect)
  })

  test('[Q20] below what was read, in its section and no other', () => {
    const ban = 'You may not scrape the site.'
    const limit =
      'Scientific projects that have entered themselves in our register may collect the listings by machine, at night only.'
    const position = (text: string) => read(text).positions['public.crawl.content'].position
    expect(position(`## Conduct\n\n${ban}\n\n${limit}`)).toBe('conditional')
    expect(position(`## Conduct\n\n${ban}\n\n## Fees\n\n${limit}`)).toBe('disallowed')
    expect(position(`## Conduct\n\n${ban}\n\n${'Fees are due each month. '.repeat(80)}\n\n${limit}`)).toBe('disallowed')
  })

  test('[Q6] what is conditional without a condition that is known names the limits of the text', () => {
    const [one] = surmise(doubtOf({ heard: heard({ conditional: 0.99 }, 'public.crawl.content') }), everything)
    expect(one?.conditions).toEqual([{ kind: 'class', note: 'within the limits the text sets' }])
  })

  test('[Q7] a text with very many doubtful clauses is read in bounded time, and rules read all of it', () => {
    const strange = Array.from({ length: 3_000 }, (_, at) => `Model ${at} of our AI learns from what is typed there.`)
    const { statements } = read(`${strange.join('\n\n')}\n\nYou may not scrape the site.`)
    expect(statements.filter(({ confidence }) => confidence <= 0.75).length).toBeLessThanOrEqual(200)
    expect(statements.some(({ usage }) => usage === 'crawl')).toBe(true)
  })

  test('[Q7] where rules read very many clauses most stand as they read them', () => {
    const ban = Array.from({ length: 2_000 }, (_, at) => `You may not scrape part ${at} of the site.`)
    expect(read(ban.join('\n\n')).statements.length).toBeGreaterThan(1_800)
  })

  test.each<[string, string, string]>([
    ['Crawlers are turned away at our gate.', 'public.crawl.content', 'disallowed'],
    ['Programs may read and copy all our pages by themselves.', 'public.crawl.content', 'allowed'],
    ['Nobody may feed the maps to a neural network.', 'public.train-ai.content', 'disallowed'],
    ['These terms do not restrict the use of Output for training AI models.', 'public.train-ai.output', 'allowed'],
  ])('[Q1] %s', (text, on, position) => {
    expect(said(text)).toEqual([])
    expect(read(text).positions[on as LearnedQuestion].position).toBe(position)
  })
})
