import type { Issue } from '@proviso/rights'

/** What an address names: a host (lower case, punycode, no port, no trailing dot) and a path that begins with `/`. */
export interface HostAndPath {
  readonly host: string
  readonly path: string
  /** The port where the address names one that is not its scheme's own: files such as robots.txt speak for one port. */
  readonly port?: string
}

const issue = (code: string, at: string, message: string): { readonly issue: Issue } => ({
  issue: {
    code,
    at,
    message,
    hint: 'give an address such as `https://example.com/page` or a host such as `example.com`',
  },
})

/** The longest address that is read; browsers stop far earlier. */
const longest = 65_536

/**
 * Reads a URL or a bare host as a person types it: any letter case, any script, ports and user names dropped.
 * Gives an issue (`no-host`, `not-a-host`) for what names no host. SPEC.md S1.
 * @example parseHost('HTTPS://Bücher.example:8080/a?b#c') // { value: { host: 'xn--bcher-kva.example', path: '/a?b', port: '8080' } }
 */
export function parseHost(text: string): { readonly value: HostAndPath } | { readonly issue: Issue } {
  const typed = text.trim()
  const shown = typed.length > 80 ? `${typed.slice(0, 79)}…` : typed
  if (typed === '') return issue('no-host', '', 'an empty address names no host')
  if (typed.length > longest) return issue('not-a-host', shown, 'the address is too long')
  let url: URL | undefined
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) {
    if (!/^(https?|wss?|ftp):/i.test(typed)) return issue('no-host', shown, `\`${shown}\` is not an address on the web`)
    if (/^[a-z]+:\/\/[/\\?#]/i.test(typed)) return issue('no-host', shown, `\`${shown}\` names no host`)
    url = urlOf(typed)
  } else {
    // `mailto:a@b` and `data:…` have a scheme and no host; `example.com:8080` has a port
    if (/^[a-z][a-z0-9+-]*:(?!\d)/i.test(typed)) return issue('no-host', shown, `\`${shown}\` names no host`)
    if (/^[/\\]?[^/\\]?$/.test(typed) || /^[/\\](?![/\\])/.test(typed) || /^[?#]/.test(typed)) {
      return issue('no-host', shown, `\`${shown}\` names no host`)
    }
    url = urlOf(`https://${typed.replace(/^[/\\]{2,}/, '')}`)
  }
  if (!url) return issue('not-a-host', shown, `\`${shown}\` has no valid host`)
  const host = url.hostname.replace(/\.+$/, '').toLowerCase()
  if (host === '') return issue('no-host', shown, `\`${shown}\` names no host`)
  if (!host.startsWith('[') && (!host.includes('.') || host.includes('..') || host.startsWith('.'))) {
    return issue('not-a-host', shown, `\`${host}\` is not a full host name`)
  }
  const path = `${url.pathname}${url.search}`
  return { value: url.port === '' ? { host, path } : { host, path, port: url.port } }
}

/** Not `URL.canParse`: in Node 20 it denies addresses with letters such as `ü` once it has been called often enough to be compiled. */
function urlOf(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
