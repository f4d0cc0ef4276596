import type { Plain } from './plain.ts'

/** Where a definition begins that a page unfolds right behind its term: "ServicesAny service we offer". */
const glued = /(?<=[a-z])(?=(?:The|An?|Any|All|Each|Every) [A-Za-z])|(?<=[A-Za-z])(?=(?:Stands for|Means) )/g
/** Where it ends: at a full stop behind which the sentence goes on, or that is doubled. */
const end = /(?<!\b(?:e\.g|i\.e|etc|vs|No))\.(?:(?=\s+[a-z(]|[.;:)])|(?<!\b(?:Inc|Ltd|Co|Corp|LLC|U\.S)\.)(?=,))/g

/** Longer ones are none. */
const longest = 1_200

/**
 * Leaves out definitions that a page unfolds in the middle of its sentences: what a small window shows when one points at a
 * term, kept as text right behind the term. SPEC.md O18. The same text where there are none.
 *
 * @example withoutUnfolded(plainOf('You may not scrape the ServicesAny service we offer. or sell them.')).text
 * // 'You may not scrape the Services or sell them.'
 */
export function withoutUnfolded(plain: Plain): Plain {
  const { text, at } = plain
  let out = ''
  let places: number[] | undefined
  let taken = 0
  let stop = -1
  glued.lastIndex = 0
  for (let found = glued.exec(text); found !== null; found = glued.exec(text)) {
    const from = found.index
    // the next end is looked for once, however many may begin before it
    if (stop < from) {
      end.lastIndex = from
      stop = end.exec(text)?.index ?? Number.POSITIVE_INFINITY
    }
    if (stop - from > longest) {
      glued.lastIndex = from + 1
      continue
    }
    places ??= []
    out += text.slice(taken, from)
    for (let index = taken; index < from; index++) places.push(at[index]!)
    taken = stop + 1
    glued.lastIndex = taken
  }
  if (places === undefined) return plain
  out += text.slice(taken)
  for (let index = taken; index <= text.length; index++) places.push(at[index]!)
  return { text: out, at: Int32Array.from(places) }
}
