import type { ServiceFact } from '@proviso/archive/registry'
import { type FixedQuestion, type Outcome, profiles, type Rulebook } from '@proviso/rights'
import { type CorpusSize, corpusSize, type SizeOptions } from './corpus-size.ts'
import type { RecordReason } from './verdict.ts'
import { missingDay, noService, verdictBook } from './verdict-book.ts'

/** One service as a source: how much a corpus holds of it, and what its rules come to today. */
export interface Source {
  readonly service: string
  readonly kind: string | undefined
  readonly outcome: Outcome
  readonly reason: RecordReason
  readonly conditions: readonly string[]
  readonly sizes: readonly number[]
}

export interface SourcesOptions extends Omit<SizeOptions, 'keep'> {
  readonly corpus: readonly string[]
  /** Only services of this kind. */
  readonly kind?: string
}

/**
 * The services a corpus holds something of, with today's answer for each: what may be used first, then by size. A service whose
 * hosts have several answers is listed once for each. SPEC.md S7.
 */
export async function sourcesIn(
  rulebook: Rulebook,
  question: FixedQuestion,
  facts: readonly ServiceFact[],
  options: SourcesOptions,
): Promise<{ readonly size: CorpusSize; readonly sources: readonly Source[] }> {
  const kinds = new Map(facts.map(({ name, kind }) => [name, kind]))
  const book = verdictBook(rulebook, question, profiles['as-of-today'], [])
  const verdictAt = (key: string) => book.verdict(book.verdictOn(book.runOfKey(key), missingDay))
  const wanted = (service: string) => options.kind === undefined || kinds.get(service) === options.kind
  const size = await corpusSize(options.corpus, {
    ...options,
    keep: (key) => book.runOfKey(key) > noService && verdictAt(key).services.some(wanted),
  })
  const sources = new Map<string, Source & { sizes: number[] }>()
  for (const { key, sizes } of size.hosts) {
    const { services, outcome, reason, conditions } = verdictAt(key)
    for (const service of services.filter(wanted)) {
      const name = JSON.stringify([service, outcome, reason, conditions])
      const source = sources.get(name)
      if (source)
        sizes.forEach((size, at) => {
          source.sizes[at]! += size
        })
      else sources.set(name, { service, kind: kinds.get(service), outcome, reason, conditions, sizes: [...sizes] })
    }
  }
  return { size, sources: [...sources.values()].sort(byUse) }
}

/** What may be used before what may not, and what nobody answered for between them. */
const order: readonly Outcome[] = ['allowed', 'conditional', 'unknown', 'disallowed']

function byUse(a: Source, b: Source): number {
  const largest = ({ sizes }: Source) => Math.max(...sizes, 0)
  return (
    order.indexOf(a.outcome) - order.indexOf(b.outcome) || largest(b) - largest(a) || (a.service < b.service ? -1 : 1)
  )
}
