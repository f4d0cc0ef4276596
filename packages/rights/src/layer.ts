/** Where a declaring party speaks: in its terms, in machine-readable signals, in a licence. SPEC.md L1. */
export type Layer = 'terms' | 'signals' | 'licence'

export const layers: readonly Layer[] = ['terms', 'signals', 'licence']
