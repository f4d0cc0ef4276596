import type { Issue } from '@proviso/rights'

/**
 * Reads one word out of a closed list; anything else is an issue `unknown-<what>` whose hint names every valid word.
 * @example readChoice('train', 'usage', 'usage', ['train-ai', 'crawl']) // { issue: { code: 'unknown-usage', … } }
 */
export function readChoice<T extends string>(
  text: string,
  at: string,
  what: string,
  choices: readonly T[],
): { readonly value: T } | { readonly issue: Issue } {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return { value: found }
  return {
    issue: {
      code: `unknown-${what}`,
      at,
      message: `\`${text.slice(0, 80)}\` is not ${/^[aeio]/.test(what) ? 'an' : 'a'} ${what}`,
      hint: `use one of ${choices.join(', ')}`,
    },
  }
}
