import type { Lookup } from './lookup.ts'
import { addMetHosts } from './met-hosts.ts'
import { countRows } from './row-counts.ts'
import { dropCounting, markHostless, markRows } from './row-marks.ts'
import { addRuledUrls } from './ruled-urls.ts'
import type { SqlSource } from './sql-source.ts'
import type { Stretch } from './stretch.ts'

/** Counts the rows of a file, a stretch at a time, and leaves their marks where they will be written. SPEC.md Q1, Q4. */
export async function countStretches(lookup: Lookup, source: SqlSource, stretches: readonly Stretch[]): Promise<void> {
  for (const [at, stretch] of stretches.entries()) {
    if (at > 0) lookup.hosts.beginRound()
    await countStretch(lookup, source, stretch, at === 0)
  }
}

/**
 * One pass looks up the hosts that are known and counts; those it meets beside them are resolved, and a second pass counts the rows of
 * those that somebody speaks for.
 */
async function countStretch(lookup: Lookup, source: SqlSource, stretch: Stretch, isFirst: boolean): Promise<void> {
  const { duck, isWritten } = lookup
  await lookUp(lookup, source, stretch)
  await countRows(lookup, source, stretch, isFirst ? 'first' : 'next')
  const { areSpokenFor, areHostless } = await addMetHosts(lookup, isFirst)
  if (areSpokenFor) {
    await lookUp(lookup, source, stretch)
    await countRows(lookup, source, stretch, 'again')
  } else if (areHostless && isWritten) await markHostless(duck, stretch)
  if (isWritten) await dropCounting(duck, stretch)
}

/** Resolves the URLs on which known hosts have rules about paths, and marks rows that will be written. */
async function lookUp(lookup: Lookup, source: SqlSource, stretch: Stretch): Promise<void> {
  if (lookup.hosts.hasByPath()) await addRuledUrls(lookup, source, stretch.range)
  if (lookup.isWritten) await markRows(lookup, source, stretch)
}
