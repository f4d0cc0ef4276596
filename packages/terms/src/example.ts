import type { Statement } from '@proviso/rights'

/**
 * An example of abuse ("harmful conduct, such as scraping") yields to a rule on the same thing: where the text says by which
 * machine-readable instructions automated access is bound, the example adds nothing.
 */
export function withoutExamples(read: readonly Statement[], examples: ReadonlySet<Statement>): readonly Statement[] {
  const ruled = read.some(
    ({ usage, conditions }) => usage === 'crawl' && conditions.some((condition) => condition.kind === 'robots-txt'),
  )
  return ruled ? read.filter((one) => !examples.has(one)) : read
}
