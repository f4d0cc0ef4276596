/** What is done with an asset. `train-ai`, `search`: AIPREF; `ai-input`, `ai-index`: RSL; `tdm`: TDMRep; `crawl`: automated access. */
export type Usage = 'train-ai' | 'search' | 'ai-input' | 'ai-index' | 'tdm' | 'crawl'

export const usages: readonly Usage[] = ['train-ai', 'search', 'ai-input', 'ai-index', 'tdm', 'crawl']
