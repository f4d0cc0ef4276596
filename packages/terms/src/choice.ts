import type { Condition } from '@proviso/rights'
import { type Clause, clauseText } from './clause.ts'
import { kindOfData } from './lexicon/asset.ts'
import { findConditions, someOnly } from './lexicon/condition.ts'
import { letsRefuse, ofSome } from './lexicon/say.ts'
import { findSubjects, type Names } from './lexicon/subject.ts'
import { findTraining } from './lexicon/training.ts'

/** A sentence that goes on about what the one beside it said: "You can turn this off", "If you join, …". */
const goesOnPattern =
  /\b(?:this|such|these|that|those|the same) (?:use|uses|processing|training|purposes?|feature|practice|setting|programme?|option|switch)|\bopt(?:ing|ed)?[- ]?(?:out|in)\b|\b(?:doing|do) so\b|\b(?:switch|turn|toggle)\w* (?:this|it|that|them) (?:off|on)|\b(?:decline|refuse|object|would rather)\b|\bin (?:this|that) way\b|\bfor (?:this|that) purpose|\bdisable (?:it|this|that)\b|\bboth uses\b|\b(?:does|do) not apply to\b|\bnot take part\b|\bstop (?:this|future|us)\b|\bout of training\b|\bif you (?:would |'d )?(?:prefer|rather|do not want|don't want)\b|\b(?:is|are|do|does|will|may) not\W*$|\b(?:this|that) (?:setting|choice)\b/

