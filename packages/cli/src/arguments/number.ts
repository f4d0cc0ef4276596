import { misuse } from '../stop.ts'

/**
 * Reads a number of at least `least`, with decimals where they are allowed; anything else stops with `bad-number`.
 * @example parseNumber('2.5', '--pause', { least: 0, decimals: true }) // 2.5
 */
export function parseNumber(
  text: string,
  at: string,
  { least, decimals = false }: { readonly least: number; readonly decimals?: boolean },
): number {
  const number = Number(text)
  const pattern = decimals ? /^\d{1,9}(?:\.\d{1,3})?$/ : /^\d{1,9}$/
  if (pattern.test(text) && number >= least) return number
  throw misuse({
    code: 'bad-number',
    at,
    message: `\`${text}\` is not a number that can be used here`,
    hint: `give ${decimals ? 'a number' : 'a whole number'}, ${least} at least`,
  })
}
