import { type HostAndPath, parseHost } from '@proviso/archive/host'

/**
 * What is cut from a URL before anything is understood: the authority as written, or `/` and the whole text where the URL does
 * not begin with `http://` or `https://`. Many rows share a key; a key is resolved once. SPEC.md K1.
 * @example
 * hostKey('https://User@X.com:443/a') // 'User@X.com:443'
 * hostKey('x.com/a')                  // '/x.com/a'
 */
export function hostKey(url: string): string {
  const start = url.startsWith('https://') ? 8 : url.startsWith('http://') ? 7 : 0
  if (start === 0) return `/${url}`
  const end = url.indexOf('/', start)
  return end < 0 ? url.slice(start) : url.slice(start, end)
}

/** The same in SQL, in the dialect DuckDB and Spark share. `url` is an expression of type text. */
export function hostKeySql(url: string): string {
  // two cases rather than one with OR: of most texts the second is never looked at
  const cases = ['https://', 'http://'].map(
    (scheme) => `WHEN starts_with(${url}, '${scheme}') THEN split_part(${url}, '/', 3)`,
  )
  return `CASE ${cases.join(' ')} ELSE concat('/', ${url}) END`
}

/**
 * The host a key stands for, lower case and punycode; undefined when it names none. SPEC.md K2.
 * @example hostOfKey('User@BÜCHER.example:443') // 'xn--bcher-kva.example'
 */
export function hostOfKey(key: string): string | undefined {
  if (isPlainHost(key)) return key
  return hostAndPath(key.startsWith('/') ? key.slice(1) : `https://${key}`)?.host
}

/** Host and path of a whole URL, for hosts whose rules look at paths. SPEC.md K4. */
export function hostAndPath(url: string): HostAndPath | undefined {
  const parsed = parseHost(url)
  return 'value' in parsed ? parsed.value : undefined
}

/**
 * Whether a text is a host as it stands, whoever reads it: labels of small letters, digits and hyphens, of which the last begins with
 * a letter, and nothing in punycode. Most keys are, and to read them as URLs costs more than to decide for them.
 */
export function isPlainHost(key: string): boolean {
  if (key.length > 253) return false
  let labels = 0
  let start = 0
  for (let at = 0; at <= key.length; at++) {
    const code = key.charCodeAt(at)
    if (at < key.length && code !== dot) {
      if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code === hyphen && at > start)) continue
      return false
    }
    if (at === start || key.charCodeAt(at - 1) === hyphen || at - start > 63) return false
    if (key.charCodeAt(start + 2) === hyphen && key.charCodeAt(start + 3) === hyphen && at - start > 3) return false
    labels += 1
    if (at < key.length) start = at + 1
  }
  return labels > 1 && key.charCodeAt(start) > 57
}

const dot = 46
const hyphen = 45
