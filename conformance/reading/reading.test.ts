import { questions } from '@proviso/rights'
import { read } from '@proviso/terms'
import { describe, expect, test } from 'vitest'
import { readingCases, readScoreboard, wrongIn } from './cases.js'

const cases = readingCases()
const known = readScoreboard().wrong
const kinds = ['allowed', 'conditional', 'disallowed', 'silent']

describe('the files of cases', () => {
  test('ids are given once, over all files', () => {
    const ids = cases.map(({ id }) => id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  test('every case has a text, a reason, and known positions on standing questions', () => {
    for (const { id, text, why, positions } of cases) {
      expect(text, id).not.toBe('')
      expect(why, id).not.toBe('')
      for (const [question, position] of Object.entries(positions)) {
        expect(questions, id).toContain(question)
        expect(kinds, id).toContain(position)
      }
    }
  })

  test('the scoreboard lists answers to cases that are here', () => {
    const ids = new Set(cases.map(({ id }) => id))
    expect(known.filter(({ id }) => !ids.has(id))).toEqual([])
  })
})

describe('the reader is wrong where the scoreboard says so, and nowhere else', () => {
  test.each(cases.map((one) => [one.id, one.why, one] as const))('%s: %s', (id, _, one) => {
    const listed = new Set(known.filter((wrong) => wrong.id === id).map(({ question }) => question))
    expect(wrongIn(one, read).filter(({ question }) => !listed.has(question))).toEqual([])
  })
})
