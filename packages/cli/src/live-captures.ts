import { createFetcher } from '@proviso/archive'
import type { Reach } from '@proviso/archive/watch/network'
import { observeHost } from '@proviso/archive/watch/observe-host'
import type { Issue } from '@proviso/rights'
import type { Capture } from '@proviso/signals'

/** A site fetched now, politely: its files with their responses. */
export async function fetchCaptures(
  page: URL,
  {
    reach,
    contact,
    signal,
    seen,
  }: {
    readonly reach: Reach
    readonly contact: string | undefined
    readonly signal: AbortSignal
    /** Told of each file as it comes. */
    readonly seen: (file: string) => void
  },
): Promise<{ readonly captures: readonly Capture[]; readonly issues: readonly Issue[] }> {
  const fetcher = createFetcher({ reach, signal, pause: 500, ...(contact === undefined ? {} : { contact }) })
  const captures: Capture[] = []
  const issues: Issue[] = []
  for await (const look of observeHost(fetcher, { origin: page.origin, page: page.href })) {
    seen(look.file)
    if ('postponed' in look) {
      captures.push({
        file: look.file,
        host: page.host,
        response: { url: page.href, status: null, outcome: look.postponed },
      })
      continue
    }
    issues.push(...look.issues)
    captures.push({ file: look.file, host: page.host, response: look.response, ...(look.body && { body: look.body }) })
  }
  return { captures, issues }
}
