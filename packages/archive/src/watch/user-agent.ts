import { createRequire } from 'node:module'

/** The product token robots.txt knows us by. */
export const productToken = 'Proviso'

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

/**
 * Who is asking and what for, so that whoever reads a log can tell and object.
 *
 * @example
 * userAgent('me@example.org') // 'Proviso/0.1.0 (watches terms and machine-readable rights; me@example.org)'
 */
export function userAgent(contact?: string): string {
  // A header value of visible ASCII, and no parenthesis that would end the comment.
  const reachable = contact?.replace(/[^\x20-\x7e]|[()\\]/g, '').trim()
  return `${productToken}/${version} (watches terms and machine-readable rights${reachable ? `; ${reachable}` : ''})`
}
