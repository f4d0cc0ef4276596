import { type Evidence, placeOf } from '@proviso/rights'
import { clauseLines } from '../../src/text/clause.ts'
import { shortDay } from './words.ts'

/** Where a clause stands: the document and its headings, outermost first. */
export function SectionPath({ terms, section }: { terms: string; section: readonly string[] }) {
  return (
    <p className="path">
      {placeOf(terms, section).map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path may name one heading twice, and never changes
        <span key={at}>{part}</span>
      ))}
    </p>
  )
}

/** The words themselves, or where they are found when the rulebook keeps pointers only. */
export function Clause({ evidence }: { evidence: Pick<Evidence, 'quote' | 'quoteHash' | 'start' | 'end'> }) {
  if (evidence.quote === undefined)
    return (
      <p className="pointer">
        The words: characters {evidence.start} to {evidence.end} of the record, SHA-256 {evidence.quoteHash}…
      </p>
    )
  return (
    <blockquote>
      {clauseLines(evidence.quote).map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one quote, never reordered
        <p key={at}>
          <mark>{line}</mark>
        </p>
      ))}
    </blockquote>
  )
}

/** A link to the public record, when it has an address of the web. */
export function RecordLink({
  url,
  archive,
  recorded,
}: {
  url?: string | undefined
  archive: string
  recorded: string
}) {
  const text = `record of ${shortDay(recorded)} in ${archive}`
  return url !== undefined && /^https?:\/\//i.test(url) ? (
    <a href={url} rel="noreferrer external">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  )
}
