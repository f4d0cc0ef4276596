import { answerOf } from './answer.ts'
import { type Clause, clauseText } from './clause.ts'
import type { Context } from './context.ts'
import { learning } from './lexicon/training.ts'
import { namesIn } from './names.ts'
import type { StatementDraft } from './statement-draft.ts'
import { readBan } from './training/ban.ts'
import { keptBack, rightsReserved } from './training/kept-back.ts'
import { leaveInReturn, leaveOnOutput, leaveToPublic, unbarredOutput } from './training/leave.ts'
import { Mention, mentionsIn } from './training/mention.ts'
import { readMining } from './training/mining.ts'
import { feedsNothing, tellsOfNoUse } from './training/no-use.ts'
import { readPractice } from './training/practice.ts'
import { ofItsOwn } from './training/rule-for-takers.ts'
import { operatorsOptOut, usersSay } from './training/say.ts'
import { withTold } from './training/told-beside.ts'
import { readUngoverned } from './training/ungoverned.ts'
import { isUsersOwn } from './training/users-own.ts'

/** What a clause says on developing AI: a statement per actor, asset and effect it speaks of [N22]. SPEC.md N, X. */
export function readTraining(clause: Clause, context: Context): StatementDraft[] {
  const answer = answerOf(clause, context)
  if (answer !== null) return answer
  const own = clauseText(clause).toLowerCase()
  if (isQuestion(own)) return []
  const drafts = readMentions(clause, own, context)
  return ofLearning(withTold(ofItsOwn(drafts, clause, context), clause, context), clause, own)
}

/** What is only asked is answered elsewhere. */
function isQuestion(own: string): boolean {
  return (
    /\?\W*$/.test(own) &&
    /^\W*(?:do|does|did|can|could|may|will|would|is|are|how|what|which|why|who)\b/.test(own) &&
    !own.includes('|')
  )
}

function readMentions(clause: Clause, own: string, context: Context): StatementDraft[] {
  const mentions = mentionsIn(clause, own, context)
  if (mentions.length === 0) return []
  const text = clauseText(clause)
  const names = namesIn(text, context.names, `${clause.previous} ${text} ${clause.leads.join(' ')}`)
  const drafts: StatementDraft[] = []
  for (const mention of mentions) {
    for (const draft of readMention(new Mention(mention, clause, own, context, names))) {
      const { actor, asset, effect } = draft
      if (!drafts.some((other) => other.actor === actor && other.asset === asset && other.effect === effect))
        drafts.push(draft)
    }
  }
  return drafts
}

/** What one mention says: the first that knows how it is meant reads it. */
function readMention(mention: Mention): readonly StatementDraft[] {
  return (
    keptBack(mention) ??
    (tellsOfNoUse(mention) ? [] : null) ??
    (mention.kind === 'mining' ? readMining(mention) : null) ??
    leaveInReturn(mention) ??
    notForTraining(mention) ??
    (feedsNothing(mention) ? [] : null) ??
    operatorsOptOut(mention) ??
    usersSay(mention) ??
    readGoverned(mention)
  )
}

function readGoverned(mention: Mention): readonly StatementDraft[] {
  const { governed } = mention
  if (governed === null) return readUngoverned(mention)
  const special = unbarredOutput(mention) ?? leaveOnOutput(mention, governed) ?? rightsReserved(mention)
  if (special !== null) return special
  if (governed.force === 'forbid') return readBan(mention, governed)
  const ofPublic = governed.subject === 'public' && !mention.byPartner && mention.owner !== 'operator'
  return ofPublic ? leaveToPublic(mention, governed) : readPractice(mention, governed)
}

/** "For the above purposes only, not for AI training": a promise on what is the user's [N26]. */
function notForTraining(mention: Mention): readonly StatementDraft[] | null {
  const excludes = /\b(?:not|never)(?: be used)? for (?:the |any |our )?(?:[\w-]+ )?$/.test(mention.before)
  return excludes && !mention.isForbidden && isUsersOwn(mention) ? [mention.says('operator', 'disallow')] : null
}

/** Leaves out leave to develop algorithms of which nothing says that they learn: "improve our ranking algorithms" [N40]. */
function ofLearning(drafts: readonly StatementDraft[], clause: Clause, own: string): StatementDraft[] {
  if (!/\balgorithms?\b/.test(own) || learning.test(own) || /\brecogni[sz]|\brecognition\b/.test(own))
    return [...drafts]
  const around = `${clause.leads.join(' ')} ${clause.path.at(-1) ?? ''} ${clause.previous} ${clause.next}`.toLowerCase()
  if (learning.test(around)) return [...drafts]
  return drafts.filter(({ actor, effect }) => actor === 'public' || effect === 'disallow')
}
