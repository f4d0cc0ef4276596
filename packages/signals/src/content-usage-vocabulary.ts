import type { Day, Usage } from '@proviso/rights'

/** A revision of draft-ietf-aipref-vocab: its labels, and for each usage the labels that may speak on it, nearest first. */
export interface UsageVocabulary {
  readonly revision: string
  /** The day it was published. */
  readonly since: Day
  readonly usages: Readonly<Partial<Record<Usage, readonly string[]>>>
}

/** Newest first. Older ones nest: where the nearest label is absent, a wider one speaks. */
export const usageVocabularies: readonly UsageVocabulary[] = [
  {
    revision: '08',
    since: '2026-09-13',
    usages: { 'train-ai': ['train-ai'], 'ai-input': ['ai-use'], search: ['search'] },
  },
  { revision: '07', since: '2026-08-19', usages: { 'train-ai': ['train-ai'], search: ['search'] } },
  { revision: '06', since: '2026-04-28', usages: { 'train-ai': ['train-ai'], search: ['search'] } },
  { revision: '05', since: '2025-12-01', usages: { 'train-ai': ['train-ai'], search: ['search'] } },
  {
    revision: '04',
    since: '2025-10-28',
    usages: {
      'train-ai': ['train-ai', 'bots'],
      'ai-input': ['ai-output', 'bots'],
      search: ['search', 'ai-output', 'bots'],
    },
  },
  {
    revision: '03',
    since: '2025-09-05',
    usages: {
      'train-ai': ['train-genai', 'train-ai', 'bots'],
      'ai-input': ['bots'],
      search: ['search', 'bots'],
    },
  },
  {
    revision: '02',
    since: '2025-07-21',
    usages: {
      'train-ai': ['train-genai', 'train-ai', 'all'],
      'ai-input': ['ai-use', 'all'],
      search: ['search', 'all'],
    },
  },
  {
    revision: '01',
    since: '2025-06-19',
    usages: {
      tdm: ['tdm'],
      'train-ai': ['genai', 'ai', 'tdm'],
      'ai-input': ['inference', 'tdm'],
      search: ['search', 'tdm'],
    },
  },
]

/**
 * The vocabulary in force on a day; before the first one, the first. Without a day, the newest. SPEC.md CU4.
 * @example
 * vocabularyOn('2025-10-01').revision // '03'
 */
export function vocabularyOn(day?: Day): UsageVocabulary {
  return usageVocabularies.find(({ since }) => day === undefined || since <= day) ?? usageVocabularies.at(-1)!
}

/** What a label of another revision bars when it says no; it never allows [CU5]. */
export const legacyLabels: Readonly<Record<string, readonly Usage[]>> = {
  all: ['train-ai'],
  bots: ['train-ai'],
  tdm: ['train-ai'],
  ai: ['train-ai'],
  genai: ['train-ai'],
  'train-genai': ['train-ai'],
  'train-ai': ['train-ai'],
  inference: ['ai-input'],
  'ai-output': ['ai-input'],
  'ai-use': ['ai-input'],
  search: ['search'],
}
