import { plain } from './plain.ts'

/**
 * A quoted clause as a person reads it: Markdown marks, escapes and link targets dropped, list items on lines of their own.
 * `--json` keeps the exact words; this is for the eye only.
 */
export function clauseLines(quote: string): string[] {
  return quote
    .split(/\n(?=[ \t]*(?:[*+-]|\d{1,3}[.)])[ \t])/u)
    .map((item) => plain(withoutMarks(item)))
    .filter((line) => line !== '')
}

/** The same on one line. */
export function clauseText(quote: string): string {
  return clauseLines(quote).join(' ')
}

function withoutMarks(text: string): string {
  return text
    .replace(/!?\[([^[\]]{0,500})\]\([^()\s]{0,2000}\)/gu, '$1')
    .replace(/^[ \t]*[*+-][ \t]+/u, '• ')
    .replace(/^#{1,6}[ \t]+/gmu, '')
    .replace(/^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gmu, '')
    .replace(/(?<!\\)(?:\*\*|__)/gu, '')
    .replace(/(?<![\\\w*])\*(?=[\w"“(])|(?<=[\w.,;:!?"”)])\*(?![\w*])/gu, '')
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/gu, '$1')
}
