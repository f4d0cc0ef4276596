// @ts-check
/**
 * Learns the reader's second opinion from labelled clauses and writes `packages/terms/src/learned/weights.ts`.
 *
 *     npm run train                 writes the weights
 *     npm run train -- --check      exit status 1 when the weights at hand are not those the examples give
 *
 * Needs the bundles in `../shared/archives` for the words of labelled clauses.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shared } from '../eval/shared.js'
import { archiveExamples, hintExamples, ownExamples, textExamples } from './examples.js'
import { learn } from './learn.js'

const file = join(import.meta.dirname, '../../packages/terms/src/learned/weights.ts')

if (!shared('archives')) {
  console.log('training: skipped, no archives in ../shared')
} else {
  const examples = [...ownExamples(), ...archiveExamples(), ...textExamples(), ...hintExamples()]
  const { features, weights, step } = learn(examples)
  const text = [
    '/** What was learned, written by `npm run train`: features one per line, weights in base64, the size of a step. */',
    'export const written = {',
    `  features: ${JSON.stringify(features)},`,
    `  weights: ${JSON.stringify(weights)},`,
    `  step: ${step},`,
    '}',
    '',
  ].join('\n')
  const size = `${examples.length} clauses, ${features.split('\n').length} features, ${Math.round(text.length / 1024)} KB`
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text)
    console.log(`wrote ${size}`)
  } else if (readFileSync(file, 'utf8') === text) console.log(`the weights are those the examples give: ${size}`)
  else {
    console.log('the weights are not those the examples give: npm run train')
    process.exitCode = 1
  }
}
