import { type ChosenRulebook, lastRecorded } from '@proviso/archive/rulebook-choice'
import { creditText } from './credit.ts'

/** Which rulebook answers, how current it is, and whom its records are from. */
export interface Provenance {
  readonly kind: ChosenRulebook['kind']
  /** Whether it holds the words themselves, or pointers to them. */
  readonly quotes: boolean
  readonly lastRecorded: string | null
  readonly credit: string
  /** Archives it was made from, with their public addresses where they have one. */
  readonly archives: readonly { readonly name: string; readonly url?: string }[]
}

export function provenance(chosen: ChosenRulebook): Provenance {
  return {
    kind: chosen.kind,
    quotes: chosen.file.quotes,
    lastRecorded: lastRecorded(chosen) ?? null,
    credit: creditText(chosen.file.sources),
    archives: chosen.file.sources.map(({ archive, url }) =>
      url === undefined ? { name: archive } : { name: archive, url },
    ),
  }
}
