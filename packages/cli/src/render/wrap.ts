import wrapAnsi from 'wrap-ansi'

/** Breaks a text (colour codes welcome) into lines of at most `width` columns; the first after `first`, the rest after `rest`. */
export function wrap(text: string, width: number, first = '', rest = first): string[] {
  const columns = Math.max(width - Math.max(first.length, rest.length), 20)
  return wrapAnsi(text, columns, { hard: true, trim: true })
    .split('\n')
    .map((line, index) => `${index === 0 ? first : rest}${line}`.trimEnd())
}
