import { type Clock, systemClock } from '@proviso/archive/watch/clock'
import type { Day } from '@proviso/rights'
import { parseDay } from './arguments/day.ts'

/** Today in UTC. The only clock of the house; `PROVISO_NOW=YYYY-MM-DD` stands in for it so that an answer can be repeated. */
export function today(env: NodeJS.ProcessEnv = process.env): Day {
  const fixed = env.PROVISO_NOW
  return fixed ? parseDay(fixed, 'PROVISO_NOW') : new Date().toISOString().slice(0, 10)
}

/** A clock that runs; where `PROVISO_NOW` (a day or a full instant) stands in for now, it starts there. */
export function clockFor(env: NodeJS.ProcessEnv): Clock {
  const fixed = env.PROVISO_NOW
  if (!fixed) return systemClock
  const day = parseDay(fixed, 'PROVISO_NOW')
  const start = (fixed.length > 10 ? Date.parse(fixed) : Date.parse(day)) - performance.now()
  return { now: () => start + performance.now(), sleep: systemClock.sleep }
}
