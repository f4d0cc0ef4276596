// @ts-check
/** Text made up for corpora: it compresses as texts do, and is the same on every machine. */

/** xorshift32. @param {number} seed */
export function chance(seed) {
  let state = seed
  return (/** @type {number} */ below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** Sentences of made-up words, some far more frequent than others, with what JSON escapes and what UTF-8 needs two bytes for. */
export function sentences(/** @type {number} */ count) {
  const next = chance(7)
  const letters = 'eeeetaaoinshrdlucmé'
  const words = Array.from({ length: 40_000 }, () =>
    Array.from({ length: 2 + next(9) }, () => letters[next(letters.length)]).join(''),
  )
  const word = () => words[Math.floor(words.length * (next(1_000_003) / 1_000_003) ** 4)] ?? ''
  return Array.from({ length: count }, (_, i) => {
    const text = Array.from({ length: 6 + next(20) }, word).join(' ')
    return i % 7 === 0 ? `“${text}”, said "${word()}".\n` : `${text}. `
  })
}
