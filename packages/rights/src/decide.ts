import { dayNumber } from './day.ts'
import type { Asked, Decision } from './decision.ts'
import { hearDay, hearEver } from './heard.ts'
import { atLongestSuffix } from './host.ts'
import { askingOf, judge, unanswered } from './judge.ts'
import { type DayReading, type Profile, profiles } from './profile.ts'
import type { RulebookIndex } from './rulebook-index.ts'

/**
 * Decides one question from a rulebook: total, pure, no clock. For the same under today's rules, ask again with another day.
 * SPEC.md H1–H6, T1–T8 and all of C, L, O, X, Y.
 * @example
 * decide(index, { host: 'x.com', usage: 'train-ai', actor: 'public', channel: 'api', on: '2025-06-10' }).outcome
 */
export function decide(index: RulebookIndex, asked: Asked, profile: Profile = profiles['as-of-crawl']): Decision {
  const entry = atLongestSuffix(index.bySuffix, asked.host)
  if (!entry) return unanswered('no-service')
  const hear = (reading: DayReading) =>
    reading === 'ever'
      ? hearEver(entry, profile.layers)
      : hearDay(entry, profile.layers, dayNumber((reading === 'on' ? asked.on : asked.today) ?? ''))
  return judge(entry.services, askingOf(asked), profile.read.map(hear))
}
