import type { Issue, Position, Positions, Statement } from '@proviso/rights'
import { decodeText, detectFormat, type Format } from './format.ts'
import { markdownFromHtml } from './html.ts'
import { textFromPdf } from './pdf.ts'
import { readPlainText } from './plain-text.ts'
import { read } from './read.ts'
import type { Reading } from './reading.ts'

/** A document that was read, in which form, and what came out. Offsets count in `text`. */
export interface BytesReading {
  readonly format: Format
  /** The text that was read: the document's own for Markdown and plain text, Markdown made from it for HTML and PDF. */
  readonly text: string
  readonly reading: Reading
  /** What decoding and converting had to report, beside the reading's own. */
  readonly issues: readonly Issue[]
}

/**
 * Reads a document of any form: `name` helps to tell which, and stands in issues. Never throws on any bytes; gives an issue for
 * what is empty, binary or too large.
 * @example await readBytes(Buffer.from('You may not scrape the site.'), 'terms.txt')
 */
export async function readBytes(
  bytes: Uint8Array,
  name: string,
  asked?: Format,
): Promise<{ readonly value: BytesReading } | { readonly issue: Issue }> {
  const detected = detectFormat(bytes, name)
  if (typeof detected !== 'string') return { issue: detected }
  const format = asked ?? detected
  if (format === 'pdf') {
    const { text, issues } = await textFromPdf(bytes, name)
    return { value: { format, text, reading: read(text), issues } }
  }
  const { text, issues } = decodeText(bytes, name)
  if (format === 'html') {
    const page = await markdownFromHtml(text, name)
    return { value: { format, text: page.text, reading: read(page.text), issues: [...issues, ...page.issues] } }
  }
  if (format === 'md') return { value: { format, text, reading: read(text), issues } }
  const broken = readPlainText(text)
  return { value: { format, text, reading: placedIn(text, read(broken.text), broken.original), issues } }
}

/** A reading with its places moved back from a text that had line breaks added to the text it was made from. */
function placedIn(text: string, reading: Reading, original: (offset: number) => number): Reading {
  const place = <T extends { readonly start: number; readonly end: number }>(each: T): T => ({
    ...each,
    start: original(each.start),
    end: original(each.end),
  })
  const statement = (each: Statement): Statement => {
    const placed = place(each)
    return { ...placed, quote: text.slice(placed.start, placed.end) }
  }
  const position = (each: Position): Position => ({ ...each, statements: each.statements.map(statement) })
  const positions = (all: Positions) =>
    Object.fromEntries(
      Object.entries(all).map(([question, each]) => [question, position(each)]),
    ) as unknown as Positions
  return {
    ...reading,
    statements: reading.statements.map(statement),
    positions: positions(reading.positions),
    parts: reading.parts.map((part) => ({ ...place(part), positions: positions(part.positions) })),
    stated: reading.stated.map(place),
  }
}
