import type { ClaimCheck } from '@proviso/archive/claim-check'
import { changeId } from '../change-id.ts'
import { conditionsJson, statementJson } from './because.ts'

/** One claim of a report with what the record says, the line `check-report --json` prints. */
export function claimJson({ claim, verdict, conditional, reason, change, states, since, on, dated }: ClaimCheck) {
  return {
    service: claim.service,
    terms: claim.terms ?? null,
    question: claim.question,
    says: claim.says,
    move: claim.move,
    when: claim.when ?? null,
    sentence: claim.sentence,
    start: claim.start,
    end: claim.end,
    verdict,
    ...(conditional === undefined ? {} : { conditional }),
    ...(reason === undefined ? {} : { reason }),
    on,
    ...(dated === undefined ? {} : { dated }),
    change: change === undefined ? null : { id: changeId(change), headline: change.headline },
    because: states.map((state, at) => {
      const { position, conditions, statements } = state.positions[claim.question]
      return {
        service: state.service,
        terms: state.terms,
        from: state.from,
        to: state.to,
        basis: state.basis,
        recorded: state.recorded,
        since: since[at] ?? null,
        position,
        conditions: conditionsJson(conditions),
        statements: statements.slice(0, 3).map(statementJson),
      }
    }),
  }
}
