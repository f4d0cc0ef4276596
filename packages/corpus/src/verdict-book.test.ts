import { dayAt, dayNumber, decide, indexRulebook, type ProfileName, profiles } from '@proviso/rights'
import { expect, test } from 'vitest'
import { question } from '../test/plan.ts'
import { smallRulebook } from '../test/small-rulebook.ts'
import { verdictOf, wordsOf } from './verdict.ts'
import { comparedProfiles, missingDay, noService, verdictBook } from './verdict-book.ts'

test.each<ProfileName>(['as-of-crawl', 'as-of-today', 'strictest-ever', 'eu-tdm'])(
  '[V1, V2, V4] the verdict behind a number or a key is what plain decide comes to: %s',
  (name) => {
    const profile = profiles[name]
    const book = verdictBook(smallRulebook, question, profile)
    const index = indexRulebook(smallRulebook)
    const found = book.hosts
      .filter((host) => !index.byHost.has(host))
      .flatMap((host) => {
        const run = book.runOfKey(host)
        const { starts, verdicts, byPath } = book.run(run)
        expect(run).toBeGreaterThan(noService)
        return byPath ? [] : starts.map((start, at) => ({ host, run, start, verdict: verdicts[at]! }))
      })
    expect(found.length).toBeGreaterThan(20)
    // last to first, then first to last: what was asked before changes no answer
    for (const { host, run, start, verdict } of [...found.toReversed(), ...found]) {
      const readsDay = profile.read.includes('on') || comparedProfiles.some((one) => profiles[one].read.includes('on'))
      const on = start === missingDay && readsDay ? '' : dayAt(Math.max(start, dayNumber('0001-01-01')))
      const decided = (one: ProfileName) => decide(index, { ...question, host, on }, profiles[one])
      const expected = verdictOf(
        decided(name),
        comparedProfiles.map((one) => decided(one).outcome),
      )
      expect(book.verdict(verdict)).toEqual(expected)
      expect(book.verdictOfKey(book.keyOf(verdict))).toEqual(expected)
      expect(book.outcomeOf(verdict)).toBe(expected.outcome)
      expect(book.words(verdict)).toEqual(wordsOf(decided(name)))
      expect(book.words(verdict)).toEqual({
        outcome: expected.outcome,
        reason: expected.reason,
        service: expected.services.join(', ') || null,
        rule: expected.rules[0] ?? null,
      })
      if (start !== missingDay) expect(book.verdictOn(run, start)).toBe(verdict)
    }
  },
)

test('[V5] a host below one that speaks for all below it has its run', () => {
  const book = verdictBook(smallRulebook, question)
  const holding = book.hosts.filter(book.holdsBelow)
  expect(holding.length).toBeGreaterThan(5)
  expect(holding.length).toBeLessThan(book.hosts.length)
  for (const host of holding) expect(book.runOfKey(`unnamed.${host}`)).toBe(book.runOfKey(host))
})
