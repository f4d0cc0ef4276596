export { clausesOf, type PlacedClause } from './clauses-of.ts'
export { featuresOf } from './features.ts'
export {
  decodeModel,
  type LearnedQuestion,
  learnedEffects,
  learnedQuestions,
  type Model,
  type Weighed,
  weigh,
} from './model.ts'
