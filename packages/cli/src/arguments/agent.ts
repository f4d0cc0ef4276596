import { readAgent } from '@proviso/web/argument/agent'
import { misuse } from '../stop.ts'

/**
 * Reads a product token as robots.txt and User-Agent write it; anything else stops with `bad-agent`.
 * @example parseAgent('GPTBot') // 'GPTBot'
 */
export function parseAgent(text: string): string {
  const read = readAgent(text, '--agent')
  if ('issue' in read) throw misuse(read.issue)
  return read.value
}
