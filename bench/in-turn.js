// @ts-check
/** Variants of one piece of work measured by turns, so that what else the machine does falls on all of them. */
import { freshProcess } from './fresh-process.js'

/**
 * What one variant came to: `runs` are what it printed, a run each, `peak` the most megabytes it held.
 * @typedef {{ runs: { seconds: number, opening?: number, cpu?: number, counts: unknown }[], peak: number }} Measured
 */

/**
 * Runs each variant once a round, every other round from the last to the first, each time in a process of its own.
 * @param {{ script: string, variants: readonly string[], rounds: number, words: readonly string[] }} what
 *   `script` is called with the variant's name and `words`, and prints one line of JSON
 * @returns {Promise<Record<string, Measured>>}
 * @throws {Error} where a variant counts otherwise than the time before
 */
export async function inTurn({ script, variants, rounds, words }) {
  /** @type {Record<string, Measured>} */
  const measured = Object.fromEntries(variants.map((name) => [name, { runs: [], peak: 0 }]))
  for (let round = 0; round < rounds; round++) {
    console.error(`round ${round + 1} of ${rounds}`)
    for (const name of round % 2 === 0 ? variants : variants.toReversed()) {
      const { stdout, peak } = await freshProcess([script, name, ...words])
      const one = /** @type {Measured} */ (measured[name])
      const run = JSON.parse(stdout)
      const [before] = one.runs
      if (before && JSON.stringify(before.counts) !== JSON.stringify(run.counts))
        throw new Error(`${name} counts otherwise than the time before`)
      one.runs.push(run)
      one.peak = Math.max(one.peak, peak)
    }
  }
  return measured
}

/**
 * What a report asks of variants that were measured.
 * @param {Record<string, Measured>} measured
 */
export function measurements(measured) {
  const of = (/** @type {string} */ name) => {
    const one = measured[name]
    if (!one) throw new Error(`${name} was not measured`)
    return one
  }
  return {
    /** One figure of every run. */
    samples: (/** @type {string} */ name, /** @type {'seconds' | 'opening' | 'cpu'} */ figure = 'seconds') =>
      of(name).runs.map((run) => run[figure] ?? 0),
    peak: (/** @type {string} */ name) => of(name).peak.toFixed(0),
    counts: (/** @type {string} */ name) => of(name).runs[0]?.counts,
  }
}
