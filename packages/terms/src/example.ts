import { exampleConfidence } from './collecting.ts'
import type { Ruled } from './reconsider.ts'

/**
 * An example of abuse ("harmful conduct, such as scraping") yields to a rule on the same thing: where the text says by which
 * machine-readable instructions automated access is bound, the example adds nothing.
 */
export function withoutExamples(read: readonly Ruled[]): readonly Ruled[] {
  const ruled = read.some(
    ({ statement }) =>
      statement.usage === 'crawl' && statement.conditions.some((condition) => condition.kind === 'robots-txt'),
  )
  if (!ruled) return read
  return read.filter(({ statement }) => statement.usage !== 'crawl' || statement.confidence !== exampleConfidence)
}
