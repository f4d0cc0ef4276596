import { findSubjects, type Names, type Subject, type SubjectMention } from '../lexicon/subject.ts'
import type { VerbGroup } from './verb-group.ts'

/** Whom the force of a verb group is on: its doer, or whom it gives or denies leave [G11, G12]. Null where nobody is named. */
export function doerOf(
  text: string,
  groups: readonly VerbGroup[],
  index: number,
  subjects: readonly SubjectMention[],
  names: Names,
): Subject | null {
  const group = groups[index]!
  if (group.passive) return agentOf(text, group, names)
  // "no provider may", "neither we nor our partners will"
  if (/^(?:neither|no)\b/.test(text.slice(group.from, group.from + 8))) {
    const denied = findSubjects(text.slice(group.from, group.to), names)[0]
    if (denied !== undefined) return denied.subject
    if (text.startsWith('neither', group.from)) return null
  }
  const doers = subjects.filter(({ nominative }) => nominative)
  // "at no time will we use": the doer stands inside
  const inside = doers.filter(({ from, to }) => from >= group.from && to < group.to).at(-1)
  if (inside !== undefined && !group.leave) return inside.subject
  const floor = index === 0 ? 0 : groups[index - 1]!.to
  const before = doers.filter(({ to }) => to <= group.from + 1)
  const nearest = before.filter(({ from }) => from >= floor - 4).at(-1) ?? before.at(-1)
  return group.leave ? leftTo(text, group, nearest?.subject, names) : (nearest?.subject ?? null)
}

/** Who does it in a passive, where "by" names somebody. */
function agentOf(text: string, { to }: VerbGroup, names: Names): Subject | null {
  const agent = /\bby (?:[\w'-]+ ){0,3}?/.exec(text.slice(to))
  if (agent === null) return null
  const from = to + agent.index
  return findSubjects(text.slice(from, from + 80), names)[0]?.subject ?? null
}

/** Whom leave is given or denied; `giver`: whoever is named before it. What a user may not let others do, the public may not do. */
function leftTo(text: string, group: VerbGroup, giver: Subject | undefined, names: Names): Subject | null {
  const denied = group.force === 'forbid'
  const rest = text.slice(group.to)
  if (denied && /^\s*us\b/.test(rest)) return 'operator'
  if (denied && giver === 'public') return 'public'
  const named =
    group.nominal && !/^\s*(?:for|of)\b/.test(rest)
      ? undefined
      : findSubjects(rest, names).find(({ receives }) => receives)?.subject
  if (named !== undefined && !(denied && named === 'operator' && giver === 'operator')) return named
  if (giver === undefined) return denied ? null : 'operator'
  if (giver === 'public') return 'operator'
  // "we have the right to": whoever has it, not whoever gives it
  return group.nominal && /^(?:right|licen)/.test(text.slice(group.from, group.to)) ? giver : 'public'
}
