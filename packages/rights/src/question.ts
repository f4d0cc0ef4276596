import type { Actor } from './actor.ts'
import type { Asset } from './asset.ts'
import { contains, type Usage } from './usage.ts'

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

/** What signals speak of beside the standing questions: heard when somebody asks, tracked by no timeline of terms [U9]. */
export const furtherQuestions = [
  'public.tdm.content',
  'public.search.content',
  'public.ai-input.content',
  'public.ai-index.content',
] as const satisfies readonly Question[]

export type FurtherQuestion = (typeof furtherQuestions)[number]

/** A question that a document may be heard on. */
export type HeardQuestion = StandingQuestion | FurtherQuestion

export const heardQuestions: readonly HeardQuestion[] = [...questions, ...furtherQuestions]

/**
 * The questions, standing ones unless others are given, that bear on a usage by an actor of a kind of asset: those on the usage
 * itself or a wider one. SPEC.md U5–U8, O4.
 * @example
 * questionsOn('public', 'train-ai', 'content') // ['public.train-ai.content']
 * questionsOn('public', 'search', 'content')   // []
 */
export function questionsOn(actor: Actor, usage: Usage, asset: Asset): readonly StandingQuestion[]
export function questionsOn<Q extends Question>(
  actor: Actor,
  usage: Usage,
  asset: Asset,
  among: readonly Q[],
): readonly Q[]
export function questionsOn(
  actor: Actor,
  usage: Usage,
  asset: Asset,
  among: readonly Question[] = questions,
): readonly Question[] {
  return among.filter((question) => {
    if (!question.startsWith(actor) || !question.endsWith(asset)) return false
    return contains(question.slice(actor.length + 1, -asset.length - 1) as Usage, usage)
  })
}
