import { misuse } from '../stop.ts'

const seconds = { m: 60, h: 3600, d: 86_400, w: 604_800 } as const

/**
 * Reads an interval such as `30m`, `6h`, `1d` or `2w`, in seconds; anything else stops with `bad-interval`, also what is shorter than
 * `least` seconds.
 * @example parseInterval('6h', '--every', 900) // 21_600
 */
export function parseInterval(text: string, at: string, least: number): number {
  const [, number = '', unit = ''] = /^(\d{1,4})([mhdw])$/.exec(text.trim()) ?? []
  const interval = Number(number) * (seconds[unit as keyof typeof seconds] ?? 0)
  if (unit !== '' && interval >= least) return interval
  throw misuse({
    code: 'bad-interval',
    at,
    message: unit === '' ? `\`${text}\` is not an interval` : `\`${text}\` is too short an interval`,
    hint: `write it as minutes, hours, days or weeks, for example 6h; ${least / 60}m at least`,
  })
}
