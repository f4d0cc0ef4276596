import type { Actor, Day, StandingQuestion, Usage } from '@proviso/rights'
import type { Change } from './changes.ts'

/** What `changes` may be narrowed to; days are those on which a change came into force, both ends included. */
export interface ChangeFilter {
  readonly since?: Day
  readonly until?: Day
  readonly actor?: Actor
  readonly usage?: Usage
  readonly question?: StandingQuestion
}

/** Whether a change is one of those asked for. */
export function matches(change: Change, { since, until, actor, usage, question }: ChangeFilter): boolean {
  const [who, what] = change.question.split('.')
  return (
    (since === undefined || change.inForce >= since) &&
    (until === undefined || change.inForce <= until) &&
    (actor === undefined || who === actor) &&
    (usage === undefined || what === usage) &&
    (question === undefined || change.question === question)
  )
}
