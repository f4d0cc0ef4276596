/** RFC 1035: a longer text is no host. The bound also keeps the walk over suffixes short, whatever comes in [H6]. */
export const longestHost = 253

/**
 * A host and its suffixes at label boundaries, longest first. SPEC.md H1.
 * @example
 * [...hostSuffixes('api.x.com')] // ['api.x.com', 'x.com', 'com']
 */
export function* hostSuffixes(host: string): Generator<string> {
  if (host.length > longestHost) return
  yield host
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) yield host.slice(dot + 1)
}

/**
 * What a map holds for the longest suffix of a host it knows; `undefined` when it knows none. SPEC.md H1, H3.
 * @example
 * atLongestSuffix(new Map([['x.com', 1]]), 'api.x.com') // 1
 */
export function atLongestSuffix<T>(bySuffix: ReadonlyMap<string, T>, host: string): T | undefined {
  if (host.length > longestHost) return undefined
  // no generator here: this is the inner loop of a lookup
  let found = bySuffix.get(host)
  for (let dot = host.indexOf('.'); found === undefined && dot >= 0; dot = host.indexOf('.', dot + 1)) {
    found = bySuffix.get(host.slice(dot + 1))
  }
  return found
}
