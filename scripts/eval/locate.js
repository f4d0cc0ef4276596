// @ts-check
/** Finds words in a text whatever Markdown, spacing or punctuation stands between them. */

/**
 * Letters and digits only, lower case, without the targets of links; with the offset each came from.
 * @param {string} text
 * @returns {{ letters: string, offsets: Uint32Array }}
 */
export function squeeze(text) {
  const offsets = new Uint32Array(text.length)
  let letters = ''
  for (let at = 0; at < text.length; at++) {
    if (text[at] === ']' && text[at + 1] === '(') {
      const end = text.indexOf(')', at)
      const line = text.indexOf('\n', at)
      if (end !== -1 && (line === -1 || end < line)) {
        at = end
        continue
      }
    }
    const letter = /** @type {string} */ (text[at]).toLowerCase()
    if (letter.length !== 1 || !/[\p{L}\p{N}]/u.test(letter)) continue
    offsets[letters.length] = at
    letters += letter
  }
  return { letters, offsets }
}

/**
 * Every place of a quote in a text, as half-open spans in UTF-16 code units; a quote with an ellipsis gives its pieces.
 * @param {ReturnType<typeof squeeze>} text the squeezed text
 * @param {string} quote
 * @returns {[number, number][]} empty when the words are not there
 * @example locate(squeeze('You **may not** train'), 'you may not') // [[0, 11]]
 */
export function locate({ letters, offsets }, quote) {
  /** @type {[number, number][]} */
  const places = []
  for (const piece of quote.split(/\[?(?:…|\.\.\.)\]?/)) {
    const wanted = squeeze(piece).letters
    if (wanted.length < 8) continue
    for (let at = letters.indexOf(wanted); at !== -1; at = letters.indexOf(wanted, at + 1)) {
      const last = /** @type {number} */ (offsets[at + wanted.length - 1])
      places.push([/** @type {number} */ (offsets[at]), last + 1])
    }
  }
  return places
}
