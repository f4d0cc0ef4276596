import type { Statement } from '@proviso/rights'
import { exampleConfidence } from './collecting.ts'

/**
 * An example of abuse ("harmful conduct, such as scraping") yields to a rule on the same thing: where the text says by which
 * machine-readable instructions automated access is bound, the example adds nothing.
 */
export function withoutExamples(statements: readonly Statement[]): readonly Statement[] {
  const ruled = statements.some(
    (statement) =>
      statement.usage === 'crawl' && statement.conditions.some((condition) => condition.kind === 'robots-txt'),
  )
  if (!ruled) return statements
  return statements.filter((statement) => statement.usage !== 'crawl' || statement.confidence !== exampleConfidence)
}
