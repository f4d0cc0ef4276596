import type { Issue } from '@proviso/rights'

/**
 * Reads a product token as robots.txt and User-Agent write it; anything else is an issue `bad-agent`.
 * @example readAgent('GPTBot', 'agent') // { value: 'GPTBot' }
 */
export function readAgent(text: string, at: string): { readonly value: string } | { readonly issue: Issue } {
  if (/^[A-Za-z0-9][\w.+/-]{0,99}$/.test(text)) return { value: text }
  return {
    issue: {
      code: 'bad-agent',
      at,
      message: `\`${text.slice(0, 80)}\` is not a product token`,
      hint: 'give the name the crawler goes by, for example GPTBot',
    },
  }
}
