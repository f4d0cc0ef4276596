import { clauseLines } from './clause.ts'
import type { Look } from './look.ts'
import { shorten } from './shorten.ts'
import { wrap } from './wrap.ts'

/** A clause set off by a bar, wrapped to the width; cut to about `limit` characters when one is given. */
export function quoteLines(quote: string, look: Look, indent: string, limit = Number.POSITIVE_INFINITY): string[] {
  const bar = `${indent}${look.marks.bar} `
  const lines = clauseLines(quote)
  const whole = lines.join(' ')
  const shown = whole.length > limit ? [shorten(whole, limit, look.marks.ellipsis)] : lines
  // the bar is coloured after wrapping: colour codes have no width, but the prefix is measured as it stands
  return shown.flatMap((line) =>
    wrap(line, look.width, bar).map((row) => indent + look.colour.cyan(look.marks.bar) + row.slice(bar.length - 1)),
  )
}
