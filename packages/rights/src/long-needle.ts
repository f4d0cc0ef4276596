/** Above this length a literal is searched by `findLong`: engines search short ones fast, and may take length × length for long ones. */
export const longNeedle = 64

/**
 * The first place of `needle` in `text` at or after `from`, -1 when there is none; in time linear in both, whatever they repeat
 * (Knuth, Morris and Pratt).
 * @example
 * findLong('aaab', 'ab', 0) // 2
 */
export function findLong(text: string, needle: string, from: number): number {
  const length = needle.length
  if (text.length - from < length) return -1
  const back = new Int32Array(length)
  for (let i = 1, shared = 0; i < length; i++) {
    while (shared > 0 && needle.charCodeAt(i) !== needle.charCodeAt(shared)) shared = back[shared - 1]!
    if (needle.charCodeAt(i) === needle.charCodeAt(shared)) shared++
    back[i] = shared
  }
  for (let i = from, shared = 0; i < text.length; i++) {
    while (shared > 0 && text.charCodeAt(i) !== needle.charCodeAt(shared)) shared = back[shared - 1]!
    if (text.charCodeAt(i) === needle.charCodeAt(shared)) shared++
    if (shared === length) return i - length + 1
  }
  return -1
}
