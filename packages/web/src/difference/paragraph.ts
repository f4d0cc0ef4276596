import { clauseText } from '../text/clause.ts'
import { plain } from '../text/plain.ts'

/** A paragraph or list item of a text, with the headings above it. */
export interface Paragraph {
  /** Offsets in the text, half open. */
  readonly start: number
  readonly end: number
  /** As a person reads it: marks and link targets dropped, on one line. */
  readonly text: string
  readonly section: readonly string[]
}

const mostDepth = 6

/** Cuts a text into its paragraphs and list items, in order; one pass over the lines. */
export function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const headings: { readonly level: number; readonly label: string }[] = []
  let start = -1
  let end = 0
  const close = () => {
    if (start < 0) return
    const shown = clauseText(text.slice(start, end))
    if (shown !== '') paragraphs.push({ start, end, text: shown, section: headings.map(({ label }) => label) })
    start = -1
  }
  let at = 0
  while (at <= text.length) {
    const newline = text.indexOf('\n', at)
    const lineEnd = newline < 0 ? text.length : newline
    const line = text.slice(at, lineEnd)
    const heading = /^ {0,3}(#{1,6})[ \t]+(\S.{0,400})$/.exec(line)
    const bold = heading ? null : /^ {0,3}(?:\*\*|__)([^*_]{2,120})(?:\*\*|__)[.:]?[ \t]*$/.exec(line)
    if (/^(?:=+|-{3,})[ \t]*$/.test(line) && start >= 0 && paragraphIsOneLine(text, start, end)) {
      push(headings, line.startsWith('=') ? 1 : 2, text.slice(start, end))
      start = -1
    } else if (heading || bold) {
      close()
      push(headings, heading?.[1]?.length ?? 7, heading?.[2] ?? bold?.[1] ?? '')
    } else if (line.trim() === '') close()
    else {
      if (/^[ \t]*(?:[*+-]|\d{1,3}[.)]|\(?[a-z]{1,4}\))[ \t]/i.test(line)) close()
      if (start < 0) start = at
      end = lineEnd
    }
    at = lineEnd + 1
  }
  close()
  return paragraphs
}

function paragraphIsOneLine(text: string, start: number, end: number): boolean {
  return end - start < 200 && !text.slice(start, end).includes('\n')
}

function push(headings: { level: number; label: string }[], level: number, label: string): void {
  while (headings.length > 0 && (headings.at(-1)!.level >= level || headings.length >= mostDepth)) headings.pop()
  headings.push({ level, label: plain(clauseText(label)).slice(0, 120) })
}
