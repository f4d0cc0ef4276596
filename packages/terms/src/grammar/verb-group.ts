import type { Force } from './force.ts'
import type { Words } from './token.ts'

/** A verb with its modality: "may not use", "do not allow", "is used", "agree not to". */
export interface VerbGroup {
  readonly from: number
  readonly to: number
  readonly force: Force | 'neutral'
  readonly passive: boolean
  /** The verb gives or denies leave to its object: "allow you to", "grant us". */
  readonly leave: boolean
  /** Leave as a noun: "the right to", "no licence is granted". */
  readonly nominal: boolean
  /** Told, not ordered: "does not use" against "may not use" [G8]. */
  readonly told: boolean
}

/** A verb group as it is read: up to its last word. What is not said of it is not so. */
export interface GroupForm extends Partial<Omit<VerbGroup, 'from' | 'to' | 'force'>> {
  readonly force: VerbGroup['force']
  /** The number of its last word; it may lie beyond the end of the text. */
  readonly last: number
}

/**
 * Reads a group of one kind where it begins. Null where none of its kind begins there; `passedOver` where the word belongs to
 * no group of any kind. `follows`: another group stands before it.
 */
export type GroupReader = (words: Words, at: number, follows: boolean) => GroupForm | typeof passedOver | null

export const passedOver = 'passed over'
