export * from './audit.ts'
export * from './audit-state.ts'
export { CorpusError } from './corpus-error.ts'
export * from './plan.ts'
