import { type Day, type Decision, type DecisionPart, decisive, type Unread } from '@proviso/rights'
import { becauseJson, conditionsJson } from './because.ts'

/** What was asked, as `ask` understood it. */
export interface Asking {
  readonly asset: string
  readonly usage: string
  readonly actor: string
  readonly channel: string
  readonly agent?: string
  readonly on: Day
}

/** A decision with the same under today's rules, the value `ask --json` prints. */
export function decisionJson(asking: Asking, decision: Decision, today: Decision) {
  const { services } = decision
  return {
    asset: asking.asset,
    service: services[0] ?? null,
    ...(services.length > 1 ? { services } : {}),
    usage: asking.usage,
    actor: asking.actor,
    ...(asking.agent === undefined ? {} : { agent: asking.agent }),
    channel: asking.channel,
    on: asking.on,
    outcome: decision.outcome,
    obtaining: partJson(decision.obtaining),
    using: partJson(decision.using),
    conflicts: decision.conflicts.map(becauseJson),
    unread: decision.unread.map(unreadJson),
    today: { outcome: today.outcome, because: decisive(today).map(becauseJson) },
  }
}

function partJson(part: DecisionPart) {
  return {
    outcome: part.outcome,
    because: part.because.map(becauseJson),
    reason: part.reason,
    conditions: conditionsJson(part.conditions),
  }
}

function unreadJson(unread: Unread) {
  return {
    service: unread.service,
    terms: unread.terms,
    from: unread.from,
    to: unread.to,
    reason: unread.reason,
    ...(unread.evidence === undefined ? {} : { record: unread.evidence }),
  }
}
