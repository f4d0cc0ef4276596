import type { Because, Decision, Outcome, Reason } from '@proviso/rights'

/** Why a record has its outcome: a reason of `decide`, or that the record has no URL or names no host. */
export type RecordReason = Reason | 'no-url' | 'no-host'

/** One answer that records share; equal rulebooks and questions give equal verdicts. */
export interface Verdict {
  readonly outcome: Outcome
  readonly reason: RecordReason
  /** Kinds of condition a conditional outcome turns on, or `part` where a ban bars a part only, sorted. */
  readonly conditions: readonly string[]
  /** Outcomes under the compared profiles, in the order of `VerdictBook.compared`. */
  readonly compared: readonly Outcome[]
  readonly services: readonly string[]
  /** Names of the clauses that decide, see `ruleName`; none when nothing was stated. */
  readonly rules: readonly string[]
}

/** What of a verdict is written with a record, but for the day. */
export interface Words {
  readonly outcome: Outcome
  readonly reason: RecordReason
  readonly service: string | null
  readonly rule: string | null
}

/** The words of the verdict that a decision comes to, for less: nothing else of it is made. SPEC.md V2. */
export function wordsOf({ outcome, using, obtaining, services }: Decision): Words {
  const first = using.outcome === outcome ? using : obtaining
  const deciding = first.because.length > 0 || obtaining.outcome !== outcome ? first : obtaining
  const because = deciding.because[0]
  return {
    outcome,
    reason: first.reason,
    service: services.join(', ') || null,
    rule: because === undefined ? null : ruleName(because),
  }
}

/** The verdict a decision comes to. The part that made the outcome tells why; when both did, using comes first. SPEC.md V2. */
export function verdictOf(decision: Decision, compared: readonly Outcome[]): Verdict {
  const parts = [decision.using, decision.obtaining].filter(({ outcome }) => outcome === decision.outcome)
  return {
    outcome: decision.outcome,
    reason: parts[0]!.reason,
    conditions: [...new Set(parts.flatMap(({ conditions }) => conditions.map(({ kind }) => kind)))].sort(),
    compared,
    services: decision.services,
    rules: [...new Set(parts.flatMap(({ because }) => because.map(ruleName)))],
  }
}

/**
 * A name for the words that decide that is the same in every run: service, document, and the hash of the words.
 * @example ruleName(decision.using.because[0]) // 'X/Developer Terms/1c86d0ba7ac2b7ef'
 */
export function ruleName({ service, terms, host, question, statement }: Because): string {
  return ruleNameOf(
    { service, terms, ...(host === undefined ? {} : { host }) },
    statement?.evidence.quoteHash ?? question,
  )
}

/** The same from its pieces: a document, and the hash of the words or the question that is answered without any. */
export function ruleNameOf(
  document: { readonly service: string; readonly terms: string; readonly host?: string },
  words: string,
): string {
  return [document.service, ...(document.host === undefined ? [] : [document.host]), document.terms, words].join('/')
}
