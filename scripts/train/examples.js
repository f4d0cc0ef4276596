// @ts-check
/**
 * Labelled clauses to learn from: the cases of `conformance/reading` in our own words, and pointers to clauses of public
 * archives (`scripts/eval/labels/clauses.tsv`), whose words are taken from the bundles in `../shared`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readingCases } from '../../conformance/reading/cases.js'
import { clausesOf, featuresOf, learnedQuestions } from '../../packages/terms/dist/learned/index.js'
import { openBundle, readObjects } from '../eval/bundle.js'
import { loadItems } from '../eval/labelled.js'
import { heldOut } from './held-out.js'

/** @typedef {import('../../packages/terms/dist/learned/index.js').LearnedQuestion} Question */
/**
 * @typedef {{ group: string, features: readonly string[], effects: Partial<Record<Question, number>> }} Example
 * `group`: examples of one group are never split between learning and trial; `effects`: place in `learnedEffects`, absent: unknown.
 */

const place = { silent: 0, allowed: 1, conditional: 2, disallowed: 3 }

/** @returns {Example[]} */
export function ownExamples() {
  return readingCases()
    .filter(({ file }) => !heldOut.includes(file))
    .flatMap(({ id, text, positions, quotes }) => {
      const clauses = speaking(text)
      return clauses.map(({ features, start, end }) => {
        /** @type {Example['effects']} */
        const effects = {}
        for (const question of learnedQuestions) {
          const position = positions[question] ?? 'silent'
          const quote = quotes?.[question]
          const at = quote === undefined ? -1 : text.indexOf(quote)
          if (position === 'silent') effects[question] = 0
          else if (at === -1 ? clauses.length === 1 : at < end && at + /** @type {string} */ (quote).length > start)
            effects[question] = place[position]
        }
        return { group: id, features, effects }
      })
    })
}

/**
 * The clauses of whole texts labelled for tuning: where a text is silent on a question, so is each of its clauses.
 * @returns {Example[]}
 */
export function textExamples() {
  return loadItems()
    .filter(({ set }) => set === 'tune')
    .flatMap(({ id, text, labels }) =>
      speaking(text).map(({ features, start, end }) => {
        /** @type {Example['effects']} */
        const effects = {}
        for (const question of learnedQuestions) {
          const label = labels[question]
          if (label === undefined) continue
          if (label.position === 'silent') effects[question] = 0
          else if (label.spans.some(([from, to]) => from < end && to > start)) effects[question] = place[label.position]
        }
        return { group: id, features, effects }
      }),
    )
}

/** @param {string} text the clauses that speak of AI, with what they show */
function speaking(text) {
  return clausesOf(text).flatMap(({ clause, context, start, end }) => {
    const features = featuresOf(clause, context)
    return features === null ? [] : [{ features, start, end }]
  })
}

const letters = { T: learnedQuestions[0], O: learnedQuestions[1], P: learnedQuestions[2], X: learnedQuestions[3] }
const effects = { a: 1, c: 2, d: 3 }

/**
 * The clauses a file of labels points to. Its columns: collection, service, blob, offset, length, labels (`O=c,P=d`; `-` for none).
 * @returns {Example[]}
 */
export function archiveExamples() {
  const rows = readFileSync(join(import.meta.dirname, '../eval/labels/clauses.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [collection, service, blob, at, length, labels] =
        /** @type {[string, string, string, string, string, string]} */ (line.split('\t'))
      return { collection, service, blob, at: Number(at), length: Number(length), labels }
    })
  /** @type {Example[]} */
  const examples = []
  for (const collection of [...new Set(rows.map((row) => row.collection))].sort()) {
    const own = rows.filter((row) => row.collection === collection)
    const blobs = [...new Set(own.map(({ blob }) => blob))]
    readObjects(openBundle(collection), blobs).forEach((content, index) => {
      if (content === null) throw new Error(`${blobs[index]} is labelled but not in the bundle of ${collection}`)
      const clauses = speaking(content.toString('utf8'))
      for (const { service, at, length, labels } of own.filter(({ blob }) => blob === blobs[index])) {
        for (const { features, start, end } of clauses) {
          const shared = Math.min(end, at + length) - Math.max(start, at)
          if (shared < (end - start) / 2) continue
          /** @type {Example['effects']} */
          const said = Object.fromEntries(learnedQuestions.map((question) => [question, 0]))
          for (const [, letter, effect] of labels.matchAll(/([TOPX])=([acd])/g))
            said[letters[/** @type {'T'} */ (letter)]] = effects[/** @type {'a'} */ (effect)]
          examples.push({ group: service, features, effects: said })
        }
      }
    })
  }
  return examples
}
