/** What is done with an asset. `train-ai`, `search`: AIPREF; `ai-input`, `ai-index`: RSL; `tdm`: TDMRep; `crawl`: automated access. */
export type Usage = 'train-ai' | 'search' | 'ai-input' | 'ai-index' | 'tdm' | 'crawl'

export const usages: readonly Usage[] = ['train-ai', 'search', 'ai-input', 'ai-index', 'tdm', 'crawl']

/** What each usage contains beside itself, closed under containment [U2–U4]. */
const narrower: Readonly<Record<Usage, readonly Usage[]>> = {
  tdm: ['train-ai', 'ai-input', 'ai-index'],
  'train-ai': [],
  'ai-input': [],
  'ai-index': [],
  search: [],
  crawl: [],
}

/**
 * Whether what is said on `wider` reaches `usage`; every usage contains itself. SPEC.md U1–U4.
 * @example
 * contains('tdm', 'train-ai') // true
 * contains('train-ai', 'tdm') // false
 */
export function contains(wider: Usage, usage: Usage): boolean {
  return wider === usage || narrower[wider].includes(usage)
}
