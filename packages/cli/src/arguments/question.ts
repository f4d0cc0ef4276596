import { questions, type StandingQuestion } from '@proviso/rights'
import { parseChoice } from './choice.ts'

/** Reads one of the five standing questions; anything else stops with `unknown-question`. */
export function parseQuestion(text: string): StandingQuestion {
  return parseChoice(text, '--question', 'question', questions)
}
