import { describe, expect, test } from 'vitest'
import { readingCases } from '../../../conformance/reading/cases.js'
import { written } from '../weights/encoder.js'
import { glance } from '../weights/glance.js'
import { doubt } from './doubt.ts'
import { decodeEncoder } from './learned/encoder.ts'
import { clausesOf, clauseWords, learnedQuestions } from './learned/index.ts'
import { questionOf } from './statement-draft.ts'
import { readTraining } from './training.ts'

describe('the glance', () => {
  test('[Q21] drops what says nothing, and hardly anything that is heard, in cases nothing was learned from', () => {
    const encoder = decodeEncoder(written, glance)
    let [silent, dropped, said, missed, ruled, firm] = [0, 0, 0, 0, 0, 0]
    const texts = readingCases().filter(({ file }) => file === 'mixed-documents-held-out.json')
    for (const { text } of texts)
      for (const { clause, context } of clausesOf(text)) {
        const drafts = readTraining(clause, context)
        const words = clauseWords(clause, context, drafts)
        if (words === null) continue
        const may = encoder.mayTell(words)
        if (drafts.length === 0 && !may.includes(true)) continue
        const heard = encoder.hear(words)
        const left = doubt(clause, context, drafts)
        const read = new Set(drafts.map(questionOf))
        for (const [at, question] of learnedQuestions.entries()) {
          if (!may[at] || read.has(question)) continue
          const isLeft = left?.questions.has(question) === true
          const silence = heard[at]!.probabilities[0]!
          if (silence > 0.9) {
            silent += 1
            if (!isLeft) dropped += 1
          } else if (silence < 0.4) {
            said += 1
            if (!isLeft) missed += 1
          }
        }
        ruled += drafts.length
        firm += left?.firm.size ?? 0
      }
    expect(said).toBeGreaterThan(20)
    expect(missed / said).toBeLessThan(0.08)
    expect(dropped / silent).toBeGreaterThan(0.35)
    expect(firm / ruled).toBeGreaterThan(0.3)
  })

  test.each<[string, boolean]>([
    ['By derogation, search engines may visit the pages which they keep in an index of theirs.', true],
    ['Harvesting of pages is a breach.', false],
  ])('[Q21] tells where a limit may be heard: %s', (text, expected) => {
    const [one] = clausesOf(text)
    const { questions, limiting } = doubt(one!.clause, one!.context, [])!
    expect([questions.has('public.crawl.content'), limiting.has('public.crawl.content')]).toEqual([true, expected])
  })
})
