import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { histories } from '../test/histories.ts'
import { clauseText, splitClauses } from './clause.ts'
import { mayTellOfCollecting } from './clause-trigger.ts'
import { findCollecting } from './lexicon/collecting.ts'

/** Clauses that name collecting and are passed over all the same. */
function passedOver(paragraphs: Iterable<string>): string[] {
  const found: string[] = []
  for (const text of new Set(paragraphs)) {
    for (const clause of splitClauses({ start: 0, text, path: [], leads: [] })) {
      const own = clauseText(clause)
      if (!mayTellOfCollecting(clause) && findCollecting(own.toLowerCase()).length > 0) found.push(own)
    }
  }
  return found
}

test('[M4] no clause that names collecting is passed over: our own cases', () => {
  const folder = new URL('../../../conformance/reading/', import.meta.url)
  const paragraphs = ['public.json', 'operator-and-partner.json'].flatMap((name) =>
    readFileSync(new URL(name, folder), 'utf8').split('"'),
  )
  expect(paragraphs.length).toBeGreaterThan(1_000)
  expect(passedOver(paragraphs)).toEqual([])
})

test.skipIf(histories === null)('[M4] the same over real histories (needs ../shared/archives)', () => {
  const paragraphs = histories!(3).flatMap((texts) => texts.filter((_, at) => at % 10 === 0))
  expect(passedOver(paragraphs.flatMap((text) => text.split('\n')))).toEqual([])
})
