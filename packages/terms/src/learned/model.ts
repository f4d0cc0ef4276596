import type { Effect, StandingQuestion } from '@proviso/rights'

/** The questions the model answers, in the order of its weights. */
export const learnedQuestions = [
  'public.train-ai.content',
  'public.crawl.content',
  'operator.train-ai.content',
  'partner.train-ai.content',
  'public.train-ai.output',
] as const satisfies readonly StandingQuestion[]

export type LearnedQuestion = (typeof learnedQuestions)[number]

/** What a clause may say on one question, in the order of the weights; `null`: nothing. */
export const learnedEffects: readonly (Effect | null)[] = [null, 'allow', 'conditional', 'disallow']

/** A log-linear model: one weight per feature, question and effect, in whole steps. */
export interface Model {
  /** Feature to its place. Place 0 is the bias of every clause. */
  readonly places: ReadonlyMap<string, number>
  /** `weights[(place * questions + question) * effects + effect]`, in steps of `step`. */
  readonly weights: Int8Array
  readonly step: number
}

/** What the model makes of a clause on one question. */
export interface Weighed {
  readonly effect: Effect | null
  /** 0 to 1. */
  readonly probability: number
}

const Q = learnedQuestions.length
const E = learnedEffects.length

/**
 * Weighs a clause by its features: for each question the likeliest effect and how likely it is. SPEC.md Q3.
 *
 * @example
 * weigh(model, featuresOf(clause, context) ?? [])[1] // { effect: 'allow', probability: 0.83 }
 */
export function weigh({ places, weights, step }: Model, features: readonly string[]): readonly Weighed[] {
  const sums = new Int32Array(Q * E)
  const add = (place: number): void => {
    const offset = place * Q * E
    for (let at = 0; at < Q * E; at++) sums[at]! += weights[offset + at]!
  }
  add(0)
  for (const feature of features) {
    const place = places.get(feature)
    if (place !== undefined) add(place)
  }
  return learnedQuestions.map((_, question) => {
    let best = 0
    for (let effect = 1; effect < E; effect++)
      if (sums[question * E + effect]! > sums[question * E + best]!) best = effect
    let total = 0
    for (let effect = 0; effect < E; effect++)
      total += Math.exp((sums[question * E + effect]! - sums[question * E + best]!) * step)
    return { effect: learnedEffects[best]!, probability: 1 / total }
  })
}

/** Reads a model as it is written: features one per line, weights in base64. */
export function decodeModel({ features, weights, step }: { features: string; weights: string; step: number }): Model {
  const bytes = atob(weights)
  const signed = new Int8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) signed[at] = bytes.charCodeAt(at)
  return { places: new Map(features.split('\n').map((feature, index) => [feature, index + 1])), weights: signed, step }
}
