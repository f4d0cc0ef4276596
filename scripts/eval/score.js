// @ts-check
/** Scores positions a reader finds against labels. */
import { questions } from '@proviso/rights'

/**
 * @typedef {import('./labelled.js').Item} Item
 * @typedef {import('./labelled.js').Label} Label
 * @typedef {import('./labelled.js').Question} Question
 * @typedef {{ scored: number, right: number, truePositive: number, falsePositive: number, falseNegative: number,
 *   quotes: number, exact: number, answers: number, overlapping: number }} Tally
 * @typedef {{ id: string, question: Question, problem: 'position' | 'quote' | 'threw', expected: string, got: string,
 *   quotes: string[], labelled: string[] }} Miss
 * @typedef {{ scored: number, nonSilent: number, accuracy: number, precision: number, recall: number, microF1: number,
 *   quotesExact: number, quotesOverlapping: number }} Measures
 * @typedef {{ set: string, documents: number, unread: number, threw: number, overall: Measures,
 *   questions: Record<string, Measures>, misses: Miss[] }} Score
 */

/**
 * Scores a reader on labelled texts. A right answer is a position equal to the label; a true positive one that is not silent.
 * @param {(text: string) => import('@proviso/terms').Reading} reader
 * @param {Item[]} items
 * @returns {Score[]} one per set, in the order the sets first appear
 */
export function score(reader, items) {
  return [...new Set(items.map((item) => item.set))].map((set) => {
    const own = items.filter((item) => item.set === set)
    const tallies = /** @type {Record<Question, Tally>} */ (
      Object.fromEntries(questions.map((question) => [question, emptyTally()]))
    )
    /** @type {Miss[]} */
    const misses = []
    let unread = 0
    let threw = 0
    for (const item of own) {
      /** @type {import('@proviso/terms').Reading} */
      let reading
      try {
        reading = reader(item.text)
      } catch (error) {
        threw++
        const got = String(error)
        misses.push({
          id: item.id,
          question: questions[0],
          problem: 'threw',
          expected: '',
          got,
          quotes: [],
          labelled: [],
        })
        continue
      }
      if (reading.unread) unread++
      for (const question of questions) {
        const label = item.labels[question]
        if (!label || (item.truncated && label.position === 'silent')) continue
        misses.push(...scoreOne(item, question, label, reading, tallies[question]))
      }
    }
    return {
      set,
      documents: own.length,
      unread,
      threw,
      overall: measure(Object.values(tallies).reduce(add, emptyTally())),
      questions: Object.fromEntries(questions.map((question) => [question, measure(tallies[question])])),
      misses,
    }
  })
}

/**
 * @param {Item} item
 * @param {Question} question
 * @param {Label} label
 * @param {import('@proviso/terms').Reading} reading
 * @param {Tally} tally counted up
 * @returns {Miss[]}
 */
function scoreOne(item, question, label, reading, tally) {
  const { position: got, statements } = reading.positions[question]
  const silent = label.position === 'silent'
  const right = got === label.position
  tally.scored++
  if (right) tally.right++
  if (right && !silent) tally.truePositive++
  if (!right && got !== 'silent') tally.falsePositive++
  if (!right && !silent) tally.falseNegative++

  tally.quotes += statements.length
  const inexact = statements.filter(({ quote, start, end }) => quote === '' || item.text.slice(start, end) !== quote)
  tally.exact += statements.length - inexact.length

  const miss = {
    id: item.id,
    question,
    expected: label.position,
    got,
    quotes: statements.map(({ quote }) => quote),
    labelled: [...new Set(label.spans.map(([start, end]) => item.text.slice(start, end)))],
  }
  if (!right) return [{ ...miss, problem: 'position' }]
  // A label whose words could not be found says nothing about where ours should be.
  if (silent || label.spans.length === 0) return []
  const meets = statements.some((ours) => label.spans.some(([start, end]) => ours.start < end && start < ours.end))
  tally.answers++
  if (meets) tally.overlapping++
  return meets && inexact.length === 0 ? [] : [{ ...miss, problem: 'quote' }]
}

/** @returns {Tally} */
function emptyTally() {
  return {
    scored: 0,
    right: 0,
    truePositive: 0,
    falsePositive: 0,
    falseNegative: 0,
    quotes: 0,
    exact: 0,
    answers: 0,
    overlapping: 0,
  }
}

/**
 * @param {Tally} a
 * @param {Tally} b
 */
function add(a, b) {
  const sum = { ...a }
  for (const key of /** @type {(keyof Tally)[]} */ (Object.keys(a))) sum[key] += b[key]
  return sum
}

/**
 * @param {Tally} tally
 * @returns {Measures} shares from 0 to 1; a share of nothing is 1
 */
function measure(tally) {
  const { truePositive, falsePositive, falseNegative } = tally
  return {
    scored: tally.scored,
    nonSilent: truePositive + falseNegative,
    accuracy: share(tally.right, tally.scored),
    precision: share(truePositive, truePositive + falsePositive),
    recall: share(truePositive, truePositive + falseNegative),
    microF1: share(2 * truePositive, 2 * truePositive + falsePositive + falseNegative),
    quotesExact: share(tally.exact, tally.quotes),
    quotesOverlapping: share(tally.overlapping, tally.answers),
  }
}

/**
 * @param {number} part
 * @param {number} whole
 */
function share(part, whole) {
  return whole === 0 ? 1 : part / whole
}
