import type { Names } from '../lexicon/subject.ts'
import type { Reached } from './force.ts'
import { forceAtEnd } from './ruling-group.ts'

/** The force of a lead-in: that of its last sentence, else of the one before it [G4]. Null where it has none. */
export function leadForce(text: string, names: Names): Reached | 'neutral' | null {
  if (theFollowing.test(text) && !/\b(?:not|never)\b[^.;]*$/.test(text))
    return { force: 'practise', subject: 'operator', passive: false, told: true }
  if (agreesThat.test(text)) return null
  const last = lastStop(text)
  const force = forceAtEnd(text.slice(last), names)
  if (force !== null || last === 0 || text.length - last > 60) return force
  // "Some examples include:": the sentence before says of what
  const before = text.slice(0, last).trimEnd().slice(0, -1)
  return forceAtEnd(before.slice(lastStop(before)), names)
}

/** "We do the following:". */
const theFollowing =
  /\bwe (?:may |will |can )?(?:also )?(?:do |carry out |engage in )?(?:all |any )?(?:of )?the following\b[^.;]*$/
const agreesThat = /\b(?:agree|acknowledge|understand|warrant|represent|certify)s?(?: and \w+)? that\W*$/

/** Where the stretch after the last full stop begins. */
export function lastStop(text: string): number {
  let from = text.length
  while (from > 0 && !'.!?'.includes(text[from - 1]!)) from--
  return from
}
