import { misuse } from '../stop.ts'

/**
 * Reads one word out of a closed list; anything else stops with the code given, and the hint names every valid word.
 * @example parseChoice('train', '--usage', 'usage', ['train-ai', 'crawl']) // stops: unknown-usage
 */
export function parseChoice<T extends string>(text: string, at: string, what: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  throw misuse({
    code: `unknown-${what}`,
    at,
    message: `\`${text}\` is not ${/^[aeio]/.test(what) ? 'an' : 'a'} ${what}`,
    hint: `use one of ${choices.join(', ')}`,
  })
}
