import type { Day, Effect, Issue, Statement, Usage } from '@proviso/rights'
import { parseDictionary, Token } from 'structured-headers'
import { legacyLabels, vocabularyOn } from './content-usage-vocabulary.ts'

/** Characters of a field that are read; a longer one is not. */
export const mostContentUsage = 64 * 1024

/** One usage preference: what a label of the field comes to. */
export interface UsagePreference {
  readonly usage: Usage
  readonly effect: Effect & ('allow' | 'disallow')
  /** The label that says it. */
  readonly label: string
  /** The label is of another revision of the vocabulary than the day's [CU5]. */
  readonly legacy: boolean
}

/** What a usage preference comes to; nothing of a field that cannot be parsed. */
export interface ContentUsage {
  readonly preferences: readonly UsagePreference[]
  /** Every label that has the value `y` or `n`, also those of no vocabulary. */
  readonly labels: ReadonlyMap<string, 'y' | 'n'>
  /** Whether the field could be parsed at all [CU2]. */
  readonly parsed: boolean
  /** Revision of draft-ietf-aipref-vocab it was read by. */
  readonly vocabulary: string
}

/**
 * Reads a usage preference: a dictionary (RFC 9651, section 3.2) of labels with the tokens `y` and `n`. Never throws.
 * draft-ietf-aipref-vocab-08, section 6. SPEC.md CU1–CU5.
 * @param day the day it was seen: its vocabulary is the one of that day; the newest when absent
 * @example
 * parseContentUsage('train-ai=n, search=y').preferences.map(({ usage, effect }) => `${usage} ${effect}`)
 * // ['train-ai disallow', 'search allow']
 */
export function parseContentUsage(text: string, day?: Day): ContentUsage {
  const vocabulary = vocabularyOn(day)
  const labels = labelsOf(text)
  const nothing = { preferences: [], labels: new Map(), parsed: false, vocabulary: vocabulary.revision }
  if (labels === undefined) return nothing
  const preferences: UsagePreference[] = []
  const ofTheDay = new Set(Object.values(vocabulary.usages).flat())
  for (const [usage, chain] of Object.entries(vocabulary.usages) as [Usage, readonly string[]][]) {
    const label = chain.find((one) => labels.has(one))
    if (label === undefined) continue
    preferences.push({ usage, effect: labels.get(label) === 'y' ? 'allow' : 'disallow', label, legacy: false })
  }
  for (const [label, value] of labels) {
    if (value === 'y' || ofTheDay.has(label) || !Object.hasOwn(legacyLabels, label)) continue
    for (const usage of legacyLabels[label]!) preferences.push({ usage, effect: 'disallow', label, legacy: true })
  }
  return { preferences, labels, parsed: true, vocabulary: vocabulary.revision }
}

/** Labels whose last member is the token `y` or `n`; `undefined` for what is no dictionary. */
function labelsOf(text: string): Map<string, 'y' | 'n'> | undefined {
  if (text.length > mostContentUsage) return undefined
  const labels = new Map<string, 'y' | 'n'>()
  try {
    for (const [label, [value]] of parseDictionary(text)) {
      const token = value instanceof Token ? value.toString() : undefined
      if (token === 'y' || token === 'n') labels.set(label, token)
    }
  } catch {
    // the only thing a dictionary's parser can say of a text is that it is none
    return undefined
  }
  return labels
}

/** What is worth telling of a preference that was read. */
export function contentUsageIssues(
  text: string,
  { parsed, labels, preferences }: ContentUsage,
  place: { readonly at: string; readonly line?: number; readonly column?: number },
): Issue[] {
  if (!parsed) {
    return [
      {
        code: 'unparsable-content-usage',
        ...place,
        message: `\`${text.slice(0, 80)}\` is no dictionary of usage preferences, so it says nothing`,
        hint: 'write `train-ai=n, search=y`: small letters, no space around `=`, no comma at the end',
      },
    ]
  }
  const issues: Issue[] = []
  for (const { label } of preferences.filter(({ legacy }) => legacy)) {
    issues.push({
      code: 'legacy-label',
      ...place,
      message: `\`${label}\` is a label of another revision of the vocabulary; its \`n\` is heeded`,
      hint: 'use `train-ai`, `ai-use` and `search`',
    })
  }
  if (labels.has('ai-train') || labels.has('ai-input')) {
    issues.push({
      code: 'label-of-content-signal',
      ...place,
      message: '`ai-train` and `ai-input` are keys of Content-Signal and say nothing here',
      hint: 'use `train-ai` and `ai-use`',
    })
  }
  return issues
}

/**
 * Reads the `Content-Usage` response field: what it says of the content it came with. Several field lines are one field, so that one
 * bad line makes all unknown. Never throws. draft-ietf-aipref-attach-05, section 4. SPEC.md CU1–CU6.
 * @param lines the field's lines, as received
 * @returns statements with offsets into the lines joined by `, `
 * @example
 * readContentUsage(['train-ai=n']).statements[0].effect // 'disallow'
 */
export function readContentUsage(
  lines: string | readonly string[],
  { at = 'Content-Usage', on }: { readonly at?: string; readonly on?: Day | undefined } = {},
): { readonly value: ContentUsage; readonly statements: readonly Statement[]; readonly issues: readonly Issue[] } {
  const text = typeof lines === 'string' ? lines : lines.join(', ')
  const value = parseContentUsage(text, on)
  const statements = value.preferences.map(({ usage, effect, legacy }): Statement => {
    const whole = { quote: text, start: 0, end: text.length, section: ['Content-Usage'] }
    return {
      effect,
      actor: 'public',
      usage,
      asset: 'content',
      conditions: [],
      directive: 'content-usage',
      ...whole,
      confidence: legacy ? 0.8 : 1,
    }
  })
  return { value, statements, issues: contentUsageIssues(text, value, { at }) }
}
