export { clausesOf } from './clauses-of.ts'
export { featuresOf } from './features.ts'
export {
  decodeModel,
  type LearnedQuestion,
  learnedEffects,
  learnedQuestions,
  weigh,
} from './model.ts'
