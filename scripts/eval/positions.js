// @ts-check
/**
 * Scores the reader against the labelled positions at hand, each set apart.
 *
 *     node scripts/eval/positions.js [--errors] [--json] [--set gold|tune|aside]
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
export function renderScore({ set, documents, unread, threw, overall, questions: byQuestion }) {
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { errors: { type: 'boolean' }, json: { type: 'boolean' }, set: { type: 'string' } },
  })
  const items = loadItems().filter((item) => !values.set || item.set === values.set)
  const results = score(read, items)
  if (values.json) console.log(JSON.stringify(results))
  else {
    for (const result of results) {
      console.log(`${renderScore(result)}\n`)
      if (values.errors) for (const miss of result.misses) console.log(`${renderMiss(miss)}\n`)
    }
    if (items.length === 0) console.log('positions: skipped, no labelled texts in ../shared')
  }
}
