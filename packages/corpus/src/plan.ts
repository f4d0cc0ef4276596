import { createHash } from 'node:crypto'
import type { FixedQuestion, Outcome, ProfileName } from '@proviso/rights'
import type { ChosenColumns } from './columns.ts'

/** What is written beside the report: the two parts, ids and reasons only, or nothing. */
export type OutputMode = 'parts' | 'kept' | 'sidecar' | 'none'

/** What an audit asks, of what it is asked, and what it keeps: everything its result depends on, but the corpus. */
export interface AuditPlan {
  readonly question: FixedQuestion
  readonly profile: ProfileName
  readonly keep: readonly Outcome[]
  readonly mode: OutputMode
  readonly columns: ChosenColumns
  /** The day of records that have none. */
  readonly on?: string
  /** Count a quarter of a record's bytes as its tokens where no column does. */
  readonly estimate?: boolean
  /** `false`: leave out what other profiles would give. */
  readonly compare?: false
  /** SHA-256 of the rulebook. */
  readonly rulebook: string
  /** The program and its version. */
  readonly program: string
}

/**
 * A short name of a plan: equal plans have equal names. The day called today is left out, since a run that is resumed goes on
 * with the day it began. SPEC.md R2.
 */
export function planFingerprint({ question, ...plan }: AuditPlan): string {
  const { today: _, ...asked } = question
  return createHash('sha256')
    .update(JSON.stringify({ ...plan, question: asked }))
    .digest('hex')
    .slice(0, 16)
}
