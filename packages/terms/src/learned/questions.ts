import { type Effect, questions, type StandingQuestion } from '@proviso/rights'

/** The questions the encoder answers: the standing ones, whose order is that of its weights. */
export const learnedQuestions = questions

export type LearnedQuestion = StandingQuestion

/** What a clause may say on one question, in the order of the weights; `null`: nothing. */
export const learnedEffects: readonly (Effect | null)[] = [null, 'allow', 'conditional', 'disallow']
