import type { Condition, Effect } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import { said } from '../test/said.ts'
import { type Doubt, doubt } from './doubt.ts'
import { clausesOf, type LearnedQuestion, learnedEffects, learnedQuestions } from './learned/index.ts'
import type { Heard } from './learned/transformer.ts'
import { read } from './read.ts'
import type { StatementDraft } from './statement-draft.ts'
import { surmise, weigh } from './weigh.ts'

const question = 'operator.train-ai.content'
const optOut: Condition = { kind: 'opt-out' }
const oneKind: Condition = { kind: 'class', note: 'one kind of data only' }

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
  words: { own: 'models learn', lead: '', heading: '', previous: '', next: '', signs: [] },
  ruled: [],
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

  test('[Q8] what another clause says does not count', () => {
    const one = doubtOf({ ruled: [rule('allow')], heard: heard({ nothing: 0.99 }) })
    const other = doubtOf({ ruled: [rule('disallow')], heard: heard({ disallow: 0.99 }) })
    expect(effects([...weigh(one), ...weigh(other)])).toEqual(['disallow'])
  })

  test('[Q9] what comes to the same position stays as the rule has it', () => {
    const ruled = rule('disallow', [oneKind])
    expect(weigh(doubtOf({ ruled: [ruled], heard: heard({ conditional: 0.99 }) }))).toEqual([ruled])
  })

  test('[Q6, Q9] what is corrected is never as sure as a rule', () => {
    const weighed = weigh(doubtOf({ ruled: [rule('allow')], heard: heard({ disallow: 0.99 }) }))
    expect(weighed).toEqual([{ ...rule('disallow'), confidence: 0.75 }])
  })
})

test('[Q16] what a glance tells to stand is not weighed', () => {
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

  test('[Q6] what is conditional without a condition that is known names the limits of the text', () => {
    const [one] = surmise(doubtOf({ heard: heard({ conditional: 0.99 }, 'public.crawl.content') }), everything)
    expect(one?.conditions).toEqual([{ kind: 'class', note: 'within limits the text sets' }])
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
    ['Programs may read all our pages.', 'public.crawl.content', 'allowed'],
    ['Nobody may feed the maps to a neural network.', 'public.train-ai.content', 'disallowed'],
    ['These terms do not restrict the use of Output for training AI models.', 'public.train-ai.output', 'allowed'],
  ])('[Q1] %s', (text, on, position) => {
    expect(said(text)).toEqual([])
    expect(read(text).positions[on as LearnedQuestion].position).toBe(position)
  })
})
