// @ts-check
/** Samples of one quantity: their median and spread, as text. */

/**
 * @param {number[]} samples at least one
 * @returns {number}
 */
export function median(samples) {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * The median with the least and the greatest: `3.21 [3.10–3.40]`.
 * @param {number[]} samples
 * @param {number} [digits] after the point
 */
export function spread(samples, digits = 2) {
  const [least, most] = [Math.min(...samples), Math.max(...samples)]
  return `${median(samples).toFixed(digits)} [${least.toFixed(digits)}–${most.toFixed(digits)}]`
}

/**
 * A Markdown table.
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
