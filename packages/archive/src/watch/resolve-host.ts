import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { FetchOutcome } from './response.ts'

/** Finds the addresses of a host; rejects with the codes of `node:dns`. */
export type Resolve = (host: string) => Promise<readonly string[]>

/** As the system resolves: hosts file, search order and all. */
export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/** Addresses to connect to, or why there are none. */
export type Resolved =
  | { readonly addresses: readonly string[] }
  | { readonly outcome: FetchOutcome; readonly detail: string }

/**
 * The addresses of a URL's host, all of them within reach. One that is not refuses the host: a name that answers now with a public
 * and now with a private address is no name to trust. SPEC.md W3.
 */
export async function resolveHost(
  hostname: string,
  resolve: Resolve,
  mayReach: (address: string) => boolean,
): Promise<Resolved> {
  const host = hostname.replace(/^\[|\]$/g, '')
  let addresses: readonly string[]
  if (isIP(host) !== 0) addresses = [host]
  else {
    try {
      addresses = await resolve(host)
    } catch (error) {
      const { code = 'failed' } = error as NodeJS.ErrnoException
      return { outcome: /^(ENOTFOUND|ENODATA)$/.test(code) ? 'unknown-host' : 'dns-failure', detail: code }
    }
  }
  const beyond = addresses.find((address) => !mayReach(address))
  if (beyond !== undefined) return { outcome: 'private-address', detail: beyond }
  return addresses.length === 0 ? { outcome: 'unknown-host', detail: 'no address' } : { addresses }
}
