import type { PathPattern } from './path-pattern.ts'
import { entryAt, type HostEntry, type RulebookIndex } from './rulebook-index.ts'
import { weighedOf } from './voice.ts'
import { pathTest } from './weigh.ts'

/**
 * Tells paths apart as far as a host's documents do: paths of one class match the same patterns, and every question about them has the
 * same answer on every day. The class of paths that match none is the empty text. SPEC.md V8.
 * @example
 * const classAt = pathClasses(index)
 * classAt('x.example', '/search?q=1') === classAt('x.example', '/search?q=2') // true
 */
export function pathClasses(index: RulebookIndex): (host: string, path: string) => string {
  const known = new Map<HostEntry, readonly PathPattern[]>()
  return (host, path) => {
    const entry = entryAt(index, host)
    if (!entry) return ''
    let patterns = known.get(entry)
    if (!patterns) {
      patterns = patternsOf(entry)
      known.set(entry, patterns)
    }
    const matches = pathTest(path)
    let matched = ''
    patterns.forEach((pattern, at) => {
      if (matches(pattern)) matched += `${at} `
    })
    return matched
  }
}

/** The patterns of all documents that are weighed, each once. */
function patternsOf({ states }: HostEntry): PathPattern[] {
  const patterns = new Map<string, PathPattern>()
  for (const state of states) {
    const weighed = weighedOf(state)
    if (!weighed?.hasPaths) continue
    for (const { lines } of [weighed.everybody, ...weighed.distinct])
      for (const { pattern } of [...lines.values()].flat()) if (pattern) patterns.set(pattern.text, pattern)
  }
  return [...patterns.values()]
}
