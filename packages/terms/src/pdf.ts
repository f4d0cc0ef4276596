import type { Issue } from '@proviso/rights'

/** The text of a PDF, its larger lines marked as headings. */
export interface PdfText {
  readonly text: string
  readonly issues: readonly Issue[]
}

const mostPages = 2000

/** One line of a page as it stands there; sizes in points, `y` counted from the foot. */
interface Line {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly right: number
  readonly size: number
  readonly page: number
  /** Whether it stands in the outer eighth of the page, above or below. */
  readonly margin: boolean
}

/** A piece of text as pdfjs gives it. */
interface Piece {
  readonly str: string
  readonly transform: readonly number[]
  readonly width: number
  readonly height: number
}

function linesOf(pieces: readonly Piece[], page: number, [, foot = 0, , head = 0]: readonly number[]): Line[] {
  const lines: Line[] = []
  let current: { text: string[]; x: number; y: number; right: number; size: number } | undefined
  const close = () => {
    if (current === undefined) return
    const text = current.text.join('').replace(/\s+/g, ' ').trim()
    const { x, y, right, size } = current
    const margin = y < foot + (head - foot) / 8 || y > head - (head - foot) / 8
    if (text !== '') lines.push({ text, x, y, right, size, page, margin })
    current = undefined
  }
  for (const piece of pieces) {
    if (piece.str === '') continue
    const x = piece.transform[4] ?? 0
    const y = piece.transform[5] ?? 0
    const size = piece.height || Math.abs(piece.transform[3] ?? 0) || 10
    const sameLine = current !== undefined && Math.abs(current.y - y) < Math.max(size, current.size) * 0.5
    if (!sameLine || (current !== undefined && x < current.right - 40 * size)) close()
    if (current === undefined) current = { text: [], x, y, right: x, size }
    const gap = x - current.right
    const last = current.text.at(-1)
    if (last !== undefined && gap > size * 0.15 && !/\s$/.test(last) && !/^\s/.test(piece.str)) current.text.push(' ')
    current.text.push(piece.str)
    current.right = Math.max(current.right, x + piece.width)
    // White space has sizes of its own and is no measure of the line.
    if (piece.str.trim() !== '') current.size = Math.max(current.size === 10 ? 0 : current.size, size)
  }
  close()
  return lines
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Drops what stands at the head or foot of most pages: titles, dates of printing, page numbers. */
function withoutFurniture(pages: readonly (readonly Line[])[]): Line[][] {
  const edge = 2
  const key = (line: Line) => `${line.text.replace(/\d+/g, '#')}@${Math.round(line.y / 4)}`
  const edges = pages.map((lines) => {
    const byHeight = lines.filter((line) => line.margin).sort((a, b) => b.y - a.y)
    return new Set([...byHeight.slice(0, edge), ...byHeight.slice(-edge)])
  })
  const seen = new Map<string, number>()
  for (const some of edges) for (const one of new Set([...some].map(key))) seen.set(one, (seen.get(one) ?? 0) + 1)
  const often = Math.max(3, pages.length * 0.5)
  const pageNumber = /^(?:page\s*)?[-–—|]?\s*\d{1,4}\s*(?:[-–—|]|(?:\/|of)\s*\d{1,4})?$/i
  return pages.map((lines, i) =>
    lines.filter((line) => {
      if (!edges[i]!.has(line)) return true
      if ((seen.get(key(line)) ?? 0) >= often) return false
      return !(pages.length > 1 && lines.length > edge && pageNumber.test(line.text))
    }),
  )
}

// Compounds that keep their hyphen when a line breaks after it.
const keepsHyphen =
  /(?:^|[\s(“"])(?:opt|non|third|first|second|pre|self|sub|co|anti|cross|multi|e|real|long|short|high|low|well|machine|user|end|full|part|on|off|up|in|pay|so|state|day|text|royalty|server|open|peer|built|up|ex|pro|quasi|semi|post|inter|mid|one|two|three|follow|sign|log|add|plug)-$/i
const startsItem =
  /^(?:[•●▪◦■–—*-]\s|\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[a-z]|[ivxlc]{1,6})[.)]\s|(?:section|article|annex|schedule)\s+[\divxlc]+\b)/i

/** Joins lines into paragraphs: by their distance, their size, where they end, and how the next one begins. */
function paragraphs(pages: readonly (readonly Line[])[]): string[] {
  const lines = pages.flat()
  const body =
    median(lines.filter((line) => line.text.length > 20).map((line) => line.size)) ||
    median(lines.map((line) => line.size))
  const gaps: number[] = []
  for (let i = 1; i < lines.length; i++) {
    const gap = lines[i - 1]!.y - lines[i]!.y
    if (lines[i]!.page === lines[i - 1]!.page && gap > 0 && gap < body * 3) gaps.push(gap)
  }
  const leading = median(gaps) || body * 1.2
  const right = median(lines.filter((line) => line.text.length > 40).map((line) => line.right))
  const out: string[] = []
  let text = ''
  let heading = 0
  const close = () => {
    if (text !== '') out.push(heading > 0 ? `${'#'.repeat(heading)} ${text}` : text)
    text = ''
  }
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1]
    const level = line.size >= body * 1.6 ? 1 : line.size >= body * 1.3 ? 2 : line.size >= body * 1.12 ? 3 : 0
    if (before !== undefined && !goesOn(before, line, { leading, body, right, sameLevel: level === heading })) close()
    if (text === '') {
      text = line.text
      heading = line.text.length <= 160 ? level : 0
    } else text = joined(text, line.text)
  }
  close()
  return out
}

