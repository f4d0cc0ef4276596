/** Whether items stand in order already: for long lists of short ones, of which most do. */
export function isInOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): boolean {
  for (let at = 1; at < items.length; at++) if (compare(items[at - 1]!, items[at]!) > 0) return false
  return true
}
