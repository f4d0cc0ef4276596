export { type ClauseWords, clauseWords } from './clause-words.ts'
export { clausesOf } from './clauses-of.ts'
export {
  type LearnedQuestion,
  learnedEffects,
  learnedQuestions,
} from './questions.ts'
