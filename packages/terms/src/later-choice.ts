import type { Actor, Condition, Statement } from '@proviso/rights'
import { denied, otherTopic } from './choice.ts'
import { findConditions } from './lexicon/condition.ts'
import { findSubjects, type Names } from './lexicon/subject.ts'
import { findTraining } from './lexicon/training.ts'

/** How far below a statement, within its section, a say on it is looked for: UTF-16 code units of plain text. */
export const reach = 1_200

/** Points back to a use that was told of. */
const pointsBack =
  /\b(?:used?|processed|collected|sent|transmitted|shared|included) (?:in|for) (?:this|that|these|such) (?:way|manner|purposes?)\b|\bfor (?:this|that) purpose\b|\b(?:this|that|such) (?:use|training|programme?|collection)\b/
/** A switch or a programme that is called after getting better. */
const gettingBetter =
  /\b(?:help (?:us |to )?improve|improve [\w' ]{1,30} for (?:everyone|all|everybody)|(?:model|product|service) improvements?|improvement (?:of (?:the|our)|program\w*)|improve the (?:model|assistant|ai)\w*)\b/
/** Taking part in something no longer. */
const leaves =
  /\b(?:stop|cease|end|not|no longer|from) (?:taking part|participating)\b|\bopt(?:ing|ed)?[- ]?out\b|\bwithdraw\b|\bexclude\b|\boppose\b|\bobject\b|\bleave\b|\b(?:turn|switch)\w* [\w' ]{0,20}?off\b|\bun-?(?:tick|check)|\bdeactivat|\bdisabl/
/** Nothing is done before somebody's yes. */
const waits =
  /\b(?:without|only (?:if|with|where|when|after)|unless) (?:[\w']+ ){0,4}?(?:consent|permission|agree|agreed|yes|opt(?:ed)? in)\b/
/** A heading under which everything waits for a yes: "For research, if you consent". */
const underConsent =
  /\b(?:with|if|only|where|when) (?:you|your|they|their) (?:have |has )?(?:explicit(?:ly)? |express(?:ly)? |prior |separate )?(?:consent|permission|agree|opt(?:ed)?[- ]in)/

/**
 * A say on a use of training that stands further below in the same section: "You can turn this off …" after sentences on how it is done.
 * It must speak of training, point back, name a programme by the name the statement's surroundings give it, or a switch that is called
 * after getting better. SPEC.md N37.
 */
export function choiceBelow(actor: Actor, said: string, below: readonly string[], names: Names): readonly Condition[] {
  for (const sentence of below) {
    const text = sentence.toLowerCase()
    const found = findConditions(text, ['opt-out', 'opt-in'])
    if (found.length === 0 || denied(text)) continue
    const training = findTraining(text).some(({ kind }) => kind !== 'bare') || /\btraining\b/.test(text)
    const same = training || pointsBack.test(text)
    if (!(leaves.test(text) || (same && waits.test(text)))) continue
    if (!training && otherTopic.test(text)) continue
    if (!same && !gettingBetter.test(text) && !named(sentence, said)) continue
    const partners = findSubjects(text, names).some(({ subject }) => subject === 'partner')
    if (partners ? actor !== 'partner' : actor === 'partner' && /\bwe\b/.test(text) && !training) continue
    return found
  }
  return []
}

/** A say that the heading over a statement gives. SPEC.md N37. */
export function choiceAbove(heading: string): readonly Condition[] {
  return underConsent.test(heading.toLowerCase()) ? [{ kind: 'opt-in' }] : []
}

/** Whether a sentence names something by a name that was given before: "the Dataset Program". */
function named(sentence: string, said: string): boolean {
  for (const [name] of sentence.matchAll(/(?<![.!?]\s)(?<!^)\b[A-Z][\w-]+(?: [A-Z][\w-]+){1,3}\b/g))
    if (
      said.includes(name) &&
      !/\b(?:Settings|Privacy|Account|Policy|Notice|Services?|Terms|Rights|Choices|Information|Your|Data|Contact|Section)\b/.test(
        name,
      )
    )
      return true
  return false
}

/** A statement under conditions that stand around it. */
export function underChoice(statement: Statement, conditions: readonly Condition[]): Statement {
  return { ...statement, effect: 'conditional', conditions }
}
