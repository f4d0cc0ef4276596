import type { ChosenRulebook } from '@proviso/archive/rulebook-choice'
import type { RulebookSource } from '@proviso/rights'
import { creditText } from './credit.ts'

/** Which rulebook answers, how current it is, and whom its records are from. */
export interface Provenance {
  readonly kind: ChosenRulebook['kind']
  /** Whether the starter rulebook fills in where the workspace has imported no document. */
  readonly beside: boolean
  /** Whether it holds the words themselves, or pointers to them. */
  readonly quotes: boolean
  readonly lastRecorded: string | null
  readonly credit: string
  /** Archives it was made from, with their public addresses where they have one. */
  readonly archives: readonly { readonly name: string; readonly url?: string }[]
}

/** What answers: the rulebook chosen, and the starter where it fills in. */
export interface Answering {
  readonly chosen: ChosenRulebook
  readonly beside?: ChosenRulebook
}

export function provenance(answering: Answering): Provenance {
  const { chosen, beside } = answering
  const sources = sourcesOf(answering)
  return {
    kind: chosen.kind,
    beside: beside !== undefined,
    quotes: chosen.file.quotes,
    lastRecorded:
      sources
        .flatMap(({ lastRecorded }) => lastRecorded ?? [])
        .sort()
        .at(-1) ?? null,
    credit: creditText(sources),
    archives: sources.map(({ archive, url }) => (url === undefined ? { name: archive } : { name: archive, url })),
  }
}

/** The archives of all that answers, each once: one without an address takes it from its namesake. */
export function sourcesOf({ chosen, beside }: Answering): RulebookSource[] {
  const byName = new Map<string, RulebookSource>()
  for (const source of [...chosen.file.sources, ...(beside?.file.sources ?? [])]) {
    const known = byName.get(source.archive)
    if (known === undefined) byName.set(source.archive, source)
    else if (known.url === undefined && source.url !== undefined)
      byName.set(source.archive, { ...known, url: source.url })
  }
  return [...byName.values()]
}
