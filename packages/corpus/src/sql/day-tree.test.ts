import { outcomes } from '@proviso/rights'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { missingDay } from '../verdict-book.ts'
import { type DayNode, dayTree } from './day-tree.ts'

/** What SQL does: as many joins as the tree is deep. */
function segmentOn({ root, nodes, depth }: ReturnType<typeof dayTree>, firstNode: number, day: number) {
  const wayOf = ({ starts }: DayNode) => starts.filter((start) => day >= start).length
  let node = root
  for (let level = 0; level < depth; level++) if (node.base < 0) node = nodes[wayOf(node) - node.base - firstNode]!
  return [node.base + wayOf(node), outcomes[(node.outcomes >> (2 * wayOf(node))) & 3]]
}

test('[Q1] a tree of days leads to the last segment that begins on the day or before it', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: -800_000, max: 20_000 }), { maxLength: 700 }),
      fc.array(fc.integer({ min: -800_001, max: 20_001 }), { minLength: 1 }),
      fc.array(fc.constantFrom(...outcomes), { minLength: 701, maxLength: 701 }),
      fc.nat(1000),
      fc.integer({ min: 1, max: 1000 }),
      (days, asked, found, firstSegment, firstNode) => {
        const starts = [missingDay, ...days.sort((a, b) => a - b)]
        const tree = dayTree(starts, found.slice(0, starts.length), firstSegment, firstNode)
        for (const day of [missingDay, ...asked, ...days]) {
          const expected = starts.findLastIndex((start) => start <= day)
          expect(segmentOn(tree, firstNode, day)).toEqual([firstSegment + expected, found[expected]])
        }
      },
    ),
  )
})