/** A choice that is denied: "it is not possible to opt out". */
export const noChoice =
  /\b(?:no need to|not (?:currently |yet )?possible to|not able to|unable to|no (?:way|option) to|cannot|can't|even if|regardless of whether|whether or not) (?:you )?(?:opt|object|agree|turn|disable|decline|consent)/

/** What the operator has turned off is no switch of the user's. */
export const weTurnedOff =
  /\bwe(?:'ve| have) (?:also |already )?(?:turned|switched) (?:\w+ )?off\b(?![^.;]*\b(?:unless|but|until|except|if you|you (?:can|may))\b)[^.;]*/

/** Whether a sentence speaks of a say that there is not, or that was the operator's. */
export function denied(text: string): boolean {
  return noChoice.test(text) || weTurnedOff.test(text)
}

/** "You can manage this in your settings", "This is only done with your consent", "We only do this if you agree". */
const followsOn =
  /^\W*(?:this|that|it|you (?:can|may|have)|we (?:only|always|will|first|ask)|if you|to (?:opt|stop|turn|disable|object)|users? (?:can|may)|by default)\b[^.]*\b(?:this|that|it|so|participate|take part|settings?|preferences?|choices?|consent|optional|off|rather|prefer|agree|agreed|only|signed|ticked|enabled)\b/
/** "This licence does not entitle us to sell them unless you agree": on something else. */
const leavesOut =
  /^\W*th(?:is|e|at) (?:licen[cs]e|grant|permission|right) (?:does|shall|will) not\b(?![^.;]*\b(?:train|model|ai)\b)/
const optional = /\boptional\b|\boff by default\b|\bdisabled by default\b|\bmust be enabled\b|\bif you agree\b/
/** Other matters on which a user has a say. */
export const otherTopic =
  /\b(?:marketing|newsletters?|e-?mails? from us|cookies?|advertis\w*|notifications?|location|delet\w+|access|export|download)\b/

/** Words that leave no doubt that the same use is meant. */
const saysSo =
  /\b(?:used?|processed|processing) (?:in|for) (?:this|that|these|such) (?:way|manner|purposes?)\b|\bopt(?:ing|ed)?[- ]?(?:out|in)\b[^.]{0,40}\b(?:training|this|such use|model|ai)\b|\b(?:not|stop|object to)\b[^.]{0,60}\b(?:train|machine learning|model improvement)/

const leavesOthers =
  /\b(?:isn't|aren't|is not|are not|doesn't|does not|don't|do not|unaffected|excluded|exempt|never|there is no|contains? no)\b/

/** Whether a neighbouring sentence speaks of the same training. */
function goesOn(text: string): boolean {
  return findTraining(text).length > 0 || goesOnPattern.test(text)
}

/**
 * The conditions under which training is allowed or happens: those of the clause, its lead-ins, and those a neighbouring
 * sentence adds. What a neighbour says of partners only does not touch the operator.
 */
export function conditionsAround(clause: Clause, forOperator: boolean, names: Names): Condition[] {
  const own = clauseText(clause).toLowerCase().replace(weTurnedOff, ' ')
  const kinds = ['opt-out', 'opt-in', 'class'] as const
  const found = findConditions(own, kinds)
  const add = (conditions: readonly Condition[]): void => {
    for (const condition of conditions) if (!found.some((other) => other.kind === condition.kind)) found.push(condition)
  }
  add(findConditions(clause.leads.join(' ').toLowerCase(), ['opt-in', 'opt-out']))
  // what follows at once and says "this" speaks of it
  const next = clause.next.toLowerCase()
  if (
    forOperator &&
    next.length < 240 &&
    followsOn.test(next) &&
    !otherTopic.test(next) &&
    !noChoice.test(next) &&
    !leavesOut.test(next)
  ) {
    const said = findConditions(next, ['opt-out', 'opt-in'])
    add(said.length > 0 ? said : optional.test(next) ? [{ kind: 'opt-in' }] : [])
  }
  if (
    found.length === 0 &&
    forOperator &&
    next.length < 200 &&
    letsRefuse.test(next) &&
    !leavesOut.test(next) &&
    !otherTopic.test(next) &&
    !noChoice.test(next) &&
    findSubjects(next, names).every(({ subject }) => subject !== 'partner')
  )
    add([{ kind: 'opt-out' }])
  if (found.length === 0 && forOperator && ofSome.test(own) && leavesOthers.test(next)) add([someOnly])
  for (const neighbour of [clause.next, clause.previous]) {
    const text = neighbour.toLowerCase()
    if (text === '' || !goesOn(text) || noChoice.test(text) || leavesOut.test(text)) continue
    if (
      /\b(?:promotional|marketing|newsletter|e-?mails?|cookies?|advertis\w*)\b/.test(text) &&
      !/\btrain|\bai\b|model/.test(text)
    )
      continue
    const partners = findSubjects(text, names).some((subject) => subject.subject === 'partner')
    if (partners && forOperator && !/\bour (?:own )?(?:\w+ )?(?:models?|ai|use)\b|\bboth\b/.test(text)) continue
    if (!partners && !forOperator && /\bwe\b/.test(text) && !/\bboth\b|\bshare|\bthis\b|\bopt/.test(text)) continue
    add(findConditions(text, kinds).filter(({ note }) => note === undefined || !note.startsWith('only once')))
  }
  // "If you do not want it used in this way, …", some sentences later
  if (found.length === 0 && forOperator) {
    const later = clause.later.toLowerCase()
    for (const sentence of later.split(/(?<=[.!?])\s/))
      if (saysSo.test(sentence) && !noChoice.test(sentence)) add(findConditions(sentence, ['opt-out', 'opt-in']))
  }
  return found
}

/** Whether conditions leave the user a say. */
export function leavesChoice(conditions: readonly Condition[]): boolean {
  return conditions.some((condition) => condition.kind === 'opt-in' || condition.kind === 'opt-out')
}

/** Adds that only one narrow kind of data is meant: that it is kept for some says no more. */
export function withNarrow(text: string, conditions: readonly Condition[]): readonly Condition[] {
  const kind = kindOfData(text)
  if (kind === null) return conditions
  return [...conditions.filter((condition) => condition !== someOnly), { kind: 'part', note: `${kind} only` }]
}