function goesOn(
  before: Line,
  line: Line,
  { leading, body, right, sameLevel }: { leading: number; body: number; right: number; sameLevel: boolean },
): boolean {
  if (!sameLevel || startsItem.test(line.text)) return false
  if (before.page !== line.page) return !/[.!?:;”"]$/.test(before.text) && /^[a-z(]/.test(line.text)
  const gap = before.y - line.y
  if (gap > leading * 1.35 || gap < -body) return false
  // A line that ends early ended on purpose, unless the sentence plainly goes on.
  return before.right > right * 0.8 || (/[a-z,]$/.test(before.text) && /^[a-z]/.test(line.text))
}

function joined(text: string, next: string): string {
  if (/[\p{L}]-$/u.test(text) && /^\p{Ll}/u.test(next)) {
    return keepsHyphen.test(text.slice(-24)) ? text + next : text.slice(0, -1) + next
  }
  if (text.endsWith('\u00ad')) return text.slice(0, -1) + next
  return `${text} ${next}`
}

/**
 * Reads the text of a PDF: lines joined into paragraphs, words that were hyphenated at a line's end made whole, larger lines marked as
 * headings, what repeats at the head or foot of the pages left out. A PDF that is encrypted, damaged or made of pictures gives no text
 * and an issue `unread`. Never throws. `at` names the file in issues. SPEC.md F14–F17.
 *
 * @example
 * const { text } = await textFromPdf(bytes, 'terms.pdf')
 */
export async function textFromPdf(bytes: Uint8Array, at = '-'): Promise<PdfText> {
  const unread = (message: string, hint: string): PdfText => ({
    text: '',
    issues: [{ code: 'unread', at, message, hint }],
  })
  // Loaded here so that commands that read no PDF do not wait for it.
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    // A copy: pdfjs takes the buffer over and leaves the caller's empty, and it refuses Node's own Buffer.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const pdf = await task.promise
    const issues: Issue[] = []
    if (pdf.numPages > mostPages) {
      const message = `the PDF has ${pdf.numPages} pages; the first ${mostPages} are read`
      issues.push({ code: 'too-long', at, message, hint: 'give the document alone' })
    }
    const pages: Line[][] = []
    for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number++) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent()
      pages.push(
        linesOf(
          content.items.filter((item): item is typeof item & Piece => 'str' in item),
          number,
          page.view,
        ),
      )
      page.cleanup()
    }
    if (pages.every((lines) => lines.length === 0)) {
      return unread('the PDF holds pictures and no text', 'run it through text recognition first')
    }
    return { text: `${paragraphs(withoutFurniture(pages)).join('\n\n')}\n`, issues }
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      return unread('the PDF is encrypted and asks for a password', 'save a copy without a password')
    }
    return unread('the PDF is damaged', 'check that the download was complete')
  } finally {
    await task.destroy()
  }
}
