import { noHost, noService, noUrl } from '../verdict-book.ts'
import type { Lookup } from './lookup.ts'

/** What became of the keys that were counted in a round and not known. */
interface MetHosts {
  /** Whether somebody speaks for any of them: their rows are counted again, by segment and day. */
  readonly areSpokenFor: boolean
  /** Whether any name no host. */
  readonly areHostless: boolean
}

/**
 * Resolves the keys that this round's rows have and nobody was known to hold, once each, and adds those of which there is something to
 * say. `isFirst`: whether the round is the file's first, before which nothing was counted. SPEC.md Q1, K2.
 */
export async function addMetHosts({ duck, book, segments, hosts }: Lookup, isFirst: boolean): Promise<MetHosts> {
  const round = hosts.round()
  let areSpokenFor = false
  let areHostless = false
  const before = isFirst ? '' : `AND k NOT IN (SELECT k FROM counted WHERE k IS NOT NULL AND round < ${round})`
  const appender = await duck.appender('hosts')
  await duck.each(`SELECT k FROM counted WHERE k IS NOT NULL AND round = ${round} ${before}`, (keys) => {
    for (const key of keys as string[]) {
      const run = book.runOfKey(key)
      if (run === noService) continue
      // what names no host is unknown on every day
      const isHostless = run === noUrl || run === noHost
      areHostless ||= isHostless
      areSpokenFor ||= !isHostless
      hosts.add(appender, key, run, isHostless ? 0 : round)
    }
  })
  appender.close()
  await segments.flush()
  return { areSpokenFor, areHostless }
}
