import type { StandingQuestion } from '@proviso/rights'

/** A standing question in a few words: who does what with what. All have a column's width in common use. */
export const questionLabels: Readonly<Record<StandingQuestion, string>> = {
  'public.train-ai.content': 'public: train AI on content',
  'public.crawl.content': 'public: crawl content',
  'operator.train-ai.content': 'operator: train AI on content',
  'partner.train-ai.content': 'partner: train AI on content',
  'public.train-ai.output': 'public: train AI on output',
}

/** Columns of the longest label. */
export const questionWidth = Math.max(...Object.values(questionLabels).map((label) => label.length))
