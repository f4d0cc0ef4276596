export * from './robots-txt.ts'
