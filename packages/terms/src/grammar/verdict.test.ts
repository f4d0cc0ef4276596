import { expect, test } from 'vitest'
import { verdictAfter } from './verdict.ts'

test.each<[rule: string, marked: string, expected: string | null]>([
  ['G3', '▲scraping is strictly prohibited', 'forbid public'],
  ['G3', "▲scraping isn't allowed", 'forbid public'],
  ['G3', '▲scraping is a breach of these terms', 'forbid public'],
  ['G3', '▲scraping requires our consent', 'forbid public'],
  ['G3', '▲scraping breaches these terms', 'forbid public'],
  ['G3', '▲scraping may show what infringes', null],
  ['G3', '▲scraping is welcome', 'permit public'],
  ['G3', 'no ▲scraping is allowed', 'forbid public'],
  ['G3', '▲scraping without our consent', 'forbid nobody'],
  ['G3', '▲scraping is old; sailing is prohibited', null],
  ['G16', '▲scraping | no |', 'forbid public'],
  ['G16', '▲scraping | ✓ |', 'permit public'],
])('[%s] the verdict in "%s": %s', (_rule, marked, expected) => {
  const verdict = verdictAfter(marked.replace('▲', ''), marked.indexOf('▲'))
  expect(verdict && `${verdict.force} ${verdict.subject ?? 'nobody'}`).toBe(expected)
})
