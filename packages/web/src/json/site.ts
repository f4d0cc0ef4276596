import type { Condition, Statement } from '@proviso/rights'
import type { Mention, SaidBy, SiteComparison, SiteSource } from '@proviso/signals'

const conditionsJson = (conditions: readonly Condition[]) =>
  conditions.map(({ kind, note }) => ({ kind, ...(note === undefined ? {} : { note }) }))

const statementJson = ({ effect, usage, path, agents, directive, conditions, section, ...rest }: Statement) => ({
  effect,
  usage,
  ...(path === undefined ? {} : { path }),
  ...(agents === undefined ? {} : { agents }),
  ...(directive === undefined ? {} : { directive }),
  conditions: conditionsJson(conditions),
  quote: rest.quote,
  start: rest.start,
  end: rest.end,
  section,
  confidence: rest.confidence,
})

const mentionJson = ({ name, value, reason, quote, start, end, section }: Mention) => ({
  name,
  value,
  reason,
  quote,
  start,
  end,
  section,
})

const saidJson = ({ source, statement }: SaidBy) => ({ source, ...statementJson(statement) })

/** One site in the form `proviso signals --json` prints: its files, what they come to, and where they disagree. */
export function siteJson(host: string, sources: readonly SiteSource[], { outcomes, conflicts }: SiteComparison) {
  return {
    host,
    sources: sources.map(({ file, reading }) => ({
      file,
      format: reading.format,
      ...(reading.unread === undefined ? {} : { unread: reading.unread }),
      ...(reading.absent === undefined ? {} : { absent: reading.absent }),
      statements: reading.parts.flatMap(({ source, statements }) =>
        statements.map((statement) => ({ source, ...statementJson(statement) })),
      ),
      mentions: reading.parts.flatMap(({ source, mentions }) =>
        mentions.map((mention) => ({ source, ...mentionJson(mention) })),
      ),
      issues: reading.issues,
    })),
    outcomes: outcomes.map(({ usage, agent, outcome, conditions, because }) => ({
      usage,
      ...(agent === undefined ? {} : { agent }),
      outcome,
      conditions: conditionsJson(conditions),
      because: because.map(saidJson),
    })),
    conflicts: conflicts.map(({ usage, agents, path, because, otherwise }) => ({
      usage,
      agents,
      path,
      because: because.map(saidJson),
      otherwise: otherwise.map(saidJson),
    })),
  }
}
