import { findSubjects, type Names, type SubjectMention } from '../lexicon/subject.ts'
import { doerOf } from './doer.ts'
import type { Reached } from './force.ts'
import { mainClausesOf } from './token.ts'
import type { VerbGroup } from './verb-group.ts'
import { findVerbGroups } from './verb-groups.ts'

/** The force that reaches the end of a stretch, and on whom. Null where no verb has any; `neutral` where it disclaims rather than rules. */
export function forceAtEnd(stretch: string, names: Names): Reached | 'neutral' | null {
  const text = withoutInsertions(stretch)
  const groups = findVerbGroups(text)
  if (groups.length === 0) return null
  if (disclaims.test(text)) return 'neutral'
  // who is spoken of in an exception does nothing outside it: "unless we agree otherwise, do not …"
  const main = mainClausesOf(text)
  const subjects = findSubjects(main, names)
  const ruling = rulingGroup(text, groups, subjects, names)
  const { force, passive, told } = groups[ruling]!
  if (force === 'neutral') return 'neutral'
  return { force, subject: doerOf(main, groups, ruling, subjects, names), passive, told }
}

/** Which of the verb groups rules what stands at the end: the last, unless it takes its force from one before. */
function rulingGroup(
  text: string,
  groups: readonly VerbGroup[],
  subjects: readonly SubjectMention[],
  names: Names,
): number {
  let ruling = groups.length - 1
  while (
    ruling > 0 &&
    isUnder(groups[ruling]!, groups[ruling - 1]!) &&
    !startsAnew(text, groups[ruling - 1]!, groups[ruling]!, subjects)
  )
    ruling--
  // what users do ("how people use …", "that you provide") is told in passing: the operator's verb before it rules
  while (
    ruling > 0 &&
    groups[ruling]!.force === 'practise' &&
    !groups[ruling]!.passive &&
    groups[ruling - 1]!.force !== 'neutral' &&
    doerOf(text, groups, ruling, subjects, names) === 'public'
  )
    ruling--
  return ruling
}

/** Whether a group takes the force of the one before it: a neutral verb, or leave that is denied or given there: "do not grant a right to …". */
function isUnder(group: VerbGroup, outer: VerbGroup): boolean {
  if (group.force === 'neutral') return true
  return (
    group.leave && group.force === 'permit' && (outer.force === 'forbid' || (outer.force === 'permit' && outer.leave))
  )
}

/** Whether a new clause with its own doer begins between two groups. */
function startsAnew(text: string, earlier: VerbGroup, later: VerbGroup, subjects: readonly SubjectMention[]): boolean {
  if (beginsAnew.test(text.slice(earlier.to, later.from))) return true
  if (earlier.leave) return false
  return subjects.some(({ nominative, from, to }) => nominative && from >= earlier.to && to <= later.from)
}

const beginsAnew = /[.!?;]\s|\b(?:and|but|however|or),? (?:we|you|they|it)\b/

/** "Not responsible for", "no warranty": what follows is disclaimed, not ruled [G9]. */
const disclaims =
  /\b(?:no|not)\s+(?:\w+\s+){0,3}?(?:guarantees?|warrant\w*|responsib\w+|liab\w+|control\b|obligat\w+|representations?)/

/** Blanks what is put in between, and neither forbids nor does: "(or allow others to)", "(including recipients)" [G7]. */
function withoutInsertions(stretch: string): string {
  return stretch
    .replace(/\([^()]{0,400}\)/g, blank)
    .replace(throughOthers, blank)
    .replace(unasked, blank)
}

const blank = (inside: string): string => ' '.repeat(inside.length)

/** "Without our prior written permission, use any robot to …": leave that is not given. */
const unasked =
  /\bwithout (?:[\w'’/-]+,? ){0,8}?(?:consent|permission|approval|authori[sz]ation|licen[cs]e|agreement|authority)(?: (?:of|from|by|in) [\w'’. -]{1,40}?)?(?=,|:| you\b)/g

/** An act that is told of twice, of oneself and of others: "use, or allow others to use, …". */
const throughOthers =
  /,? (?:or|nor) (?:to )?(?:knowingly )?(?:allow|permit|let|enable|help|assist|cause|encourage|authori[sz]e|(?:allow|permitt|lett|enabl|help|assist|caus|encourag|authori[sz])ing)(?:,? (?:or|and) (?:allow|permit|let|enable|help|assist|cause|encourage|authori[sz]e|(?:allow|permitt|lett|enabl|help|assist|caus|encourag|authori[sz])ing))? (?:others|any(?:one|body)(?: else)?|an?(?:y|other)? (?:other )?(?:person|third party|party|entity)|third parties|some(?:one|body) else)(?: to)?(?: [a-z]+){0,3},/g
