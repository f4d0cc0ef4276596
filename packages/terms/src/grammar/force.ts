import type { Subject } from '../lexicon/subject.ts'

/** What a clause does to a use: forbid it, permit it, or tell of a practice. */
export type Force = 'forbid' | 'permit' | 'practise'

/** A force, and on whom. */
export interface Reached {
  readonly force: Force
  readonly subject: Subject | null
  /** "is used", "may not be used": who does it is not said by the grammar. */
  readonly passive: boolean
  /** Told, not ordered: "does not use", "is never used", against "may not", "must not" [G8]. */
  readonly told: boolean
}

/** The force that reaches a place in a clause. */
export interface Governed extends Reached {
  /** Where the force comes from: the clause's own words, a lead-in, a heading, or a verdict that follows. */
  readonly where: 'own' | 'lead' | 'heading' | 'after'
}
