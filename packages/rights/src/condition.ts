/** What a conditional statement turns on. `class`: only some data, users, tiers or kinds of model are meant. */
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

/** One typed condition; `note` says in the reader's words what is meant and never quotes the document. */
export interface Condition {
  readonly kind: ConditionKind
  readonly note?: string
}
