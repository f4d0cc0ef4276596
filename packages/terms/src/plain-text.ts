/** Plain text made readable as Markdown, and the way back. */
export interface PlainTextReading {
  readonly text: string
  /** The offset in the plain text of an offset in `text`. */
  readonly original: (offset: number) => number
}

const heading =
  /^\s*(?:(?:section|article|part|chapter|schedule|annex)\s+[\divxlc]+\b|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s|[ivxlc]{1,6}[.)]\s)?.*$/i

/** Lines wrapped at a width end near it, save the last of each paragraph; lines that are paragraphs end anywhere. */
function wrappedAt(lines: readonly string[]): number | undefined {
  const lengths = lines.map((line) => line.trimEnd().length).filter((length) => length > 0)
  if (lengths.length < 4) return undefined
  const sorted = [...lengths].sort((a, b) => a - b)
  const width = sorted[Math.floor(sorted.length * 0.95)]!
  if (width < 30 || width > 140) return undefined
  let followed = 0
  let full = 0
  for (let i = 0; i + 1 < lines.length; i++) {
    const length = lines[i]!.trimEnd().length
    if (length === 0 || lines[i + 1]!.trim() === '') continue
    followed++
    if (length >= width * 0.7 && length <= width * 1.15) full++
  }
  return followed > 0 && full >= followed * 0.55 ? width : undefined
}

/** A short line in capitals or with a number that the next line does not go on from. */
function isHeading(line: string, next: string, width: number): boolean {
  const said = line.trim()
  if (said.length < 3 || said.length > Math.min(90, width * 0.75) || /[.,;:]$/.test(said) || !heading.test(said))
    return false
  if (!/^[^a-z]*[A-Z(“"\d]/.test(next.trimStart().slice(0, 12))) return false
  return said === said.toUpperCase() ? /[A-Z]{3}/.test(said) : /^(?:section|article|\d)/i.test(said)
}

/**
 * Gives plain text the blank lines between paragraphs that Markdown needs. Text wrapped at a width, or with blank lines of its own,
 * stays as it is but for a break after a heading; text with one paragraph to a line gets a break after each. Nothing else changes,
 * so a paragraph's words and their order are those of the file, and `original` leads back to them. Linear. SPEC.md F12–F13.
 *
 * @example
 * readPlainText('Fees\nYou pay monthly.').text // 'Fees\n\nYou pay monthly.' once the file shows a paragraph to a line
 */
export function readPlainText(text: string): PlainTextReading {
  const lines = text.split('\n')
  const width = wrappedAt(lines)
  const breaks: number[] = []
  let at = 0
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i]!
    const next = lines[i + 1]!
    at += line.length + 1
    if (line.trim() === '' || next.trim() === '') continue
    if (width === undefined || isHeading(line, next, width)) breaks.push(at)
  }
  if (breaks.length === 0) return { text, original: (offset) => offset }
  const pieces: string[] = []
  let from = 0
  for (const place of breaks) {
    pieces.push(text.slice(from, place), '\n')
    from = place
  }
  pieces.push(text.slice(from))
  return { text: pieces.join(''), original: (offset) => offset - inserted(breaks, offset) }
}

/** How many line breaks were put in before an offset of the new text. */
function inserted(breaks: readonly number[], offset: number): number {
  let low = 0
  let high = breaks.length
  while (low < high) {
    const middle = (low + high) >> 1
    // The break at index `middle` stands at `breaks[middle] + middle` in the new text.
    if (breaks[middle]! + middle < offset) low = middle + 1
    else high = middle
  }
  return low
}
