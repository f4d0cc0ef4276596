import type { Actor } from './actor.ts'
import type { Asset } from './asset.ts'
import type { Usage } from './usage.ts'

/** A standing question: actor, usage, kind of asset. */
export type Question = `${Actor}.${Usage}.${Asset}`

/** The five standing questions, in the order every listing keeps. */
export const questions = [
  'public.train-ai.content',
  'public.crawl.content',
  'operator.train-ai.content',
  'partner.train-ai.content',
  'public.train-ai.output',
] as const satisfies readonly Question[]

export type StandingQuestion = (typeof questions)[number]
