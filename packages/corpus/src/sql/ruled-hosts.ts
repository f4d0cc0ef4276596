import { isPlainHost } from '../host-key.ts'
import type { RowAppender } from '../row-appender.ts'
import { noService, type VerdictBook } from '../verdict-book.ts'
import type { Lookup } from './lookup.ts'

/** What stands before most hosts in URLs, and how long a host can be before which it stands. */
const beside = 'www.'
const longestBeside = 253 - beside.length

/** Below so many bytes of a file for each host of the rulebook, it is quicker to resolve what the file holds. */
const bytesPerHost = 500

/** After so many hosts what is to be said of them is handed over. */
const hostsAtOnce = 5_000

/** Adds the hosts of the rulebook, by themselves and with `www.`, as most URLs have them, before the first file that is large enough. */
export async function addRuledHosts(lookup: Lookup, bytes: number): Promise<void> {
  const { duck, book, segments, hosts } = lookup
  if (hosts.count() > 0 || bytes <= bytesPerHost * book.hosts.length) return
  const named = namedBeside(book)
  const apart: string[] = []
  let appender = await duck.appender('hosts')
  for (const [at, host] of book.hosts.entries()) {
    if (at % hostsAtOnce === hostsAtOnce - 1) {
      appender.close()
      await segments.flush()
      appender = await duck.appender('hosts')
    }
    if (named.has(host)) apart.push(host)
    else if (hasRunBeside(book, host)) addHost(lookup, appender, host, book.runOfHost(host))
    else apart.push(host, `${beside}${host}`)
  }
  const alike = hosts.count()
  for (const key of apart) addHost(lookup, appender, key, book.runOfKey(key))
  appender.close()
  // SQL writes the second of a pair that has one run in a tenth of the time
  await hosts.addBeside(beside, alike)
  hosts.keep()
  await segments.flush()
}

/** Hosts for which the rulebook names the one with `www.` as well. */
function namedBeside(book: VerdictBook): Set<string> {
  const named = new Set<string>()
  for (const host of book.hosts) if (host.startsWith(beside)) named.add(host.slice(beside.length))
  return named
}

/** Whether a host that nobody names with `www.` has the same run with it. */
function hasRunBeside(book: VerdictBook, host: string): boolean {
  return isPlainHost(host) && host.length <= longestBeside && book.holdsBelow(host)
}

/** Hosts with rules about paths wait until a file has them: it is asked URL by URL there. */
function addHost({ book, hosts }: Lookup, appender: RowAppender, key: string, run: number): void {
  if (run > noService && !book.isByPath(run)) hosts.add(appender, key, run, 0)
}
