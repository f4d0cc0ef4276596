import type { Effect, Usage } from '@proviso/rights'

/** One `key=value` of a Content-Signal. */
export interface ContentSignal {
  /** Lower case: `search`, `ai-input`, `ai-train`, or a key that is no usage, such as `use`. */
  readonly key: string
  /** As written. */
  readonly value: string
  /** What it says, when key and value are known. */
  readonly usage?: Usage
  readonly effect?: Effect & ('allow' | 'disallow')
}

const usages: Readonly<Record<string, Usage>> = { search: 'search', 'ai-input': 'ai-input', 'ai-train': 'train-ai' }

/**
 * Reads the value of a Content-Signal: `search=yes, ai-train=no`. What it does not know it keeps and does not weigh; of a key given
 * twice the stricter holds. Never throws. contentsignals.org (2026-07-15). SPEC.md CS1–CS3.
 * @example
 * parseContentSignal('search=yes,ai-train=no').map(({ usage, effect }) => `${usage} ${effect}`)
 * // ['search allow', 'train-ai disallow']
 */
export function parseContentSignal(text: string): ContentSignal[] {
  const signals: ContentSignal[] = []
  for (const member of text.split(',')) {
    const equals = member.indexOf('=')
    if (equals < 0) continue
    const key = member.slice(0, equals).trim().toLowerCase()
    const value = member.slice(equals + 1).trim()
    const effect = /^yes$/i.test(value) ? 'allow' : /^no$/i.test(value) ? 'disallow' : undefined
    const usage = Object.hasOwn(usages, key) ? usages[key] : undefined
    signals.push(usage && effect ? { key, value, usage, effect } : { key, value })
  }
  const barred = new Set(signals.filter(({ effect }) => effect === 'disallow').map(({ key }) => key))
  return signals.filter(({ key, effect }) => effect !== 'allow' || !barred.has(key))
}

/** A value that may begin with a path, as Content-Usage and Content-Signal lines of a `robots.txt` do [CU7, CS2]. */
export function splitPath(value: string): { readonly path?: string; readonly rest: string } {
  if (!value.startsWith('/')) return { rest: value }
  const end = value.search(/[ \t]/)
  if (end < 0) return { path: value, rest: '' }
  return { path: value.slice(0, end), rest: value.slice(end).trim() }
}
