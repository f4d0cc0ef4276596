/**
 * What a statement turns on. `class`: only some users, tiers or kinds of model are meant; `part`: only one part or kind of the data,
 * and of the rest nothing is said.
 */
export type ConditionKind =
  | 'opt-out'
  | 'opt-in'
  | 'licence'
  | 'payment'
  | 'attribution'
  | 'non-commercial'
  | 'robots-txt'
  | 'rate-limit'
  | 'search-engine'
  | 'non-competing'
  | 'class'
  | 'part'

/** One typed condition; `note` says in the reader's words what is meant and never quotes the document. */
export interface Condition {
  readonly kind: ConditionKind
  readonly note?: string
}
