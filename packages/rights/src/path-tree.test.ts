import { describe, expect, test } from 'vitest'
import type { Outcome } from './outcome.ts'
import { compilePathPattern } from './path-pattern.ts'
import { pathRows, pathTree, treeOutcome } from './path-tree.ts'
import type { PathTest } from './weigh.ts'

/** Rules in order, the first that matches gives its outcome. */
const inOrder = (rules: readonly (readonly [pattern: string, outcome: Outcome])[]) => {
  const compiled = rules.map(([pattern, outcome]) => [compilePathPattern(pattern), outcome] as const)
  return (matches: PathTest): Outcome => compiled.find(([pattern]) => matches(pattern))?.[1] ?? 'unknown'
}

describe('pathTree', () => {
  test('[V5] one row per outcome that can be told apart, the last without patterns', () => {
    const tree = pathTree(
      inOrder([
        ['/a/b', 'allowed'],
        ['/a/', 'disallowed'],
        ['/c', 'allowed'],
      ]),
    )
    expect(pathRows(tree)).toEqual([
      { paths: ['/a/b'], outcome: 'allowed' },
      { paths: ['/a/'], outcome: 'disallowed' },
      { paths: ['/c'], outcome: 'allowed' },
      { paths: [], outcome: 'unknown' },
    ])
    expect(treeOutcome(tree, '/a/b/c')).toBe('allowed')
    expect(treeOutcome(tree, '/a/c')).toBe('disallowed')
    expect(treeOutcome(tree, '/')).toBe('unknown')
  })

  test('[V5] two files that both look at paths: patterns that must match together', () => {
    const tree = pathTree((matches) => {
      const first = matches(compilePathPattern('/x')) ? 'allowed' : 'unknown'
      return first === 'allowed' && matches(compilePathPattern('/*.pdf$')) ? 'disallowed' : first
    })
    expect(pathRows(tree)).toEqual([
      { paths: ['/x', '/*.pdf$'], outcome: 'disallowed' },
      { paths: ['/x'], outcome: 'allowed' },
      { paths: [], outcome: 'unknown' },
    ])
  })

  test('[V5] a pattern whose answer follows from another is not asked about', () => {
    let known = 0
    pathTree((matches) => {
      for (const text of ['/a/b', '/a', '/a/c']) matches(compilePathPattern(text))
      known++
      return 'allowed'
    })
    // four kinds of paths can be told apart: under /a/b, under /a/c, elsewhere under /a, elsewhere; eight answers there might be
    expect(known).toBe(4)
  })

  test('[V6] patterns without end are given up on, as unknown', () => {
    const many = Array.from({ length: 6000 }, (_, at) => [`/*${at}x`, 'allowed'] as const)
    const tree = pathTree(inOrder(many))
    expect(tree.whole).toBe(false)
    expect(pathRows(tree).at(-1)).toEqual({ paths: [], outcome: 'unknown' })
  })

  test('[V6] thousands of plain rules are worked out whole', () => {
    const many = Array.from({ length: 2000 }, (_, at) => [`/${at}/`, 'disallowed'] as const)
    expect(pathTree(inOrder(many)).whole).toBe(true)
  })
})
