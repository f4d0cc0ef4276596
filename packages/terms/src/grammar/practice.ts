import { useVerbs } from '../lexicon/verb.ts'
import type { Words } from './token.ts'
import type { GroupForm } from './verb-group.ts'

/** A finite verb of use: its subject stands right before it, or before an adverb: "we use", "partners also receive" [G1]. */
export function practice(words: Words, at: number): GroupForm | null {
  if (!useVerbs.test(words.at(at)) || at === 0) return null
  const before = words.at(at - 1)
  const subject = /ly$|^(?:also|then|sometimes|currently|may)$/.test(before) ? words.at(at - 2) : before
  return doers.test(subject) && !isLet(words, at) ? { last: at, force: 'practise' } : null
}

const doers = /^(?:we|you|they|company|users?|customers?|providers?|partners?|affiliates|vendors|recipients?|i)$/

/** "Do not let partners use it": the verb is what is let [G11]. */
function isLet(words: Words, at: number): boolean {
  for (let before = at - 1; before >= Math.max(0, at - 5); before--) {
    if (/^(?:let|lets|letting)$/.test(words.at(before))) return true
    if (/^[.,;:()!?|]$/.test(words.at(before))) return false
  }
  return false
}
