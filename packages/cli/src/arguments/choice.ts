import { readChoice } from '@proviso/web/argument/choice'
import { misuse } from '../stop.ts'

/**
 * Reads one word out of a closed list; anything else stops with the code given, and the hint names every valid word.
 * @example parseChoice('train', '--usage', 'usage', ['train-ai', 'crawl']) // stops: unknown-usage
 */
export function parseChoice<T extends string>(text: string, at: string, what: string, choices: readonly T[]): T {
  const read = readChoice(text, at, what, choices)
  if ('issue' in read) throw misuse(read.issue)
  return read.value
}
