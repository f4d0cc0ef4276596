import type { Day } from '@proviso/rights'
import { parseDay } from './arguments/day.ts'

/** Today in UTC. The only clock of the house; `PROVISO_NOW=YYYY-MM-DD` stands in for it so that an answer can be repeated. */
export function today(env: NodeJS.ProcessEnv = process.env): Day {
  const fixed = env.PROVISO_NOW
  return fixed ? parseDay(fixed, 'PROVISO_NOW') : new Date().toISOString().slice(0, 10)
}
