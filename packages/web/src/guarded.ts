import type { MiddlewareHandler } from 'hono'
import { Problem } from './problem.ts'

/** What a browser may load for a page of ours: our own files and nothing else, no inline script, no frame around it. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Headers every answer bears. */
export const withSecurityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  headers.set('content-security-policy', contentSecurityPolicy)
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
}

/**
 * Refuses requests for a host this server is not: a page elsewhere whose name was pointed at the loopback address must not read
 * what a workspace holds. `names` are host names without ports; undefined lets any through.
 */
export function onlyHosts(names: ReadonlySet<string> | undefined): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    const name = host.replace(/:\d+$/, '').toLowerCase()
    if (names !== undefined && !names.has(name))
      throw new Problem(
        {
          code: 'other-host',
          at: host.slice(0, 120),
          message: 'this server does not answer for that host',
          hint: 'use the address `proviso serve` printed, or name the host with --host',
        },
        403,
      )
    await next()
  }
}

/** Refuses what would be sent from a page of another site: only our own pages and programs without a browser may write. */
export const onlyOwnPages: MiddlewareHandler = async (context, next) => {
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const own = origin === undefined || origin.replace(/^https?:\/\//, '') === context.req.header('host')
  if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem(
      {
        code: 'other-site',
        at: (origin ?? site ?? '').slice(0, 120),
        message: 'a page of another site may not write here',
        hint: 'use the page this server shows',
      },
      403,
    )
  await next()
}
