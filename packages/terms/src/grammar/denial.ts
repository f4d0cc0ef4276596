import { findSubjects, type Names } from '../lexicon/subject.ts'
import { auxiliaries, leaveVerbs, modals, useVerbs } from '../lexicon/verb.ts'
import type { Words } from './token.ts'
import { type GroupForm, passedOver } from './verb-group.ts'

/** "Nothing in these terms gives you leave": a denial with the verb of leave behind it, or one of barring, which leaves free [G20]. */
export function nothingGives(words: Words, at: number): GroupForm | typeof passedOver | null {
  const first = words.at(at)
  if (first !== 'nothing' && first !== 'nowhere') return null
  const verb = words.seek(at + 1, at + 13, (word) => prevents.test(word) || gives.test(word))
  // "nothing here prevents you from …" leaves free
  if (prevents.test(words.at(verb))) return { last: verb, force: 'permit', leave: true }
  if (gives.test(words.at(verb))) return { last: verb, force: 'forbid', leave: true, nominal: true }
  return passedOver
}

const prevents = /^(?:prevents?|restricts?|prohibits?|precludes?|stops?|forbids?|limits?|bars)$/
const gives = /^(?:gives?|grants?|permits?|allows?|authori[sz]es|entitles|confers?|licen[sc]es|granting|giving)$/

/** "No right to", "clients receive no right to …", "no right passes to the client to …" [G20]. */
export function noRight(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'no' || !/^(?:rights?|licen[cs]es?|permissions?|authori[sz]ation)$/.test(words.at(at + 1)))
    return null
  let to = at + 2
  if (!ofRight.test(words.at(to)))
    while (
      to < at + 9 &&
      to < words.count &&
      !endOfClause.test(words.at(to)) &&
      !(words.at(to) === 'to' && useVerbs.test(words.at(to + 1)))
    )
      to++
  return ofRight.test(words.at(to)) ? { last: to, force: 'forbid', leave: to > at + 2 } : null
}

const ofRight = /^(?:to|for|in)$/
const endOfClause = /^[.;:]$/

/** "No user may …", "none of it is …", "no part of … shall be …": the verb stands behind its subject. */
export function noneMay(words: Words, at: number): GroupForm | null {
  const first = words.at(at)
  const noun = words.at(at + 1)
  if (first !== 'no' && !(first === 'none' && noun === 'of')) return null
  const told = toldOf.test(noun)
  const rules = (word: string): boolean => auxiliaries.has(word) || (told && finiteVerb.test(word))
  let verb = words.seek(at + 1, at + 16, rules)
  const found = words.at(verb)
  if (!rules(found) || noSubject.test(noun) || /^(?:must|should|would)$/.test(found)) return null
  while (verb + 1 < words.count && goesOn(words.at(verb + 1))) verb++
  const person = isPerson(noun, words.at(at + 2))
  return { last: verb, force: 'forbid', passive: !person && !isPartner(noun, words.at(at + 2)), nominal: !person }
}

/** Of whom a verb tells without an auxiliary: "no provider trains". */
const toldOf =
  /^(?:person|user|third|provider|recipient|vendor|supplier|partner|subprocessor|sub-processor|affiliate|one|party)$/
const finiteVerb = /^(?:uses|trains|processes|accesses|develops|retains)$/
/** "No longer", "no guarantee", "no doubt": nothing of which a use is denied. */
const noSubject =
  /^(?:longer|time|point|account|event|circumstances?|case|way|guarantee|warranty|obligation|later|doubt|matter|responsibility|liability|control)$/

function goesOn(word: string): boolean {
  return (
    /^(?:be|been|may|shall)$/.test(word) ||
    useVerbs.test(word) ||
    /^(?:granted|implied|permitted|allowed|given)$/.test(word)
  )
}

/** "No user", but not "no user content". */
function isPerson(noun: string, next: string): boolean {
  return (
    /^(?:person|user|users|one|party|third|member|members|provider|recipient|visitor|customer|licensee|individual|subscriber|body|entity)$/.test(
      noun,
    ) && !/^(?:data|content|information|inputs?|prompts?|files?|posts?|documents?|work)$/.test(next)
  )
}

function isPartner(noun: string, next: string): boolean {
  return (
    /^(?:provider|recipient|third|vendor|supplier|partner|subprocessor|sub-processor)$/.test(noun) &&
    !next.startsWith('part')
  )
}

/** "Never train", "is never used", "never will we use …" [G20]. */
export function neverDone(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'never') return null
  const next = words.at(at + 1)
  if (modals.has(next)) {
    // the verb stands behind its subject
    const verb = words.seek(at + 2, at + 6, (word) => useVerbs.test(word), /^[.,;:]$/)
    if (useVerbs.test(words.at(verb))) return { last: verb, force: 'forbid', told: true }
  }
  const before = words.at(at - 1)
  const orders = at === 0 || /^[.;:,!|]$/.test(before) || before === 'please'
  return { last: at + 1, force: 'forbid', passive: next.endsWith('ed'), leave: leaveVerbs.test(next), told: !orders }
}

const noNames: Names = new Map()

/** "Neither we nor our partners will use …". */
export function neitherOf(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'neither') return null
  let verb = words.seek(at + 1, at + 24, (word) => auxiliaries.has(word))
  const auxiliary = words.at(verb)
  const modal = auxiliaries.has(auxiliary)
  if (!modal) verb = words.seek(at + 1, at + 24, (word) => useVerbs.test(word))
  const last = words.count - 1
  const spoken = words.text.slice(words.tokens[at]!.from, words.tokens[Math.min(verb, last)]!.from)
  const isNobody = findSubjects(spoken, noNames).length === 0
  return {
    last: Math.min(modal ? verb + 1 : verb, last),
    force: 'forbid',
    passive: isNobody && words.at(verb + 1) === 'be',
    told: !modal || /^(?:will|does|do|is|are|has|have)$/.test(auxiliary),
  }
}

/** "No longer uses". */
export function noLonger(words: Words, at: number): GroupForm | null {
  if (words.at(at) !== 'no' || words.at(at + 1) !== 'longer') return null
  return { last: at + 2, force: 'forbid', told: true }
}
