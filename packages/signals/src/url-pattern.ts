import type { Issue } from '@proviso/rights'

type Refusal = Pick<Issue, 'code' | 'message'> & { readonly hint?: string }

const absolute = /^([a-z][a-z0-9+.-]{0,20}):\/\/([^/?#\s]{0,255})([^#\s]*)/i

/** The host and port of a URL's authority, lower case, without user and without the port its scheme stands for. */
function authority(scheme: string, written: string): string {
  const host = written.slice(written.lastIndexOf('@') + 1).toLowerCase()
  const usual = scheme.toLowerCase() === 'https' ? ':443' : ':80'
  return host.endsWith(usual) ? host.slice(0, -usual.length) : host
}

/**
 * The path pattern of a URL pattern: a path as it is, an absolute URL by its path and query when its host is the one asked about
 * (any, when none is). Gives an issue `other-host` or `no-path`. SPEC.md RS9.
 * @example
 * patternOfUrl('https://a.example/x/*', 'a.example') // { path: '/x/*' }
 */
export function patternOfUrl(url: string, host?: string): { readonly path: string } | { readonly issue: Refusal } {
  if (url.startsWith('/') && !url.startsWith('//')) return { path: url.replace(/#[\s\S]*/, '') }
  const found = absolute.exec(url.startsWith('//') ? `https:${url}` : url)
  if (!found) {
    const hint = 'give a path that opens with `/`, or an absolute URL'
    return { issue: { code: 'no-path', message: `\`${url.slice(0, 80)}\` is neither a path nor a URL`, hint } }
  }
  const [, scheme, written, rest] = found
  const named = authority(scheme!, written!)
  if (host !== undefined && named !== host.toLowerCase()) {
    return { issue: { code: 'other-host', message: `it speaks for ${named || 'no host'}, not for ${host}` } }
  }
  return { path: rest!.startsWith('/') ? rest! : `/${rest!}` }
}

/**
 * The pattern that matches one URL's path and query exactly; undefined for what is no URL. SPEC.md PG1.
 * @example
 * patternOfPage('https://a.example/x?y=1#z') // '/x?y=1$'
 */
export function patternOfPage(url: string): string | undefined {
  try {
    const { pathname, search } = new URL(url)
    return `${(pathname + search).replaceAll('*', '%2A').replaceAll('$', '%24')}$`
  } catch {
    return undefined
  }
}
