// @ts-check
/** Fits a log-linear model by stochastic gradient (AdaGrad, L2). The same examples give the same weights, to the bit. */
import { learnedEffects, learnedQuestions } from '../../packages/terms/dist/learned/index.js'

/** @typedef {import('./examples.js').Example} Example */
/** @typedef {{ features: string, weights: string, step: number }} Written what `decodeModel` reads */

const Q = learnedQuestions.length
const E = learnedEffects.length
/** Passes over the examples, the weight of L2, the rate, how often a feature must be seen, how much an effect outweighs silence. */
const settings = { passes: 20, l2: 1, rate: 0.2, least: 3, said: 1.5 }

/**
 * @param {readonly Example[]} examples
 * @returns {Written}
 */
export function learn(examples) {
  /** @type {Map<string, number>} */
  const seen = new Map()
  for (const { features } of examples) for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  const kept = [...seen]
    .filter(([, times]) => times >= settings.least)
    .map(([feature]) => feature)
    .sort()
  const places = new Map(kept.map((feature, index) => [feature, index + 1]))
  const rows = examples.map(({ features }) => [0, ...features.flatMap((feature) => places.get(feature) ?? [])])
  const weights = new Float64Array((kept.length + 1) * Q * E)
  // what is rare is held back as much as what is frequent: each pass shrinks every weight by the same share
  const shrink = Float64Array.from([
    0,
    ...kept.map((feature) => settings.l2 / /** @type {number} */ (seen.get(feature))),
  ])
  for (const [at, question] of learnedQuestions.entries()) fitQuestion(examples, rows, question, at, weights, shrink)
  return written(kept, weights)
}

/**
 * @param {readonly Example[]} examples
 * @param {readonly number[][]} rows
 * @param {typeof learnedQuestions[number]} question
 * @param {number} at
 * @param {Float64Array} weights
 * @param {Float64Array} shrink by place
 */
function fitQuestion(examples, rows, question, at, weights, shrink) {
  const known = examples.flatMap(({ effects }, index) => (effects[question] === undefined ? [] : [index]))
  const slopes = new Float64Array(weights.length).fill(1e-8)
  const random = generator(7 + at)
  for (let pass = 0; pass < settings.passes; pass++) {
    for (let index = known.length - 1; index > 0; index--) {
      const other = random() % (index + 1)
      ;[known[index], known[other]] = [/** @type {number} */ (known[other]), /** @type {number} */ (known[index])]
    }
    for (const index of known) {
      const row = /** @type {number[]} */ (rows[index])
      const truth = /** @type {number} */ (/** @type {Example} */ (examples[index]).effects[question])
      const share = softmax(row, at, weights)
      for (let effect = 0; effect < E; effect++) {
        const likely = /** @type {number} */ (share[effect])
        const error = (likely - (effect === truth ? 1 : 0)) * (truth === 0 ? 1 : settings.said)
        for (const place of row) {
          const cell = (place * Q + at) * E + effect
          const slope = error + /** @type {number} */ (shrink[place]) * /** @type {number} */ (weights[cell])
          slopes[cell] = /** @type {number} */ (slopes[cell]) + slope * slope
          weights[cell] =
            /** @type {number} */ (weights[cell]) -
            (settings.rate * slope) / Math.sqrt(/** @type {number} */ (slopes[cell]))
        }
      }
    }
  }
}

/**
 * @param {readonly number[]} row
 * @param {number} at
 * @param {Float64Array} weights
 */
function softmax(row, at, weights) {
  const sums = new Float64Array(E)
  for (const place of row)
    for (let effect = 0; effect < E; effect++)
      sums[effect] =
        /** @type {number} */ (sums[effect]) + /** @type {number} */ (weights[(place * Q + at) * E + effect])
  const most = Math.max(...sums)
  let total = 0
  for (let effect = 0; effect < E; effect++) {
    sums[effect] = Math.exp(/** @type {number} */ (sums[effect]) - most)
    total += /** @type {number} */ (sums[effect])
  }
  return sums.map((sum) => sum / total)
}

/**
 * Whole steps of one size; features whose weights all round to nothing are left out.
 * @param {readonly string[]} features
 * @param {Float64Array} weights
 * @returns {Written}
 */
function written(features, weights) {
  const step = 1 / 48
  const whole = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / step))))
  const kept = features.filter((_, index) =>
    whole.subarray((index + 1) * Q * E, (index + 2) * Q * E).some((one) => Math.abs(one) > 1),
  )
  const bytes = new Int8Array((kept.length + 1) * Q * E)
  bytes.set(whole.subarray(0, Q * E))
  let next = 1
  features.forEach((feature, index) => {
    if (kept[next - 1] !== feature) return
    bytes.set(whole.subarray((index + 1) * Q * E, (index + 2) * Q * E), next++ * Q * E)
  })
  return { features: kept.join('\n'), weights: Buffer.from(bytes.buffer).toString('base64'), step }
}

/**
 * Whole numbers that look random and are the same every time (xorshift).
 * @param {number} seed
 */
function generator(seed) {
  let state = seed * 2_654_435_761 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}
