/**
 * The path of a URL with its parameters and query, as rules are matched with it: no scheme, no authority, no fragment, nothing encoded
 * or decoded; `/` when there is none. Takes what is already a path, too. The reading of Google's program, which RFC 9309 leaves to
 * RFC 3986 and which agrees with it on every URL that is one. SPEC.md R15.
 * @example
 * pathOfUrl('https://example.com/a?b=c#d') // '/a?b=c'
 */
export function pathOfUrl(url: string): string {
  const start = url.startsWith('//') ? 2 : 0
  const early = indexOfPath(url, start)
  let scheme = url.indexOf('://', start)
  // what comes after the path has begun is no scheme
  if (early >= 0 && early < scheme) scheme = -1
  const path = indexOfPath(url, scheme < 0 ? start : scheme + 3)
  if (path < 0) return '/'
  const hash = url.indexOf('#', start)
  if (hash >= 0 && hash < path) return '/'
  const text = hash < 0 ? url.slice(path) : url.slice(path, hash)
  return text.startsWith('/') ? text : `/${text}`
}

function indexOfPath(url: string, from: number): number {
  for (let at = from; at < url.length; at++) {
    const c = url.charCodeAt(at)
    if (c === 0x2f || c === 0x3f || c === 0x3b) return at
  }
  return -1
}
