import { type Position, questions, type Statement } from '@proviso/rights'
import type { BytesReading } from '@proviso/terms'
import { conditionsJson } from './because.ts'

/** The positions of one text, the line `read --json` prints. */
export function readingJson({ file, format, reading, issues }: BytesReading & { readonly file: string }) {
  return {
    file,
    positions: Object.fromEntries(questions.map((question) => [question, positionJson(reading.positions[question])])),
    issues: [...issues, ...reading.issues],
    format,
    language: reading.language,
    reader: reading.reader,
    ...(reading.unread === undefined ? {} : { unread: reading.unread }),
    stated: reading.stated,
    parts: reading.parts.map((part) => ({
      start: part.start,
      end: part.end,
      ...(part.scope === undefined ? {} : { scope: part.scope }),
      ...(part.effective === undefined ? {} : { effective: part.effective }),
      ...(part.until === undefined ? {} : { until: part.until }),
      ...(part.updated === undefined ? {} : { updated: part.updated }),
      positions: Object.fromEntries(questions.map((question) => [question, part.positions[question].position])),
    })),
  }
}

function positionJson({ position, conditions, confidence, statements }: Position) {
  return {
    position,
    conditions: conditionsJson(conditions),
    ...(position === 'silent' ? {} : { confidence }),
    statements: statements.map(statementJson),
  }
}

function statementJson(statement: Statement) {
  return {
    effect: statement.effect,
    actor: statement.actor,
    usage: statement.usage,
    asset: statement.asset,
    conditions: conditionsJson(statement.conditions),
    ...(statement.channel === undefined ? {} : { channel: statement.channel }),
    quote: statement.quote,
    start: statement.start,
    end: statement.end,
    section: statement.section,
    confidence: statement.confidence,
  }
}
