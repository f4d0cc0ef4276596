// @ts-check
/**
 * Scores the reader on the cases of `conformance/reading`, each file apart: micro-F1 over the answers that are not silent.
 * The files marked held out are neither tuned on nor learnt from.
 *
 *     node scripts/eval/cases.js
 */
import { fileURLToPath } from 'node:url'
import { questions } from '@proviso/rights'
import { read } from '@proviso/terms'
import { readingCases } from '../../conformance/reading/cases.js'
import { heldOut } from '../train/held-out.js'

/** @returns {import('./eval.js').Evaluation} */
export function evaluate() {
  /** @type {Map<string, { cases: number, right: number, found: number, labelled: number }>} */
  const byFile = new Map()
  for (const { file, text, positions } of readingCases()) {
    const tally = byFile.get(file) ?? { cases: 0, right: 0, found: 0, labelled: 0 }
    byFile.set(file, tally)
    const got = read(text).positions
    tally.cases++
    for (const question of questions) {
      const wanted = positions[question] ?? 'silent'
      const found = got[question].position
      if (wanted !== 'silent') tally.labelled++
      if (found !== 'silent') tally.found++
      if (found === wanted && found !== 'silent') tally.right++
    }
  }
  const rows = [...byFile].map(([file, { cases, right, found, labelled }]) => ({
    file,
    cases,
    precision: right / found,
    recall: right / labelled,
    microF1: (2 * right) / (found + labelled),
  }))
  return {
    measures: Object.fromEntries(rows.map(({ file, microF1 }) => [`${file.replace('.json', '')}.microF1`, microF1])),
    text: [
      'cases in our own words, by file',
      ...rows.map(
        ({ file, cases, precision, recall, microF1 }) =>
          `  ${file.padEnd(36)}${String(cases).padStart(4)} cases  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  micro-F1 ${microF1.toFixed(3)}${heldOut.includes(file) ? '  held out' : ''}`,
      ),
    ].join('\n'),
    results: rows,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(evaluate().text)
