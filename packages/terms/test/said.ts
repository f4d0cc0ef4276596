import { read } from '../src/read.ts'

/** What a text says, a line to a statement: `public crawl: disallow (robots-txt)`, `public train-ai output: allow`. */
export function said(text: string): string[] {
  return read(text, { encoder: false }).statements.map(({ actor, usage, asset, effect, conditions }) => {
    const kinds = conditions.map(({ kind }) => kind).sort()
    const on = asset === 'content' ? `${actor} ${usage}` : `${actor} ${usage} ${asset}`
    return `${on}: ${effect}${kinds.length === 0 ? '' : ` (${kinds.join(', ')})`}`
  })
}

/** The quote of each statement with its section path. */
export function quoted(text: string): [section: readonly string[], quote: string][] {
  return read(text, { encoder: false }).statements.map(({ section, quote }) => [section, quote])
}
