import type { CorpusSize } from '@proviso/corpus/corpus-size'
import type { Source } from '@proviso/corpus/sources'
import { countOf } from './count.ts'
import type { Look } from './look.ts'
import { plain } from './plain.ts'
import { paint } from './position.ts'
import { shorten } from './shorten.ts'
import { measureNames, sizeText } from './size.ts'
import { tableLines } from './table.ts'

/** Rows shown for each outcome. */
const most = 12

/** Sources for a person: what may be used, then what may under conditions, what nobody answered for, and what may not. */
export function sourcesLines(
  { size, sources }: { readonly size: CorpusSize; readonly sources: readonly Source[] },
  asked: { readonly kind: string | undefined; readonly like: string | undefined; readonly channel: string },
  look: Look,
): string[] {
  const { colour, marks } = look
  const what = asked.kind === undefined ? 'sources of every kind' : `sources of the kind ${colour.bold(asked.kind)}`
  const like = asked.like === undefined ? '' : `, as ${plain(asked.like)}`
  const lines = [`${what}${like} ${colour.dim(`${marks.dot} today's answer, channel ${asked.channel}`)}`]
  for (const outcome of ['allowed', 'conditional', 'unknown', 'disallowed'] as const) {
    const own = sources.filter((source) => source.outcome === outcome)
    lines.push('', paint(outcome, `${marks[outcome]} ${outcome}`, look))
    if (own.length === 0) {
      lines.push(colour.dim('  none'))
      continue
    }
    const rows = own
      .slice(0, most)
      .map(({ service, kind, sizes, reason, conditions }) => [
        colour.bold(shorten(plain(service), 28, marks.ellipsis)),
        ...sizes.map((of) => sizeText(of).padStart(7)),
        ...(asked.kind === undefined ? [colour.dim(kind ?? '')] : []),
        colour.dim(outcome === 'unknown' ? reason : conditions.join(', ')),
      ])
    lines.push(...tableLines([['', ...measureNames(size).map((name) => colour.dim(name.padStart(7)))], ...rows], '  '))
    if (own.length > most)
      lines.push(colour.dim(`  and ${countOf(own.length - most, 'source')} more (--json lists them)`))
  }
  return lines
}
