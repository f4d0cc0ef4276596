import { type DocumentState, questions, type RuledPosition, type StandingQuestion } from '@proviso/rights'
import { conditionsJson, reviewJson, statementJson } from './because.ts'

/** One state of a document, the line `history --json` prints. `only` keeps one question. */
export function stateJson(state: DocumentState, only?: StandingQuestion) {
  const asked = only === undefined ? questions : [only]
  return {
    service: state.service,
    terms: state.terms,
    ...(state.layer === undefined ? {} : { layer: state.layer }),
    ...(state.part === undefined ? {} : { part: state.part }),
    ...(state.host === undefined ? {} : { host: state.host }),
    from: state.from,
    to: state.to,
    basis: state.basis,
    recorded: state.recorded,
    kind: state.kind,
    positions: Object.fromEntries(asked.map((question) => [question, positionJson(state.positions[question])])),
    moved: state.moved,
    records: state.records.map((record) => ({
      collection: record.collection,
      commit: record.commit,
      path: record.path,
      recorded: record.recorded,
      ...(record.url === undefined ? {} : { url: record.url }),
    })),
    ...(state.variants > 0 ? { variants: state.variants } : {}),
  }
}

function positionJson(position: RuledPosition) {
  return {
    position: position.position,
    conditions: conditionsJson(position.conditions),
    ...(position.review === undefined ? {} : { review: reviewJson(position.review) }),
    statements: position.statements.map(statementJson),
  }
}
