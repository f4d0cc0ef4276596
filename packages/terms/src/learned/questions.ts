import type { Effect, StandingQuestion } from '@proviso/rights'

/** The questions the encoder answers, in the order of its weights. */
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
