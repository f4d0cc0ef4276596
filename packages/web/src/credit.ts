import type { RulebookSource } from '@proviso/rights'

/** Whom the records are from, each credit once: `Open Terms Archive, ODC-By 1.0`. Empty where no source asks for credit. */
export function creditText(sources: readonly RulebookSource[]): string {
  return [...new Set(sources.flatMap((source) => source.attribution ?? []))].join('; ')
}
