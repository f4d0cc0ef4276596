import { findLong, longNeedle } from './long-needle.ts'

/**
 * A compiled path pattern of RFC 9309, section 2.2.3: matched from the start of the path, `*` stands for any octets, a final `$` for
 * the end of the path.
 */
export interface PathPattern {
  /** As written. */
  readonly text: string
  /** Octets of the pattern once encoded: what the longest match is measured in [N5]. */
  readonly octets: number
  /** Whether a final `$` ties the last literal to the end of the path. */
  readonly anchored: boolean
  /** What stands between the stars, in the form paths are compared in; one literal more than there are stars. */
  readonly literals: readonly string[]
  /** The same with delimiters in the query decoded; present where that differs [N4]. */
  readonly queryLiterals?: readonly string[]
}

/** A path in the forms it is compared in: made once, matched with many patterns. */
export interface EncodedPath {
  readonly path: string
  /** With delimiters in the query decoded; equal to `path` for almost every path [N4]. */
  readonly query: string
}

/**
 * Reads a path pattern. Never throws; time and size are linear in the text. SPEC.md N1–N5.
 * @example
 * compilePathPattern('/*.gif$').octets // 7
 */
export function compilePathPattern(text: string): PathPattern {
  const anchored = text.endsWith('$')
  const body = anchored ? text.slice(0, -1) : text
  const encoded = encode(body)
  const literals = literalsOf(encoded)
  const queryLiterals = literalsOf(decodeQuery(encoded))
  const pattern = { text, octets: encoded.length + (anchored ? 1 : 0), anchored, literals }
  return queryLiterals.some((literal, at) => literal !== literals[at]) ? { ...pattern, queryLiterals } : pattern
}

/**
 * A path with its query, as patterns are matched with it; an empty one is `/`. Never throws. SPEC.md N2–N4.
 * @example
 * encodePath('/caf%c3%a9/%61').path // '/caf%C3%A9/a'
 */
export function encodePath(path: string): EncodedPath {
  if (isPlainPath(path)) return { path, query: path }
  const encoded = path === '' ? '/' : encode(path)
  return { path: decodeSpecial(encoded), query: decodeSpecial(decodeQuery(encoded)) }
}

/**
 * Whether a path is in both its encoded forms as it is: most are, and need not be encoded.
 * @example
 * isPlainPath('/a?b=c') // true
 */
export function isPlainPath(path: string): boolean {
  return path !== '' && !toEncode.test(path)
}

/**
 * Whether a pattern matches a path with its query, which must start with `/` to match anything written as RFC 9309 has it. Linear in
 * path and pattern, whatever they hold. SPEC.md N1–N4.
 * @example
 * matchPath(compilePathPattern('/*.gif$'), '/a/b.gif') // true
 */
export function matchPath(pattern: PathPattern, path: string): boolean {
  return matchEncodedPath(pattern, encodePath(path))
}

/**
 * As `matchPath`, for a path encoded before.
 * @example
 * matchEncodedPath(compilePathPattern('/%61'), encodePath('/abc')) // true
 */
export function matchEncodedPath(pattern: PathPattern, { path, query }: EncodedPath): boolean {
  const { literals, queryLiterals, anchored } = pattern
  if (matchLiterals(literals, anchored, path)) return true
  if (queryLiterals === undefined && query === path) return false
  return matchLiterals(queryLiterals ?? literals, anchored, query)
}

/**
 * Whether a text starts with the first literal and goes on with the others in order; when `anchored` the last one ends it. Taking
 * each at its first place is enough: what stands later only leaves less for the rest.
 * @example
 * matchLiterals(['/', '.gif'], true, '/a.gif.gif') // true
 */
export function matchLiterals(literals: readonly string[], anchored: boolean, text: string): boolean {
  const first = literals[0]!
  const last = literals.length - 1
  if (last === 0) return anchored ? text === first : text.startsWith(first)
  // the end first: most texts fail there, and no search is needed to know
  if (!text.startsWith(first) || (anchored && !text.endsWith(literals[last]!))) return false
  let at = first.length
  for (let i = 1; i < (anchored ? last : literals.length); i++) {
    const literal = literals[i]!
    const found = literal.length > longNeedle ? findLong(text, literal, at) : text.indexOf(literal, at)
    if (found < 0) return false
    at = found + literal.length
  }
  return !anchored || text.length - literals[last]!.length >= at
}

/** Splits an encoded pattern at its stars; runs of stars are one. A `%2A` or `%24` is now safe to be the character itself. */
function literalsOf(encoded: string): string[] {
  return encoded.split(/\*+/).map(decodeSpecial)
}

const toEncode = /[%\x80-\uffff]/
const escapedOrWide = /%[\da-fA-F]{2}|[^\0-\x7f]+/g

/** Percent-encodes what is not ASCII, decodes what is unreserved (RFC 3986, section 2.3), writes hexadecimal in capitals [N2]. */
function encode(text: string): string {
  return toEncode.test(text) ? text.replace(escapedOrWide, encodePiece) : text
}

function encodePiece(piece: string): string {
  if (piece.charCodeAt(0) !== 0x25) return encodeURIComponent(wellFormed(piece))
  const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16))
  return /[\w.~-]/.test(character) ? character : piece.toUpperCase()
}

/** A surrogate without its other half has no octets; U+FFFD stands in, as in any UTF-8 encoder. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
}

/** `%2A` and `%24` are the characters themselves, which only a pattern writes otherwise [N3]. */
function decodeSpecial(encoded: string): string {
  return encoded.includes('%') ? encoded.replace(/%2A/g, '*').replace(/%24/g, '$') : encoded
}

const delimiters: Readonly<Record<string, string>> = {
  '%2F': '/',
  '%3A': ':',
  '%3F': '?',
  '%40': '@',
  '%5B': '[',
  '%5D': ']',
}

/** After the first `?` the delimiters of RFC 3986's generic syntax, but `#`, delimit nothing more: encoded or not is one [N4]. */
function decodeQuery(encoded: string): string {
  const query = encoded.indexOf('?')
  if (query < 0 || encoded.indexOf('%', query) < 0) return encoded
  return (
    encoded.slice(0, query) + encoded.slice(query).replace(/%(?:2F|3A|3F|40|5B|5D)/g, (piece) => delimiters[piece]!)
  )
}
