// @ts-check
/**
 * Every evaluation, held against the least that is accepted (`thresholds.json`).
 *
 *     npm run eval -- [--errors] [--json] [--report FILE]      exit status 1 when a measure falls below
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * @typedef {{ skipped?: string, measures: Record<string, number>, text: string, results: unknown }} Evaluation
 * `measures`: what thresholds can name; `text`: for people; `results`: everything, for `--json`.
 */

const { values: options } = parseArgs({
  options: { errors: { type: 'boolean' }, json: { type: 'boolean' }, report: { type: 'string' } },
})

/** @type {Record<string, Record<string, number>>} The least accepted, by evaluation and measure. */
const thresholds = JSON.parse(readFileSync(join(import.meta.dirname, 'thresholds.json'), 'utf8'))

/** @type {Record<string, Evaluation>} */
const evaluations = {}
for (const name of Object.keys(thresholds)) {
  const { evaluate } = await import(`./${name}.js`)
  evaluations[name] = await evaluate({ errors: options.errors ?? false })
}

const verdicts = Object.entries(thresholds).flatMap(([name, floors]) => {
  const { skipped, measures } = /** @type {Evaluation} */ (evaluations[name])
  if (skipped) return []
  return Object.entries(floors).map(([measure, least]) => {
    const value = measures[measure]
    return { name: `${name} ${measure}`, value, least, holds: value !== undefined && value >= least }
  })
})

if (options.json) {
  const results = Object.entries(evaluations).map(([name, { skipped, results }]) => [
    name,
    skipped ? { skipped } : results,
  ])
  console.log(JSON.stringify({ ...Object.fromEntries(results), thresholds: verdicts }))
} else {
  for (const [name, { skipped, text }] of Object.entries(evaluations))
    console.log(skipped ? `${name}: skipped, ${skipped}\n` : `${text}\n`)
  for (const { name, value, least, holds } of verdicts)
    console.log(
      `${holds ? 'holds' : 'FALLS SHORT'}  ${name} ${value?.toFixed(3) ?? 'was not measured'}, at least ${least}`,
    )
}

const failed = verdicts.filter(({ holds }) => !holds).length
if (options.report) writeFileSync(options.report, JSON.stringify({ passed: verdicts.length - failed, failed }))
if (failed > 0) process.exitCode = 1
