import { remembering } from '../remembering.ts'
import { auxiliaryGroup } from './auxiliary.ts'
import { barringWord, nounOfBan, orderWithoutAuxiliary, promiseNot, purposeDenied, refraining } from './bar.ts'
import { neitherOf, neverDone, noLonger, noneMay, noRight, nothingGives } from './denial.ts'
import { leaveNoun, leaveVerb, openTo } from './leave.ts'
import { practice } from './practice.ts'
import { reservation } from './reservation.ts'
import { Words } from './token.ts'
import { type GroupForm, type GroupReader, passedOver, type VerbGroup } from './verb-group.ts'

/** By what a group begins with; the first that knows the word reads it. */
const readers: readonly GroupReader[] = [
  auxiliaryGroup,
  promiseNot,
  refraining,
  purposeDenied,
  orderWithoutAuxiliary,
  nounOfBan,
  barringWord,
  nothingGives,
  noRight,
  noneMay,
  neverDone,
  neitherOf,
  noLonger,
  reservation,
  leaveNoun,
  leaveVerb,
  openTo,
  practice,
]

/** Finds the verb groups of plain, lower-case text in one pass over its words. What stands in subordinate clauses is none. */
export const findVerbGroups = remembering(verbGroupsIn, 1_000)

function verbGroupsIn(text: string): readonly VerbGroup[] {
  const words = new Words(text)
  const groups: VerbGroup[] = []
  for (let at = 0; at < words.count; at++) {
    const form = words.isSubordinate(at) ? null : formAt(words, at, groups.length > 0)
    if (form === null) continue
    const { last, force, passive = false, leave = false, nominal = false, told = false } = form
    const from = words.tokens[at]!.from
    const { to } = words.tokens[Math.min(last, words.count - 1)]!
    groups.push({ from, to, force, passive, leave, nominal, told })
    at = Math.max(at, last)
  }
  return groups
}

function formAt(words: Words, at: number, follows: boolean): GroupForm | null {
  for (const read of readers) {
    const form = read(words, at, follows)
    if (form === passedOver) return null
    if (form !== null) return form
  }
  return null
}
