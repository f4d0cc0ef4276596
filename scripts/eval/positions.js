// @ts-check
/**
 * Scores the reader against the labelled positions at hand, each set apart.
 *
 *     node scripts/eval/positions.js [--errors] [--json]
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { read } from '@proviso/terms'
import { loadItems } from './labelled.js'
import { score } from './score.js'

/**
 * @typedef {import('./score.js').Miss} Miss
 * @typedef {import('./score.js').Score} Score
 */

/**
 * A set's score as an aligned table.
 * @param {Score} result
 */
function renderScore({ set, documents, unread, threw, overall, questions: byQuestion }) {
  const heads = ['scored', 'non-silent', 'accuracy', 'precision', 'recall', 'micro-F1', 'quotes exact', 'overlapping']
  const line = (/** @type {string} */ name, /** @type {string[]} */ cells) =>
    `  ${name.padEnd(26)}${cells.map((cell, index) => cell.padStart((heads[index] ?? '').length + 2)).join('')}`
  const rows = Object.entries({ ...byQuestion, overall }).map(([name, one]) => {
    const shares = [one.accuracy, one.precision, one.recall, one.microF1, one.quotesExact, one.quotesOverlapping]
    return line(name, [`${one.scored}`, `${one.nonSilent}`, ...shares.map((value) => value.toFixed(3))])
  })
  const oddities = [unread && `${unread} unread`, threw && `${threw} threw`].filter(Boolean)
  return [`positions, ${set}: ${[`${documents} documents`, ...oddities].join(', ')}`, line('', heads), ...rows].join(
    '\n',
  )
}

/** @param {Miss} miss */
function renderMiss({ id, question, problem, expected, got, quotes, labelled }) {
  const what = { position: `${expected} read as ${got}`, quote: `${got}, other words`, threw: got }[problem]
  const shorten = (/** @type {string} */ quote) => quote.replace(/\s+/g, ' ').slice(0, 400)
  return [
    `${what.padEnd(34)}${question.padEnd(25)} ${id}`,
    ...quotes.map((quote) => `    ours  ${shorten(quote)}`),
    ...labelled.map((quote) => `    label ${shorten(quote)}`),
  ].join('\n')
}

/**
 * Scores `read()` on every labelled set at hand.
 * @param {{ errors?: boolean }} [options] `errors`: list what was wrong
 * @returns {import('./eval.js').Evaluation}
 */
export function evaluate({ errors = false } = {}) {
  const results = score(read, loadItems())
  if (results.length === 0) return { skipped: 'no labelled texts in ../shared', measures: {}, text: '', results }
  return {
    measures: Object.fromEntries(
      results.flatMap(({ set, documents, overall, threw }) => [
        ...Object.entries(overall).map(([name, value]) => [`${set}.${name}`, value]),
        [`${set}.answered`, 1 - threw / documents],
      ]),
    ),
    text: results
      .flatMap((result) => [renderScore(result), ...(errors ? result.misses.map(renderMiss) : [])])
      .join('\n\n'),
    results,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { errors: { type: 'boolean' }, json: { type: 'boolean' } } })
  const { skipped, text, results } = evaluate({ errors: values.errors ?? false })
  if (values.json) console.log(JSON.stringify(results))
  else console.log(skipped ? `positions: skipped, ${skipped}` : text)
}
