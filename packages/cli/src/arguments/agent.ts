import { misuse } from '../stop.ts'

/**
 * Reads a product token as robots.txt and User-Agent write it; anything else stops with `bad-agent`.
 * @example parseAgent('GPTBot') // 'GPTBot'
 */
export function parseAgent(text: string): string {
  if (/^[A-Za-z0-9][\w.+/-]{0,99}$/.test(text)) return text
  throw misuse({
    code: 'bad-agent',
    at: '--agent',
    message: `\`${text.slice(0, 80)}\` is not a product token`,
    hint: 'give the name the crawler goes by, for example GPTBot',
  })
}
