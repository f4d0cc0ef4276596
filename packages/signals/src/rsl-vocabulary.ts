import type { Usage } from '@proviso/rights'

/** The usages an RSL document is asked about, in our words [RS5]. */
export const rslUsages = ['train-ai', 'ai-input', 'ai-index', 'search'] as const satisfies readonly Usage[]

export type RslUsage = (typeof rslUsages)[number]

const ai: readonly RslUsage[] = ['train-ai', 'ai-input', 'ai-index']

/** Which usages each token of RSL 1.0 contains (section 3.2, after the consolidation of 2026-01-16). */
const tokens: Readonly<Record<string, readonly RslUsage[]>> = {
  all: rslUsages,
  'ai-all': ai,
  'ai-train': ['train-ai'],
  'ai-input': ['ai-input'],
  'ai-index': ['ai-index'],
  search: ['search'],
}

/** Tokens of drafts before 1.0; a file that has one grants nothing [RS12]. */
const earlier: Readonly<Record<string, readonly RslUsage[]>> = {
  'train-ai': ['train-ai'],
  'train-genai': ['train-ai'],
  inference: ['ai-input'],
}

/**
 * The usages a token contains; undefined for one that RSL does not know. SPEC.md RS5.
 * @example
 * expandToken('ai-all') // ['train-ai', 'ai-input', 'ai-index']
 */
export function expandToken(token: string): readonly RslUsage[] | undefined {
  return Object.hasOwn(tokens, token) ? tokens[token] : Object.hasOwn(earlier, token) ? earlier[token] : undefined
}

export function isEarlierToken(token: string): boolean {
  return Object.hasOwn(earlier, token)
}

export const userTokens: ReadonlySet<string> = new Set([
  'commercial',
  'non-commercial',
  'education',
  'government',
  'personal',
])

/** ISO 3166-1 alpha-2 in capitals, and `EU`. */
export function isPlaceToken(token: string): boolean {
  return /^[A-Z]{2}$/.test(token)
}
