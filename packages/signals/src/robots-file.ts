import type { CaptureReading, CaptureResponse, CaptureText } from './capture.ts'
import { type Findings, Gathering } from './findings.ts'
import type { RslReference } from './response-headers.ts'
import { entriesOf } from './robots-entry.ts'
import { readRobotsFetch } from './robots-fetch.ts'
import type { RobotsTxt } from './robots-txt.ts'

/** A day, at the start of a moment: the vocabulary of its usage preferences is that of the day. */
const day = /^\d{4}-\d{2}-\d{2}(?=T|$)/

/** Reads a captured robots.txt with the response it came with; what no response means is RF's. SPEC.md CA2, CA7; RF1–RF5. */
export function readRobotsFile(
  file: string,
  body: Uint8Array | undefined,
  { status, outcome = 'ok', redirects = [] }: CaptureResponse,
  seen?: string,
): Pick<CaptureReading, 'statements' | 'mentions' | 'issues' | 'parts' | 'rsl'> &
  Partial<Pick<CaptureReading, 'robots' | 'unread' | 'absent'>> {
  const soft = outcome === 'soft-404'
  // a file without a response is one that was there
  const answered = soft ? 404 : outcome === 'ok' ? (status ?? (body === undefined ? undefined : 200)) : undefined
  const fetched =
    answered === undefined
      ? { failure: outcome === 'ok' ? 'no-response' : outcome }
      : { status: answered, redirects: typeof redirects === 'number' ? redirects : redirects.length }
  const reading = readRobotsFetch(fetched, body ?? '', { at: file, on: day.exec(seen ?? '')?.[0] })
  const { value, statements, issues, unread } = reading
  const { mentions, rsl } = value === undefined ? { mentions: [], rsl: [] } : besides(value, file)
  const part: CaptureText = { source: file, text: value?.text ?? '', statements, mentions, issues }
  const absent = soft ? 'soft-404' : reading.class === 'unavailable' ? `http-${answered}` : undefined
  return {
    statements,
    mentions,
    issues,
    parts: [part],
    rsl,
    ...(value === undefined ? {} : { robots: value }),
    ...(unread === undefined ? {} : { unread }),
    ...(absent === undefined ? {} : { absent }),
  }
}

/** What lines say that is no statement: licences they point to, a pace they ask for. */
function besides(robots: RobotsTxt, file: string): Pick<CaptureReading, 'rsl'> & Pick<Findings, 'mentions'> {
  const out = new Gathering(robots.text, file)
  const rsl: RslReference[] = []
  for (const { key, value, quote, start, end, names } of entriesOf(robots)) {
    if (key === 'license') {
      rsl.push({ href: value, quote })
      const reason = 'an RSL document, which speaks for itself'
      out.mention(start, end, { name: 'License', value: value.slice(0, 500), reason, section: names })
    } else if (key === 'crawl-delay') {
      out.mention(start, end, {
        name: 'Crawl-delay',
        value: value.slice(0, 60),
        reason: 'a pace, no right',
        section: names,
      })
    }
  }
  return { rsl, mentions: out.mentions }
}
