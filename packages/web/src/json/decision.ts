import {
  type Day,
  type Decision,
  type DecisionPart,
  type Disagreement,
  decisive,
  type Profile,
  type Said,
  type Saying,
  type Silenced,
  type Unread,
} from '@proviso/rights'
import { becauseJson, conditionsJson, reviewJson } from './because.ts'

/** What was asked, as `ask` understood it. */
export interface Asking {
  readonly asset: string
  readonly usage: string
  readonly actor: string
  readonly channel: string
  readonly agent?: string
  readonly on: Day
}

/** What stands beside a decision: what each document says, where they disagree, and the profile that was followed. */
export interface Beside {
  readonly layers: readonly Saying[]
  readonly disagreements: readonly Disagreement[]
  readonly profile: Profile
}

/** A decision with the same under today's rules and what stands beside it, the value `ask --json` prints. */
export function decisionJson(asking: Asking, decision: Decision, today: Decision, beside?: Beside) {
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
    obtaining: partJson(decision.obtaining, 'obtaining', beside?.layers),
    using: partJson(decision.using, 'using', beside?.layers),
    conflicts: decision.conflicts.map(becauseJson),
    unread: decision.unread.map(unreadJson),
    today: { outcome: today.outcome, because: decisive(today).map(becauseJson) },
    ...(beside === undefined ? {} : besideJson(beside)),
  }
}

function besideJson({ layers, disagreements, profile: { name, jurisdiction, note } }: Beside) {
  return {
    layers: layers.map((saying) => ({
      ...documentJson(saying),
      from: saying.state.from,
      to: saying.state.to,
      basis: saying.state.basis,
      recorded: saying.state.recorded,
      obtaining: saidJson(saying.obtaining),
      using: saidJson(saying.using),
    })),
    disagreements: disagreements.map(({ about, strict, loose }) => ({
      about,
      strict: documentJson(strict),
      loose: documentJson(loose),
    })),
    profile: {
      name,
      ...(jurisdiction === undefined ? {} : { jurisdiction }),
      ...(note === undefined ? {} : { note }),
    },
  }
}

function documentJson({ layer, state: { service, terms, part, host } }: Saying) {
  return {
    layer,
    service,
    terms,
    ...(part === undefined ? {} : { part }),
    ...(host === undefined ? {} : { host }),
  }
}

function saidJson(said: Said | null) {
  if (said === null) return null
  return {
    position: said.position,
    conditions: conditionsJson(said.conditions),
    because: said.because.map(becauseJson),
  }
}

function partJson(part: DecisionPart, name: Silenced['about'], layers: readonly Saying[] = []) {
  const silenced = layers.flatMap((saying) =>
    (saying.silenced ?? [])
      .filter(({ about }) => about === name)
      .map(({ question, review }) => ({ ...documentJson(saying), question, review: reviewJson(review) })),
  )
  return {
    outcome: part.outcome,
    because: part.because.map(becauseJson),
    reason: part.reason,
    conditions: conditionsJson(part.conditions),
    ...(silenced.length === 0 ? {} : { silenced }),
  }
}

function unreadJson(unread: Unread) {
  return {
    service: unread.service,
    terms: unread.terms,
    ...(unread.layer === undefined ? {} : { layer: unread.layer }),
    ...(unread.host === undefined ? {} : { host: unread.host }),
    from: unread.from,
    to: unread.to,
    reason: unread.reason,
    ...(unread.evidence === undefined ? {} : { record: unread.evidence }),
  }
}
