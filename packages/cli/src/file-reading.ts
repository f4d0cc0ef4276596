import { createReadStream } from 'node:fs'
import type { Issue, Position, Positions, Statement } from '@proviso/rights'
import type { Reading } from '@proviso/terms'
import {
  decodeText,
  detectFormat,
  type Format,
  markdownFromHtml,
  mostBytes,
  read,
  readPlainText,
  textFromPdf,
} from '@proviso/terms'

/** A file that was read, in which form, and what came out. Offsets count in `text`. */
export interface FileReading {
  readonly file: string
  readonly format: Format
  /** The text that was read: the file's own for Markdown and plain text, Markdown made from it for HTML and PDF. */
  readonly text: string
  readonly reading: Reading
  /** What decoding and converting had to report, beside the reading's own. */
  readonly issues: readonly Issue[]
}

/**
 * Reads one file of terms, `-` for standard input. Gives an issue for a file that is missing, a folder, unreadable, empty,
 * binary or too large.
 */
export async function readTermsFile(
  file: string,
  stdin: NodeJS.ReadableStream,
  asked?: Format,
): Promise<{ readonly value: FileReading } | { readonly issue: Issue }> {
  let bytes: Buffer
  try {
    bytes = await bytesOf(file === '-' ? stdin : createReadStream(file))
  } catch (error) {
    return { issue: unreadable(file, error as NodeJS.ErrnoException) }
  }
  const detected = detectFormat(bytes, file)
  if (typeof detected !== 'string') return { issue: detected }
  const format = asked ?? detected
  if (format === 'pdf') {
    const { text, issues } = await textFromPdf(bytes, file)
    return { value: { file, format, text, reading: read(text), issues } }
  }
  const { text, issues } = decodeText(bytes, file)
  if (format === 'html') {
    const page = await markdownFromHtml(text, file)
    return { value: { file, format, text: page.text, reading: read(page.text), issues: [...issues, ...page.issues] } }
  }
  if (format === 'md') return { value: { file, format, text, reading: read(text), issues } }
  const broken = readPlainText(text)
  return { value: { file, format, text, reading: placedIn(text, read(broken.text), broken.original), issues } }
}

/** Reads at most one byte more than is allowed, so that an endless source ends. */
async function bytesOf(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    chunks.push(bytes)
    length += bytes.length
    if (length > mostBytes) break
  }
  return Buffer.concat(chunks)
}

function unreadable(file: string, { code, message }: NodeJS.ErrnoException): Issue {
  if (code === 'ENOENT')
    return {
      code: 'file-missing',
      at: file,
      message: 'there is no such file',
      hint: 'check the path; - reads standard input',
    }
  if (code === 'EISDIR')
    return {
      code: 'not-a-file',
      at: file,
      message: 'this is a folder',
      hint: `name its files, for example ${file.replace(/\/+$/, '')}/*.md`,
    }
  return {
    code: 'file-unreadable',
    at: file,
    message: `the file cannot be read (${code ?? message})`,
    hint: 'check its permissions',
  }
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
