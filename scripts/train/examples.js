// @ts-check
/**
 * Labelled clauses to learn from: the cases of `conformance/reading` in our own words, and pointers to clauses of public
 * archives (`scripts/eval/labels/clauses.tsv`), whose words are taken from the bundles in `../shared`.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readingCases } from '../../conformance/reading/cases.js'
import { readCollecting } from '../../packages/terms/dist/collecting.js'
import { clausesOf, clauseWords, learnedQuestions } from '../../packages/terms/dist/learned/index.js'
import { readTraining } from '../../packages/terms/dist/training.js'
import { openBundle, readObjects } from '../eval/bundle.js'
import { loadItems } from '../eval/labelled.js'
import { heldOut, setAside } from './held-out.js'

/** @typedef {import('../../packages/terms/dist/learned/index.js').LearnedQuestion} Question */
/** @typedef {import('../../packages/terms/dist/learned/index.js').ClauseWords} ClauseWords */
/**
 * A clause and what it says: `effects` by place in `learnedEffects`, absent: unknown. `beside`: of questions on which the text takes a
 * position by other clauses, which are all quoted, that position; such a clause says nothing, or the same once more.
 * @typedef {{ words: ClauseWords, effects: Partial<Record<Question, number>>, beside: Partial<Record<Question, number>> }} Example
 */

const place = { silent: 0, allowed: 1, conditional: 2, disallowed: 3 }

/** Cases as long as real documents. */
const wholeDocuments = new Set([
  'whole-documents.json',
  'dense-documents.json',
  'mixed-documents.json',
  'hard-documents.json',
  'reworded-documents.json',
])

/**
 * The clauses of our own cases. Of those of whole documents that say nothing, which are most, every third is taken.
 * @returns {Example[]}
 */
export function ownExamples() {
  let silent = 0
  return readingCases()
    .filter(({ file }) => !heldOut.includes(file))
    .flatMap(({ file, text, positions, quotes }) => {
      const clauses = speaking(text)
      const examples = clauses.map((clause) => {
        /** @type {Example['effects']} */
        const effects = {}
        /** @type {Example['beside']} */
        const beside = {}
        for (const question of learnedQuestions) {
          const position = positions[question] ?? 'silent'
          const quoted = [quotes?.[question] ?? []].flat()
          const spans = (quoted.length > 0 ? quoted : [text]).map((quote) => {
            const at = text.indexOf(quote)
            return /** @type {[number, number]} */ ([at, at + quote.length])
          })
          const deciding = spans.flatMap((span) => decidingOf(clauses, span))
          if (position === 'silent') effects[question] = 0
          // which of several clauses decides is not known without a quote
          else if ((quoted.length > 0 || deciding.length === 1) && deciding.includes(clause))
            effects[question] = place[partOf(position, deciding, clause, question)]
          else if (quoted.length > 0) beside[question] = place[position]
        }
        return { words: clause.words, effects, beside }
      })
      return wholeDocuments.has(file) ? examples.filter((example) => tells(example) || silent++ % 3 === 0) : examples
    })
}

/** @param {Example} example whether it says something on a question */
export const tells = ({ effects }) => Object.values(effects).some((effect) => effect > 0)

/**
 * The clauses of whole labelled texts, those set aside apart: where a text is silent on a question, so is each of its clauses.
 * Of those that say nothing, which are most, every third is taken.
 * @returns {Example[]}
 */
export function textExamples() {
  let silent = 0
  return loadItems()
    .filter(({ set }) => !setAside.has(set))
    .flatMap(({ text, truncated, labels }) => {
      const clauses = speaking(text)
      return clauses.map((clause) => {
        /** @type {Example['effects']} */
        const effects = {}
        /** @type {Example['beside']} */
        const beside = {}
        for (const question of learnedQuestions) {
          const label = labels[question]
          if (label === undefined || (truncated && label.position === 'silent')) continue
          const deciding = label.spans.flatMap((span) => decidingOf(clauses, span))
          if (label.position === 'silent') effects[question] = 0
          else if (deciding.includes(clause))
            effects[question] = place[partOf(label.position, deciding, clause, question)]
          else beside[question] = place[label.position]
        }
        return { words: clause.words, effects, beside }
      })
    })
    .filter((example) => tells(example) || silent++ % 3 === 0)
}

/** @typedef {{ words: ClauseWords, start: number, end: number, ruled: (question: Question) => ReadonlySet<string> }} Speaking */

/**
 * What one clause says of those that together make a position: where leave stands in one and a ban in another, they are conditional
 * only together. What rules read in each tells.
 * @param {keyof typeof place} position
 * @param {readonly Speaking[]} deciding
 * @param {Speaking} clause
 * @param {Question} question
 * @returns {keyof typeof place}
 */
function partOf(position, deciding, clause, question) {
  if (position !== 'conditional' || deciding.length < 2) return position
  const all = new Set(deciding.flatMap((one) => [...one.ruled(question)]))
  const [effect, ...more] = clause.ruled(question)
  if (!all.has('allow') || !all.has('disallow') || more.length > 0) return position
  return effect === 'allow' ? 'allowed' : effect === 'disallow' ? 'disallowed' : position
}

/**
 * The clauses that words are quoted for: of several that they span, those that name the matter.
 * @param {readonly Speaking[]} clauses
 * @param {[number, number]} span
 */
function decidingOf(clauses, [from, to]) {
  const spanned = clauses.filter(({ start, end }) => from < end && to > start)
  const naming = spanned.filter(({ words }) => !hints(words))
  return naming.length > 0 ? naming : spanned
}

/** @param {ClauseWords} words whether they name neither training nor collecting */
const hints = ({ signs }) => signs.includes('mention:none') && signs.includes('collecting:none')

/** @param {string} text the clauses that speak of AI or of machines, with their words */
function speaking(text) {
  return clausesOf(text).flatMap(({ clause, context, start, end }) => {
    const drafts = [...readTraining(clause, context), ...[readCollecting(clause, context) ?? []].flat()]
    const words = clauseWords(clause, context, drafts)
    /** @param {Question} question the effects that rules read in it */
    const ruled = (question) =>
      new Set(
        drafts
          .filter(({ actor, usage, asset }) => `${actor}.${usage}.${asset}` === question)
          .map(({ effect }) => effect),
      )
    return words === null ? [] : [{ words, start, end, ruled }]
  })
}

/** @type {Record<string, Question>} */
const letters = {
  T: 'public.train-ai.content',
  O: 'operator.train-ai.content',
  P: 'partner.train-ai.content',
  X: 'public.train-ai.output',
}
const effects = { a: 1, c: 2, d: 3 }

/**
 * The clauses a file of labels points to. Its columns: collection, service, blob, offset, length, labels (`O=c,P=d`; `-` for none).
 * They tell nothing of collecting.
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
      for (const { at, length, labels } of own.filter(({ blob }) => blob === blobs[index])) {
        for (const clause of clauses) {
          const { words, start, end } = clause
          const shared = Math.min(end, at + length) - Math.max(start, at)
          if (shared < (end - start) / 2 || !decidingOf(clauses, [at, at + length]).includes(clause)) continue
          /** @type {Example['effects']} */
          const said = Object.fromEntries(Object.values(letters).map((question) => [question, 0]))
          for (const [, letter, effect] of labels.matchAll(/([TOPX])=([acd])/g))
            said[/** @type {Question} */ (letters[/** @type {string} */ (letter)])] =
              effects[/** @type {'a'} */ (effect)]
          examples.push({ words, effects: said, beside: {} })
        }
      }
    })
  }
  return examples
}
