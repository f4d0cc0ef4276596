import type { Condition } from '@proviso/rights'
import { describe, expect, test } from 'vitest'
import type { Heard } from './learned/encoder.ts'
import { clausesOf, learnedEffects, learnedQuestions } from './learned/index.ts'
import { read } from './read.ts'
import type { StatementDraft } from './statement-draft.ts'
import { type Doubt, doubt, surmise } from './surmise.ts'

const everything = new Set<string>(learnedQuestions)

/** What is heard when one question is answered and all others are silent. */
function heard(question: string, effect: Heard['effect'], probability: number): Heard[] {
  return learnedQuestions.map((name) =>
    name === question
      ? { effect, probability, probabilities: learnedEffects.map((one) => (one === effect ? probability : 0)) }
      : { effect: null, probability: 1, probabilities: [1, 0, 0, 0] },
  )
}

const doubtOf = (more: Partial<Doubt>): Doubt => ({
  questions: everything,
  words: { own: 'models learn', lead: '', heading: '', previous: '', next: '', signs: [] },
  ruled: [],
  choices: { operator: [], partner: [] },
  limits: { 'train-ai': [], crawl: [] },
  from: 3,
  to: 9,
  ...more,
})

const ruled: StatementDraft = {
  effect: 'disallow',
  actor: 'public',
  usage: 'train-ai',
  asset: 'content',
  conditions: [],
  confidence: 0.95,
  from: 0,
  to: 9,
}
const optOut: Condition = { kind: 'opt-out' }

describe('second opinions', () => {
  test('[Q1] a question that the rules have answered is not asked', () => {
    const one = doubtOf({ heard: heard('operator.train-ai.content', 'allow', 0.99) })
    expect(surmise(one, new Set(['public.crawl.content']))).toEqual([])
    const unheard = doubtOf({})
    expect(surmise(unheard, new Set())).toEqual([])
    expect(unheard.heard).toBeUndefined()
  })

  test('[Q1] a rule that reads the question anywhere in the text leaves no room for one', () => {
    const rule = 'You agree that we may use your content to train our AI models.'
    const text = 'The maker of the language model behind this feature keeps what is typed and learns from it.'
    const { statements } = read(`${rule}\n\n${text}`)
    expect(statements.filter(({ actor }) => actor === 'operator').map(({ quote }) => quote)).toEqual([rule])
  })

  test.each([
    ['informing our algorithms', '', []],
    ['informing our algorithms', 'how our ai learns', ['allow']],
    ['tuning our models', '', ['allow']],
  ] as const)('[Q5] leave of the operator needs a word of learning: %s, under %j', (own, heading, effects) => {
    const one = doubtOf({
      words: { own, lead: '', heading, previous: '', next: '', signs: [] },
      heard: heard('operator.train-ai.content', 'allow', 0.99),
    })
    expect(surmise(one, everything).map(({ effect }) => effect)).toEqual(effects)
  })

  test('[Q7] a text with very many doubtful clauses is read in bounded time, and rules read all of it', () => {
    const strange = Array.from({ length: 3_000 }, (_, at) => `Model ${at} of our AI learns from what is typed there.`)
    const { statements } = read(`${strange.join('\n\n')}\n\nYou may not scrape the site.`)
    expect(statements.filter(({ confidence }) => confidence <= 0.75).length).toBeLessThanOrEqual(200)
    expect(statements.some(({ usage }) => usage === 'crawl')).toBe(true)
  })

  test.each([
    [0.99, 1],
    [0.3, 0],
  ])('[Q5] an effect with likelihood %d gives %d statements', (probability, count) => {
    const one = doubtOf({ heard: heard('operator.train-ai.content', 'disallow', probability) })
    expect(surmise(one, everything)).toHaveLength(count)
  })

  test('[Q5] beside a question on the same usage that a rule has read it must be likelier', () => {
    const said = heard('operator.train-ai.content', 'disallow', 0.8)
    const open = new Set(learnedQuestions.filter((question) => question !== 'public.train-ai.content'))
    expect(surmise(doubtOf({ heard: said }), open)).toHaveLength(1)
    expect(surmise(doubtOf({ heard: said, ruled: [ruled] }), open)).toHaveLength(0)
    expect(surmise(doubtOf({ heard: said, ruled: [{ ...ruled, usage: 'crawl' }] }), open)).toHaveLength(1)
  })

  test('[Q8] what rules read on a question that is open again does not stand beside others', () => {
    const said = heard('public.train-ai.output', 'disallow', 0.8)
    const without = new Set(learnedQuestions.filter((question) => question !== 'public.train-ai.content'))
    expect(surmise(doubtOf({ heard: said, ruled: [ruled] }), without)).toHaveLength(0)
    expect(surmise(doubtOf({ heard: said, ruled: [ruled] }), everything)).toMatchObject([{ asset: 'output' }])
  })

  test('[Q6] what is surmised is never as sure as a rule, and stands where its clause does', () => {
    const [one] = surmise(doubtOf({ heard: heard('public.train-ai.output', 'disallow', 0.999) }), everything)
    expect(one).toEqual({ ...ruled, asset: 'output', confidence: 0.75, from: 3, to: 9 })
  })

  test('[N18, Q6] leave that a neighbour gives the user a say on is conditional', () => {
    const said = heard('operator.train-ai.content', 'allow', 0.99)
    const [one] = surmise(doubtOf({ heard: said, choices: { operator: [optOut], partner: [] } }), everything)
    expect(one).toMatchObject({ effect: 'conditional', conditions: [optOut] })
    const [partner] = surmise(
      doubtOf({
        heard: heard('partner.train-ai.content', 'allow', 0.99),
        choices: { operator: [optOut], partner: [] },
      }),
      everything,
    )
    expect(partner).toMatchObject({ effect: 'allow', conditions: [] })
  })

  test('[Q6] what is conditional without a condition that is known names the limits of the text', () => {
    const [one] = surmise(doubtOf({ heard: heard('public.crawl.content', 'conditional', 0.99) }), everything)
    expect(one?.conditions).toEqual([{ kind: 'class', note: 'within limits the text sets' }])
  })

  test('[Q4] a clause whose words speak of neither AI nor machines is no doubt, nor one that the screen knows to say nothing', () => {
    const doubts = (text: string) =>
      clausesOf(text).flatMap(({ clause, context }) => doubt(clause, context, [])?.questions ?? [])
    expect(doubts('You may cancel your plan at any time.')).toEqual([])
    expect(doubts('Our app is software made by us.')).toEqual([])
  })
})
