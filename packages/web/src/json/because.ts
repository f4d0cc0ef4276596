import type { Because, Condition, Evidence, PositionReview, RuledStatement } from '@proviso/rights'

/** A statement that bears on a decision, with the state of the document it stands in; keys keep this order. */
export function becauseJson(because: Because) {
  const { statement } = because
  return {
    layer: because.layer,
    service: because.service,
    terms: because.terms,
    ...(because.part === undefined ? {} : { part: because.part }),
    ...(because.host === undefined ? {} : { host: because.host }),
    question: because.question,
    position: because.position,
    ...(because.review === undefined ? {} : { review: reviewJson(because.review) }),
    from: because.from,
    to: because.to,
    basis: because.basis,
    recorded: because.recorded,
    ...(statement === undefined ? {} : statementJson(statement)),
  }
}

/** A person's word on a position, and what the reader had read there. */
export function reviewJson({ verdict, read, by, note }: PositionReview) {
  return {
    verdict,
    read: { position: read.position, conditions: conditionsJson(read.conditions) },
    ...(by === undefined ? {} : { by }),
    ...(note === undefined ? {} : { note }),
  }
}

/** A statement as the rulebook keeps it. */
export function statementJson(statement: RuledStatement) {
  return {
    effect: statement.effect,
    conditions: conditionsJson(statement.conditions),
    ...(statement.channel === undefined ? {} : { channel: statement.channel }),
    ...(statement.path === undefined ? {} : { path: statement.path }),
    ...(statement.agents === undefined ? {} : { agents: statement.agents }),
    ...(statement.directive === undefined ? {} : { directive: statement.directive }),
    confidence: statement.confidence,
    evidence: evidenceJson(statement.evidence),
  }
}

export function conditionsJson(conditions: readonly Condition[]) {
  return conditions.map(({ kind, note }) => (note === undefined ? { kind } : { kind, note }))
}

export function evidenceJson(evidence: Evidence) {
  return {
    archive: evidence.archive,
    path: evidence.path,
    version: evidence.version,
    recorded: evidence.recorded,
    start: evidence.start,
    end: evidence.end,
    section: evidence.section,
    ...(evidence.quote === undefined ? {} : { quote: evidence.quote }),
    quoteHash: evidence.quoteHash,
    ...(evidence.url === undefined ? {} : { url: evidence.url }),
  }
}
