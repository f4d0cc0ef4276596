import type { Issue } from '@proviso/rights'

/** Reads a whole number of things, one or more. */
export function readCount(text: string, at: string): { readonly value: number } | { readonly issue: Issue } {
  if (/^[1-9]\d{0,8}$/.test(text)) return { value: Number(text) }
  return {
    issue: {
      code: 'bad-count',
      at,
      message: `\`${text.slice(0, 80)}\` is not a number of things`,
      hint: 'give a whole number, 1 or more',
    },
  }
}
