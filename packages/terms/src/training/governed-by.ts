import { allMatches } from '../all-matches.ts'
import type { Clause } from '../clause.ts'
import type { Governed } from '../grammar/force.ts'
import { governs } from '../grammar/governing.ts'
import { findSubjects, type Names, type Subject, type SubjectMention } from '../lexicon/subject.ts'
import type { TrainingMention } from '../lexicon/training.ts'
import { doerBefore } from '../trainer.ts'

/** What governs a mention of training, with whom its pronouns mean. */
export function governedBy(clause: Clause, own: string, mention: TrainingMention, names: Names): Governed | null {
  const governed = withPronouns(
    isNotTrainedOn(own, mention)
      ? { force: 'forbid', subject: null, passive: true, told: true, where: 'own' }
      : governs(own, mention.from, clause.leads, clause.path, names, clause.previous),
    own,
    mention.from,
    clause.previous.toLowerCase(),
    names,
  )
  if (governed !== null && governed.force === 'forbid' && governed.where === 'own') return governed
  // a doer right before a finite verb governs it: "we train our models", "partners never train"
  const doer = finiteVerb.test(own.slice(mention.from, mention.from + 12)) ? doerBefore(own, mention.from, names) : null
  if (doer === null || doer.subject === 'public') return governed
  return { force: doer.denied ? 'forbid' : 'practise', subject: doer.subject, passive: false, told: true, where: 'own' }
}

const finiteVerb = /^(?:pre-?|re-?)?(?:train|fine-?tune|develop|improve|build|teach|use)(?:s)?\b/

/** "Our models are not trained on …", "… are trained on licensed data only, never on yours" [N26]. */
function isNotTrainedOn(own: string, { from, to }: TrainingMention): boolean {
  const words = own.slice(from, to)
  if (/\b(?:not|never)\b/.test(words)) return true
  const beyond = /^[^.;]{0,120}/.exec(own.slice(to))![0]
  return /\btrain/.test(words) && notOnTheirs.test(beyond)
}

const notOnTheirs =
  /\b(?:not|never|rather than|without(?: using)?)(?: \w+)? (?:on |with |from )?(?:any )?(?:your|customers?'?|users?'?|client) /

/** What governs, on whom its pronoun means: the partner named last [G21], or the one the sentence before speaks of. */
function withPronouns(
  governed: Governed | null,
  own: string,
  at: number,
  previous: string,
  names: Names,
): Governed | null {
  if (governed === null || governed.passive) return governed
  const before = own.slice(0, at)
  const meant = pronounMeans(before, previous, names) ?? governed.subject
  const earlier = itMeans(own, before, previous, names)
  const goesOn = earlier !== null && (meant === null || (earlier === 'partner' && meant !== 'public'))
  return { ...governed, subject: goesOn ? earlier : meant }
}

/**
 * Whom the pronoun that does it stands for: "… to laboratories, and they use it to …", "agreements with providers do not permit
 * them to …". The partner named last, in the sentence or the one before; null where no pronoun does it.
 */
function pronounMeans(before: string, previous: string, names: Names): Subject | null {
  const at = Math.max(lastMatch(before, pronounDoes), lastMatch(before, pronounIsLet))
  if (at === -1) return null
  const behind = before.slice(at)
  if (findSubjects(behind, names).some(({ nominative, subject }) => nominative && subject !== 'partner')) return null
  const spoken = findSubjects(before.slice(0, at), names)
  if (spoken.some(isPartner)) return 'partner'
  const many = /\b(?:they|them)\b/.test(behind)
  return many && findSubjects(previous, names).some(isPartner) ? 'partner' : null
}

const pronounDoes =
  /\b(?:they|who|which)\s+(?:(?:may|will|can|shall|do|does|also|then|in turn|not|never|only|agree|agreed|have|has|to|are|is)\s+)*[a-z]+/g
const pronounIsLet = /\b(?:permit|allow|authori[sz]e|entitle|enable|let|require)(?:s|ed|ing)? (?:them|it)\b/g

const isPartner = ({ subject }: SubjectMention): boolean => subject === 'partner'

function lastMatch(text: string, pattern: RegExp): number {
  return allMatches(text, pattern).at(-1)?.index ?? -1
}

/** "It does not use …": the one the sentence before, or this one, speaks of; null where no "it" or "they" begins anything. */
function itMeans(own: string, before: string, previous: string, names: Names): Subject | null {
  const begins = /^\W*(?:it|they)\b/.test(own)
  if (!begins && !/, (?:they|it) (?:do|does|will|may|are|is)\b/.test(own)) return null
  const spoken = findSubjects(`${previous} ${begins ? '' : before}`, names)
  const partner = /\bthey\b/.test(before) ? spoken.findLast(isPartner) : undefined
  return (partner ?? spoken.find(({ nominative }) => nominative))?.subject ?? null
}
