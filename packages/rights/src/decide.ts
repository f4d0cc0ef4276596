import { dayNumber } from './day.ts'
import type { Asked, Decision, FixedQuestion } from './decision.ts'
import { hearDay, hearEver } from './heard.ts'
import { askingOf, judge, unanswered } from './judge.ts'
import { type DayReading, type Profile, profiles } from './profile.ts'
import { questionNumber, rememberedOf, runOf } from './remembered.ts'
import { entryAt, type HostEntry, type RulebookIndex } from './rulebook-index.ts'
import { pathTest } from './weigh.ts'

/**
 * Decides one question from a rulebook: total, pure, no clock. For the same under today's rules, ask again with another day.
 * SPEC.md H1–H6, T1–T8 and all of C, L, O, S, X, Y.
 * @example
 * decide(index, { host: 'x.com', usage: 'train-ai', actor: 'public', channel: 'api', on: '2025-06-10' }).outcome
 */
export function decide(index: RulebookIndex, asked: Asked, profile: Profile = profiles['as-of-crawl']): Decision {
  const entry = entryAt(index, asked.host)
  if (!entry) return nobody
  const day = dayNumber(asked.on)
  const remembered = Number.isNaN(day) ? null : rememberedOf(entry, asked, profile)
  if (remembered === null) return decideAt(entry, asked, asked, profile)
  const question = questionNumber(asked)
  let decisions = remembered.decisions[question]
  if (decisions === undefined) {
    decisions = []
    remembered.decisions[question] = decisions
  }
  const run = runOf(remembered, day)
  const known = decisions[run]
  if (known !== undefined) return known
  const decision = decideAt(entry, asked, asked, profile)
  decisions[run] = decision
  return decision
}

const nobody = unanswered('no-service')

/** Decides from all that bears on one host. */
export function decideAt(
  entry: HostEntry,
  question: FixedQuestion,
  { on, path = '/' }: Pick<Asked, 'on' | 'path'>,
  profile: Profile,
): Decision {
  const hear = (reading: DayReading) =>
    reading === 'ever'
      ? hearEver(entry, profile)
      : hearDay(entry, profile, dayNumber((reading === 'on' ? on : question.today) ?? ''))
  const asking = askingOf(question, pathTest(path), profile)
  return judge(entry.services, asking, profile.read.map(hear), profile)
}
