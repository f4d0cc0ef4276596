const none: readonly RegExpExecArray[] = []

/**
 * All matches of a global pattern, as `text.matchAll(pattern)` gives them. It copies no pattern: where most texts have no match, which is
 * how lexicons are asked, it costs no more than one test.
 *
 * @example
 * allMatches('a cat, a hat', /\w+at/g).map(([word]) => word) // ['cat', 'hat']
 */
export function allMatches(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0
  let match = pattern.exec(text)
  if (match === null) return none
  const found: RegExpExecArray[] = []
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match)
    // what is empty would be found again
    if (match[0] === '') pattern.lastIndex++
  }
  return found
}
