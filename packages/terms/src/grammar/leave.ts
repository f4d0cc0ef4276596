import { auxiliaries, leaveNouns, leaveVerbs } from '../lexicon/verb.ts'
import type { Words } from './token.ts'
import { type GroupForm, passedOver } from './verb-group.ts'

/** Leave as a noun: "the right to", "permission for" [G11]. */
export function leaveNoun(words: Words, at: number): GroupForm | null {
  if (!leaveNouns.test(words.at(at)) || !/^(?:to|for|,|and)$/.test(words.at(at + 1))) return null
  return { last: at, force: 'permit', leave: true, nominal: true }
}

/** A verb of leave by itself: "allow you to", "you grant us", "we agree" [G11]. */
export function leaveVerb(words: Words, at: number): GroupForm | typeof passedOver | null {
  const verb = words.at(at)
  if (describesThing(words, at)) return passedOver
  if (!leaveVerbs.test(verb) && !/^(?:agrees?|acknowledges?)$/.test(verb)) return null
  const next = words.at(at + 1)
  // one verb in a row of them: "sell, assign, license or sublicense"
  const before = words.at(at - 1)
  if (/^(?:sub)?licen[sc]e$/.test(verb) && (before === ',' || before === 'or') && /^(?:,|or|and)$/.test(next))
    return passedOver
  if ((next === '' && at + 1 !== words.count) || /^[.;:)]$/.test(next)) return null
  if (lends.test(verb) && !lentTo.test(next)) return null
  return { last: at, force: 'permit', leave: true }
}

/** Verbs that give leave only to somebody: "help you", but not "help improve". */
const lends = /^(?:enabl|help|caus|facilitat|assist|encourag|instruct|let|induc)/
const lentTo = /^(?:you|us|me|others|any|anyone|third|users?|the|our|partners?|other|another|customers?|,|or)$/

/** "The licensed data", "permitted uses": said of a thing, it gives no leave. */
function describesThing(words: Words, at: number): boolean {
  if (!/^(?:licen[sc]ed|permitted|authori[sz]ed|allowed|granted)$/.test(words.at(at))) return false
  const before = words.at(at - 1)
  const next = words.at(at + 1)
  return (
    (/^(?:the|any|all|our|such|each|or|an?)$/.test(before) && !/^(?:to|us|you|by|for|under)$/.test(next)) ||
    (/^(?:materials?|content|data|works?|items?|assets?|products?|software|images?|services?|users?|territory|purposes?|uses?)$/.test(
      next,
    ) &&
      !auxiliaries.has(before))
  )
}

/** "Is open to crawling". */
export function openTo(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'open' || words.at(at + 1) !== 'to') return null
  return /^(?:is|are|be|remains?)$/.test(words.at(at - 1)) ? { last: at + 1, force: 'permit', passive: true } : null
}
