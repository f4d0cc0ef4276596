import { actors } from './actor.ts'
import { channels } from './channel.ts'
import type { Decision, FixedQuestion } from './decision.ts'
import { binds, firstRecordOf, wouldBind } from './heard.ts'
import type { Profile } from './profile.ts'
import type { HostEntry } from './rulebook-index.ts'
import { usages } from './usage.ts'
import { weighedOf } from './voice.ts'

/** Decisions of one host under one profile, by question and run of days on which the same is heard. */
export interface Remembered {
  /** Days on which something begins or ends, ascending: between two of them nothing that is heard changes. */
  readonly cuts: readonly number[]
  readonly decisions: (Decision | undefined)[][]
}

/**
 * What is remembered of a host under a profile; `null` where a decision depends on more than the question and the day: where a document
 * looks at paths, an agent asks, or the profile reads other days.
 */
export function rememberedOf(entry: HostEntry, { agent }: FixedQuestion, profile: Profile): Remembered | null {
  if (agent !== undefined) return null
  entry.remembered ??= new Map()
  const known = entry.remembered.get(profile)
  if (known !== undefined) return known
  const made = remember(entry, profile)
  entry.remembered.set(profile, made)
  return made
}

/** Where the decision on a question is kept, by the number of the question. */
export function questionNumber({ actor, usage, channel, asset }: FixedQuestion): number {
  const number =
    (actors.indexOf(actor) * usages.length + usages.indexOf(usage)) * channels.length + channels.indexOf(channel)
  return asset === 'output' ? 2 * number + 1 : 2 * number
}

/** How many cuts lie on or before a day. */
export function runOf({ cuts }: Remembered, day: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cuts[middle]! <= day) low = middle + 1
    else high = middle
  }
  return low
}

function remember(entry: HostEntry, profile: Profile): Remembered | null {
  if (profile.read.length !== 1 || profile.read[0] !== 'on') return null
  const states = entry.states.filter((state) => binds(state, profile))
  if (states.some((state) => weighedOf(state)?.hasPaths)) return null
  const cuts = new Set<number>([firstRecordOf(states)])
  for (const { from, to } of states) cuts.add(from).add(to)
  for (const source of entry.unread) if (wouldBind(source, profile)) cuts.add(source.from).add(source.to)
  return { cuts: [...cuts].filter(Number.isFinite).sort((a, b) => a - b), decisions: [] }
}
